"""Who asks for a feed on AT Protocol, by the token that their server signed; knows no route and no member's wishes.

Service auth: a JWT of the reader's DID (`iss`) for us (`aud`) and one method (`lxm`), signed with the reader's own key,
valid for a short time (https://atproto.com/specs/xrpc#inter-service-authentication-jwt)."""

from __future__ import annotations

import base64
import binascii
import json
import math
import time
from collections.abc import Callable, Mapping
from typing import Any

import structlog
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from dazi.feed.dids import Dids, Key, Unproven

LEEWAY = 10.0  # seconds that two clocks may differ by
_LONGEST = 4096  # characters of a token
_SERVICE = "#bsky_fg"
_OTHER = ("at+jwt", "refresh+jwt", "dpop+jwt")  # tokens of OAuth, which prove nothing to a service

_log = structlog.get_logger("dazi.feed")


class Readers:
    """`audience` is our own DID. A token that does not hold is nobody's: the reason stands in the log, the DID does
    not."""

    def __init__(self, dids: Dids, audience: str, clock: Callable[[], float] = time.time) -> None:
        self._dids, self._audience, self._clock = dids, audience, clock

    async def who(self, authorization: str, method: str) -> str:
        """The DID of who bears this header in a call of `method`; "" for nobody."""
        scheme, _, token = authorization.strip().partition(" ")
        if scheme.casefold() != "bearer" or not token:
            return ""
        try:
            return await self._proven(token.strip(), method)
        except Unproven as reason:
            _log.info("feed_reader_unproven", reason=str(reason))
            return ""

    async def _proven(self, token: str, method: str) -> str:
        signed, _, tail = token.rpartition(".")
        head, _, body = signed.partition(".")
        if len(token) > _LONGEST or not (head and body and tail) or "." in body:
            raise Unproven("form")
        header, claims, signature = _object(head), _object(body), _raw(tail)
        did = self._claimed(header, claims, method)
        if len(signature) != 64:
            raise Unproven("form")
        key = await self._dids.key(did)
        if not _holds(key, header["alg"], signed.encode("ascii"), signature):
            key = await self._dids.key(did, anew=True)  # it may have changed since we read it
            if not _holds(key, header["alg"], signed.encode("ascii"), signature):
                raise Unproven("signature")
        return did

    def _claimed(self, header: Mapping[str, Any], claims: Mapping[str, Any], method: str) -> str:
        """The DID that a token claims, once all that needs no key holds."""
        if header.get("alg") not in ("ES256", "ES256K") or "crit" in header or header.get("typ") in _OTHER:
            raise Unproven("header")
        did = claims.get("iss")
        if not isinstance(did, str):
            raise Unproven("did")
        if claims.get("aud") not in (self._audience, self._audience + _SERVICE):
            raise Unproven("audience")
        if claims.get("lxm") != method:
            raise Unproven("method")
        now = self._clock()
        if _seconds(claims, "exp", math.nan) + LEEWAY <= now:
            raise Unproven("expired")
        if max(_seconds(claims, "iat", now), _seconds(claims, "nbf", now)) > now + LEEWAY:
            raise Unproven("early")
        return did


def _seconds(claims: Mapping[str, Any], name: str, default: float) -> float:
    """A time of the claims; where it must be there, the default is nan."""
    value = claims.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise Unproven(name)
    return float(value)


def _holds(key: Key, algorithm: str, signed: bytes, signature: bytes) -> bool:
    """Whether the signature is the key's, of either S: a token, unlike a record, is no worse for its twin."""
    if key.algorithm != algorithm:
        return False
    halves = (int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big"))
    try:
        key.public.verify(encode_dss_signature(*halves), signed, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return False
    return True


def _raw(part: str) -> bytes:
    try:
        return base64.b64decode(part + "=" * (-len(part) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as fault:
        raise Unproven("form") from fault


def _object(part: str) -> Mapping[str, Any]:
    try:
        found = json.loads(_raw(part))
    except (ValueError, RecursionError) as fault:
        raise Unproven("form") from fault
    if not isinstance(found, dict):
        raise Unproven("form")
    return found
