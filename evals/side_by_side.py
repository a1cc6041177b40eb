"""Comments through the whole pipeline beside the same model with only a system prompt, for a person to read.

    PYTHONPATH=. python evals/side_by_side.py evals/forty.jsonl out.jsonl

Each line of the output: {"id", "said", "bare", "dazi", "skill", "backend", "took_ms"}. The model is the one that
`dazi doctor` names; a running Dazi's server is used where there is one."""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from dazi.app import pipeline_for
from dazi.cli.ask import Scene
from dazi.cli.decide import turns_of
from dazi.config import load
from dazi.errors import DaziError
from dazi.house import opened, speaker_for
from dazi.plan import models_for
from dazi.safety.admit import Limits
from dazi.text.normalise import language
from dazi.types import Message, Options, Prompt

BARE = {
    "zh": "你是视频社区评论区里的AI伙伴小搭。有人@你，你就用一条简短、有趣、温暖的评论回复。",
    "en": "You are Xiaoda, an AI companion in a video community's comments. Answer with one short, witty, warm comment.",
}


async def bare(tiers: Any, row: dict[str, Any]) -> str:
    """What the model says by itself, with the thread and the video's title at hand."""
    messages = [Message("assistant" if turn.own else "user", turn.text) for turn in turns_of(row)]
    video = row.get("video") or {}
    about = f"（视频标题：{video['title']}）" if isinstance(video, dict) and video.get("title") else ""
    prompt = Prompt(BARE[language(row["text"])], (*messages, Message("user", about + row["text"])), "bare")
    try:
        return str(
            (await tiers.complete("fast", prompt, Options(max_tokens=300, temperature=0.7, seed=1))).text
        )
    except DaziError as error:
        return f"[{error.code}]"


async def main(source: Path, target: Path) -> None:
    settings = load()
    rows = [json.loads(line) for line in source.read_text("utf-8").splitlines() if line.strip()]
    live = opened(settings)
    with tempfile.TemporaryDirectory() as folder, target.open("w", encoding="utf-8") as out:
        house = opened(settings, Path(folder) / "eval.db")
        async with models_for(live) as tiers:
            speaker = speaker_for(settings)
            scene = Scene(pipeline_for(house, tiers, speaker, limits=Limits(0, 0, 0)), house, speaker)
            for row in rows:
                alone = await bare(tiers, row)
                ours = await scene.answer(row)
                shown = {
                    "id": row["id"],
                    "said": row["text"],
                    "bare": alone,
                    "dazi": ours["text"] or ours["silence"],
                }
                shown |= {name: ours[name] for name in ("skill", "backend", "took_ms")}
                out.write(json.dumps(shown, ensure_ascii=False) + "\n")
                out.flush()
        house.database.close()
    live.database.close()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), Path(sys.argv[2])))
