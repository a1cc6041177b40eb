"""The Bluesky feed-generator protocol over the feed: what this server offers, its did:web, and the posts of the feed.

By the lexicons app.bsky.feed.getFeedSkeleton and app.bsky.feed.describeFeedGenerator of AT Protocol. Posts are what was
handed in for the platform "bluesky" under their at:// address. Who proves by a signed token who they are gets their own
order; anybody else gets the public one, never an error for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from dazi.feed.feed import Feed
from dazi.feed.readers import Readers
from dazi.types import Member
from dazi.web.plaza_faults import language
from dazi.words import say

PLATFORM, NAME = "bluesky", "dazi"
_METHOD = "app.bsky.feed.getFeedSkeleton"
_FEED = re.compile(
    r"at://(?:did:[a-z]+:[A-Za-z0-9._:%-]{1,200})/app\.bsky\.feed\.generator/([A-Za-z0-9._~:-]{1,512})"
)
_POST = re.compile(r"at://did:[a-z]+:[A-Za-z0-9._:%-]{1,200}/app\.bsky\.feed\.post/[A-Za-z0-9._~:-]{1,512}")
_PUBLIC = {"Access-Control-Allow-Origin": "*"}
_EITHER = {**_PUBLIC, "Vary": "Authorization"}


@dataclass(frozen=True, slots=True)
class Skeleton:
    """`host`: the name under which the world reaches this server, with its port where that is no usual one. `readers`
    proves who asks; without it everybody gets the public order."""

    feed: Feed
    host: str
    readers: Readers | None = None

    @property
    def did(self) -> str:
        return did_of(self.host)

    @property
    def uri(self) -> str:
        """The one feed that is offered."""
        return f"at://{self.did}/app.bsky.feed.generator/{NAME}"


def did_of(host: str) -> str:
    """The did:web of a host."""
    return "did:web:" + host.replace(":", "%3A")


def skeleton_routes(skeleton: Skeleton) -> APIRouter:
    """The two queries and the DID document."""
    router = APIRouter()

    @router.get("/.well-known/did.json")
    async def document() -> JSONResponse:
        service = {
            "id": "#bsky_fg", "type": "BskyFeedGenerator", "serviceEndpoint": f"https://{skeleton.host}",
        }  # fmt: skip
        shown = {"@context": ["https://www.w3.org/ns/did/v1"], "id": skeleton.did, "service": [service]}
        return JSONResponse(shown, headers=_PUBLIC)

    @router.get("/xrpc/app.bsky.feed.describeFeedGenerator")
    async def describe() -> JSONResponse:
        return JSONResponse({"did": skeleton.did, "feeds": [{"uri": skeleton.uri}]}, headers=_PUBLIC)

    @router.get(f"/xrpc/{_METHOD}")
    async def posts(request: Request) -> JSONResponse:
        query = request.query_params
        asked = _FEED.fullmatch(query.get("feed", ""))
        if asked is None:
            return _refused(request, "InvalidRequest", "feed.bluesky_uri")
        if asked[1] != NAME:
            return _refused(request, "UnknownFeed", "feed.bluesky_unknown", name=NAME)
        raw = query.get("limit", "50")
        if not (raw.isascii() and raw.isdigit() and len(raw) < 4 and 1 <= int(raw) <= 100):
            return _refused(request, "InvalidRequest", "feed.range", name="limit", least=1, most=100)
        bears = request.headers.get("Authorization", "")
        did = await skeleton.readers.who(bears, _METHOD) if skeleton.readers and bears else ""
        reader, after = Member(PLATFORM, did), query.get("cursor", "")[:600]
        found = await skeleton.feed.ranked(reader, datetime.now(UTC), int(raw), after)
        shown: dict[str, object] = {
            "feed": [{"post": one.video} for one in found if _POST.fullmatch(one.video)]
        }
        if len(found) == int(raw):
            shown["cursor"] = found[-1].video
        private = {"Cache-Control": "no-store"} if did else {}
        return JSONResponse(shown, headers={**_EITHER, **private})

    return router


def _refused(request: Request, error: str, code: str, **arguments: object) -> JSONResponse:
    """A refusal in the shape that XRPC wants."""
    message = say(code, language(request), **arguments)
    return JSONResponse({"error": error, "message": message}, 400, headers=_PUBLIC)
