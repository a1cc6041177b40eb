"""The records that flow from a comment to its answer; all frozen, and none knows where it is stored or sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from dazi.calls import Call as Call
from dazi.calls import Completion as Completion
from dazi.calls import Message as Message
from dazi.calls import Options as Options
from dazi.calls import Prompt as Prompt
from dazi.calls import Tier as Tier
from dazi.calls import Usage as Usage

Visibility = Literal["public", "private"]
Path = Literal["skill", "crisis", "refuse", "control"]
Lang = Literal["zh", "en"]
Strength = Literal["none", "weak", "strong"]
Outcome = Literal["posted", "held", "queued", "silent", "failed"]
Source = Literal["repertoire", "model", "tool", "words", "video"]  # "video": quoted from one's digest
SKILLS = (
    "chat", "joke", "comfort", "answer", "write", "translate", "tutor", "interpret",
    "draw", "edit", "outpaint", "recommend",
)  # fmt: skip
CONTROLS = ("mute", "forget", "undo", "recall")


@dataclass(frozen=True, slots=True)
class Member:
    """Who wrote: (platform, account) identifies; `name` is only for show."""

    platform: str
    account: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A picture or clip that a comment carries; `url` is as the platform gives it and untrusted. `consent`: whoever
    attached it ticked that those to be seen in it are themselves or agreed."""

    kind: Literal["image", "video"]
    url: str
    mime: str = ""
    alt: str = ""
    consent: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A comment that reached us. `account` is our own account's id there, `comment` the source comment's id,
    `at` is UTC. `to_own`: it is a direct reply to a comment of ours. `bot`: its author is marked as a bot. `names`:
    those of other members that stand in the text, as far as the platform knows them. `again`: the operator wants it
    answered, however old it is."""

    platform: str
    account: str
    comment: str
    thread: str
    member: Member
    text: str
    at: datetime
    parent: str | None = None
    video: str | None = None
    attachments: tuple[Attachment, ...] = ()
    visibility: Visibility = "public"
    to_own: bool = False
    bot: bool = False
    names: tuple[str, ...] = ()
    again: bool = False

    @property
    def lane(self) -> str:
        """Mentions of one lane are answered in order: one member in one thread."""
        return f"{self.platform}|{self.account}|{self.thread}|{self.member.account}"


@dataclass(frozen=True, slots=True)
class Turn:
    """One comment of the thread, oldest first in a list. `skill` is set on our own turns where it is known."""

    comment: str
    member: Member
    own: bool
    text: str
    at: datetime
    skill: str | None = None
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Video:
    """What is known of the video without having seen it. Everything in it is untrusted text. `file`: the address at
    which the platform itself serves the file to us; empty where it does not say."""

    platform: str
    id: str
    title: str
    author: str = ""
    tags: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    seconds: float = 0.0
    file: str = ""


@dataclass(frozen=True, slots=True)
class Watched:
    """What a video's digest tells, or that there is none: `state` "ready"; "making" (it is being looked at); "none" (it
    could not be). Times are seconds, every string but codes is untrusted text. `told`: lines "[mm:ss] …"; `texts`: on
    screen from, until, words; `said` likewise; `scenes`: where each begins and what was seen in it (empty without a model
    that sees); `answers`: question, answer, moment; `colours`, `light`, `motion` are codes of video.*; `faces` the most
    counted at once, -1 where nobody counted; `unseen` lists what it cannot tell of: "pictures", "text", "speech"."""

    state: Literal["ready", "making", "none"]
    seconds: float = 0.0
    one_line: str = ""
    summary: str = ""
    joke: str = ""
    told: tuple[str, ...] = ()
    texts: tuple[tuple[float, float, str], ...] = ()
    said: tuple[tuple[float, float, str], ...] = ()
    scenes: tuple[tuple[float, str], ...] = ()
    answers: tuple[tuple[str, str, float | None], ...] = ()
    claims: tuple[str, ...] = ()
    colours: tuple[str, ...] = ()
    light: str = ""
    motion: str = ""
    faces: int = -1
    heard: str = ""
    unseen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Remembered:
    """Something that this member told us (untrusted text); kinds and keys are those of bonds.Fact."""

    kind: str
    text: str
    at: datetime
    key: str = ""


@dataclass(frozen=True, slots=True)
class Saying:
    """A phrase that many say just now (untrusted text), what it means, and in what tone it is said: "light", "warm" or
    "wry"."""

    phrase: str
    meaning: str
    tone: str = "light"


@dataclass(frozen=True, slots=True)
class Context:
    """All that a decision and a skill may see. `text` is the burst's text without our handle. `used` maps
    repertoire lines not to be used now (this member 30 days, this video 24 hours) to when they were last used.
    `digest`: what the video holds; None where its file is not ours to see. `memory`: what is told is kept."""

    burst: tuple[Mention, ...]
    text: str
    lang: Lang
    now: datetime
    turns: tuple[Turn, ...] = ()
    video: Video | None = None
    remembered: tuple[Remembered, ...] = ()
    memory: bool = False
    trends: tuple[Saying, ...] = ()
    used: Mapping[str, datetime] = field(default_factory=dict)
    digest: Watched | None = None

    @property
    def lead(self) -> Mention:
        """The mention that is replied to: the burst's last."""
        return self.burst[-1]


@dataclass(frozen=True, slots=True)
class Decision:
    """Where a mention goes. `skill` is one of SKILLS, on the control path one of CONTROLS. `reason` names the
    rule or feature that decided, for the trace. `pain`: the chance (0..1) that somebody hurts, whatever was decided."""

    path: Path
    skill: str
    tier: Tier = "fast"
    confidence: float = 1.0
    asked_model: bool = False
    reason: str = ""
    pain: float = 0.0


@dataclass(frozen=True, slots=True)
class Picture:
    """An image to post; `backend` records what made it, `how` whether that was a trained model, an algorithm, or an
    edit of a member's picture."""

    content: bytes
    mime: str
    alt: str
    backend: str
    how: Literal["model", "algorithm", "edited"] = "model"


@dataclass(frozen=True, slots=True)
class Action:
    """Something to be done besides the words, e.g. ("undo", {"comment": "…"}); only the pipeline acts on it."""

    kind: str
    arguments: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a skill proposes. `source` and `origin` say where the words came from (line id, tool, model name);
    `lines` are repertoire lines to reserve, `reuse` says that all were used and the longest unused was taken."""

    text: str
    source: Source
    origin: str = ""
    lines: tuple[str, ...] = ()
    reuse: bool = False
    pictures: tuple[Picture, ...] = ()
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class Provenance:
    """Which versions made a reply; kept with it."""

    skill: str
    tier: str
    source: str
    origin: str
    persona: str
    prompt: str = ""
    repertoire: str = ""
    classifier: str = ""
    policy: str = ""
    model: str = ""
    checks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """What a platform accepts, made by dazi/safety/release.py alone. The key of a post is (platform, account,
    comment, part); `comment` is also the parent it hangs under. `mentions` are all source comments it answers.
    `label` is the visible AI label's words; platforms with a badge show that, others get it inside `text`."""

    platform: str
    account: str
    comment: str
    thread: str
    part: int
    text: str
    label: str
    fingerprint: str
    mentions: tuple[str, ...]
    provenance: Provenance
    video: str | None = None
    visibility: Visibility = "public"
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class Posted:
    """What the platform says of a reply. `adopted`: it was found in the thread, not sent again."""

    id: str
    outcome: Literal["posted", "held", "queued"] = "posted"
    adopted: bool = False


@dataclass(frozen=True, slots=True)
class Receipt:
    """How a burst ended; every silence has a `reason` code of dazi/words (silence.*)."""

    outcome: Outcome
    reason: str = ""
    posted: str = ""
    skill: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A repertoire line proposed for what was said: `score` in 0..1, 1 is a near-exact match; `meaning` the cosine with it,
    NaN where no encoder tells. `after`: the reply of ours that it goes on from, where it is a second turn."""

    id: str
    text: str
    score: float
    say: str = ""
    topic: str = ""
    lang: Lang = "zh"
    after: str = ""
    meaning: float = float("nan")


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a worker has leased: a lane's open mentions (store row ids, oldest first). `token` fences every later
    write; `attempt` counts from 1; `until` is a time.time() deadline."""

    lane: str
    ids: tuple[int, ...]
    token: str
    attempt: int
    until: float


@dataclass(frozen=True, slots=True)
class Depth:
    """The queue's state: mentions waiting, in work, dead; the oldest waiting one's age in seconds."""

    waiting: int
    leased: int
    dead: int
    oldest: float


@dataclass(frozen=True, slots=True)
class Kept:
    """A reply as the store has it: the fields to restore it from, and how far it got."""

    fields: Mapping[str, object]
    state: Literal["posting", "posted"]
    ids: tuple[int, ...]
    posted: str = ""


@dataclass(frozen=True, slots=True)
class Trace:
    """What a mention's way looked like, kept for the console and `dazi replay`; expires like all words."""

    context: Mapping[str, object] = field(default_factory=dict)
    decision: Decision | None = None
    draft: str = ""
    stages: Mapping[str, float] = field(default_factory=dict)
    calls: tuple[Call, ...] = ()
