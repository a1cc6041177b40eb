"""The key that an AT Protocol account signs with, out of its DID document; knows no token and no feed.

did:plc is asked of a directory (https://web.plc.directory/spec/v0.1/did-plc), did:web of the host that it names
(https://atproto.com/specs/did). Keys are P-256 or secp256k1 in a Multikey (https://atproto.com/specs/cryptography)."""

from __future__ import annotations

import asyncio
import ipaddress
import json
import re
import socket
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import httpx
from cryptography.hazmat.primitives.asymmetric import ec

LIMIT = 3.0  # seconds that a reader waits for their document, name look-up included
# Seconds that a key is taken as it was read, and that nobody is asked again in vain.
FRESH, FAILED = 3600.0, 60.0
KEPT, AT_ONCE = 10_000, 8  # documents at hand; documents asked for at one time
_LARGEST = 64 * 1024
_PLC = re.compile(r"did:plc:[a-z2-7]{24}")
_WEB = re.compile(r"did:web:((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63})")
_SIGNS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
Algorithm = Literal["ES256", "ES256K"]
_CURVES: Mapping[bytes, tuple[Algorithm, ec.EllipticCurve]] = {
    b"\x80\x24": ("ES256", ec.SECP256R1()),
    b"\xe7\x01": ("ES256K", ec.SECP256K1()),
}
# The form before Multikey: the type names the curve, the point stands without a prefix.
_OLD: Mapping[str, bytes] = {
    "EcdsaSecp256r1VerificationKey2019": b"\x80\x24",
    "EcdsaSecp256k1VerificationKey2019": b"\xe7\x01",
}


class Unproven(Exception):
    """Who reads is not known; the message is a short reason for the log."""


@dataclass(frozen=True, slots=True)
class Key:
    """A public key with the one algorithm that it signs by."""

    algorithm: Algorithm
    public: ec.EllipticCurvePublicKey


async def addresses(host: str) -> tuple[str, ...]:
    """Where a host lies, by the system's resolver. Raises OSError."""
    found = await asyncio.get_running_loop().getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(one[4][0]) for one in found))


class Dids:
    """Keys by DID, kept for an hour. `plc` is the directory's root, empty: did:plc is not resolved. A host of did:web is
    asked only where all its addresses lie outside this network, at the address that was looked at."""

    def __init__(
        self,
        plc: str,
        *,
        client: Callable[[], httpx.AsyncClient] = lambda: httpx.AsyncClient(timeout=LIMIT),
        lookup: Callable[[str], Awaitable[tuple[str, ...]]] = addresses,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._plc, self._client, self._lookup, self._clock = plc.rstrip("/"), client, lookup, clock
        self._known: dict[str, tuple[float, Key | str]] = {}
        self._asked: dict[str, asyncio.Task[Key]] = {}
        self._turn = asyncio.Semaphore(AT_ONCE)

    async def key(self, did: str, *, anew: bool = False) -> Key:
        """The key of an account; with `anew` one that was not read within the last minute is read again, since keys
        change. Raises Unproven."""
        if not (_PLC.fullmatch(did) or _WEB.fullmatch(did)):
            raise Unproven("did")
        at, known = self._known.get(did, (0.0, ""))
        age = self._clock() - at
        if known and age < (FAILED if anew or isinstance(known, str) else FRESH):
            if isinstance(known, str):
                raise Unproven(known)
            return known
        task = self._asked.get(did)
        if task is None:
            task = self._asked[did] = asyncio.create_task(self._read(did))
            task.add_done_callback(lambda done: self._answered(did, done))
        return await asyncio.shield(task)

    def _answered(self, did: str, task: asyncio.Task[Key]) -> None:
        self._asked.pop(did, None)
        if not task.cancelled():
            task.exception()  # whoever asked may be gone

    async def _read(self, did: str) -> Key:
        """Asked for once, however many wait."""
        found: Key | str
        try:
            async with asyncio.timeout(LIMIT), self._turn:
                found = key_in(await self._document(did), did)
        except TimeoutError:
            found = "slow"
        except Unproven as reason:
            found = str(reason)
        if len(self._known) >= KEPT:
            del self._known[next(iter(self._known))]
        self._known.pop(did, None)
        self._known[did] = (self._clock(), found)
        if isinstance(found, str):
            raise Unproven(found)
        return found

    async def _document(self, did: str) -> object:
        headers: dict[str, str] = {"Accept": "application/did+ld+json, application/json"}
        extensions: dict[str, Any] = {}
        if web := _WEB.fullmatch(did):
            where = await self._outside(web[1])
            url = f"https://{where}/.well-known/did.json"
            headers["Host"], extensions["sni_hostname"] = web[1], web[1]
        elif self._plc:
            url = f"{self._plc}/{did}"
        else:
            raise Unproven("no_directory")
        body = b""
        try:
            async with self._client() as client, client.stream("GET", url, headers=headers, extensions=extensions) as answer:  # fmt: skip
                if answer.status_code != 200:
                    raise Unproven(f"http_{answer.status_code}")
                async for part in answer.aiter_bytes():
                    body += part
                    if len(body) > _LARGEST:
                        raise Unproven("large")
            return json.loads(body)
        except (httpx.HTTPError, httpx.InvalidURL) as fault:
            raise Unproven("unreachable") from fault
        except (ValueError, RecursionError) as fault:
            raise Unproven("document") from fault

    async def _outside(self, host: str) -> str:
        """An address of the host as it stands in a URL. Raises Unproven where any lies inside this network."""
        try:
            found = await self._lookup(host)
            if not found or not all(ipaddress.ip_address(one).is_global for one in found):
                raise Unproven("inside")
        except (OSError, ValueError) as fault:
            raise Unproven("unreachable") from fault
        return f"[{found[0]}]" if ":" in found[0] else found[0]


def key_in(document: object, did: str) -> Key:
    """The #atproto key of a DID document. Raises Unproven where it is another's document or has no such key."""
    if not isinstance(document, dict) or document.get("id") != did:
        raise Unproven("document")
    methods = document.get("verificationMethod")
    for method in methods if isinstance(methods, list) else ():
        if not isinstance(method, dict) or method.get("id") not in ("#atproto", f"{did}#atproto"):
            continue
        told, kind = method.get("publicKeyMultibase"), method.get("type")
        if not isinstance(told, str) or not isinstance(kind, str):
            break
        if kind == "Multikey":
            return key_from(_unbased(told))
        if kind in _OLD:
            return key_from(_OLD[kind] + _unbased(told))
    raise Unproven("no_key")


def key_from(raw: bytes) -> Key:
    """A key of its curve's two bytes and its point. Raises Unproven."""
    if raw[:2] not in _CURVES:
        raise Unproven("curve")
    algorithm, curve = _CURVES[raw[:2]]
    try:
        return Key(algorithm, ec.EllipticCurvePublicKey.from_encoded_point(curve, raw[2:]))
    except ValueError as fault:
        raise Unproven("point") from fault


def _unbased(told: str) -> bytes:
    """Multibase base58btc, as long as a key can be."""
    if not told.startswith("z") or not 1 < len(told) <= 120 or any(sign not in _SIGNS for sign in told[1:]):
        raise Unproven("multibase")
    number = 0
    for sign in told[1:]:
        number = number * 58 + _SIGNS.index(sign)
    zeros = len(told[1:]) - len(told[1:].lstrip("1"))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8, "big")
