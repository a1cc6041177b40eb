"""The signing chain: made once, private, the same for all who ask at once; an operator's own by its files."""

from __future__ import annotations

import stat
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID

from dazi.errors import ConfigError
from dazi.marks import keys
from dazi.marks.mark import Making, mark, verify
from tests.marks.samples import saved, scene


def test_it_is_made_once_and_private(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "marks"
    assert keys.existing(folder) is None and not folder.exists()
    made = keys.own(folder)
    assert keys.own(folder) == made == keys.existing(folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    assert "PRIVATE" not in repr(made) and "PRIVATE" not in str(made)
    assert [path.name for path in folder.parent.iterdir()] == ["marks"]


def test_all_who_ask_at_once_get_the_same(tmp_path: Path) -> None:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        found = list(pool.map(keys.own, [tmp_path / "marks"] * 4))
    assert len({chain.certificates for chain in found}) == 1 and [
        path.name for path in tmp_path.iterdir()
    ] == ["marks"]


def test_the_leaf_may_sign_claims_and_nothing_else(tmp_path: Path) -> None:
    leaf, root = x509.load_pem_x509_certificates(keys.own(tmp_path / "k").certificates.encode())
    usage = leaf.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert list(usage) == [ExtendedKeyUsageOID.EMAIL_PROTECTION]
    assert not leaf.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    leaf.verify_directly_issued_by(root)
    assert root.subject != keys.own(tmp_path / "other").certificates


def test_an_operator_s_chain_signs_by_its_files(tmp_path: Path) -> None:
    keys.own(tmp_path / "theirs")
    chain = keys.load(tmp_path / "theirs" / "chain.pem", tmp_path / "theirs" / "leaf.key")
    made = mark(saved(scene(), "PNG"), "image/png", Making("stickers"), chain)
    assert verify(made.content, chain).whole


def test_what_is_wrong_with_a_chain_is_said(tmp_path: Path) -> None:
    keys.own(tmp_path / "a")
    keys.own(tmp_path / "b")
    chain, key = tmp_path / "a" / "chain.pem", tmp_path / "a" / "leaf.key"
    short, rubbish = tmp_path / "short.pem", tmp_path / "rubbish.pem"
    short.write_text(chain.read_text().split("-----END CERTIFICATE-----")[0] + "-----END CERTIFICATE-----\n")
    rubbish.write_text("nothing of use")
    for files, code in (
        ((chain, tmp_path / "b" / "leaf.key"), "marks.keys_unlike"),
        ((short, key), "marks.keys_short"),
        ((rubbish, key), "marks.keys_broken"),
        ((chain, rubbish), "marks.keys_broken"),
        ((tmp_path / "none.pem", key), "marks.keys_missing"),
    ):
        with pytest.raises(ConfigError) as caught:
            keys.load(*files)
        assert caught.value.code == code


def test_a_folder_that_cannot_be_made_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError, match="keys_folder"):
        keys.own(tmp_path / "file" / "marks")
