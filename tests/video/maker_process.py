"""One process of many that want the same digest: `python maker_process.py DATABASE VIDEO LOG CALLERS LEASE [PAUSE]`. Each
stage that it runs is noted in LOG with its process id; PAUSE is how long each takes."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dazi.store.database import Database
from dazi.store.digests import Digests
from dazi.video.make import Maker
from dazi.video.stages import Stages

SHAPE = {"seconds": 9.0, "width": 9, "height": 16, "turn": 0, "sound": False, "codec": "h264"}
MADE: Mapping[str, dict[str, Any]] = {
    "sample": {
        "shape": SHAPE,
        "frames": [],
        "cuts": [{"t": 3.0, "exact": True}],
        "light": {},
        "damaged": False,
    },
    "read": {"read": "yes", "texts": [{"t": 1.0, "until": 2.0, "text": "开饭"}]},
    "faces": {"faces": []},
    "hear": {"heard": "no_speech", "said": []},
    "see": {"saw": "no_model"},
}


class Slow(Stages):
    """Stages that only say that they ran."""

    def __init__(self, log: Path, pause: float) -> None:
        super().__init__(None)
        self._log, self._pause = log, pause

    async def run(
        self, stage: str, video: Path, title: str, before: Mapping[str, dict[str, Any]]
    ) -> dict[str, Any]:
        with self._log.open("a") as file:
            file.write(f"{os.getpid()} {stage}\n")
        await asyncio.sleep(self._pause)
        return MADE[stage]


async def main(database: str, video: str, log: str, callers: str, lease: str, pause: str = "0.05") -> None:
    opened = Database.open(Path(database), patience=20)
    try:
        maker = Maker(Digests(opened), lease=float(lease), stages=Slow(Path(log), float(pause)))
        found = await asyncio.gather(*(maker.of(Path(video), "饭") for _ in range(int(callers))))
        assert len({id(one) for one in found}) == 1 or len({one.key for one in found}) == 1
        print(len(found), found[0].on_screen_text[0]["text"], len(found[0].timeline))
    finally:
        opened.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
