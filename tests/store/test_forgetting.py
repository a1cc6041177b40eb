"""A process learns from the store that words were forgotten by another one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from dazi.config import Settings
from dazi.house import opened

_ELSEWHERE = """
import asyncio, sys
from pathlib import Path
from dazi.house import opened
from dazi.config import Settings
from dazi.types import Member

house = opened(Settings(data=Path(sys.argv[1])))
asyncio.run(house.wishes.forget(Member("plaza", "m01")))
house.database.close()
"""


async def test_the_mark_moves_when_another_process_forgets(tmp_path: Path) -> None:
    house = opened(Settings(data=tmp_path))
    before = await house.wishes.forgetting()
    subprocess.run([sys.executable, "-c", _ELSEWHERE, str(tmp_path)], check=True, timeout=60)
    after = await house.wishes.forgetting()
    house.database.close()
    assert before != after and after
