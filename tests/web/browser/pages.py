"""What all pages are looked at with: two screens, axe-core, and a thread for what the browser's loop would hold up."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from playwright.sync_api import Page

T = TypeVar("T")

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
PHONE, DESK = (390, 844), (1440, 900)


def waited(work: Coroutine[Any, Any, T]) -> T:
    """What it comes to; the browser has this thread's loop, so it runs in another."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result(20)


def serious(page: Page) -> list[str]:
    """What axe-core finds serious or critical, one line each."""
    # What is still fading in has no colours of its own yet.
    page.evaluate(
        "Promise.all(document.getAnimations().filter((one) => one.effect?.getComputedTiming().iterations !== Infinity)"
        ".map((one) => one.finished.catch(() => null)))"
    )
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']}"
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]
