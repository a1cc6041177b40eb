"""How quick the operator's pages are over many mentions: each page asked a few times in one process, without a network.

    python -m bench.console [MENTIONS] [FOLDER]

A seeded made-up week: replies, silences, failures, dead letters, traces and model calls, filled in as rows. With a
FOLDER the database is made there once and kept."""

from __future__ import annotations

import asyncio
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

import httpx
from fastapi import FastAPI
from sqlalchemy import Connection

from dazi.adapters import adapter
from dazi.cli.console import fresh_code
from dazi.cli.desk import desk_for
from dazi.config import load
from dazi.house import House, opened, speaker_for
from dazi.store import rows
from dazi.store.tables import calls, mentions, prefixes, receipts, replies, totals, traces
from dazi.web.console import console_routes

PASSWORD = "a long enough word"
SAID = ["@小搭 讲个段子", "@小搭 这猫在干嘛", "@小搭 今天加班到十点，累", "@小搭 3/8 英寸是几毫米", "@小搭 帮我写个露营文案", "@小搭 画一只打伞的橘猫", "@小搭 在吗", "@小搭 你觉得这条怎么样"]  # fmt: skip
REPLY = ["段子来了：我妈说我像手机，一天不充电就没电，一充电就发烫。", "它在等人开饭，表情管理已经放弃了。", "十点啊，那今天这顿夜宵算公司欠你的。", "9.525 毫米，螺丝刀可以拿 9.5 的那把。", "帐篷搭歪了不要紧，风景会自己摆正。", "伞收好，猫画好了。", "在，一直在，就差个人喊我。", "拍得挺真，连锅都紧张。"]  # fmt: skip
SKILLS = ["joke", "interpret", "comfort", "answer", "write", "draw", "chat", "chat"]
WHY = [
    "rule.joke",
    "rule.digest",
    "floor.mood",
    "rule.sum",
    "model",
    "rule.draw",
    "rule.empty",
    "rule.opinion",
]
SILENT = ["silence.member_limit", "silence.muted", "silence.old", "silence.bot", "silence.off_platform"]
NAMES = ["阿竹", "老周", "夜班护士", "一只芋头", "南方有雨", "橙子汽水", "Momo", "晚点睡"]
_CHUNK = 5000


def fill(connection: Connection, count: int, now: float, seed: int = 7) -> None:
    """So many mentions before `now`, the newest last."""
    chance = random.Random(seed)
    sums: dict[str, float] = {}
    connection.execute(prefixes.insert(), {"hash": "p", "text": "你叫小搭，住在评论区，说话像朋友。\n" * 40})
    for first in range(1, count + 1, _CHUNK):
        made: dict[str, list[dict[str, object]]] = {
            "mentions": [],
            "replies": [],
            "receipts": [],
            "traces": [],
            "calls": [],
        }
        for id in range(first, min(first + _CHUNK, count + 1)):
            _one(made, sums, chance, id, now - (count - id) * 6.0 - 20)
        for table in (mentions, replies, receipts, traces, calls):
            if made[table.name]:
                connection.execute(table.insert(), made[table.name])
    connection.execute(totals.insert(), [{"name": name, "value": value} for name, value in sums.items()])


def _one(
    made: dict[str, list[dict[str, object]]],
    sums: dict[str, float],
    chance: random.Random,
    id: int,
    at: float,
) -> None:
    kind, fate = chance.randrange(len(SAID)), chance.random()
    member = chance.randrange(2000)
    whose = {"platform": "plaza", "member": f"m{member}", "thread": f"t{id // 4}", "expires": at + 7 * 86400}
    dead, silent, failed = fate < 0.0004, fate < 0.18, fate > 0.993
    state = "dead" if dead else "done"
    made["mentions"].append(
        {
            **whose, "id": id, "account": "us", "comment": f"c{id}", "name": NAMES[member % len(NAMES)], "text": SAID[kind],
            "at": at, "parent": None, "video": f"v{member % 60}", "attachments": "", "visibility": "public", "to_own": False,
            "bot": False, "received": at, "state": state, "token": "", "attempt": 5 if dead else 1, "touched": at,
            "error": "model.busy" if dead else "", "lead": None if dead or silent or failed else id, "forgotten": False,
            "names": None, "again": None,
        }
    )  # fmt: skip
    if dead:
        return
    outcome = "silent" if silent else "failed" if failed else "posted"
    reason = chance.choice(SILENT) if silent else "failed.model" if failed else ""
    skill = "" if silent else SKILLS[kind]
    took = chance.lognormvariate(0.2, 0.5)
    made["receipts"].append(
        {
            "id": id, "lead": id, "outcome": outcome, "reason": reason, "skill": skill,
            "posted": f"r{id}" if outcome == "posted" else "", "at": at + took,
        }
    )  # fmt: skip
    names = [outcome, f"{outcome}:{reason}"] if reason else [outcome]
    stages = {"admit": 2.1, "gather": 8.4, "decide": 3.2, "skill": took * 900, "release": 0.7, "keep": 4.0}
    decision = {
        "path": "skill", "skill": skill, "tier": "fast", "confidence": 0.93, "asked_model": kind == 4, "reason": WHY[kind],
    }  # fmt: skip
    context = {
        "text": SAID[kind].removeprefix("@小搭 "), "lang": "zh", "video": "猫开车", "digest": "ready", "used": 3,
        "turns": [
            {"own": False, "text": "这猫表情绝了，比我上班还认真", "skill": None},
            {"own": True, "text": "它是在盘算小鱼干的年终奖。", "skill": "chat"},
        ],
    }  # fmt: skip
    body = {"stages": {"admit": 2.1}} if silent else {"context": context, "decision": decision, "draft": REPLY[kind], "stages": stages}  # fmt: skip
    made["traces"].append({**whose, "id": id, "body": rows.dumps(body)})
    if outcome == "posted":
        made["replies"].append(_reply(whose, id, kind, at + took))
    if not silent and kind in (1, 4):
        made["calls"].append(_call(whose, chance, id, kind, at))
        names.append("calls")
        _count(sums, made["calls"][-1])
    for name in names:
        sums[name] = sums.get(name, 0.0) + 1


def _reply(whose: dict[str, object], id: int, kind: int, at: float) -> dict[str, object]:
    written = kind in (1, 4)
    provenance = {
        "skill": SKILLS[kind], "tier": "fast", "source": "model" if written else "repertoire",
        "origin": "qwen2.5-coder-1.5b" if written else f"{SKILLS[kind]}-{id % 300:03d}", "persona": "xiaoda-1", "prompt": "3f9a1c",
        "model": "qwen2.5-coder-1.5b" if written else "", "checks": ["masked"] if id % 11 == 0 else [],
    }  # fmt: skip
    draft = {"text": REPLY[kind], "source": provenance["source"], "origin": provenance["origin"], "lines": [] if written else [provenance["origin"]], "reuse": False, "actions": []}  # fmt: skip
    return {
        **whose, "account": "us", "comment": f"c{id}", "part": 0, "lead": id, "ids": f"[{id}]", "text": REPLY[kind],
        "fields": rows.dumps({"provenance": provenance, "label": "AI生成"}), "draft": rows.dumps(draft), "skill": SKILLS[kind],
        "state": "posted", "posted": f"r{id}", "outcome": "posted", "at": at,
    }  # fmt: skip


def _call(
    whose: dict[str, object], chance: random.Random, id: int, kind: int, at: float
) -> dict[str, object]:
    return {
        **whose, "id": id, "n": 0, "purpose": SKILLS[kind], "tier": "fast",
        "model": "qwen2.5-coder-1.5b" if id % 3 else "deepseek-chat", "prefix": "p",
        "messages": rows.dumps([["user", f"<comment>{SAID[kind]}</comment>\n<video>猫开车</video>", []]]), "answer": REPLY[kind],
        "tokens_in": 620 + id % 90, "tokens_out": 28 + id % 20, "cached": 540, "cost": 0.0 if id % 3 else 0.00041,
        "took_ms": chance.lognormvariate(6.6, 0.4), "at": at, "error": "model.timeout" if id % 140 == 0 else "", "options": "{}",
    }  # fmt: skip


def _count(sums: dict[str, float], call: dict[str, object]) -> None:
    for name, column in (("in", "tokens_in"), ("out", "tokens_out"), ("cost", "cost"), ("ms", "took_ms")):
        key = f"model|{name}|{call['model']}"
        sums[key] = sums.get(key, 0.0) + float(str(call[column]))
    for name, value in (("calls", 1.0), ("errors", float(bool(call["error"])))):
        key = f"model|{name}|{call['model']}"
        sums[key] = sums.get(key, 0.0) + value
    for name, column in (("tokens_in", "tokens_in"), ("tokens_out", "tokens_out"), ("tokens_cached", "cached"), ("cost", "cost")):  # fmt: skip
        sums[name] = sums.get(name, 0.0) + float(str(call[column]))


async def made(folder: Path, count: int) -> House:
    """A house with so many mentions, filled if it is new."""
    house = opened(load(data=folder))
    if not await house.records.rows(limit=1):
        await house.database.write(lambda connection: fill(connection, count, time.time()))
    return house


def app_of(house: House) -> FastAPI:
    """The console alone."""
    app = FastAPI()
    app.include_router(console_routes(desk_for(house, speaker_for(house.settings), lambda: "qwen2.5-coder-1.5b")))  # fmt: skip
    return app


PAGES = (
    "", "/mentions", "/mentions?outcome=silent", "/mentions?reason=silence.muted", "/mentions?skill=draw&outcome=posted",
    "/mentions?outcome=failed", "/mentions?search=露营", "/mentions?search=没有人这样说过", "/mentions?before={half}",
    "/mentions/{half}", "/dead", "/trends", "/switches", "/models", "/settings", "/memory?member=plaza:m7",
)  # fmt: skip


async def bench(folder: Path, count: int) -> None:
    house = await made(folder, count)
    operators = adapter("store.operators")(house.database)
    await operators.reset()
    code = await fresh_code(operators)
    transport = httpx.ASGITransport(app_of(house), client=("127.0.0.1", 1))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as web:
        page = (await web.get("/console/setup")).text
        seal = page.split('name="seal" value="')[1].split('"')[0]
        await web.post("/console/setup", data={"seal": seal, "code": code, "password": PASSWORD, "again": PASSWORD})  # fmt: skip
        for path in PAGES:
            took = []
            for _ in range(7):
                began = time.perf_counter()
                answer = await web.get("/console" + path.format(half=count // 2))
                took.append((time.perf_counter() - began) * 1000)
                assert answer.status_code == 200, (path, answer.status_code)
            print(f"{statistics.median(took):8.1f} ms  (first {took[0]:6.1f}, worst {max(took):6.1f})  {len(answer.content) // 1024:4} kB  /console{path}")  # fmt: skip
    house.database.close()


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    if len(sys.argv) > 2:
        asyncio.run(bench(Path(sys.argv[2]), count))
        return
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(bench(Path(folder), count))


if __name__ == "__main__":
    main()
