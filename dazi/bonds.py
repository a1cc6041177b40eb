"""The seams of a companion: what it remembers, what is on everybody's lips, what a member wants to see; no adapter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal, Protocol

from dazi.types import Lang, Member, Mention, Visibility

Scope = Literal["thread", "member", "private"]
Direction = Literal["more", "less"]
Length = Literal["", "short", "long"]


@dataclass(frozen=True, slots=True)
class Fact:
    """What a member told us of themselves. `kind`: name, pet, like, dislike, plan, life, mood, gag (a running joke, its
    sort in the key: "gag:nick:…"); `text` a short sentence in the member's language that can be read to them ("养了只橘猫，叫年糕"); `key` is the same for what replaces it. `scope`:
    "private" was said one to one and is never used in public; "thread" holds in its thread alone. `comment` is where
    it was said; `until` when it ceases to be true or worth knowing."""

    id: int
    member: Member
    kind: str
    text: str
    key: str
    scope: Scope
    confidence: float
    at: datetime
    until: datetime | None = None
    thread: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """A mention that ended with its words still there: who said what where, and the skill that answered. Where a whole
    talk is read, also our `reply` and the `names` of other members in the text."""

    member: Member
    comment: str
    thread: str
    text: str
    visibility: Visibility
    at: datetime
    skill: str
    reply: str = ""
    names: tuple[str, ...] = ()


class Memory(Protocol):
    """What members told the companion. One member's facts never reach another's reply, nor private ones a public reply."""

    async def recall(self, mention: Mention, text: str, now: datetime) -> tuple[Fact, ...]:
        """Those worth having in mind for this comment, best first, together at most some 120 tokens."""
        ...

    async def learn(self) -> int:
        """Draw what is worth keeping from mentions that ended since the last time; never while somebody waits. How many
        were looked at."""
        ...

    async def answer(self, mention: Mention, kind: str, about: str, lang: Lang) -> str | None:
        """What is known of something that the member asks about themselves, as a clause; None: nothing."""
        ...

    async def known(self, member: Member, *, private: bool, lang: Lang = "zh") -> tuple[Fact, ...]:
        """All that is remembered, newest first; with `private` also what was said one to one."""
        ...

    async def drop(self, member: Member, about: str = "", ids: Sequence[int] = ()) -> tuple[Fact, ...]:
        """Forget what is said of something ("我养猫这件事"), or these, or without either everything; what it was."""
        ...

    async def unsay(self, mention: Mention) -> int:
        """Forget what the member's last comment in this thread told, with its words; how many facts."""
        ...

    async def correct(self, member: Member, id: int, text: str) -> Fact | None:
        """The member's own wording in place of ours; None: it is not theirs or not there."""
        ...


Tone = Literal["light", "warm", "wry", "sad"]
Standing = Literal["new", "kept", "vetoed"]


@dataclass(frozen=True, slots=True)
class Trend:
    """A phrase that many say just now: `meaning` in one line (empty: not known, and then it is never used); `score` its
    heat in 0..1 when it was seen last; `source` where it was found ("community", or a feed's name); `members` how many
    said it; `standing` what the operator made of it. Past `until` it is stale."""

    phrase: str
    meaning: str
    tone: Tone
    score: float
    source: str
    since: datetime
    until: datetime
    members: int = 0
    url: str = ""
    standing: Standing = "new"


class Trends(Protocol):
    """What is on everybody's lips, moderated. Reads never wait for a network."""

    async def now(self, at: datetime, limit: int = 12) -> tuple[Trend, ...]:
        """Those that may be used at this time, hottest first: nothing tragic, nothing vetoed, nothing stale."""
        ...

    def heard(self, mention: Mention) -> None:
        """Count a comment of the community, whoever it speaks to; its words are kept as counts only."""
        ...

    async def gather(self, at: datetime) -> int:
        """Ask the feeds that are due, and put what rises among the comments heard beside it; how many are new."""
        ...

    async def all(self) -> tuple[Trend, ...]:
        """Every candidate, newest first, for the operator."""
        ...

    async def judge(self, phrase: str, standing: Standing, meaning: str = "") -> bool:
        """The operator's word on one; False: no such phrase."""
        ...


@dataclass(frozen=True, slots=True)
class Wish:
    """A stated preference for the feed; empty parts are not restricted. `until`: None for good. `receipt`: under which
    it was kept; `at` and `private` (stated one to one) are known where it is told by `Feed.stated`."""

    topic: str = ""
    direction: Direction = "more"
    creator: str = ""
    mood: str = ""
    length: Length = ""
    until: datetime | None = None
    receipt: int = field(default=0, compare=False)
    at: datetime | None = field(default=None, compare=False)
    private: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Clip:
    """A video as a feed knows it; `mood` a kind of text.prefers.mood_of, `heat` its likes and views as the platform
    counts them, `url` as it is shown there. `id` is the store's, 0 before it is kept."""

    platform: str
    video: str
    title: str
    author: str = ""
    tags: tuple[str, ...] = ()
    seconds: float = 0.0
    at: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    heat: float = 0.0
    mood: str = ""
    url: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """A page on the web that speaks of a question; all of it untrusted. `site` is its host, `at` when it was published
    where it says so."""

    title: str
    text: str
    site: str
    url: str = ""
    at: datetime | None = None


class Search(Protocol):
    """Looks the web up."""

    async def find(self, question: str, lang: Lang) -> tuple[Hit, ...]:
        """Pages on it, best first; () where there is none, or where nobody could be asked. Never raises."""
        ...


Signal = Literal["watch", "like", "skip", "comment"]


@dataclass(frozen=True, slots=True)
class Seen:
    """What a member did with a clip (its id): `value` is the share watched, else 1."""

    clip: int
    kind: Signal
    value: float
    at: datetime


@dataclass(frozen=True, slots=True)
class Card:
    """A video in a feed; `reason` is a sentence for the member, empty where nothing steered it. `url` as the platform
    shows it."""

    video: str
    title: str
    author: str = ""
    reason: str = ""
    score: float = 0.0
    url: str = ""


class Feed(Protocol):
    """Stated preferences, and videos in the order that they ask for."""

    async def prefer(self, member: Member, wishes: Sequence[Wish], comment: str, now: datetime) -> int:
        """Keep wishes as one receipt, its number. The same comment again changes nothing."""
        ...

    async def undo(self, member: Member, now: datetime, receipt: int = 0) -> tuple[Wish, ...]:
        """Take the last receipt (or this one) back: the feed is as it was before. () where there is none."""
        ...

    async def wishes(self, member: Member, now: datetime) -> tuple[Wish, ...]:
        """Those that hold, newest first."""
        ...

    async def stated(self, member: Member, now: datetime, since: datetime) -> tuple[Wish, ...]:
        """Those of them that were stated since then, newest first, each with its time and whether it was said one to
        one."""
        ...

    async def undone(self, member: Member, at: datetime) -> tuple[Wish, ...]:
        """What `undo` took back with this very moment as its `now`: the same word, heard again."""
        ...

    async def find(self, member: Member, wishes: Sequence[Wish], limit: int = 3) -> tuple[Card, ...]:
        """Videos that fit the wishes, for an answer in the thread."""
        ...

    async def ranked(
        self, member: Member, now: datetime, limit: int = 20, after: str = ""
    ) -> tuple[Card, ...]:
        """The member's feed, from behind the card `after` on."""
        ...
