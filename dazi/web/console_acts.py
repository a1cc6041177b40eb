"""What an operator decides: trends, switches, the model, what is forgotten; and the settings, which are only shown."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from dazi.bonds import Standing, Trend
from dazi.config import origins
from dazi.plan import CHOICE, FOUND
from dazi.store.ledger import Usage
from dazi.types import SKILLS, Member
from dazi.web.console_desk import Desk
from dazi.web.console_page import HOME, Refused, address, calm
from dazi.web.console_settings import masked, shown_value
from dazi.web.console_state import state
from dazi.web.plaza_faults import language

SWITCH, SKILL, TREND = "switch.", "switch.skill.", "switch.trend."
_STANDINGS: Mapping[str, Standing] = {"keep": "kept", "veto": "vetoed", "reset": "new"}
_TREND_KEYS = ("since", "score", "members", "until", "phrase")
_MODEL_KEYS = ("calls", "cost", "tokens_in", "tokens_out", "mean_ms", "errors", "model")


def acts(desk: Desk) -> APIRouter:
    """Under /console."""
    routes = APIRouter(prefix=HOME, route_class=calm(desk.pages))
    routes.include_router(_trends(desk))
    routes.include_router(_switches(desk))
    routes.include_router(_models(desk))
    routes.include_router(_memory(desk))

    @routes.get("/settings")
    async def settings(request: Request) -> Response:
        visitor = await desk.door.visitor(request)
        said = [
            (one.name, shown_value(one.name, one.value), one.origin, [(o, shown_value(one.name, v)) for o, v in one.over])
            for one in origins(desk.house.settings, os.environ)
        ]  # fmt: skip
        return desk.pages.shown(request, "settings.html", visitor.seal, said=said)

    return routes


def _trends(desk: Desk) -> APIRouter:
    routes = APIRouter(route_class=calm(desk.pages))

    @routes.get("/trends")
    async def trends(request: Request) -> Response:
        visitor = await desk.door.visitor(request)
        key = _key(request, _TREND_KEYS)
        standing = request.query_params.get("standing", "")
        found = [one for one in await desk.trends.all() if standing in ("", one.standing)]
        return desk.pages.shown(
            request, "trends.html", visitor.seal, found=_sorted(found, key), key=key, keys=_TREND_KEYS, standing=standing,
            standings=("new", "kept", "vetoed"), to=_sorts("trends", _TREND_KEYS, standing=standing),
        )  # fmt: skip

    @routes.post("/trends")
    async def judge(request: Request) -> Response:
        fields = await desk.door.acting(request)
        standing = _STANDINGS.get(fields.get("act", ""))
        if standing is None:
            raise Refused(422, "console.error.form")
        phrase, meaning = fields.get("phrase", ""), fields.get("meaning", "").strip()[:200]
        if not await desk.trends.judge(phrase, standing, meaning):
            raise Refused(404, "trends.missing", phrase=phrase)
        return RedirectResponse(f"{HOME}/trends?done={standing}", 303)

    return routes


def _switches(desk: Desk) -> APIRouter:
    routes = APIRouter(route_class=calm(desk.pages))

    @routes.get("/switches")
    async def switches(request: Request) -> Response:
        visitor = await desk.door.visitor(request)
        rows = await desk.house.switches.all(SWITCH)
        settings = desk.house.settings
        found = {one.source for one in await desk.trends.all()}
        sources = list(dict.fromkeys(("community", *(one.name for one in settings.trends), *sorted(found))))
        return desk.pages.shown(
            request, "switches.html", visitor.seal, on=rows.get("switch.all") != "off",
            platforms=_group(rows, SWITCH, tuple(settings.platforms)), skills=_group(rows, SKILL, SKILLS),
            sources=_group(rows, TREND, sources), videos=_videos(rows, tuple(settings.platforms)),
        )  # fmt: skip

    @routes.post("/switches")
    async def switch(request: Request) -> Response:
        fields = await desk.door.acting(request)
        name, value = fields.get("name", ""), fields.get("value", "")
        if video := fields.get("video", "").strip():
            name = f"{SWITCH}{fields.get('platform', '')}.{video}"
        if value not in ("on", "off") or not _known(name, desk):
            raise Refused(422, "console.error.switch")
        await desk.house.switches.put(name, value, by="console")
        return RedirectResponse(f"{HOME}/switches?done=switched_{value}", 303)

    return routes


def _known(name: str, desk: Desk) -> bool:
    """Whether somebody reads a row of this name."""
    kind = name.removeprefix(SWITCH)
    if name == kind or len(name) > 300:
        return False
    first, dot, rest = kind.partition(".")
    if not dot:
        return first == "all" or first in desk.house.settings.platforms
    if first == "skill":
        return rest in SKILLS
    if first == "trend":
        return bool(rest)
    return first in desk.house.settings.platforms and bool(rest)


def _group(rows: Mapping[str, str], prefix: str, names: Sequence[str]) -> list[tuple[str, str, bool]]:
    """(row, what it is called, whether it is on)."""
    return [(prefix + name, name, rows.get(prefix + name) != "off") for name in names]


def _videos(rows: Mapping[str, str], platforms: Sequence[str]) -> list[tuple[str, str, bool]]:
    """The single videos that are off."""
    found = []
    for name, value in rows.items():
        platform, dot, video = name.removeprefix(SWITCH).partition(".")
        if dot and platform in platforms and value == "off":
            found.append((name, f"{platform} · {video}", False))
    return found


def _models(desk: Desk) -> APIRouter:
    routes = APIRouter(route_class=calm(desk.pages))

    @routes.get("/models")
    async def models(request: Request) -> Response:
        visitor = await desk.door.visitor(request)
        rows = await desk.house.switches.all("model.")
        used, now, offers = await asyncio.gather(
            desk.ledger.models(), state(desk), asyncio.to_thread(desk.offers)
        )
        key, settings = _key(request, _MODEL_KEYS), desk.house.settings
        fixed = "tiers" if settings.tiers else "model" if settings.model else ""
        return desk.pages.shown(
            request, "models.html", visitor.seal, state=now, used=_sorted(used, key), key=key, keys=_MODEL_KEYS, offers=offers,
            to=_sorts("models", _MODEL_KEYS), chosen=(rows.get(CHOICE) or "").removeprefix("embedded:"),
            found=rows.get(FOUND) or "", fixed=fixed, endpoints=_endpoints(desk), quantile=quantile, spark=spark,
        )  # fmt: skip

    @routes.post("/models")
    async def choose(request: Request) -> Response:
        fields = await desk.door.acting(request)
        name = fields.get("name", "")
        offers = {one.name for one in await asyncio.to_thread(desk.offers)}
        if name and name not in offers:
            raise Refused(422, "console.error.model")
        await desk.house.switches.put(CHOICE, f"embedded:{name}" if name else "", by="console")
        return RedirectResponse(f"{HOME}/models?done=model", 303)

    return routes


def _endpoints(desk: Desk) -> list[dict[str, Any]]:
    """The settings' endpoints by tier, without anything secret."""
    return [
        {
            "tier": tier, "model": one.model, "url": masked(one.base_url), "key": one.key_env,
            "price_in": one.price_in, "price_out": one.price_out, "sees": one.sees, "strength": one.strength,
        }
        for tier, several in desk.house.settings.tiers.items()
        for one in several
    ]  # fmt: skip


def quantile(values: Sequence[float], share: float) -> float:
    """Of these in any order; 0.0 where there are none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def spark(values: Sequence[float], width: int = 120, height: int = 28) -> str:
    """The points of a line for an SVG, oldest at the left; "" for fewer than two."""
    some = list(values)[:60][::-1]
    if len(some) < 2:
        return ""
    most = max(some) or 1.0
    step = width / (len(some) - 1)
    return " ".join(
        f"{at * step:.1f},{height - 2 - (height - 4) * one / most:.1f}" for at, one in enumerate(some)
    )


def _memory(desk: Desk) -> APIRouter:
    routes = APIRouter(route_class=calm(desk.pages))

    @routes.get("/memory")
    async def memory(request: Request) -> Response:
        visitor = await desk.door.visitor(request)
        given = request.query_params.get("member", "").strip()[:200]
        facts: Sequence[object] = ()
        kept: Mapping[str, int] = {}
        if given:
            member = _member(given, desk)
            facts = await desk.memory.known(member, private=True, lang=language(request))
            kept = await desk.house.wishes.known(member)
        return desk.pages.shown(request, "memory.html", visitor.seal, member=given, facts=facts, kept=kept)

    @routes.post("/memory")
    async def forget(request: Request) -> Response:
        fields = await desk.door.acting(request)
        given, id = fields.get("member", "").strip()[:200], fields.get("id", "")
        if not given:
            raise Refused(422, "console.error.form")
        member = _member(given, desk)
        if fields.get("all") == "yes":
            count = await desk.house.wishes.forget(member)
        elif id.isdecimal() and len(id) < 19:
            count = len(await desk.memory.drop(member, ids=[int(id)]))
        else:
            raise Refused(422, "console.error.sure")
        done = "forgot" if count else "forgot_none"
        return RedirectResponse(address(f"{HOME}/memory", {"member": given, "done": done}), 303)

    return routes


def _member(given: str, desk: Desk) -> Member:
    """ "plaza:zhu", or "zhu" on the first platform."""
    platform, colon, account = given.partition(":")
    if colon and account:
        return Member(platform, account)
    return Member(next(iter(desk.house.settings.platforms), "plaza"), given)


def _key(request: Request, keys: Sequence[str]) -> str:
    wanted = request.query_params.get("sort", "")
    return wanted if wanted in keys else keys[0]


def _sorted(found: Sequence[Trend] | Sequence[Usage], key: str) -> list[Any]:
    """By a field: words upwards, numbers and times downwards."""
    words = key in ("phrase", "model")
    return sorted(found, key=lambda one: getattr(one, key), reverse=not words)


def _sorts(page: str, keys: Sequence[str], **more: str) -> dict[str, str]:
    return {key: address(f"{HOME}/{page}", {"sort": key, **more}) for key in keys}
