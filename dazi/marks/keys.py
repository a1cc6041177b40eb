"""The chain that signs: a root and a leaf of this installation, made once, or the operator's own; no network."""

from __future__ import annotations

import os
import secrets
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from dazi.errors import ConfigError

# Nothing stamps the time offline, so a picture's signature can be trusted as long as its leaf: hence ten years.
_LEAF, _ROOT = timedelta(days=3650), timedelta(days=7300)
_CHAIN, _KEY, _ROOT_KEY = "chain.pem", "leaf.key", "root.key"


@dataclass(frozen=True, slots=True)
class Chain:
    """What signs and what is trusted. `certificates`: PEM, the leaf first; `key`: the leaf's, PEM, kept out of every
    repr; `anchors`: PEM of those that a signature is trusted by; `algorithm`: its C2PA name."""

    certificates: str
    anchors: str
    algorithm: str
    _key: bytes

    def __repr__(self) -> str:
        return f"Chain({self.algorithm})"

    @property
    def key(self) -> bytes:
        return self._key


def own(folder: Path) -> Chain:
    """This installation's chain, made at the first call: files of mode 0600 in a folder of mode 0700. Several
    processes may ask at once: all get the same. ConfigError where the folder can't be written or its files are broken."""
    try:
        if not (folder / _CHAIN).is_file():
            _make(folder)
        return load(folder / _CHAIN, folder / _KEY)
    except OSError as error:
        raise ConfigError("marks.keys_folder", path=str(folder), detail=str(error)) from error


def existing(folder: Path) -> Chain | None:
    """This installation's chain where there is one; looking at a file makes none."""
    return own(folder) if (folder / _CHAIN).is_file() else None


def load(certificates: Path, key: Path) -> Chain:
    """A chain by its files: PEM certificates with the leaf first and what signed it after, and the leaf's key without
    a password. ConfigError says which of the two is wrong."""
    try:
        found = x509.load_pem_x509_certificates(certificates.read_bytes())
        private = key.read_bytes()
        secret = load_pem_private_key(private, password=None)
    except FileNotFoundError as error:
        raise ConfigError("marks.keys_missing", path=str(error.filename)) from error
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise ConfigError("marks.keys_broken", path=str(certificates), detail=str(error)) from error
    if len(found) < 2:
        raise ConfigError("marks.keys_short", path=str(certificates))
    if _public(found[0]) != secret.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo):
        raise ConfigError("marks.keys_unlike", path=str(key))
    if found[0].not_valid_after_utc < datetime.now(UTC):
        raise ConfigError("marks.keys_expired", path=str(certificates))
    return Chain(_pem(*found), _pem(*found[1:]), _algorithm(secret), private)


def _public(certificate: x509.Certificate) -> bytes:
    return certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def _pem(*certificates: x509.Certificate) -> str:
    return "".join(one.public_bytes(Encoding.PEM).decode("ascii") for one in certificates)


def _algorithm(key: object) -> str:
    if isinstance(key, ec.EllipticCurvePrivateKey):
        names = {"secp256r1": "es256", "secp384r1": "es384", "secp521r1": "es512"}
        if key.curve.name in names:
            return names[key.curve.name]
    if isinstance(key, rsa.RSAPrivateKey):
        return "ps256"
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return "ed25519"
    raise ConfigError("marks.keys_kind")


def _make(folder: Path) -> None:
    """Write a whole new folder beside its place and move it there; who comes second keeps what the first one made."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = folder.with_name(f".{folder.name}-{secrets.token_hex(6)}")
    fresh.mkdir(mode=0o700)
    try:
        root_key, leaf_key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
        # A name of its own for each installation, so that two of them are told apart.
        mark = secrets.token_hex(4)
        root = _certificate(_name(f"Dazi root {mark}"), root_key, None)
        leaf = _certificate(_name(f"Dazi labels {mark}"), leaf_key, (root, root_key))
        _write(fresh / _ROOT_KEY, _private(root_key))
        _write(fresh / _KEY, _private(leaf_key))
        _write(fresh / _CHAIN, _pem(leaf, root).encode("ascii"))
        try:
            fresh.rename(folder)
        except OSError:
            if not (folder / _CHAIN).is_file():
                raise
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _private(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _write(path: Path, content: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _name(common: str) -> x509.Name:
    parts = ((NameOID.ORGANIZATION_NAME, "Dazi"), (NameOID.COMMON_NAME, common))
    return x509.Name([x509.NameAttribute(kind, value) for kind, value in parts])


def _certificate(
    name: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    issuer: tuple[x509.Certificate, ec.EllipticCurvePrivateKey] | None,
) -> x509.Certificate:
    """A root where `issuer` is None, else a leaf that may sign claims (C2PA asks for a usage: emailProtection)."""
    now, is_root = datetime.now(UTC), issuer is None
    signed_by, signing_key = (issuer[0].subject, issuer[1]) if issuer else (name, key)
    usage = x509.KeyUsage(
        digital_signature=not is_root, key_cert_sign=is_root, crl_sign=is_root, content_commitment=False,
        key_encipherment=False, data_encipherment=False, key_agreement=False, encipher_only=False,
        decipher_only=False,
    )  # fmt: skip
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(signed_by)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        # A day back: a clock that is set right later must not leave a certificate of tomorrow.
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + (_ROOT if is_root else _LEAF))
        .add_extension(x509.BasicConstraints(ca=is_root, path_length=0 if is_root else None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signing_key.public_key()), critical=False
        )
    )
    if not is_root:
        email = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION])
        made = made.add_extension(email, critical=False)
    return made.sign(signing_key, hashes.SHA256())
