"""Public fakes of the ports, for people who write adapters and for our own tests; nothing here talks to anything."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta

from dazi.errors import DaziError, LeaseLost
from dazi.models.fake import Scripted, Slow
from dazi.pictures import Cannot, Given, Glimpse, Painted, Stroke
from dazi.platforms.scratch import Scratch
from dazi.ports import Chat, Ran, Tally
from dazi.types import (
    Context,
    Delivery,
    Draft,
    Found,
    Kept,
    Lang,
    Member,
    Mention,
    Picture,
    Receipt,
    Reply,
    Trace,
)

__all__ = [
    "FakeAlbum",
    "FakeAssets",
    "FakeLines",
    "FakeMarker",
    "FakePainter",
    "FakeRunner",
    "FakeStore",
    "FakeSwitches",
    "FakeVoice",
    "FakeWishes",
    "Scratch",
    "Scripted",
    "Slow",
    "context",
    "mention",
]

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)


def mention(text: str = "@小搭 在吗", comment: str = "1", member: str = "m1", **fields: object) -> Mention:
    """A mention in the scratch community, with what a test does not care about filled in."""
    return Mention(
        platform=str(fields.pop("platform", "scratch")),
        account=str(fields.pop("account", "us")),
        comment=comment,
        thread=str(fields.pop("thread", comment)),
        member=Member("scratch", member, member),
        text=text,
        at=NOW,
        **fields,  # type: ignore[arg-type]
    )


def context(text: str = "在吗", lang: Lang = "zh", **fields: object) -> Context:
    """A context with one mention of that text."""
    return Context((mention(text),), text, lang, NOW, **fields)  # type: ignore[arg-type]


@dataclass
class FakeVoice:
    """A voice without rules."""

    name: str = "小搭"
    handle: str = "小搭"
    version: str = "fake"

    def stable(self, skill: str, lang: Lang) -> str:
        return f"你是{self.name}。{skill} {lang}"

    def faults(self, text: str, skill: str) -> tuple[str, ...]:
        return () if text.strip() else ("empty",)

    def tidy(self, text: str) -> str:
        return text.strip()

    def limit(self, skill: str) -> int:
        return 150


@dataclass
class FakeLines:
    """A repertoire of given lines by skill; `choose` takes the first unused."""

    lines: Mapping[str, Sequence[str]] = field(default_factory=dict)
    version: str = "fake"
    sorrow: bool = False  # whether every comment is taken for a sad one

    def find(self, skill: str, context: Context, limit: int = 5) -> tuple[Found, ...]:
        free = [line for line in self.lines.get(skill, ()) if line not in context.used]
        return tuple(Found(line, line, 1.0) for line in free[:limit])

    async def choose(self, skill: str, context: Context, chat: Chat, pain: float = 0.0) -> Draft | None:
        found = self.find("tender" if pain >= 0.18 else skill, context, 1)
        return Draft(found[0].text, "repertoire", found[0].id, (found[0].id,)) if found else None

    def sad(self, context: Context) -> bool:
        return self.sorrow

    def broad(self, draft: Draft) -> str | None:
        return None

    def fixed(self, topic: str, context: Context) -> Draft:
        return Draft(f"[{topic}]", "repertoire", topic)


@dataclass
class FakeRunner:
    """Answers programs and exact questions from tables."""

    programs: Mapping[str, Ran] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)

    async def run(self, code: str, *, seconds: float = 3.0) -> Ran:
        return self.programs.get(code, Ran(error="refused: unknown"))

    async def calculate(self, text: str, now: datetime, lang: Lang) -> str | None:
        return self.answers.get(text)


@dataclass
class FakePainter(Cannot):
    """Notes what it is asked for, and says that it understood and missed what it is told to."""

    understood: tuple[str, ...] = ("猫",)
    missed: tuple[str, ...] = ()
    can: frozenset[Stroke] = frozenset(("generate",))
    asked: list[tuple[str, int, tuple[int, int]]] = field(default_factory=list)

    async def generate(
        self, prompt: str, *, style: str = "", seed: int = 0, size: tuple[int, int] = (768, 768)
    ) -> Painted:
        self.asked.append((prompt, seed, size))
        return Painted(Picture(b"png", "image/png", prompt, "fake"), self.understood, self.missed)


@dataclass
class FakeAlbum:
    """An album of one picture, an avatar and a frame; `fault` is raised in their place."""

    picture: Given | None = None
    face: Given | None = None
    shot: Given | None = None
    seen: Glimpse = field(default_factory=Glimpse)
    fault: DaziError | None = None

    async def given(
        self, context: Context, *, avatar: bool = False, frame: float | None = None
    ) -> Given | None:
        if self.fault is not None:
            raise self.fault
        return self.shot if frame is not None else self.face if avatar else self.picture

    async def glimpse(self, given: Given) -> Glimpse:
        return self.seen


class FakeMarker:
    """Labels are a word in front of the bytes."""

    def mark(self, picture: Picture, lang: Lang) -> Picture:
        return replace(picture, content=b"labelled " + picture.content)

    def whole(self, content: bytes) -> bool:
        return content.startswith(b"labelled ")

    def told(self, content: bytes) -> Mapping[str, object]:
        return {"whole": self.whole(content)}


class FakeAssets(dict[str, bytes]):
    """Pictures on their way, in memory."""

    def put(self, content: bytes) -> str:
        key = hashlib.sha256(content).hexdigest()
        self[key] = content
        return key

    def drop(self, key: str) -> None:
        self.pop(key, None)


@dataclass
class FakeSwitches:
    """Switches in a dict."""

    rows: dict[str, str] = field(default_factory=dict)

    async def get(self, name: str) -> str | None:
        return self.rows.get(name)

    async def put(self, name: str, value: str, by: str = "") -> None:
        self.rows[name] = value

    async def all(self, prefix: str = "") -> Mapping[str, str]:
        return {name: value for name, value in self.rows.items() if name.startswith(prefix)}


@dataclass
class FakeWishes:
    """Remembers what members asked for."""

    muted: dict[str, datetime | None] = field(default_factory=dict)
    forgotten: list[str] = field(default_factory=list)
    posts: list[tuple[str, str]] = field(default_factory=list)

    async def mute(self, member: Member, until: datetime | None) -> None:
        self.muted[member.account] = until

    async def forget(self, member: Member) -> int:
        self.forgotten.append(member.account)
        return 1

    async def forgetting(self) -> str:
        return str(len(self.forgotten) or "")

    async def unsay(self, mentions: Sequence[Mention]) -> None:
        self.forgotten += [mention.comment for mention in mentions]

    async def last_posts(self, member: Member, thread: str, limit: int = 1) -> tuple[tuple[str, str], ...]:
        return tuple(self.posts[:limit])

    async def undone(self, member: Member, posted: str) -> None:
        self.posts = [(id, text) for id, text in self.posts if id != posted]

    async def known(self, member: Member, *, private: bool = True) -> Mapping[str, int]:
        return {"mentions": 1 + len(self.posts), "replies": len(self.posts)}


@dataclass
class FakeStore:
    """ports.Store in memory, fenced like the real one; `taken` are lines that `keep` refuses once."""

    rows: dict[int, Mention] = field(default_factory=dict)
    receipts: dict[int, Receipt] = field(default_factory=dict)
    replies: dict[tuple[int, ...], Kept] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    lines: dict[str, datetime] = field(default_factory=dict)
    token: str = ""
    today: int = 0
    hour: int = 0
    muted: bool = False
    pictures: int = 0
    more: dict[tuple[int, ...], tuple[Kept, ...]] = field(default_factory=dict)

    async def accept(
        self, mentions: Sequence[Mention], cursor: tuple[str, str] | None = None
    ) -> tuple[int, ...]:
        known = {(one.platform, one.account, one.comment) for one in self.rows.values()}
        fresh = [one for one in mentions if (one.platform, one.account, one.comment) not in known]
        ids = range(len(self.rows) + 1, len(self.rows) + 1 + len(fresh))
        self.rows.update(zip(ids, fresh, strict=True))
        return tuple(ids)

    async def begin(self, delivery: Delivery) -> tuple[tuple[int, Mention], ...]:
        self.token = delivery.token
        return tuple((id, self.rows[id]) for id in delivery.ids if id not in self.receipts)

    def _fence(self, token: str) -> None:
        if self.token and token != self.token:
            raise LeaseLost("store.fenced")

    async def kept(self, ids: Sequence[int]) -> tuple[Kept, ...]:
        found = [key for key in self.replies if set(key) & set(ids)]
        return tuple(part for key in found for part in (self.replies[key], *self.more.get(key, ())))

    async def keep(
        self,
        token: str,
        ids: Sequence[int],
        reply: Reply,
        draft: Draft,
        trace: Trace,
        more: Sequence[Reply] = (),
    ) -> bool:
        self._fence(token)
        if not draft.reuse and (hit := self.taken & set(draft.lines)):
            self.taken -= hit
            self.lines.update(dict.fromkeys(hit, NOW))
            return False
        kept = [Kept(_fields(one), "posting", tuple(ids)) for one in (reply, *more)]
        if reply.part:
            self.more[tuple(ids)] = tuple(kept)
            return True
        self.replies[tuple(ids)], self.more[tuple(ids)] = kept[0], tuple(kept[1:])
        return True

    async def finish(
        self, token: str, ids: Sequence[int], receipt: Receipt, trace: Trace | None = None
    ) -> None:
        self._fence(token)
        self.receipts.update(dict.fromkeys(ids, receipt))

    async def used(self, mention: Mention, now: datetime) -> Mapping[str, datetime]:
        return dict(self.lines)

    async def tally(self, mention: Mention, now: datetime) -> Tally:
        return Tally(self.today, self.hour, self.muted, self.pictures)

    async def own_skills(self, platform: str, comments: Sequence[str]) -> Mapping[str, str]:
        return {}


def _fields(reply: Reply) -> dict[str, object]:
    """A reply as the store has it: pictures without their bytes."""
    fields = asdict(reply)
    for picture in fields["pictures"]:
        del picture["content"]
    return fields


def delivery(*ids: int, token: str = "t1", attempt: int = 1) -> Delivery:
    """A lease on rows that lasts for the test."""
    return Delivery("lane", ids, token, attempt, (datetime.now(UTC) + timedelta(hours=1)).timestamp())
