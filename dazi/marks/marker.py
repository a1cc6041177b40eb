"""The labels behind pictures.Marker: this installation's chain, made at the first picture; knows no reply."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from dazi.errors import BadInput
from dazi.marks.keys import Chain, own
from dazi.marks.mark import Making, mark, verify
from dazi.types import Lang, Picture


class Labels:
    """pictures.Marker. `folder` holds the chain that signs (keys.own)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def _chain(self) -> Chain:
        return own(self._folder)

    def mark(self, picture: Picture, lang: Lang) -> Picture:
        """As the port says; ConfigError where the chain can be neither read nor made."""
        making = Making(picture.backend, picture.how, lang)
        made = mark(picture.content, picture.mime, making, self._chain)
        return replace(picture, content=made.content, mime=made.mime)

    def whole(self, content: bytes) -> bool:
        return bool(self.told(content)["whole"])

    def told(self, content: bytes) -> Mapping[str, object]:
        try:
            found = verify(content, self._chain)
        except BadInput:
            return {"whole": False}
        label = found.label if found.seal == "ours" else None
        said = {"backend": label.backend, "how": label.how, "words": label.words} if label else {}
        return {"whole": found.whole, **said, "id": found.aigc.get("ProduceID", ""), "signer": found.signer}
