"""The stock of short films: each a brief, and what stands under it; read at once, composed only when one is drawn."""

from __future__ import annotations

import hashlib
import tomllib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dazi.clips.brief import KIT, captions, compose, length
from dazi.clips.plaza import COMPANION, Remark, Room, plaza
from dazi.clips.script import Script, read_tables
from dazi.clips.table import Table
from dazi.errors import ConfigError

HERE = Path(__file__).parent
STOCK = HERE / "stock"
BROKEN = "clips_plaza_broken"
_DAY = 24 * 60


@dataclass(frozen=True)
class Short:
    """One film of the stock. `hash` follows everything that its picture and sound may depend on."""

    id: str
    brief: str
    tune: str
    hash: str
    room: Room

    @property
    def seconds(self) -> float:
        """How long it runs."""
        return length(self.brief)

    @property
    def says(self) -> tuple[str, ...]:
        """Its captions in order."""
        return captions(self.brief)

    def script(self) -> Script:
        """The film composed; ConfigError names the line that is wrong."""
        return read_tables(compose(self.id, self.brief, self.tune, self.room.mood), self.id)


@lru_cache(maxsize=1)
def shorts() -> tuple[Short, ...]:
    """All of the stock, dealt out so that neighbours in the feed are about different things."""
    files = [tuple(_read(path)) for path in sorted(STOCK.glob("*.toml"))]
    placed = [
        ((place + 0.5) / len(file), at, short)
        for at, file in enumerate(files)
        for place, short in enumerate(file)
    ]
    return tuple(short for _, _, short in sorted(placed, key=lambda one: one[:2]))


@lru_cache(maxsize=1)
def _material() -> bytes:
    """One digest of all that briefs draw with: who changes an art has every film drawn anew, which costs nobody much."""
    digest = hashlib.sha256(KIT.read_bytes())
    for path in (HERE / "icons.json", *sorted((HERE / "art").glob("*.svg"))):
        digest.update(path.read_bytes())
    return digest.digest()


def _read(path: Path) -> Iterator[Short]:
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(BROKEN, film=path.stem, where="toml", why=str(error)) from error
    table = Table(path.stem, path.stem, raw, BROKEN)
    for row in table.tables("films"):
        yield _short(row)
    table.done()


def _short(row: Table) -> Short:
    id, brief, tune, author = (row.take(key, str) for key in ("id", "film", "music", "author"))
    said = captions(brief)
    # Those with fewer likes are newer; nobody reads the figure, but not all can be of the same day.
    days = 2 + zlib.crc32(id.encode()) % 40
    room = Room(
        film=id, title=row.take("title", str), title_en=row.take("title_en", str), author=author,
        author_avatar=AVATARS[author],
        tags=tuple(str(tag) for tag in row.take("tags", list)), likes=row.take("likes", int),
        mood=row.take("mood", str), digest=tuple(f"字幕：{text}" for text in said),
        comments=tuple(_remarks(row, row.take("comments", list, []), days * _DAY)),
    )  # fmt: skip
    row.done()
    digest = hashlib.sha256(_material() + f"{id}\n{tune}\n{brief}".encode()).hexdigest()
    return Short(id, brief, tune, digest, room)


def _remarks(row: Table, lines: list[object], ago: int) -> Iterator[Remark]:
    """`name|likes|words`; what begins with > answers the line before it, by 小搭 it is the companion's sample."""
    said: list[tuple[Remark, list[Remark]]] = []
    for place, line in enumerate(lines):
        by, likes, text = [*str(line).split("|", 2), "", ""][:3]
        if not text or not likes.isdigit():
            raise row.broken(f"a comment needs name|likes|words, not {line!r}")
        name, minutes = by.removeprefix(">"), max(ago - place * ago // 7, 5)
        mine = name == "小搭"
        one = Remark(
            COMPANION if mine else name, "" if mine else _face(name), text, int(likes), minutes, sample=mine
        )
        if not by.startswith(">"):
            said.append((one, []))
        elif said:
            said[-1][1].append(one)
    for top, answers in said:
        yield Remark(top.by, top.avatar, top.text, top.likes, top.minutes_ago, replies=tuple(answers))


@lru_cache(maxsize=1)
def _faces() -> dict[str, str]:
    known = {member.name: member.avatar for member in plaza().members}
    for room in plaza().rooms:
        known.update({remark.by: remark.avatar for remark in room.comments})
    return known


def _face(name: str) -> str:
    return _faces().get(name, "🙂")


AVATARS = {
    "半只橘": "🐈", "汪星通讯社": "🐕", "一勺慢慢": "🍲", "慢车旅人": "🚆", "为什么研究所": "🔬", "爷爷的旧箱子": "🏺",
    "夜里下雨": "🌧️", "别笑我认真的": "🤡", "楼下操场": "🏃", "阳台农场": "🌱", "娃说了算": "🧸", "城市慢镜头": "🏙️",
    "旧书店二楼": "📚", "今天也准点走": "💼",
}  # fmt: skip
