"""A real store with a memory over it, and members who say things that end answered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from dazi.bonds import Fact
from dazi.memory.memory import Memory
from dazi.store.database import Database
from dazi.store.facts import Facts
from dazi.store.mentions import Mentions
from dazi.store.wishes import Wishes
from dazi.types import Delivery, Draft, Member, Mention, Provenance, Receipt, Reply, Trace, Visibility

_IDS = count(1)


class Home:
    """`ago`: how long before now the first comment is made; each later one comes a second after the one before."""

    def __init__(
        self,
        folder: Path,
        handles: Sequence[str] = (),
        fit: Callable[[str], bool] | None = None,
        ago: timedelta = timedelta(),
    ) -> None:
        self.path, self._began = folder / "dazi.db", datetime.now(UTC) - ago
        self.database = Database.open(self.path)
        self.mentions, self.wishes = Mentions(self.database), Wishes(self.database)
        more = {"fit": fit} if fit else {}
        self.memory = Memory(Facts(self.database), handles, **more)

    def mention(
        self,
        who: str,
        text: str,
        *,
        day: float = 0,
        thread: str = "t",
        visibility: Visibility = "public",
        names: tuple[str, ...] = (),
    ) -> Mention:
        second = next(_IDS)
        at = self._began + timedelta(days=day, seconds=second)
        return Mention(
            "plaza", "us", f"c{second}", thread, Member("plaza", who), text, at,
            names=names, visibility=visibility,
        )  # fmt: skip

    async def says(
        self, who: str, text: str, *, reply: str = "", skill: str = "chat", **more: object
    ) -> None:
        """A comment that ended posted, with that reply kept where there is one."""
        one = self.mention(who, text, **more)  # type: ignore[arg-type]
        ids = await self.mentions.accept((one,))
        delivery = Delivery(one.lane, ids, f"token{ids[0]}", 1, 9e9)
        await self.mentions.begin(delivery)
        if reply:
            by = Provenance(skill, "fast", "repertoire", "", "")
            said = Reply(
                "plaza", "us", one.comment, one.thread, 0, reply, "", one.comment, (one.comment,), by,
                visibility=one.visibility,
            )  # fmt: skip
            await self.mentions.keep(delivery.token, ids, said, Draft(reply, "repertoire"), Trace())
        await self.mentions.finish(delivery.token, ids, Receipt("posted", "", f"r{one.comment}", skill))

    async def known(self, who: str, *, private: bool = True) -> tuple[Fact, ...]:
        return tuple(await self.memory.known(Member("plaza", who), private=private))

    async def knows(self, who: str, *, private: bool = True) -> list[str]:
        return [fact.text for fact in await self.known(who, private=private)]

    async def recalled(self, who: str, text: str, **more: object) -> tuple[Fact, ...]:
        one = self.mention(who, text, **more)  # type: ignore[arg-type]
        return tuple(await self.memory.recall(one, text, one.at))

    async def recalls(self, who: str, text: str, **more: object) -> list[str]:
        return [fact.text for fact in await self.recalled(who, text, **more)]

    def everything(self) -> bytes:
        """All bytes of the store's files."""
        return b"".join(one.read_bytes() for one in self.path.parent.glob("dazi.db*"))
