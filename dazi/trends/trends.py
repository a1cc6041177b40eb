"""Trends behind bonds.Trends: what rises among comments and in feeds, moderated, and the memes that everybody knows."""

from __future__ import annotations

import tomllib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from importlib import resources

import httpx
import structlog

from dazi.bonds import Standing, Tone, Trend
from dazi.text.normalise import fold, language
from dazi.trends.bursts import Bursts, Rise
from dazi.trends.feeds import Headline, Source, fetch
from dazi.trends.moderate import cheerful, playable, tragic
from dazi.trends.seams import Rows
from dazi.types import Lang, Mention
from dazi.words import say

COMMUNITY = "community"
OFF = "off"
LIVES, NEWS = timedelta(days=3), timedelta(days=2)  # how long a phrase, a headline is new
AGAIN = 1.0  # seconds for which what was read is good: a veto acts within two
FRESH = 86400.0  # seconds after which heat is halved
KEPT = timedelta(days=14)  # after its end that a trend is still shown to the operator
_HELD: dict[Lang, int] = {"zh": 3, "en": 8}  # characters from which a meme is one within a longer phrase
_READ = 400  # characters of a comment that are looked at
_OWN = 4  # signs that a rising phrase and a known one share to be the same

_log = structlog.get_logger("dazi.trends")


@dataclass(frozen=True, slots=True)
class Meme:
    """One that everybody knows: what it means and in what tone it is said; past `until` it is not explained any more."""

    phrase: str
    meaning: str
    tone: Tone
    lang: Lang
    until: date | None = None


@cache
def memes() -> tuple[Meme, ...]:
    """The evergreen ones of the package."""
    found = []
    langs: tuple[Lang, ...] = ("zh", "en")
    for lang in langs:
        file = resources.files("dazi.trends").joinpath(f"memes.{lang}.toml")
        if not file.is_file():
            continue
        for row in tomllib.loads(file.read_text("utf-8")).get("meme", ()):
            found.append(
                Meme(row["phrase"], row["meaning"], row.get("tone", "light"), lang, row.get("until"))
            )
    return tuple(found)


def meme_of(phrase: str, at: datetime) -> Meme | None:
    """The one that a phrase is, or that it holds and hangs words on ("松弛感大师"); the longest."""
    plain = fold(phrase)
    found = [one for one in memes() if one.until is None or at.date() <= one.until]
    within = [one for one in found if len(one.phrase) >= _HELD[one.lang] and fold(one.phrase) in plain]
    same = [one for one in found if fold(one.phrase) == plain]
    return max(same or within, key=lambda one: len(one.phrase), default=None)


async def _all_on() -> Mapping[str, str]:
    return {}


class Trends:
    """bonds.Trends. `allowed` says of a phrase whether safety minds it; `switches` gives the rows "switch.trend.<name>"
    that are off; `common` what is no news in comments."""

    def __init__(
        self,
        rows: Rows,
        sources: Sequence[Source] = (),
        *,
        allowed: Callable[[str], bool] = lambda text: True,
        switches: Callable[[], Awaitable[Mapping[str, str]]] = _all_on,
        common: Callable[[], Mapping[str, int]] = dict,
        client: Callable[[], httpx.AsyncClient] = httpx.AsyncClient,
    ) -> None:
        self._rows, self._sources, self._allowed, self._switches = rows, tuple(sources), allowed, switches
        self._common, self._client = common, client
        self._bursts: Bursts | None = None
        self._read: tuple[datetime, tuple[Trend, ...]] | None = None

    @property
    def sources(self) -> tuple[Source, ...]:
        return self._sources

    async def now(self, at: datetime, limit: int = 12) -> tuple[Trend, ...]:
        found = [one for one in await self._live(at) if one.meaning and one.tone != "sad"]
        kept = [one for one in found if one.standing == "kept" and not tragic(one.phrase)]
        found = kept + [one for one in found if one.standing == "new" and self._may(one.phrase)]
        return tuple(sorted(found, key=lambda one: -_heat(one, at))[:limit])

    async def _live(self, at: datetime) -> tuple[Trend, ...]:
        """The rows, read again after some seconds only: they hold phrases of many, nobody's own words."""
        if self._read is None or abs((at - self._read[0]).total_seconds()) > AGAIN:
            off = await self._off()
            self._read = (at, tuple(one for one in await self._rows.live(at) if one.source not in off))
        return self._read[1]

    async def _off(self) -> set[str]:
        """Sources that the operator switched off: nothing is taken from them, nor used of what was."""
        return {name for name, value in (await self._switches()).items() if value == OFF}

    def heard(self, mention: Mention) -> None:
        if mention.bot or mention.visibility == "private":
            return
        if self._bursts is None:
            self._bursts = Bursts(self._common())
        member = f"{mention.member.platform}|{mention.member.account}"
        place = mention.video or mention.thread
        self._bursts.hear(member, place, mention.text, mention.at, sad=not playable(mention.text[:_READ]))

    async def gather(self, at: datetime) -> int:
        off = await self._off()
        found = [] if COMMUNITY in off else await self._risen(at)
        due = [one for one in self._sources if one.name not in off and one.due <= at]
        if due:
            async with self._client() as client:
                for source in due:
                    found += [_news(one, source, at) for one in await fetch(source, at, client)]
        new = await self._rows.put([one for one in found if self._may(one.phrase)])
        await self._rows.expire(at - KEPT)
        if new:
            _log.info("trends", new=new)
        return new

    async def all(self) -> tuple[Trend, ...]:
        return await self._rows.all()

    async def judge(self, phrase: str, standing: Standing, meaning: str = "") -> bool:
        if standing == "kept" and not meaning:
            # A headline that waited for the operator means what it says.
            meaning = next((one.meaning for one in await self.all() if one.phrase == phrase), "") or phrase
        return await self._rows.judge(phrase, standing, meaning)

    async def _risen(self, at: datetime) -> list[Trend]:
        """What rises among the comments, without what only hangs more words on a phrase that is known already."""
        if self._bursts is None:
            return []
        known = [one.phrase for one in await self._rows.live(at) if one.source == COMMUNITY]
        found = []
        for rise in self._bursts.rising(at):
            if not any(one != rise.phrase and _same(one, rise.phrase) for one in known):
                found.append(_said(rise, at))
                known.append(rise.phrase)
        return found

    def _may(self, phrase: str) -> bool:
        return playable(phrase) and self._allowed(phrase)


def _heat(one: Trend, at: datetime) -> float:
    """Its heat after so many days: news fade by half a day's age."""
    age = max(0.0, (at - one.since).total_seconds())
    return float(one.score * 0.5 ** (age / FRESH) + (1.0 if one.standing == "kept" else 0.0))


def _same(known: str, rise: str) -> bool:
    return (
        known in rise
        or rise in known
        or any(known[at : at + _OWN] in rise for at in range(len(known) - _OWN + 1))
    )


def _said(rise: Rise, at: datetime) -> Trend:
    """A phrase of the community: its meaning is that of a meme that everybody knows, else that many say it."""
    lang = language(rise.phrase)
    meme = meme_of(rise.phrase, at)
    meaning = meme.meaning if meme else say("trends.many", lang, members=rise.members)
    score = min(1.0, rise.members / 20)
    return Trend(
        rise.phrase,
        meaning,
        meme.tone if meme else "light",
        score,
        COMMUNITY,
        rise.since,
        at + LIVES,
        rise.members,
    )


def _news(one: Headline, source: Source, at: datetime) -> Trend:
    """A headline; one on what hurts is kept as such, so that nobody jokes about it. No list knows all that hurts: without
    a meaning it waits for the operator, unless its feed is a light one and it names something light itself."""
    tone: Tone = "sad" if tragic(one.title) else "light"
    meaning = one.title if source.light and cheerful(one.title) else ""
    return Trend(
        one.title, meaning, tone, round(one.hot, 3), source.name, one.at, min(at, one.at) + NEWS, url=one.url
    )
