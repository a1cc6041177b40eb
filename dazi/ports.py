"""Every seam as a Protocol (pictures.py has those of pictures, bonds.py those of memory, trends and feed), on one page."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable

from dazi.bonds import Feed, Search
from dazi.pictures import Album, Painter
from dazi.types import (
    Completion,
    Context,
    Decision,
    Delivery,
    Depth,
    Draft,
    Found,
    Kept,
    Lang,
    Member,
    Mention,
    Options,
    Posted,
    Prompt,
    Receipt,
    Reply,
    Strength,
    Tier,
    Trace,
    Turn,
    Video,
    Watched,
)


@dataclass(frozen=True, slots=True)
class Abilities:
    """What a platform can show: `badge` an AI badge of its own (else the label goes into the text); `limit` the
    longest text in characters; `lag` seconds until an own post is sure to be found in its thread."""

    badge: bool = False
    limit: int = 500
    images: bool = False
    lag: float = 0.0


class Platform(Protocol):
    """A community. Transient errors mean: try again; Permanent ones end the mention with a receipt."""

    name: str
    account: str
    handle: str
    abilities: Abilities

    def listen(self, cursor: str | None) -> AsyncIterator[tuple[Mention, str]]:
        """New comments from the cursor on, each with the cursor after it; reconnects by itself, repeats allowed."""
        ...

    async def thread(self, mention: Mention) -> tuple[Turn, ...] | None:
        """The thread's comments before the mention, oldest first (the last 20); None: the mention is gone."""
        ...

    async def video(self, mention: Mention) -> Video | None: ...

    async def typing(self, mention: Mention, on: bool) -> None:
        """Show or end "is typing"; a platform without it does nothing. Never raises."""
        ...

    async def post(self, reply: Reply) -> Posted: ...

    async def find_own(self, reply: Reply) -> Posted | None:
        """Our own comment under the same parent with the same fingerprint (of its text; for a part without words, of
        its picture), if one stands there."""
        ...

    async def delete(self, posted: str) -> None: ...

    async def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Chapter:
    """Where a part of a video begins (seconds), and what to call it."""

    t: float
    title: str


@runtime_checkable
class Cinema(Protocol):
    """A platform (besides Platform) whose videos are ours to look at before anybody asks, and that shows chapters."""

    async def videos(self) -> tuple[Video, ...]:
        """Those whose file is there, newest first; PlatformDown when it cannot be asked."""
        ...

    async def chapters(self, video: str, chapters: Sequence[Chapter]) -> None:
        """Show these at the video, in place of the last; a video that is gone is passed over."""
        ...


class Eyes(Protocol):
    """What is known of videos' contents. Makes nothing while somebody waits."""

    async def look(self, video: Video) -> Watched | None:
        """The digest if it is ready, else that it is being made (from now on, if not yet); None for a video whose file
        is not ours to see. Never raises for a store that is busy."""
        ...

    async def again(self, video: Video, question: str, at: float) -> tuple[str, float] | None:
        """A second look at the frames near a moment: what a model that sees says to a question, and the second; None
        where there is no such model or it can't tell. ModelBusy where it has no time."""
        ...


class Chat(Protocol):
    """The language models behind their tiers. Raises ModelBusy or ModelRefused after fallbacks are used up."""

    async def complete(self, tier: Tier, prompt: Prompt, options: Options) -> Completion: ...

    async def pick(self, tier: Tier, prompt: Prompt, choices: Sequence[str]) -> tuple[float, ...]:
        """How probable each choice (a single token: "1".."9", "A".. ) is as the answer's first token; sums to at
        most 1. A backend that gives no probabilities puts 1.0 on the choice that it answered."""
        ...

    def strength(self, tier: Tier) -> Strength:
        """ "weak": chooses among what people wrote; "strong": may write; "none": nothing configured or up yet."""
        ...


class Lines(Protocol):
    """The repertoire of a persona."""

    version: str

    def find(self, skill: str, context: Context, limit: int = 5) -> tuple[Found, ...]:
        """The nearest lines, best first, by meaning over the last two turns; unfit for reuse (`context.used`) left
        out unless nothing else is there."""
        ...

    async def choose(self, skill: str, context: Context, chat: Chat, pain: float = 0.0) -> Draft | None:
        """One line for a weak model's place, reserved through Draft.lines; None: nothing fits. `pain`: the chance that
        somebody hurts; where it is not small, nothing light unless it was written for just this."""
        ...

    def sad(self, context: Context) -> bool:
        """Whether the words name something that hurts: a light line needs to have been written for just this then."""
        ...

    def broad(self, draft: Draft) -> str | None:
        """The mood of a draft that is a light line for whatever is said, so that something better may stand in its place;
        None where it was written for such a comment, or for somebody who may hurt."""
        ...

    def fixed(self, topic: str, context: Context) -> Draft:
        """A line of a topic that always has one: "nothing", "later.draw", "refuse", "limit", "mistake" …"""
        ...


class Runner(Protocol):
    """Runs small programs in a limited child: no files, no network, bounded time and memory."""

    async def run(self, code: str, *, seconds: float = 3.0) -> Ran: ...

    async def calculate(self, text: str, now: datetime, lang: Lang) -> str | None:
        """An exact answer for a bare sum, a date or a unit question written in words; None: not one of these."""
        ...


@dataclass(frozen=True, slots=True)
class Ran:
    """A program's end: `output` (stdout, at most 2,000 characters), `value` of a final `ans`, `error` its kind."""

    output: str = ""
    value: str = ""
    error: str = ""


class Voice(Protocol):
    """Who speaks: a loaded persona."""

    name: str
    handle: str
    version: str

    def stable(self, skill: str, lang: Lang) -> str:
        """The system text for a skill, with the canary's place; the same string on every call."""
        ...

    def faults(self, text: str, skill: str) -> tuple[str, ...]:
        """What is wrong with a text for this persona and scene (length, forbidden phrases, echo, lecture)."""
        ...

    def tidy(self, text: str) -> str: ...

    def limit(self, skill: str) -> int:
        """The most characters a reply of this skill should have."""
        ...


@dataclass(frozen=True, slots=True)
class Kit:
    """All that a skill may use besides its context; `painter` is None where nothing paints, `eyes` where nothing looks,
    `album` where no picture can be fetched, `feed` where no feed is ours to steer, `search` where none may be asked."""

    chat: Chat
    lines: Lines
    voice: Voice
    runner: Runner
    painter: Painter | None = None
    eyes: Eyes | None = None
    album: Album | None = None
    feed: Feed | None = None
    search: Search | None = None


class Skill(Protocol):
    """One file each. Never sees a platform, a store or settings."""

    name: str

    async def __call__(self, context: Context, decision: Decision, kit: Kit) -> Draft: ...


class Store(Protocol):
    """The truth about mentions. Every write with a token is fenced: LeaseLost when another holds the rows."""

    async def accept(
        self, mentions: Sequence[Mention], cursor: tuple[str, str] | None = None
    ) -> tuple[int, ...]:
        """Row ids of those not known before (by platform, account, comment), with (name, cursor) in one commit."""
        ...

    async def begin(self, delivery: Delivery) -> tuple[tuple[int, Mention], ...]:
        """The delivery's rows that are still open, fenced from now on by its token."""
        ...

    async def kept(self, ids: Sequence[int]) -> tuple[Kept, ...]:
        """Replies already kept for any of these rows, by part."""
        ...

    async def keep(
        self,
        token: str,
        ids: Sequence[int],
        reply: Reply,
        draft: Draft,
        trace: Trace,
        more: Sequence[Reply] = (),
    ) -> bool:
        """Store the reply and its further parts (pictures without their bytes) as `posting` and reserve its lines,
        atomically; False: a line was taken meanwhile."""
        ...

    async def finish(
        self, token: str, ids: Sequence[int], receipt: Receipt, trace: Trace | None = None
    ) -> None:
        """End the rows with a receipt, mark their reply posted, tell the events table."""
        ...

    async def used(self, mention: Mention, now: datetime) -> Mapping[str, datetime]: ...

    async def tally(self, mention: Mention, now: datetime) -> Tally: ...

    async def own_skills(self, platform: str, comments: Sequence[str]) -> Mapping[str, str]:
        """The skill behind each of our own posted comments, by posted id."""
        ...


@dataclass(frozen=True, slots=True)
class Tally:
    """What limits look at: replies to this member today, in this thread within the hour, whether muted, pictures for
    this member today."""

    member_today: int = 0
    thread_hour: int = 0
    muted: bool = False
    pictures_today: int = 0


class Switchboard(Protocol):
    """Rows that act within a second: switches, the choice of model, cursors, progress."""

    async def get(self, name: str) -> str | None: ...

    async def put(self, name: str, value: str, by: str = "") -> None: ...

    async def all(self, prefix: str = "") -> Mapping[str, str]: ...


class Wishes(Protocol):
    """What a member tells the companion to do with itself (the control path)."""

    async def mute(self, member: Member, until: datetime | None) -> None: ...

    async def forget(self, member: Member) -> int:
        """Redact every row with the member's words and truncate the WAL; how many rows."""
        ...

    async def forgetting(self) -> str:
        """A mark that moves whenever words were forgotten, by whatever process: caches of them are then to be emptied."""
        ...

    async def unsay(self, mentions: Sequence[Mention]) -> None:
        """These lose their words once they have ended, and so does what is kept about answering them."""
        ...

    async def last_posts(self, member: Member, thread: str, limit: int = 1) -> tuple[tuple[str, str], ...]:
        """(posted id, text) of our last replies to this member in this thread, newest first: neither those that were
        taken back nor what we said to wishes like this one. A reply of several parts has their ids with blanks
        between, the text's first."""
        ...

    async def undone(self, member: Member, posted: str) -> None:
        """This reply to the member (or each of these parts, blanks between) was taken back."""
        ...

    async def known(self, member: Member, *, private: bool = True) -> Mapping[str, int]:
        """What is kept of a member, in counts, for "what do you remember of me"; with `private` also what was said one
        to one."""
        ...


class Queue(Protocol):
    """Delivers accepted rows; never the truth. At-least-once, one lease a lane, oldest first."""

    async def put(self, ids: Sequence[tuple[int, str]], due: float) -> None:
        """(row id, lane) pairs, deliverable from time.time() >= due."""
        ...

    async def claim(self, worker: str, limit: int) -> tuple[Delivery, ...]:
        """Up to `limit` lanes, each with all of its due mentions (at most 8), leased."""
        ...

    async def renew(self, deliveries: Sequence[Delivery]) -> tuple[str, ...]:
        """Extend the leases; the tokens that were lost."""
        ...

    async def ack(self, delivery: Delivery, ids: Sequence[int]) -> None:
        """These rows are done; the rest of the lane is free at once."""
        ...

    async def retry(self, delivery: Delivery, delay: float, error: str) -> None: ...

    async def bury(self, delivery: Delivery, error: str) -> None:
        """Dead letters: kept, shown, delivered again only by `revive`."""
        ...

    async def revive(self, ids: Sequence[int]) -> int: ...

    async def depth(self) -> Depth: ...


@dataclass(frozen=True, slots=True)
class Row:
    """A mention as the console and `dazi mentions` show it; `detail` is filled by `show` alone."""

    id: int
    mention: Mention
    state: str
    outcome: str
    reason: str
    skill: str
    reply: str
    posted: str
    attempt: int
    error: str
    received: datetime
    detail: Mapping[str, object] | None = None


class Records(Protocol):
    """The read side for the web and the command line, and the clean-up."""

    async def rows(
        self, *, state: str = "", search: str = "", limit: int = 50, before: int = 0
    ) -> tuple[Row, ...]: ...

    async def show(self, id: int) -> Row | None:
        """With `detail`: trace, decision, reply's provenance, calls (messages and answers; "forgotten" where redacted)."""
        ...

    async def counts(self) -> Mapping[str, int]:
        """Totals by outcome and by "silent:<reason>"; "tokens_in", "tokens_out", "calls"."""
        ...

    async def events(self, after: int, limit: int = 100) -> tuple[tuple[int, str, Mapping[str, object]], ...]:
        """(id, kind, payload) after an id, oldest first; after=-1 gives just the last one."""
        ...

    async def tell(self, kind: str, payload: Mapping[str, object]) -> None: ...

    async def expire(self, now: datetime) -> int:
        """Delete words past their expiry and events older than a day; how many rows."""
        ...
