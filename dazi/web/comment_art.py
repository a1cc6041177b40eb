"""Pictures for comments: orders checked, drawn once, labelled, kept a while; knows neither the plaza nor a request."""

from __future__ import annotations

import asyncio
import hashlib
import importlib
import secrets
import time
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dazi.cards.names import BACKEND, LARGEST, ON_STILLS, STILLED, STYLES
from dazi.errors import BadInput, ConfigError, Permanent
from dazi.pictures import Marker
from dazi.safety.crisis import risk
from dazi.safety.picture import undrawable
from dazi.safety.privacy import mask
from dazi.safety.release import inert
from dazi.types import Lang, Picture
from dazi.web.plaza_faults import Fault
from dazi.words import say

if TYPE_CHECKING:
    from PIL import Image

SMALL = 360  # pixels: a thumbnail in which the label can still be read
MOST_SEED = 2**31 - 1
_KEPT_S, _KEPT_BYTES, _ORDERS = 900.0, 48 * 1024 * 1024, 4000
_AT_ONCE, _WAITING = 2, 48


def cards() -> Any:
    """dazi.cards.card, loaded when the first picture is ordered: no start waits for fonts and codecs. Blocks then."""
    return importlib.import_module("dazi.cards.card")


Still = Callable[[str, float], Awaitable["Image.Image"]]


@dataclass(frozen=True, slots=True)
class Order:
    """One picture to be made of words that passed the checks. `video` and `at` say of which still, "" of none."""

    text: str
    style: str
    seed: int = 0
    lang: Lang = "zh"
    side: int = LARGEST
    video: str = ""
    at: float = 0.0

    @property
    def alt(self) -> str:
        """What the picture shows, in words."""
        return say("art.alt", self.lang, text=self.text, style=say(f"cards.style.{self.style}", self.lang))


def checked(raw: str) -> str:
    """A comment's words as they may stand on a picture: what replies and drawings are held to holds for them too,
    numbers and addresses of people are masked, links and calls taken out. Fault 422 says why not."""
    try:
        text: str = cards().wording(raw)
    except BadInput as error:
        raise Fault(422, error.code, **error.arguments) from None
    if risk(text):
        raise Fault(422, "art.risk")
    why = undrawable(text)
    if why:
        raise Refused(why)
    try:
        return str(cards().wording(mask(inert(text))))
    except BadInput as error:
        raise Fault(422, error.code, **error.arguments) from None


class Refused(Fault):
    """Words that no picture is made of; `why` is a category of dazi/safety."""

    def __init__(self, why: str) -> None:
        super().__init__(422, f"art.{why}")


class Rate:
    """So many orders of one asker within a minute, each asker by a key (an address, a member)."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._asked: OrderedDict[str, deque[float]] = OrderedDict()

    def step(self, key: str, count: int = 1) -> None:
        """Count; Fault 429 when it is too many."""
        now = time.monotonic()
        asked = self._asked.setdefault(key, deque())
        self._asked.move_to_end(key)
        while len(self._asked) > 5000:
            self._asked.popitem(last=False)
        while asked and asked[0] < now - 60:
            asked.popleft()
        if len(asked) + count > self._most:
            wait = round(60 - (now - asked[0])) if asked else 60
            raise Fault(429, "art.pace", seconds=max(1, wait))
        asked.extend([now] * count)


class Studio:
    """Makes each ordered picture once, two at a time, and keeps it for a quarter of an hour. Nothing leaves it that does
    not carry every label: `_labelled` is its only way out."""

    def __init__(self, marker: Marker | None, still: Still | None = None) -> None:
        self._marker = marker
        self._still = still
        self._salt = secrets.token_bytes(16)
        self._orders: OrderedDict[str, Order] = OrderedDict()
        self._made: OrderedDict[str, tuple[float, bytes]] = OrderedDict()
        self._making: dict[str, asyncio.Task[bytes]] = {}
        self._turn = asyncio.Semaphore(_AT_ONCE)

    def take(self, order: Order) -> str:
        """The key under which this picture can be had; it is drawn when it is asked for."""
        if order.style not in STYLES:
            raise Fault(422, "art.style", style=order.style[:40], known=", ".join(STYLES))
        if order.style in STILLED and not order.video:
            raise Fault(422, "art.frame")
        told = repr((order.text, order.style, order.seed, order.lang, order.side, order.video, order.at))
        key = hashlib.blake2s(told.encode(), key=self._salt, digest_size=16).hexdigest()
        self._orders[key] = order
        self._orders.move_to_end(key)
        while len(self._orders) > _ORDERS:
            self._orders.popitem(last=False)
        return key

    async def picture(self, key: str) -> tuple[Order, bytes]:
        """The labelled PNG. Fault 404 for a key that is none (any more), 503 when too many wait or no label held."""
        order = self._orders.get(key)
        if order is None:
            raise Fault(404, "art.gone")
        self._forget()
        if key in self._made:
            return order, self._made[key][1]
        task = self._making.get(key)
        if task is None:
            if len(self._making) >= _WAITING:
                raise Fault(503, "art.busy")
            task = self._making[key] = asyncio.create_task(self._make(key, order))
            task.add_done_callback(lambda _: self._making.pop(key, None))
        return order, await asyncio.shield(task)

    async def _make(self, key: str, order: Order) -> bytes:
        still = await self._stilled(order) if order.video and order.style in ON_STILLS else None
        async with self._turn:
            content = await asyncio.to_thread(self._labelled, order, still)
        self._made[key] = (time.monotonic(), content)
        return content

    async def _stilled(self, order: Order) -> Image.Image | None:
        if self._still is None:
            return None
        try:
            return await self._still(order.video, order.at)
        except BadInput:
            if order.style in STILLED:
                raise Fault(422, "art.frame") from None
            return None

    def _labelled(self, order: Order, still: Image.Image | None) -> bytes:
        """Drawn, labelled, read back; Fault 503 where one label is missing. Blocks."""
        drawn = cards().card(
            order.text, order.style, seed=order.seed, lang=order.lang, still=still, side=order.side
        )
        picture = Picture(drawn, "image/png", order.alt, BACKEND, "algorithm")
        try:
            if self._marker is None:
                raise Permanent("art.unlabelled")
            made = self._marker.mark(picture, order.lang).content
            if not self._marker.whole(made):
                raise Permanent("art.unlabelled")
        except (Permanent, ConfigError):
            raise Fault(503, "art.unlabelled") from None
        return made

    def _forget(self) -> None:
        now, held = time.monotonic(), sum(len(content) for _, content in self._made.values())
        while self._made:
            key, (at, content) = next(iter(self._made.items()))
            if at > now - _KEPT_S and held <= _KEPT_BYTES:
                return
            del self._made[key]
            held -= len(content)
