"""How things stand now: switch, worker, model, queue; what the overview and the live stream show."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from dazi.types import Lang
from dazi.web.console_desk import Desk
from dazi.web.console_page import plain
from dazi.web.status import BEAT, PROGRESS, STALE
from dazi.words import say


async def state(desk: Desk) -> dict[str, Any]:
    """Plain values."""
    rows = await desk.house.switches.all()
    depth = await desk.house.queue.depth()
    return {
        "on": rows.get("switch.all") != "off",
        "worker": time.time() - float(rows.get(BEAT, "0")) < STALE,
        "model": _model(rows, desk.expected()),
        "queue": asdict(depth),
    }


def parts(now: Mapping[str, Any], lang: Lang) -> dict[str, tuple[str, str]]:
    """(tone, words) of each part, for the page and for what changes on it."""
    model = now["model"]
    ready = model["phase"] in ("ready", "remote")
    tone = "good" if ready else "bad" if model["phase"] == "failed" else "open"
    name = model["name"] or say("console.overview.no_model", lang)
    phase = plain(lang, f"console.phase.{model['phase']}", str(model["phase"]))
    up = bool(now["worker"])
    return {
        "worker": ("good" if up else "bad", say(f"console.overview.{'up' if up else 'down'}", lang)),
        "model": (tone, f"{name} · {phase}"),
    }


def _model(rows: Mapping[str, str], expected: str) -> dict[str, Any]:
    model = {"name": expected, "phase": "none", "message": "", "done": 0, "total": 0}
    if PROGRESS in rows:
        model.update(json.loads(rows[PROGRESS]))
    return model
