"""Regular expressions that are compiled when they are first looked for: hundreds of them took most of a process's start."""

from __future__ import annotations

import re
from typing import Any, cast


class _Late:
    """Stands for a pattern until one of its methods is asked for; from then on that method is the pattern's own."""

    def __init__(self, source: str, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, found)
        return found


def late(source: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, compiled later. A source that is none is an error only then: the tests try each one."""
    return cast(re.Pattern[str], _Late(source, flags))
