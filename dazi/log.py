"""Structured logs: lines for people on a terminal, JSON elsewhere; members' words only where asked for."""

from __future__ import annotations

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

WORDS = ("text", "reply", "words", "draft", "prompt", "answer")


class _Redact:
    """Drops every field that may hold members' words."""

    def __call__(self, logger: Any, name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        return {key: ("…" if key in WORDS else value) for key, value in event.items()}


def configure(process: str, *, words: bool = False) -> None:
    """Set the process's logs up: to standard error, with its name on each line."""
    shown: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    if not words:
        shown.append(_Redact())
    if sys.stderr.isatty():
        shown.append(structlog.dev.ConsoleRenderer())
    else:
        shown += [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
    structlog.configure(
        processors=shown,
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )
    structlog.contextvars.bind_contextvars(process=process)
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s %(message)s")
