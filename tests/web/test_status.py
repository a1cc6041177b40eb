"""Status, switch, receipts, health and metrics over a real store."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI, Request

from dazi.config import load
from dazi.house import House, opened
from dazi.web.status import BEAT, PROGRESS, Panel, _concerns, _told, router
from dazi.words import sentences


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    made = opened(load(data=tmp_path))
    yield made
    made.database.close()


def lang(request: Request) -> str:
    return "en" if request.headers.get("accept-language", "").startswith("en") else "zh"


def client(house: House) -> httpx.AsyncClient:
    app = FastAPI()
    app.include_router(router(Panel(house.switches, house.queue, house.records, lambda: "tiny"), lang))
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1")


async def test_status_tells_model_switch_queue_and_worker(house: House) -> None:
    async with client(house) as web:
        first = (await web.get("/v1/status")).json()
        assert first["companion"] == "on" and first["model"]["name"] == "tiny" and first["worker"] is False
        await house.switches.put(
            PROGRESS, json.dumps({"phase": "download", "done": 1, "total": 4, "eta": 40})
        )
        await house.switches.put(BEAT, str(time.time()))
        now = (await web.get("/v1/status")).json()
        assert (now["model"]["phase"], now["model"]["eta"], now["worker"]) == ("download", 40, True)


async def test_the_switch_needs_the_pages_header(house: House) -> None:
    async with client(house) as web:
        assert (await web.post("/v1/switch", json={"on": False})).status_code == 403
        answer = await web.post("/v1/switch", json={"on": False}, headers={"X-Plaza": "1"})
        assert answer.json()["companion"] == "off"
        assert await house.switches.get("switch.all") == "off"


async def test_ready_only_with_a_worker_and_a_model(house: House) -> None:
    async with client(house) as web:
        assert (await web.get("/livez")).status_code == 200
        assert (await web.get("/readyz")).status_code == 503
        await house.switches.put(PROGRESS, json.dumps({"phase": "ready"}))
        await house.switches.put(BEAT, str(time.time()))
        assert (await web.get("/readyz")).status_code == 200


async def test_metrics_show_the_queue(house: House) -> None:
    async with client(house) as web:
        text = (await web.get("/metrics")).text
        assert "dazi_queue_waiting 0.0" in text and "dazi_queue_oldest_seconds" in text


def test_no_silence_has_a_gap_in_its_sentence() -> None:
    for lang in ("zh", "en"):
        for reason in (code for code in sentences("zh") if code.startswith("silence.")):
            assert "{" not in _told({"reason": reason}, lang)["sentence"], reason


async def test_a_private_receipt_reaches_its_member_alone() -> None:
    told = {"member": "zhu", "private": True, "comment": "7", "outcome": "posted", "skill": "comfort"}
    assert _concerns(told, "zhu") and not _concerns(told, "momo") and not _concerns(told, "")
    assert _concerns({**told, "private": False}, "momo")
