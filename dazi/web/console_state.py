"""How things stand now: switch, worker, model, queue; what the overview and the live stream show."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from dazi.web.console_desk import Desk
from dazi.web.status import BEAT, PROGRESS, STALE


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


def _model(rows: Mapping[str, str], expected: str) -> dict[str, Any]:
    model = {"name": expected, "phase": "none", "message": "", "done": 0, "total": 0}
    if PROGRESS in rows:
        model.update(json.loads(rows[PROGRESS]))
    return model
