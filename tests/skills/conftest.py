"""A kit without a model: lines by table, a real persona, a real sandbox, a scripted chat."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

import pytest

from dazi.models.fake import Scripted
from dazi.persona.persona import load
from dazi.ports import Chat, Kit
from dazi.sandbox.runner import Sandbox
from dazi.text.normalise import language
from dazi.types import Context, Decision, Draft, Found, Member, Mention, Turn, Video

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
ME, BOT = Member("plaza", "u1", "阿丁"), Member("plaza", "bot", "小搭")


class Table:
    """Satisfies ports.Lines from a table skill -> lines; `fixed` names its topic in the text."""

    version = "test"

    def __init__(self, lines: Mapping[str, Sequence[Found]]) -> None:
        self.lines = lines

    def find(self, skill: str, context: Context, limit: int = 5) -> tuple[Found, ...]:
        return tuple(self.lines.get(skill, ()))[:limit]

    async def choose(self, skill: str, context: Context, chat: Chat, pain: float = 0.0) -> Draft | None:
        found = [line for line in self.find(skill, context) if line.id not in context.used]
        return Draft(found[0].text, "repertoire", found[0].id, (found[0].id,)) if found else None

    def sad(self, context: Context) -> bool:
        return False

    def broad(self, draft: Draft) -> str | None:
        return None

    def fixed(self, topic: str, context: Context) -> Draft:
        return Draft(f"fixed:{topic}", "repertoire", topic)


def speak(text: str, *turns: str, video: Video | None = None, comment: str = "c1") -> Context:
    """A context; a turn that begins with "<" is our own."""
    mention = Mention("plaza", "bot", comment, "t1", ME, text, NOW)
    earlier = tuple(
        Turn(f"p{i}", BOT if turn.startswith("<") else ME, turn.startswith("<"), turn.lstrip("<"), NOW)
        for i, turn in enumerate(turns)
    )
    return Context((mention,), text, language(text, " ".join(turns)), NOW, earlier, video)


def to(skill: str, path: str = "skill", reason: str = "") -> Decision:
    return Decision(path, skill, reason=reason)  # type: ignore[arg-type]


@pytest.fixture
def kit() -> Callable[..., Kit]:
    voice = load("xiaoda")

    def make(model: Chat | None = None, **lines: Sequence[Found]) -> Kit:
        return Kit(model or Scripted(strength="weak"), Table(lines), voice, Sandbox())

    return make


@pytest.fixture
def say() -> Callable[..., Context]:
    return speak


@pytest.fixture
def decided() -> Callable[..., Decision]:
    return to
