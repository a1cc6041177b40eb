"""How long the embedded model takes on this machine: banter, written answers, and how much of a prompt was cached.

    python -m bench.embedded [MODEL]

Needs the model's file; prints medians of wall time, which mean something on idle cores only."""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from dazi.adapters import adapter
from dazi.app import pipeline_for
from dazi.cli.ask import Scene
from dazi.config import load
from dazi.house import opened, speaker_for
from dazi.models.cache import whole
from dazi.models.catalog import catalog
from dazi.plan import models_for
from dazi.safety.admit import Limits

BANTER = (
    "我家猫今天又把快递拆了", "下班路上捡到十块钱", "这狗是不是会看红绿灯", "晚上吃火锅还是烧烤", "哈哈哈哈笑死", "你今天心情怎么样", "我又胖了三斤", "周末想躺着",
    "他这发型绝了", "我赌他会摔", "早八人报到", "给我来句狠的", "你会唱歌吗", "我同桌上课打呼噜", "外卖又迟到了", "手机只剩百分之二的电", "my cat judges me",
    "mondays again", "这歌上头", "谁懂啊",
)  # fmt: skip
WRITTEN = (
    "为什么海水是咸的", "一箱苹果48个，分给6个人每人几个还剩几个", "把“路上小心”翻译成英语和西班牙语", "给我的小书店写两句文案", "python怎么把两个字典合并", "why is the sky dark at night",
    "三个连续偶数的和是84，分别是多少", "帮我写一句谢谢邻居帮忙收快递的话",
    "鸡兔同笼，头35脚94，各几只？", "python怎么算一组数的方差", "写个函数判断三条边能不能组成三角形", "js怎么判断两个数组一样", "sql怎么查每个月的订单数",
)  # fmt: skip
SOON = 8.0  # seconds within which a written answer is to stand there


async def timed(scene: Scene, said: tuple[str, ...], settings: Any) -> tuple[list[float], int, int]:
    """Milliseconds of each, prompt tokens in all and those that came from the cache."""
    took, tokens, cached = [], 0, 0
    for text in said:
        row = await scene.answer({"text": text})
        took.append(row["took_ms"])
        tokens, cached = tokens + row["tokens"]["in"], cached + row["tokens"]["cached"]
        print(f"  {row['took_ms'] / 1000:6.2f} s  {row['backend'][:28]:<28} {text}")
    return took, tokens, cached


async def main(model: str) -> None:
    settings = load(model=model or None)
    live = opened(settings)
    with tempfile.TemporaryDirectory() as folder:
        house = opened(settings, Path(folder) / "bench.db")
        async with models_for(live) as tiers:
            speaker = speaker_for(settings)
            await tiers.warm("fast", adapter("skills.warm")(speaker.voice))
            scene = Scene(pipeline_for(house, tiers, speaker, limits=Limits(0, 0, 0)), house, speaker)
            for name, said in (("banter", BANTER), ("written", WRITTEN)):
                took, tokens, cached = await timed(scene, said, settings)
                share = f"{cached} of {tokens} prompt tokens cached" if tokens else "no model asked"
                late = sum(one > 1000 * SOON for one in took)
                print(
                    f"{name}: median {statistics.median(took) / 1000:.2f} s, longest {max(took) / 1000:.2f} s, {late} over {SOON:.0f} s, {share}"
                )
        house.database.close()
    live.database.close()


def cached(name: str) -> bool:
    """Whether the model's file lies here already."""
    return whole(catalog().find(name)) is not None


if __name__ == "__main__":
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    if wanted and not cached(wanted):
        print(f"embedded model: {wanted} is not here; dazi models pull {wanted}")
    else:
        asyncio.run(main(wanted))
