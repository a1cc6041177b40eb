"""The feed's routes: cards in a member's order, what members did with them, videos of other platforms, stated wishes.

A page of the plaza speaks for the member of its cookie and for nobody else; who bears the token (`dazi feed --token`)
speaks for any member of any platform."""

from __future__ import annotations

import asyncio
import logging
import math
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any, cast, get_args

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool as away

from dazi.bonds import Clip, Signal, Wish
from dazi.feed.feed import Feed
from dazi.text.normalise import clean
from dazi.text.prefers import mood_in, mood_of
from dazi.types import Member
from dazi.web.plaza_board import same_page
from dazi.web.plaza_bot import holds_token
from dazi.web.plaza_faults import Fault, body_of, language, text_in

MOST_CARDS, MOST_VIDEOS = 100, 500
LOOKS, LEARNS = 60.0, 3600.0  # seconds between two looks at the videos, and two models of what goes together
_OWN = {"Cache-Control": "no-store", "Vary": "Cookie, Authorization"}
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_LOG = logging.getLogger(__name__)
_LINKS = ("https://", "http://", "at://", "/")


@dataclass(frozen=True, slots=True)
class Feeding:
    """What these routes need. `platform`: the plaza's name among the platforms; `speaker` says who reads a page; `token`
    is what a caller shows that speaks for others; `videos` lists those of the plaza as they are now."""

    feed: Feed
    platform: str
    speaker: Callable[[Request], str]
    token: str
    videos: Callable[[], Sequence[Clip]] = tuple

    def member(self, request: Request, platform: str, account: str) -> Member:
        """Whose feed is meant. Fault 401 or 403 where that is somebody else's, 422 where nobody is named."""
        platform = platform or self.platform
        if holds_token(request, self.token):
            if not account:
                raise Fault(422, "plaza.field", name="member")
            return Member(platform, account)
        if platform != self.platform:
            raise Fault(401, "feed.token")
        own = self.speaker(request)
        if account and account != own:
            raise Fault(403, "feed.other")
        return Member(platform, own)

    def changing(self, request: Request, platform: str, account: str) -> Member:
        """The same for what changes something: a page's own requests only, or with the token."""
        if not holds_token(request, self.token):
            same_page(request)
        return self.member(request, platform, account)


def feed_routes(feeding: Feeding) -> APIRouter:
    """All of them. While the app runs, the plaza's videos are taken in each minute, and the model of what goes together
    is made anew each hour."""

    @asynccontextmanager
    async def learning(_: Any) -> AsyncIterator[None]:
        task = asyncio.create_task(_kept_up(feeding))
        yield
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task

    router = APIRouter(prefix="/v1/feed", lifespan=learning)
    _cards(router, feeding)
    _taking(router, feeding)
    _wishes(router, feeding)
    return router


async def _kept_up(feeding: Feeding) -> None:
    """What changed among the videos, and now and then the model. A failure is for the next round."""
    known: dict[str, Clip] = {}
    learned = -math.inf
    while True:
        try:
            known = await _looked(feeding, known)
            if time.monotonic() - learned > LEARNS:
                await feeding.feed.learn(feeding.platform)
                learned = time.monotonic()
        except Exception as error:
            _LOG.warning("the feed was not kept up: %s", type(error).__name__)
        await asyncio.sleep(LOOKS)


async def _looked(feeding: Feeding, known: Mapping[str, Clip]) -> dict[str, Clip]:
    """Take in what is new or changed; what is known now."""
    clips = await away(feeding.videos)
    now = {one.video: replace(one, at=_LONG_AGO) for one in clips}
    if changed := [one for one in clips if known.get(one.video) != now[one.video]]:
        await feeding.feed.offer(changed)
    return now


def _cards(router: APIRouter, feeding: Feeding) -> None:
    @router.get("")
    async def cards(request: Request) -> JSONResponse:
        query = request.query_params
        member = feeding.member(request, query.get("platform", ""), query.get("member", ""))
        limit = whole(query.get("limit", ""), "limit", 20, MOST_CARDS)
        found = await feeding.feed.ranked(
            member, datetime.now(UTC), limit, query.get("after", "")[:200], language(request)
        )
        more = found[-1].video if len(found) == limit else None
        return JSONResponse({"cards": [asdict(one) for one in found], "next": more}, headers=_OWN)

    @router.post("/signals")
    async def signal(request: Request) -> JSONResponse:
        body = await body_of(request)
        member = feeding.changing(request, text_in(body, "platform"), text_in(body, "member"))
        kind = text_in(body, "kind")
        if kind not in get_args(Signal):
            raise Fault(422, "feed.kind", kinds=", ".join(get_args(Signal)))
        value = _number(body, "value", 1.0)
        if not 0 <= value <= 1:
            raise Fault(422, "feed.share")
        video = text_in(body, "video")
        if not await feeding.feed.signal(
            member, video, cast(Signal, kind), value, datetime.now(UTC)
        ):  # fmt: skip
            raise Fault(404, "plaza.no_video")
        return JSONResponse({"video": video, "kind": kind, "value": value}, headers=_OWN)


def _taking(router: APIRouter, feeding: Feeding) -> None:
    @router.post("/videos")
    async def offer(request: Request) -> JSONResponse:
        if not holds_token(request, feeding.token):
            raise Fault(401, "feed.token")
        body = await body_of(request)
        rows = body.get("videos")
        if not isinstance(rows, list) or not 0 < len(rows) <= MOST_VIDEOS:
            raise Fault(422, "feed.videos", most=MOST_VIDEOS)
        platform = text_in(body, "platform") or feeding.platform
        clips = [_clip(platform, row, at) for at, row in enumerate(rows)]
        return JSONResponse({"new": await feeding.feed.offer(clips), "taken": len(clips)})


def _wishes(router: APIRouter, feeding: Feeding) -> None:
    @router.get("/wishes")
    async def wishes(request: Request) -> JSONResponse:
        query = request.query_params
        member = feeding.member(request, query.get("platform", ""), query.get("member", ""))
        found = await feeding.feed.wishes(member, datetime.now(UTC))
        return JSONResponse({"wishes": [told(one) for one in found]}, headers=_OWN)

    @router.delete("/wishes")
    async def undo(request: Request) -> JSONResponse:
        query = request.query_params
        member = feeding.changing(request, query.get("platform", ""), query.get("member", ""))
        receipt = whole(query.get("receipt", ""), "receipt", 0, 2**62, least=0)
        taken = await feeding.feed.undo(member, datetime.now(UTC), receipt)
        if not taken:
            raise Fault(404, "plaza.no_wish")
        return JSONResponse({"undone": [told(one) for one in taken]}, headers=_OWN)


def told(wish: Wish) -> dict[str, Any]:
    """A wish as JSON."""
    return {
        "topic": wish.topic, "direction": wish.direction, "creator": wish.creator, "mood": wish.mood, "length": wish.length,
        "until": wish.until.isoformat() if wish.until else None, "receipt": wish.receipt,
    }  # fmt: skip


def whole(raw: str, name: str, default: int, most: int, least: int = 1) -> int:
    """A number of the query between `least` and `most`; Fault 422 for anything else."""
    if not raw:
        return default
    if not (raw.isascii() and raw.isdigit() and len(raw) < 20 and least <= int(raw) <= most):
        raise Fault(422, "feed.range", name=name, least=least, most=most)
    return int(raw)


def _number(body: Mapping[str, object], name: str, default: float) -> float:
    value = body.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise Fault(422, "plaza.field", name=name)
    return float(value)


def _clip(platform: str, row: object, at: int) -> Clip:
    """A video as it was handed in. Fault 422 names the row and what is wrong with it."""
    if not isinstance(row, dict):
        raise Fault(422, "plaza.field", name=f"videos[{at}]")
    try:
        video, title = clean(text_in(row, "video"), 200), clean(text_in(row, "title"), 300)
        tags, url, mood = row.get("tags", []), text_in(row, "url"), text_in(row, "mood")
        if not video or not title:
            raise Fault(422, "plaza.field", name="video" if not video else "title")
        if not isinstance(tags, list) or len(tags) > 20 or not all(isinstance(tag, str) for tag in tags):
            raise Fault(422, "plaza.field", name="tags")
        if url and not url.startswith(_LINKS):
            raise Fault(422, "plaza.field", name="url")
        words = tuple(clean(tag, 60) for tag in tags)
        seconds, heat = max(0.0, _number(row, "seconds", 0.0)), max(0.0, _number(row, "heat", 0.0))
        return Clip(
            platform, video, title, clean(text_in(row, "author"), 100), words, seconds, _moment(text_in(row, "at")), heat,
            mood_of(mood) or mood_in(" ".join((title, *words))), url[:500],
        )  # fmt: skip
    except Fault as fault:
        raise Fault(422, "plaza.field", name=f"videos[{at}].{fault.arguments['name']}") from None


def _moment(raw: str) -> datetime:
    if not raw:
        return datetime.now(UTC)
    try:
        found = datetime.fromisoformat(raw)
    except ValueError:
        raise Fault(422, "plaza.field", name="at") from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
