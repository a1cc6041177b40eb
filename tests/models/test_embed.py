"""Meaning from the embedded model's second server, and what happens where there is none."""

from __future__ import annotations

import asyncio
import math
from pathlib import Path

from dazi.models.child import Child, free_port, until_ready
from dazi.models.embed import Embedder
from dazi.models.tiers import Tiers


async def test_the_child_embeds_beside_its_answers(tiny: Path) -> None:
    port = free_port()
    task = await until_ready(Child(str(tiny), port, "k", embed=True))
    embedder = Embedder(f"http://127.0.0.1:{port + 1}/v1", "k", "tiny")
    tiers = Tiers({}, embedder=embedder)
    try:
        assert await tiers.means(30.0)  # it loads behind the first server's back
        told = await tiers.recording(lambda call: None).embed("hello there")
        assert told and told.model == "tiny"
        assert math.isclose(sum(part * part for part in told.vector), 1.0, rel_tol=1e-3)
        other = await tiers.embed("something else")
        assert other and other.vector != told.vector
        assert await Embedder(f"http://127.0.0.1:{port + 1}/v1", "wrong", "tiny").embed("x") is None
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await tiers.close()


async def test_nobody_there_is_found_out_once_and_not_asked_again_soon() -> None:
    embedder = Embedder(f"http://127.0.0.1:{free_port()}/v1", "k", "none")
    assert await embedder.embed("x") is None
    assert embedder._rests_until > asyncio.get_running_loop().time()
    assert await embedder.embed("x") is None
    assert not await embedder.ready(0.3)
    assert await Tiers({}).embed("x") is None and await Tiers({}).means(0.0)
    await embedder.close()
