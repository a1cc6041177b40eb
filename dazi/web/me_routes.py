"""What the companion remembers of who is reading, to be seen, mended and crossed out; whose it is, the cookie says."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse

from dazi.bonds import Fact, Feed, Memory, Wish
from dazi.errors import DaziError
from dazi.feed.rank import reason_of
from dazi.memory.memory import spoken
from dazi.ports import Wishes
from dazi.text.held import follow
from dazi.text.normalise import clean
from dazi.types import Lang, Member
from dazi.web.plaza_board import same_page
from dazi.web.plaza_faults import Fault, body_of, language, text_in

LONGEST = 60  # characters of a fact in a member's own words
_CHANGES = [Depends(same_page)]
_OWN = {"Cache-Control": "no-store", "Vary": "Cookie"}
_LANGS: tuple[Lang, ...] = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Mine:
    """What these routes need. `platform`: the plaza's name among the platforms; `speaker` says who reads, `place` where
    a comment stands ({"video", "thread", "title"}), None where it is gone or was said one to one."""

    memory: Memory
    feed: Feed
    wishes: Wishes
    platform: str
    speaker: Callable[[Request], str]
    place: Callable[[str], Mapping[str, Any] | None]

    def member(self, request: Request) -> Member:
        return Member(self.platform, self.speaker(request))


async def _let_go(wishes: Wishes) -> None:
    """Who asked the companion in a comment to be forgotten leaves this process's caches, too."""
    while True:
        with suppress(DaziError):
            await follow(wishes.forgetting)
        await asyncio.sleep(1)


def me_routes(mine: Mine) -> APIRouter:
    """All of them; no address names a member."""

    @asynccontextmanager
    async def following(_: Any) -> AsyncIterator[None]:
        task = asyncio.create_task(_let_go(mine.wishes))
        yield
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task

    router = APIRouter(prefix="/v1/me", lifespan=following)

    @router.get("/memory")
    async def memory(request: Request) -> JSONResponse:
        return await _told(mine, request)

    @router.patch("/memory/{id}", dependencies=_CHANGES)
    async def correct(id: int, request: Request) -> JSONResponse:
        text = clean(text_in(await body_of(request), "text"), LONGEST + 1).replace("\n", " ")
        if not text:
            raise Fault(422, "plaza.text_empty")
        if len(text) > LONGEST:
            raise Fault(422, "plaza.text_long", limit=LONGEST)
        fact = await mine.memory.correct(mine.member(request), id, text)
        if fact is None:
            raise Fault(404, "plaza.no_fact")
        return JSONResponse(_fact(fact, mine, language(request)), headers=_OWN)

    @router.delete("/memory/{id}", dependencies=_CHANGES)
    async def drop(id: int, request: Request) -> JSONResponse:
        if not await mine.memory.drop(mine.member(request), ids=(id,)):
            raise Fault(404, "plaza.no_fact")
        return JSONResponse({"forgotten": 1}, headers=_OWN)

    @router.delete("/wishes/{receipt}", dependencies=_CHANGES)
    async def undo(receipt: int, request: Request) -> JSONResponse:
        # To the feed 0 is "the last one".
        taken = receipt > 0 and await mine.feed.undo(mine.member(request), datetime.now(UTC), receipt)
        if not taken:
            raise Fault(404, "plaza.no_wish")
        return JSONResponse({"undone": len(taken)}, headers=_OWN)

    @router.delete("", dependencies=_CHANGES)
    async def forget(request: Request) -> JSONResponse:
        return JSONResponse({"forgotten": await mine.wishes.forget(mine.member(request))}, headers=_OWN)

    return router


async def _told(mine: Mine, request: Request) -> JSONResponse:
    member, lang = mine.member(request), language(request)
    facts = await mine.memory.known(member, private=True, lang=lang)
    wishes = await mine.feed.wishes(member, datetime.now(UTC))
    kept = await mine.wishes.known(member)
    shown = {
        "facts": [_fact(fact, mine, lang) for fact in facts],
        "wishes": [_wish(wish) for wish in wishes],
        "kept": {"mentions": kept.get("mentions", 0), "replies": kept.get("replies", 0)},
    }
    return JSONResponse(shown, headers=_OWN)


def _fact(fact: Fact, mine: Mine, lang: Lang) -> dict[str, Any]:
    private = fact.scope == "private"
    return {
        "id": fact.id, "kind": fact.kind, "text": fact.text, "told": spoken(fact, lang), "scope": fact.scope,
        "at": fact.at.isoformat(), "until": fact.until.isoformat() if fact.until else None, "comment": fact.comment,
        "place": None if private else mine.place(fact.comment),
    }  # fmt: skip


def _wish(wish: Wish) -> dict[str, Any]:
    """With the reasons that its cards bear, by which a card finds its wish."""
    return {
        "receipt": wish.receipt, "topic": wish.topic, "direction": wish.direction, "creator": wish.creator,
        "mood": wish.mood, "length": wish.length, "until": wish.until.isoformat() if wish.until else None,
        "reasons": [reason_of(wish, lang) for lang in _LANGS],
    }  # fmt: skip
