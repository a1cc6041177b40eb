"""The operator's page over a real store: who gets in, what each page shows of real rows, what each form does."""

from __future__ import annotations

import json
import re
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from starlette.routing import Route

from dazi.adapters import adapter
from dazi.bonds import Fact, Trend
from dazi.cli.console import fresh_code
from dazi.cli.desk import desk_for
from dazi.config import load
from dazi.house import House, opened, speaker_for
from dazi.safety.release import restore
from dazi.store.ledger import Sieve
from dazi.store.operators import Operators
from dazi.testing import NOW, delivery
from dazi.types import (
    Call,
    Decision,
    Draft,
    Member,
    Mention,
    Message,
    Provenance,
    Receipt,
    Reply,
    Trace,
    Usage,
)
from dazi.web.console import console_routes
from dazi.web.console_desk import Desk, Echo, Replay
from dazi.web.console_door import SESSION
from dazi.web.console_mentions import _stream
from dazi.web.guard import Guard

PASSWORD = "一句够长的密码 or so"
HOSTILE = "@小搭 <script>alert('嘿')</script><img src=x onerror=alert(1)>"
LANG = {"accept-language": "zh"}


@dataclass
class Site:
    """The console behind the guard, and a browser of one operator."""

    house: House
    desk: Desk
    app: FastAPI
    web: httpx.AsyncClient
    operators: Operators
    seal: str = ""
    asked: list[int] = field(default_factory=list)

    def another(self, address: str = "127.0.0.1") -> httpx.AsyncClient:
        """A browser that nobody is logged in with."""
        transport = httpx.ASGITransport(Guard(self.app, ("127.0.0.1",)), client=(address, 4000))
        return httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1", headers=LANG)

    async def page(self, path: str, status: int = 200) -> str:
        answer = await self.web.get(f"/console{path}")
        assert answer.status_code == status, (path, answer.status_code, answer.text[:300])
        return answer.text

    async def act(self, path: str, **fields: str) -> httpx.Response:
        return await self.web.post(f"/console{path}", data={"seal": self.seal, **fields})


def sealed(page: str) -> str:
    found = re.search(r'name="seal" value="([0-9a-f]{64})"', page)
    assert found, page[:400]
    return found[1]


async def form_of(web: httpx.AsyncClient, path: str, **fields: str) -> httpx.Response:
    """A form filled in as its page gives it."""
    return await web.post(path, data={"seal": sealed((await web.get(path)).text), **fields})


@pytest.fixture
async def bare(tmp_path: Path) -> AsyncIterator[Site]:
    """Before anybody set a password."""
    settings = load(data=tmp_path)
    house = opened(settings)
    asked: list[int] = []
    desk = desk_for(house, speaker_for(settings), lambda: "tiny")
    desk = Desk(**{**{name: getattr(desk, name) for name in Desk.__slots__}, "replay": _replay(asked)})
    app = FastAPI()
    app.include_router(console_routes(desk))
    site = Site(house, desk, app, None, adapter("store.operators")(house.database), asked=asked)  # type: ignore[arg-type]
    site.web = site.another()
    yield site
    await site.web.aclose()
    house.database.close()


def _replay(asked: list[int]) -> Replay:
    async def replay(id: int, lang: str) -> tuple[Echo, ...] | None:
        asked.append(id)
        return (Echo({"model": "m1", "answer": "当时的话", "purpose": "chat"}, "现在的话 <b>"),)

    return replay


@pytest.fixture
async def site(bare: Site) -> Site:
    """With an operator who is in."""
    code = await fresh_code(bare.operators)
    answer = await form_of(bare.web, "/console/setup", code=code, password=PASSWORD, again=PASSWORD)
    assert answer.status_code == 303 and answer.headers["location"] == "/console", answer.text
    bare.seal = sealed(await bare.page("/switches"))
    return bare


def mention(comment: str, text: str = "@小搭 在吗", member: str = "m1", **more: object) -> Mention:
    return Mention(
        "plaza", "us", comment, "t1", Member("plaza", member, f"名字{member}"), text, NOW, video="v1",
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


def call(**more: object) -> Call:
    made: dict[str, object] = {
        "purpose": "chat", "tier": "fast", "model": "m1", "stable": "你是小搭，这段很长。", "messages": (Message("user", "问的话"),),
        "answer": "模型的话", "usage": Usage(100, 20, 60, 0.5), "took_ms": 800.0, "at": NOW,
    }  # fmt: skip
    return Call(**{**made, **more})  # type: ignore[arg-type]


async def answered(site: Site, comment: str, text: str = "@小搭 讲个段子", **more: object) -> int:
    """A mention that was replied to, with all that is kept of it."""
    store = site.house.store
    (id,) = await store.accept([mention(comment, text, **more)])
    lease = delivery(id, token=f"w1:{id}")
    await store.begin(lease)
    made = Provenance("joke", "fast", "repertoire", "joke-7", "xiaoda", checks=("masked",))
    reply = restore(
        {
            "platform": "plaza", "account": "us", "comment": comment, "thread": "t1", "part": 0, "text": "段子来了",
            "label": "AI生成", "fingerprint": comment, "mentions": [comment], "video": "v1", "visibility": "public",
            "provenance": {**{name: getattr(made, name) for name in Provenance.__slots__}}, "pictures": [],
        }
    )  # fmt: skip
    assert isinstance(reply, Reply)
    context = {"text": "讲个段子", "turns": [{"own": False, "text": "前一楼", "skill": None}], "video": "猫开车", "digest": "ready"}  # fmt: skip
    trace = Trace(context, Decision("skill", "joke", "fast", 0.9, reason="rule.joke"), "段子来了", {"admit": 1.0, "skill": 700.0}, (call(),))  # fmt: skip
    await store.keep(lease.token, [id], reply, Draft("段子来了", "repertoire", "joke-7", ("joke-7",)), trace)
    await store.finish(lease.token, [id], Receipt("posted", "", f"p{comment}", "joke"))
    return int(id)


async def ended(site: Site, comment: str, receipt: Receipt, text: str = "@小搭 在吗", **more: object) -> int:
    store = site.house.store
    (id,) = await store.accept([mention(comment, text, **more)])
    lease = delivery(id, token=f"w1:{id}")
    await store.begin(lease)
    await store.finish(lease.token, [id], receipt, Trace(stages={"admit": 1.0}))
    return int(id)


async def dead(site: Site, comment: str) -> int:
    store = site.house.store
    ((id, lane),) = [(id, one.lane) for id, one in await store.take([mention(comment)])]
    await site.house.queue.put([(id, lane)], time.time())
    (lease,) = await site.house.queue.claim("w", 1)
    await store.begin(lease)
    await store.strike(lease.token, [id], "model.busy", dead=True)
    await site.house.queue.bury(lease, "model.busy")
    return int(id)


# -- the door


async def test_every_page_and_form_sends_a_stranger_away(site: Site) -> None:
    id = await answered(site, "1")
    async with site.another() as stranger:
        for route in site.app.routes:
            if not isinstance(route, Route) or not route.path.startswith("/console"):
                continue
            if route.path in ("/console/login", "/console/setup"):
                continue
            path = route.path.replace("{id}", str(id))
            for method in route.methods or ():
                answer = await stranger.request(method, path)
                assert answer.status_code == 303, (method, path, answer.status_code)
                assert answer.headers["location"] == "/console/login", (method, path)
                assert "段子" not in answer.text


async def test_the_first_visit_sets_a_password_with_the_code_alone(bare: Site) -> None:
    assert (await bare.web.get("/console")).headers["location"] == "/console/setup"
    assert (await bare.web.get("/console/login")).headers["location"] == "/console/setup"
    code = await fresh_code(bare.operators)
    no = await form_of(bare.web, "/console/setup", code="AAAA-BBBB-CCCC", password=PASSWORD, again=PASSWORD)
    assert no.status_code == 403 and "口令不对" in no.text
    no = await form_of(bare.web, "/console/setup", code=code, password="short", again="short")
    assert no.status_code == 422 and await bare.operators.password() is None
    no = await form_of(bare.web, "/console/setup", code=code, password=PASSWORD, again=PASSWORD + "!")
    assert no.status_code == 422 and "两遍" in no.text
    yes = await form_of(bare.web, "/console/setup", code=code.lower(), password=PASSWORD, again=PASSWORD)
    assert yes.status_code == 303 and (await bare.web.get("/console")).status_code == 200
    kept = await bare.operators.password()
    assert kept and kept.startswith("scrypt$") and PASSWORD not in kept
    assert (await bare.web.get("/console/setup")).headers["location"] == "/console/login"


async def test_another_machine_cannot_set_the_first_password(bare: Site) -> None:
    code = await fresh_code(bare.operators)
    async with bare.another("192.0.2.7") as far:
        no = await form_of(far, "/console/setup", code=code, password=PASSWORD, again=PASSWORD)
        assert no.status_code == 403 and "这台机器" in no.text
    handed = await bare.web.get("/console/setup")
    no = await bare.web.post(
        "/console/setup", headers={"X-Forwarded-For": "192.0.2.7"},
        data={"seal": sealed(handed.text), "code": code, "password": PASSWORD, "again": PASSWORD},
    )  # fmt: skip
    assert no.status_code == 403 and await bare.operators.password() is None


async def test_the_login_cookie_is_out_of_reach_and_its_token_is_kept_nowhere(site: Site) -> None:
    async with site.another() as other:
        answer = await form_of(other, "/console/login", password=PASSWORD)
        (cookie,) = [one for one in answer.headers.get_list("set-cookie") if one.startswith(SESSION)]
        for word in ("HttpOnly", "SameSite=strict", "Path=/console"):
            assert word in cookie, cookie
        token = other.cookies[SESSION]
        content = b"".join(one.read_bytes() for one in site.house.settings.data.glob("dazi.db*"))
        assert token.encode() not in content


async def test_a_wrong_password_is_told_and_many_have_to_wait_longer_and_longer(site: Site) -> None:
    async with site.another() as thief:
        answers = [await form_of(thief, "/console/login", password=f"guess {n}") for n in range(6)]
        assert [one.status_code for one in answers] == [403, 403, 403, 403, 403, 429]
        assert int(answers[-1].headers["retry-after"]) >= 1
        right = await form_of(thief, "/console/login", password=PASSWORD)
        assert right.status_code == 429, "the right password waits as well"
    async with site.another("127.0.0.2") as other:
        assert (await form_of(other, "/console/login", password=PASSWORD)).status_code == 303


async def test_a_form_without_its_seal_or_from_elsewhere_does_nothing(site: Site) -> None:
    for seal in ("", "0" * 64):
        no = await site.web.post(
            "/console/switches", data={"seal": seal, "name": "switch.all", "value": "off"}
        )
        assert no.status_code == 403
    sent = {"seal": site.seal, "name": "switch.all", "value": "off"}
    no = await site.web.post("/console/switches", data=sent, headers={"Origin": "http://evil.example"})
    assert no.status_code == 403
    async with site.another() as thief:
        no = await thief.post("/console/login", data={"password": PASSWORD})
        assert no.status_code == 403, "a login has a seal too"
    assert await site.house.switches.get("switch.all") is None
    assert (await site.act("/switches", name="switch.all", value="off")).status_code == 303
    assert await site.house.switches.get("switch.all") == "off"


async def test_a_login_ends_with_its_time_with_leaving_and_with_a_new_password(site: Site) -> None:
    now = datetime.now(UTC)
    await site.operators.enter("stale", now - timedelta(days=2), now - timedelta(seconds=1))
    assert not await site.operators.entered("stale", now)
    async with site.another() as other:
        await form_of(other, "/console/login", password=PASSWORD)
        assert (await other.get("/console")).status_code == 200
        await site.operators.set_password((await site.operators.password()) or "", now)
        assert (await other.get("/console")).status_code == 303
        await form_of(other, "/console/login", password=PASSWORD)
        seal = sealed((await other.get("/console/switches")).text)
        token = other.cookies[SESSION]
        assert (await other.post("/console/logout", data={"seal": seal})).status_code == 303
        other.cookies.set(SESSION, token, path="/console")
        assert (await other.get("/console")).status_code == 303, "the old cookie is worth nothing"


async def test_a_form_that_is_too_large_is_not_read(site: Site) -> None:
    no = await site.web.post("/console/login", content=b"password=" + b"x" * 100_000)
    assert no.status_code == 413


async def test_the_pages_keep_the_guards_policies(site: Site) -> None:
    answer = await site.web.get("/console")
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert answer.headers["x-frame-options"] == "DENY" and answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert "<script>" not in answer.text and "onclick" not in answer.text


async def test_language_and_theme_are_chosen_and_lead_back_to_our_pages_only(site: Site) -> None:
    answer = await site.act("/look", lang="en", theme="light", back="/console/models?sort=cost")
    assert answer.headers["location"] == "/console/models?sort=cost"
    page = await site.page("/models")
    assert 'lang="en"' in page and 'data-theme="light"' in page and "Which built-in model" in page
    for back in ("//evil.example", "https://evil.example", "/console.evil", "/"):
        assert (await site.act("/look", back=back)).headers["location"] == "/console"


# -- what is shown


async def test_each_decision_is_told_as_a_sentence_with_what_it_saw_and_cost(site: Site) -> None:
    id = await answered(site, "1")
    await ended(site, "2", Receipt("silent", "silence.member_limit"), member="m2")
    page = await site.page("/mentions")
    for words in (
        f"#{id}", "讲个段子", "段子来了", "回了：段子", "明说了要听段子", "前面 1 楼 · 视频《猫开车》 · 看过这条视频",
        "现成的段子 joke-7", "遮了号码", "1 次调用，100+20 token，0.5000", "没回：这位今天已经聊够数了",
    ):  # fmt: skip
        assert words in page, words
    assert page.index("名字m2") < page.index("段子来了"), "newest first"


async def test_mentions_are_sifted_by_outcome_skill_reason_and_words(site: Site) -> None:
    await answered(site, "1", "@小搭 讲个段子")
    await ended(site, "2", Receipt("silent", "silence.muted"), "@小搭 你好呀")
    await ended(site, "3", Receipt("silent", "silence.old"), "@小搭 早上好 100%")
    await dead(site, "4")

    async def found(query: str) -> list[int]:
        return [int(id) for id in re.findall(r'data-id="(\d+)"', await site.page(f"/mentions?{query}"))]

    assert await found("") == [4, 3, 2, 1]
    assert await found("outcome=posted") == [1] == await found("skill=joke")
    assert await found("outcome=silent") == [3, 2] and await found("reason=silence.old") == [3]
    assert await found("outcome=silent&reason=silence.muted") == [2]
    assert await found("outcome=dead") == [4]
    assert await found("search=早上") == [3] == await found("search=100%25")
    assert await found("search=段子来了") == [1], "the reply is searched too"
    assert await found("search=_") == [] and await found("before=3") == [2, 1]
    assert await found("before=junk&outcome=nonsense") == []


async def test_pages_go_on_by_id_without_gap_or_repeat(site: Site) -> None:
    await site.house.store.accept([mention(str(n), member=f"m{n}") for n in range(120)])
    seen: list[int] = []
    path = "/mentions"
    for _ in range(3):
        page = await site.page(path)
        seen += [int(id) for id in re.findall(r'data-id="(\d+)"', page)]
        more = re.search(r'href="/console(/mentions\?[^"]*before=\d+)"', page)
        path = more[1].replace("&amp;", "&") if more else ""
    assert seen == list(range(120, 0, -1)) and path == ""


async def test_a_search_says_how_far_it_looked_and_goes_on(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setattr("dazi.store.ledger.REACH", 30)
    await site.house.store.accept([mention("0", "@小搭 针")])
    await site.house.store.accept([mention(str(n), member=f"m{n}") for n in range(1, 100)])
    leaf = await site.desk.ledger.page(Sieve(search="针"))
    assert leaf.found == () and leaf.reached
    page = await site.page("/mentions?search=针")
    assert "再往前找" in page and "可以再往前找" in page
    for _ in range(4):
        leaf = await site.desk.ledger.page(Sieve(search="针"), before=leaf.before)
        if leaf.found:
            break
    assert [one.text for one in leaf.found] == ["@小搭 针"]


async def test_hostile_text_stays_text_on_every_page(site: Site) -> None:
    id = await answered(site, "1", HOSTILE, member="<i>m</i>")
    (other,) = await site.house.store.accept([mention("2", HOSTILE, member='"><script>x')])
    await adapter("store.trends")(site.house.database).put([_trend('<script>t"onfocus=')])
    for path in ("", "/mentions", f"/mentions/{id}", f"/mentions/{other}", "/trends", '/mentions?search="><script>x', '/memory?member="><script>x', "/switches?done=<script>"):  # fmt: skip
        page = await site.page(path)
        assert "<script>" not in page and "<img src=x" not in page and "<i>m</i>" not in page, path


async def test_one_mention_shows_its_whole_trace(site: Site) -> None:
    id = await answered(site, "1")
    page = await site.page(f"/mentions/{id}")
    for words in ("前一楼", "rule.joke", "joke-7", "时间花在哪", "700 毫秒", "不变的前缀", "你是小搭，这段很长", "问的话", "模型的话", "m1", "60 来自缓存", "AI生成", "p1"):  # fmt: skip
        assert words in page, words
    assert "plaza%3Am1" in page, "leads to what is remembered of its author"
    assert "没有 #999" in await site.page("/mentions/999", 404)


async def test_forgotten_and_expired_words_say_so(site: Site) -> None:
    first = await answered(site, "1", member="m1")
    await site.house.wishes.forget(Member("plaza", "m1"))
    page = await site.page(f"/mentions/{first}")
    assert "按本人的意思忘掉了" in page and "讲个段子" not in page and "问的话" not in page
    assert "段子来了" not in page and "已经忘掉了" in await site.page("/mentions")
    second = await answered(site, "2", member="m2")
    await site.house.records.expire(datetime.now(UTC) + timedelta(days=8))
    page = await site.page(f"/mentions/{second}")
    assert "话到期清掉了" in page and "问的话" not in page


async def test_a_replay_stands_beside_what_was_said_then(site: Site) -> None:
    id = await answered(site, "1")
    page = await site.act(f"/mentions/{id}/replay")
    assert page.status_code == 200 and site.asked == [id]
    assert "当时的话" in page.text and "现在的话 &lt;b&gt;" in page.text


async def test_a_dead_letter_is_shown_with_its_reason_and_delivered_again(site: Site) -> None:
    id, other = await dead(site, "1"), await dead(site, "2")
    page = await site.page("/dead")
    assert f"#{id}" in page and "忙不过来" in page and "这 2 封都再投" in page
    answer = await site.act("/revive", ids=f"{id} {other} junk")
    assert answer.headers["location"] == "/console/dead?done=revived"
    assert "已经重新投递" in await site.page("/dead?done=revived")
    leases = await site.house.queue.claim("w", 5)
    assert sorted(id for lease in leases for id in lease.ids) == [id, other]
    posted = await answered(site, "3")
    answer = await site.act("/revive", ids=str(posted), back="mention")
    assert answer.headers["location"] == f"/console/mentions/{posted}?done=revived_none"


# -- what an operator decides


def _trend(phrase: str, **more: object) -> Trend:
    now = datetime.now(UTC)
    made = Trend(phrase, "意思", "light", 0.5, "community", now, now + timedelta(days=1), 9)
    return Trend(**{**{name: getattr(made, name) for name in Trend.__slots__}, **more})  # type: ignore[arg-type]


async def test_a_trend_is_vetoed_kept_and_given_a_meaning(site: Site) -> None:
    await adapter("store.trends")(site.house.database).put([_trend("松弛感"), _trend("锅我背", score=0.9)])
    page = await site.page("/trends?sort=score")
    assert page.index("锅我背") < page.index("松弛感")
    assert (await site.act("/trends", phrase="松弛感", act="veto")).status_code == 303
    await site.act("/trends", phrase="锅我背", act="keep", meaning="认错又得意")
    found = {one.phrase: one for one in await site.desk.trends.all()}
    assert found["松弛感"].standing == "vetoed" and found["锅我背"].meaning == "认错又得意"
    only = await site.page("/trends?standing=vetoed")
    assert "松弛感" in only and "锅我背" not in only
    assert (await site.act("/trends", phrase="没有", act="veto")).status_code == 404
    assert (await site.act("/trends", phrase="松弛感", act="junk")).status_code == 422


async def test_each_kind_of_switch_writes_the_row_that_is_honoured(site: Site) -> None:
    for name in ("switch.all", "switch.plaza", "switch.skill.draw", "switch.trend.community"):
        assert (await site.act("/switches", name=name, value="off")).status_code == 303, name
        assert await site.house.switches.get(name) == "off"
    await site.act("/switches", platform="plaza", video="v9", value="off")
    assert await site.house.switches.get("switch.plaza.v9") == "off"
    page = await site.page("/switches")
    assert page.count('aria-checked="false"') == 5 and "plaza · v9" in page
    await site.act("/switches", name="switch.plaza.v9", value="on")
    assert "plaza · v9" not in await site.page("/switches")
    for name in ("model.choice", "switch.nowhere", "switch.skill.nothing", "switch.", "beat.worker"):
        assert (await site.act("/switches", name=name, value="off")).status_code == 422, name
    assert (await site.act("/switches", name="switch.all", value="junk")).status_code == 422


async def test_models_show_sums_health_and_latency_and_can_be_chosen(site: Site) -> None:
    await answered(site, "1")
    store = site.house.store
    await store.spend([1], 1, Trace(calls=(call(error="model.busy", took_ms=10.0, usage=Usage()),)))
    page = await site.page("/models?sort=cost")
    for words in ("m1", "最近 2 次里坏了 1 次", "忙不过来", "0.5000", "自动"):
        assert words in page, words
    (used,) = await site.desk.ledger.models()
    assert (used.calls, used.errors, used.tokens_in, used.tokens_out) == (2, 1, 100, 20)
    assert used.mean_ms == 405.0 and used.lately == (800.0,)
    assert "calls" in await site.house.records.counts() and not any(
        name.startswith("model|") for name in await site.house.records.counts()
    )
    name = site.desk.offers()[-1].name
    await site.act("/models", name=name)
    assert await site.house.switches.get("model.choice") == f"embedded:{name}"
    assert (await site.act("/models", name="no-such-model")).status_code == 422
    await site.act("/models", name="")
    assert await site.house.switches.get("model.choice") == ""


async def test_settings_show_their_origin_and_no_secret(
    site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "dazi.toml").write_text(
        'port = 9001\nkeep_days = 3\n[platforms.town]\nkind = "plaza"\nurl = "https://u:pw@town.example/x?token=t0p"\napi_secret = "hush"\n'
        '[[tiers.fast]]\nbase_url = "https://llm.example/v1?key=qwertz"\nmodel = "big"\nkey_env = "BIG_KEY"\nextra = {auth = "sesame"}\n',
        "utf-8",
    )
    monkeypatch.setenv("DAZI_CONFIG", str(tmp_path / "dazi.toml"))
    monkeypatch.setenv("DAZI_PORT", "9002")
    monkeypatch.setenv("DAZI_LIMITS__MEMBER_DAY", "7")
    monkeypatch.setenv("BIG_KEY", "sk-very-secret")
    object.__setattr__(site.house, "settings", load(data=tmp_path))
    page = await site.page("/settings")
    rows = dict(re.findall(r'<tr><th scope="row"[^>]*><code>([^<]+)</code></th>(.*?)</tr>', page, re.S))
    assert "9002" in rows["port"] and "origin-env" in rows["port"] and "9001" in rows["port"]
    assert "8848" in rows["port"] and rows["port"].index("9001") < rows["port"].index("8848")
    assert "origin-file" in rows["keep_days"] and "origin-env" in rows["limits.member_day"]
    assert "origin-default" in rows["limits.thread_hour"]
    for secret in ("pw@", "t0p", "hush", "qwertz", "sesame", "sk-very-secret"):
        assert secret not in page, secret
        assert secret not in await site.page("/models"), secret
    assert "BIG_KEY" in await site.page("/models")


async def test_what_is_remembered_is_looked_up_and_forgotten(site: Site) -> None:
    await answered(site, "1", "@小搭 我养了只橘猫，叫年糕", member="zhu")
    whose, now = Member("plaza", "zhu"), datetime.now(UTC)
    rows = adapter("store.facts")(site.house.database)
    facts = [
        Fact(0, whose, "pet", "一只橘猫，叫年糕", "pet:cat", "member", 0.9, now, comment="1"),
        Fact(0, whose, "like", "下雨天", "like:rain", "private", 0.8, now, comment="1"),
    ]
    await rows.learned(facts, (), 0)
    page = await site.page("/memory?member=zhu")
    assert "年糕" in page and "下雨天" in page and "私下说的" in page and "2 条" in page
    id = next(fact.id for fact in await site.desk.memory.known(whose, private=True) if fact.kind == "pet")
    assert "forgot" in (await site.act("/memory", member="plaza:zhu", id=str(id))).headers["location"]
    page = await site.page("/memory?member=plaza:zhu")
    assert "年糕" not in page and "下雨天" in page
    assert (await site.act("/memory", member="plaza:zhu")).status_code == 422, "nothing says what"
    await site.act("/memory", member="plaza:zhu", all="yes")
    assert "什么都没记" in await site.page("/memory?member=zhu")
    assert "年糕" not in await site.page("/mentions")


async def test_the_live_stream_brings_rows_as_they_end(site: Site) -> None:
    class Gone:
        def __init__(self) -> None:
            self.headers, self.looks = {"last-event-id": "0"}, 0

        async def is_disconnected(self) -> bool:
            self.looks += 1
            return self.looks > 1

    await answered(site, "1", HOSTILE)
    await ended(site, "2", Receipt("silent", "silence.old"))
    visitor = type("V", (), {"token": "t"})()
    said = [one async for one in _stream(site.desk, Gone(), visitor, Sieve(outcome="posted"), "zh")]  # type: ignore[arg-type]
    rows = [json.loads(one.split("data: ")[1]) for one in said if "event: row" in one]
    assert [row["id"] for row in rows] == [1]
    assert "&lt;script&gt;" in rows[0]["html"] and "<script>" not in rows[0]["html"]
