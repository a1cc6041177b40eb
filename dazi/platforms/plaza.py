"""The plaza as a platform, over HTTP like any other; knows nothing of the plaza's own code or database."""

from __future__ import annotations

import asyncio
import json
import logging
import random
import re
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import httpx

from dazi.errors import BadInput, ConfigError, PlatformDown, PlatformRefused
from dazi.ports import Abilities, Chapter
from dazi.text.normalise import fingerprint
from dazi.types import Attachment, Member, Mention, Picture, Posted, Reply, Turn, Video

_LOG = logging.getLogger(__name__)
_BACK = (
    24 * 3600
)  # a listener without a cursor hears again what was said within a day: repeats are allowed, gaps not
_TURNS = 20
_SHOWN_COMMENTS = 8
_LONGEST_PAUSE = 15.0
_POSTING = 25.0  # seconds: far beyond the 8 s after which the plaza writes no reply any more
_VIDEO_FRESH = 20.0  # seconds: under a video that many are talking about, it is not asked for each of them
_VIDEOS_KEPT = 256
_FETCHING = 30.0  # seconds for one picture
_ACCOUNT = re.compile(r"[A-Za-z0-9_-]{1,80}")
_PICTURE = re.compile(
    r"/media/(?:uploads|clips|avatars)/[A-Za-z0-9][A-Za-z0-9_-]{0,80}\.(?:png|jpe?g|webp|gif)"
)


class Plaza:
    """The adapter. `url` is the plaza's root, `token` what its companion side asks for; `account` and `handle` must
    be those of the plaza's companion card. `wait` is how many seconds a long poll may take."""

    def __init__(
        self,
        url: str,
        token: str,
        *,
        account: str = "xiaoda",
        handle: str = "小搭",
        name: str = "plaza",
        wait: float = 20.0,
        pause: float = 0.5,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self.name = name
        self.account = account
        self.handle = handle
        self.abilities = Abilities(badge=True, limit=2000, images=True)
        self._url = url.rstrip("/")
        self._wait = wait
        self._pause = pause
        self._videos: dict[str, tuple[float, Video | None]] = {}
        self._http = httpx.AsyncClient(
            base_url=self._url,
            headers={"Authorization": f"Bearer {token}"},
            timeout=httpx.Timeout(15.0, connect=5.0),
            limits=httpx.Limits(max_connections=64, max_keepalive_connections=32),
            transport=transport,
            trust_env=False,  # the plaza is on this machine or where the settings say: no proxy in between
        )

    async def listen(self, cursor: str | None) -> AsyncIterator[tuple[Mention, str]]:
        """New comments, each with the cursor after it. Reconnects by itself, with pauses that grow to 15 s.
        ConfigError where the token or the account is wrong."""
        pause = self._pause
        greeted = False
        while True:
            try:
                if not greeted:
                    await self._greet()
                    greeted = True
                items, after = await self._poll(cursor)
            except PlatformDown as error:
                _LOG.warning("plaza is away, trying again in %.1f s: %s", pause, error)
                await asyncio.sleep(pause * random.uniform(0.8, 1.2))
                pause = min(pause * 2, _LONGEST_PAUSE)
                continue
            pause = self._pause
            for place, item in enumerate(items, 1):
                # Where the plaza does not say which place a comment has, all but the last may come again.
                cursor = str(item.get("cursor") or (after if place == len(items) else cursor))
                yield self._mention(item), cursor
            cursor = after

    async def _greet(self) -> None:
        found = (await self._ask("GET", "/api/bot/self"))["account"]
        if found != self.account:
            raise ConfigError("platform.account", name=self.name, found=found, wanted=self.account)

    async def _poll(self, cursor: str | None) -> tuple[list[dict[str, Any]], str]:
        if cursor is None:
            start = await self._ask("GET", "/api/bot/comments", params={"back": _BACK})
            return [], str(start["cursor"])
        asked = {"cursor": cursor, "wait": str(int(self._wait))}
        came = await self._ask("GET", "/api/bot/comments", params=asked, timeout=self._wait + 15)
        return came["items"], str(came["cursor"])

    async def thread(self, mention: Mention) -> tuple[Turn, ...] | None:
        """The last 20 comments of the thread before the mention, oldest first; None when the mention is gone."""
        try:
            came = await self._ask("GET", f"/api/bot/thread/{mention.comment}", params={"limit": _TURNS})
        except PlatformRefused as refused:
            if refused.code == "platform.gone":
                return None
            raise
        return tuple(
            Turn(
                turn["id"],
                self._member(turn),
                turn["own"],
                _said(turn),
                _moment(turn["at"]),
                attachments=self._attachments(turn),
            )
            for turn in came["turns"]
        )

    async def video(self, mention: Mention) -> Video | None:
        """The video with its most liked comments; None when the mention stands under none or it is gone."""
        if mention.video is None:
            return None
        until, known = self._videos.get(mention.video, (0.0, None))
        if time.monotonic() >= until:
            known = await self._look_up(mention.video)
            if len(self._videos) >= _VIDEOS_KEPT:
                self._videos.clear()
            self._videos[mention.video] = (time.monotonic() + _VIDEO_FRESH, known)
        if known is None:
            return None
        return replace(known, comments=tuple(said for said in known.comments if said != mention.text))

    async def _look_up(self, id: str) -> Video | None:
        path = f"/api/videos/{id}"
        try:
            found = await self._ask("GET", path)
            asked = {"sort": "hot", "limit": _SHOWN_COMMENTS}
            threads = (await self._ask("GET", f"{path}/comments", params=asked))["threads"]
        except PlatformRefused as refused:
            if refused.code == "platform.gone":
                return None
            raise
        said = tuple(t["top"]["text"] for t in threads if t["top"]["member"]["id"] != self.account)
        return replace(self._video(found), comments=said)

    def _video(self, found: Mapping[str, Any]) -> Video:
        """As the plaza shows it. Only a file of the plaza's own is ours to fetch."""
        source = str(found.get("src") or "")
        return Video(
            platform=self.name,
            id=found["id"],
            title=found["title"],
            author=found["author"]["name"],
            tags=tuple(found["tags"]),
            captions=tuple(found["captions"]),
            seconds=float(found["seconds"]),
            file=f"{self._url}{source}" if source.startswith("/media/") else "",
        )

    async def videos(self) -> tuple[Video, ...]:
        """Those whose file is there, in the feed's order, where new ones stand first."""
        found = (await self._ask("GET", "/api/videos"))["videos"]
        return tuple(video for one in found if (video := self._video(one)).file)

    async def chapters(self, video: str, chapters: Sequence[Chapter]) -> None:
        """Show these at the video; one that is gone, or a plaza that has no place for them, is passed over."""
        rows = [{"t": one.t, "title": one.title} for one in chapters]
        try:
            await self._ask("POST", f"/api/bot/videos/{video}/chapters", json={"chapters": rows})
        except PlatformRefused as refused:
            _LOG.debug("chapters were not shown: %s", refused)

    async def typing(self, mention: Mention, on: bool) -> None:
        """Show or end "is typing"; a plaza that cannot is no reason to fail."""
        try:
            await self._ask(
                "POST", "/api/bot/typing", json={"comment": mention.comment, "on": on}, timeout=3.0
            )
        except (PlatformDown, PlatformRefused, ConfigError) as error:
            _LOG.debug("typing was not shown: %s", error)

    async def post(self, reply: Reply) -> Posted:
        """Pictures first, then the comment that shows them."""
        attached = [await self._upload(picture) for picture in reply.pictures]
        body = {"parent": reply.comment, "text": reply.text, "label": reply.label, "attachments": attached}
        sent = await self._ask("POST", "/api/bot/comments", json=body, timeout=_POSTING)
        return Posted(sent["id"])

    async def _upload(self, picture: Picture) -> str:
        files = {"file": ("picture", picture.content, picture.mime)}
        sent = await self._ask("POST", "/api/uploads", files=files, data={"alt": picture.alt}, timeout=60.0)
        return str(sent["id"])

    async def find_own(self, reply: Reply) -> Posted | None:
        """Our comment under the same parent with the same words (or, for one without words, the same picture)."""
        found = await self._ask("GET", "/api/bot/own", params={"parent": reply.comment})
        for own in found["comments"]:
            marks = {fingerprint(own["text"])} if own["text"] else set()
            marks |= {one.get("sha256", "") for one in own["attachments"]}
            if reply.fingerprint in marks:
                return Posted(own["id"], adopted=True)
        return None

    async def delete(self, posted: str) -> None:
        """Take our own comment away; one that is gone already is fine."""
        try:
            await self._ask("DELETE", f"/api/bot/comments/{posted}")
        except PlatformRefused as refused:
            if refused.code != "platform.gone":
                raise

    async def picture(self, url: str, most: int) -> bytes:
        """A file of the plaza's own; at any other address, and through any redirect, nothing is asked for."""
        path = url.removeprefix(self._url)
        if path == url or not _PICTURE.fullmatch(path):
            raise BadInput("picture.elsewhere")
        try:
            async with asyncio.timeout(_FETCHING):
                return await self._file(path, most)
        except (httpx.TransportError, TimeoutError) as error:
            raise PlatformDown("platform.down", name=self.name, detail=type(error).__name__) from error

    async def _file(self, path: str, most: int) -> bytes:
        parts, size = [], 0
        async with self._http.stream("GET", path, headers={"Accept-Encoding": "identity"}) as answer:
            if answer.status_code >= 500 or answer.status_code == 429:
                raise PlatformDown("platform.down", name=self.name, detail=f"HTTP {answer.status_code}")
            # A packed body would be unpacked before anybody counts: nobody asked for one.
            if answer.status_code != 200 or "content-encoding" in answer.headers:
                raise BadInput("picture.gone")
            async for block in answer.aiter_bytes():
                size += len(block)
                if size > most:
                    raise BadInput("picture.large", most=most // 1024**2)
                parts.append(block)
        return b"".join(parts)

    async def avatar(self, member: Member) -> str:
        """The plaza's members have a sign on a colour, which it paints for us."""
        return f"{self._url}/media/avatars/{member.account}.png" if _ACCOUNT.fullmatch(member.account) else ""

    async def close(self) -> None:
        await self._http.aclose()

    async def _ask(self, method: str, path: str, **asked: Any) -> dict[str, Any]:
        """One call's JSON object. PlatformDown for what may pass (no connection, 5xx, 429, no JSON), ConfigError for
        a token that is not accepted, PlatformRefused for the rest."""
        try:
            answer = await self._http.request(method, path, **asked)
        except (httpx.TransportError, httpx.InvalidURL) as error:
            raise PlatformDown("platform.down", name=self.name, detail=type(error).__name__) from error
        status = answer.status_code
        if status >= 500 or status == 429:
            raise PlatformDown("platform.down", name=self.name, detail=f"HTTP {status}")
        if status == 401:
            raise ConfigError("platform.token", name=self.name)
        if status in (404, 410):
            raise PlatformRefused("platform.gone", name=self.name)
        if status >= 300:
            code = "platform.forbidden" if status == 403 else "platform.rejected"
            raise PlatformRefused(code, name=self.name, detail=_reason(answer))
        try:
            return _object(answer)
        except ValueError as error:
            raise PlatformDown("platform.down", name=self.name, detail="no JSON") from error

    def _mention(self, item: Mapping[str, Any]) -> Mention:
        return Mention(
            platform=self.name,
            account=self.account,
            comment=item["id"],
            thread=item["thread"],
            member=self._member(item),
            text=item["text"],
            at=_moment(item["at"]),
            parent=item["parent"],
            video=item["video"] or None,
            attachments=self._attachments(item),
            to_own=item["parent_own"],
            bot=item["bot"],
            visibility="private" if item.get("private") else "public",
            names=tuple(map(str, item.get("names", ()))),
        )

    def _member(self, item: Mapping[str, Any]) -> Member:
        return Member(self.name, item["member"]["id"], item["member"]["name"])

    def _attachments(self, item: Mapping[str, Any]) -> tuple[Attachment, ...]:
        return tuple(
            Attachment(
                one["kind"], one["url"] if "://" in one["url"] else f"{self._url}{one['url']}",
                one.get("mime", ""), one.get("alt", ""), bool(one.get("consent")),
            )
            for one in item["attachments"]
        )  # fmt: skip


def _said(turn: Mapping[str, Any]) -> str:
    """A turn's words; of one that only shows a picture, what that shows."""
    shown = " ".join(one.get("alt", "") for one in turn["attachments"])
    return str(turn["text"]) or f"[{shown.strip() or '…'}]"


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _object(answer: httpx.Response) -> dict[str, Any]:
    found = json.loads(answer.content)
    if not isinstance(found, dict):
        raise ValueError("not an object")
    return found


def _reason(answer: httpx.Response) -> str:
    try:
        return str(_object(answer)["error"]["message"])[:200]
    except (ValueError, KeyError, TypeError):
        return f"HTTP {answer.status_code}"
