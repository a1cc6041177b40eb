"""Passwords, one-time codes and tokens of the console: made, hashed and compared in constant time; knows no store."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from datetime import timedelta

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

LEAST, MOST = 10, 200  # characters of a password
CODE_FOR = timedelta(hours=24)
# 2**15 · 8: some 32 MB and a tenth of a second a try; what OWASP's cheat sheet on password storage has as its second.
_N, _R, _P = 15, 8, 1
_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that looks like another


def hashed(password: str) -> str:
    """The password as it is kept: its parameters, its salt, its hash. Takes a tenth of a second."""
    salt = secrets.token_bytes(16)
    made = Scrypt(salt=salt, length=32, n=2**_N, r=_R, p=_P).derive(password.encode())
    return "$".join(("scrypt", str(_N), str(_R), str(_P), _text(salt), _text(made)))


def fits(password: str, kept: str) -> bool:
    """Whether it is the password; takes as long either way."""
    _, n, r, p, salt, made = kept.split("$")
    try:
        key = Scrypt(salt=base64.b64decode(salt), length=32, n=2 ** int(n), r=int(r), p=int(p))
        key.verify(password.encode(), base64.b64decode(made))
    except InvalidKey:
        return False
    return True


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()


def new_code() -> str:
    """Twelve signs in groups, some 59 bits: to be typed once."""
    signs = [secrets.choice(_SIGNS) for _ in range(12)]
    return "-".join("".join(signs[at : at + 4]) for at in (0, 4, 8))


def code_hash(code: str) -> str:
    """Of the code however it was typed."""
    return token_hash("".join(sign for sign in code.upper() if sign.isalnum()))


def token_hash(token: str) -> str:
    """A random token needs no slow hash."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def seal(token: str) -> str:
    """The word that a form must bring back to act for the bearer of this token."""
    return hmac.new(token.encode("utf-8", "replace"), b"console form", hashlib.sha256).hexdigest()


def same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode("utf-8", "replace"))


class Brake:
    """How long an address has to wait: nothing for the first tries, then twice as long with each. A try counts when it
    begins, so that many at once are many."""

    FREE, FIRST, LONGEST, OVER = 4, 4.0, 900.0, 3600.0
    _MOST = 4096

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._tries: dict[str, tuple[int, float]] = {}  # address: how many, when the next may begin

    def wait(self, address: str) -> float:
        """Seconds until this address may try; 0.0: now, and this try is counted."""
        now = self._clock()
        count, free = self._tries.get(address, (0, now))
        if free > now:
            return free - now
        if now - free > self.OVER:
            count = 0
        count += 1
        held = min(self.LONGEST, self.FIRST * 2.0 ** (count - self.FREE - 1)) if count > self.FREE else 0.0
        self._tries.pop(address, None)
        self._tries[address] = (count, now + held)
        while len(self._tries) > self._MOST:
            self._tries.pop(next(iter(self._tries)))
        return 0.0

    def good(self, address: str) -> None:
        """It knew the password: the count begins anew."""
        self._tries.pop(address, None)
