"""The Bluesky feed-generator protocol over the feed: what this server offers, its did:web, and the posts of the feed.

By the lexicons app.bsky.feed.getFeedSkeleton and app.bsky.feed.describeFeedGenerator of AT Protocol. Posts are what was
handed in for the platform "bluesky" under their at:// address. Who asks is not verified (that takes their key from the
network), so everybody gets the same order and no member's wishes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from dazi.feed.feed import Feed
from dazi.types import Member
from dazi.web.plaza_faults import language
from dazi.words import say

PLATFORM, NAME = "bluesky", "dazi"
_FEED = re.compile(
    r"at://(?:did:[a-z]+:[A-Za-z0-9._:%-]{1,200})/app\.bsky\.feed\.generator/([A-Za-z0-9._~:-]{1,512})"
)
_POST = re.compile(r"at://did:[a-z]+:[A-Za-z0-9._:%-]{1,200}/app\.bsky\.feed\.post/[A-Za-z0-9._~:-]{1,512}")
_PUBLIC = {"Access-Control-Allow-Origin": "*"}


@dataclass(frozen=True, slots=True)
class Skeleton:
    """`host`: the name under which the world reaches this server, with its port where that is no usual one."""

    feed: Feed
    host: str

    @property
    def did(self) -> str:
        return "did:web:" + self.host.replace(":", "%3A")

    @property
    def uri(self) -> str:
        """The one feed that is offered."""
        return f"at://{self.did}/app.bsky.feed.generator/{NAME}"


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

    @router.get("/xrpc/app.bsky.feed.getFeedSkeleton")
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
        nobody = Member(PLATFORM, "")
        found = await skeleton.feed.ranked(nobody, datetime.now(UTC), int(raw), query.get("cursor", "")[:600])
        shown: dict[str, object] = {
            "feed": [{"post": one.video} for one in found if _POST.fullmatch(one.video)]
        }
        if len(found) == int(raw):
            shown["cursor"] = found[-1].video
        return JSONResponse(shown, headers=_PUBLIC)

    return router


def _refused(request: Request, error: str, code: str, **arguments: object) -> JSONResponse:
    """A refusal in the shape that XRPC wants."""
    message = say(code, language(request), **arguments)
    return JSONResponse({"error": error, "message": message}, 400, headers=_PUBLIC)
