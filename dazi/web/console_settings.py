"""Settings as they may be shown: no key, no token, no password, whatever a table is called; pure."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from urllib.parse import urlsplit, urlunsplit

from pydantic import BaseModel

HIDDEN = "•••"
_SECRET = re.compile(r"key|token|secret|passw|auth|credential|cookie|sign", re.IGNORECASE)
_NAMES = ("key_env", "token_env")  # the name of a variable, not what stands in it
_TOLD = 400


def masked(url: str) -> str:
    """An address without who logs in to it and without its query, where tokens hide."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return HIDDEN
    if not parts.scheme or not host:
        return url
    host = f"[{host}]" if ":" in host else host
    user = f"{HIDDEN}@" if "@" in parts.netloc else ""
    query = HIDDEN if parts.query else ""
    return urlunsplit((parts.scheme, f"{user}{host}{port}", parts.path, query, ""))


def shown_value(name: str, value: object) -> str:
    """A setting's value as text."""
    plain = _plain(name.rpartition(".")[2], value)
    text = plain if isinstance(plain, str) else json.dumps(plain, ensure_ascii=False, default=str)
    return text if len(text) <= _TOLD else text[:_TOLD] + "…"


def _plain(name: str, value: object) -> object:
    if isinstance(value, BaseModel):
        return {key: _plain(key, one) for key, one in value.model_dump(exclude_defaults=True).items()}
    if isinstance(value, Mapping):
        # What an endpoint is sent besides could be anything: its names are enough.
        if name == "extra":
            return sorted(map(str, value))
        return {str(key): _plain(str(key), one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(name, one) for one in value]
    if _SECRET.search(name) and name not in _NAMES:
        return HIDDEN if value not in (None, "") else ""
    if isinstance(value, str):
        return _text(value)
    return value if isinstance(value, bool | int | float) or value is None else str(value)


def _text(value: str) -> str:
    """Addresses masked; a variable's JSON is read, so that nothing hides in it."""
    if value.startswith(("[", "{")):
        try:
            return json.dumps(_plain("", json.loads(value)), ensure_ascii=False)
        except ValueError:
            return HIDDEN
    return masked(value) if "://" in value else value
