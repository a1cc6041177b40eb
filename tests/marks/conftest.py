"""A chain and one asset of each kind, made once."""

from __future__ import annotations

import pytest

from dazi.marks.keys import Chain, own
from dazi.marks.mark import Making, mark
from dazi.marks.record import Marked
from tests.marks.samples import assets as made

KINDS = ("image/png", "image/jpeg", "image/webp", "video/mp4", "audio/wav", "audio/mpeg")


@pytest.fixture(scope="session")
def chain(tmp_path_factory: pytest.TempPathFactory) -> Chain:
    return own(tmp_path_factory.mktemp("keys") / "marks")


@pytest.fixture(scope="session")
def assets() -> dict[str, bytes]:
    return made()


@pytest.fixture(scope="session")
def marked(assets: dict[str, bytes], chain: Chain) -> dict[str, Marked]:
    """Every asset with its labels on."""
    return {
        kind: mark(content, kind, Making("stickers", "algorithm"), chain) for kind, content in assets.items()
    }
