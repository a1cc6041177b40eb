"""What is known of a video once it was looked at: one versioned record and its JSON; knows nothing of how it was made."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from dazi.errors import BadInput

VERSION = 1
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Digest:
    """All times are seconds. `timeline` rows: t, scene, people, actions; `on_screen_text` rows: t, until, text;
    `transcript` rows: t0, t1, text; `questions` and `answers` rows: q, a, t (None: no moment); `faces` rows: t, count.
    `saw`, `read`, `heard` say how each sense ended ("model", "no_model", "blind" …; "yes", "no_eyes", "unread"; "speech",
    "no_speech", "no_sound", "no_ears" …); `unseen` lists what this digest therefore cannot tell of: "pictures",
    "text", "speech". Everything in it that comes from the video or a model is untrusted text."""

    key: str
    version: int = VERSION
    title: str = ""
    seconds: float = 0.0
    width: int = 0
    height: int = 0
    damaged: bool = False
    one_line: str = ""
    summary: str = ""
    timeline: tuple[Row, ...] = ()
    cuts: tuple[float, ...] = ()
    on_screen_text: tuple[Row, ...] = ()
    transcript: tuple[Row, ...] = ()
    topics: tuple[str, ...] = ()
    mood: str = ""
    joke: str = ""
    questions: tuple[Row, ...] = ()
    claims: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    light: Row = field(default_factory=dict)
    faces: tuple[Row, ...] = ()
    saw: str = "no_model"
    read: str = "no_eyes"
    heard: str = "no_ears"
    unseen: tuple[str, ...] = ()
    answers: tuple[Row, ...] = ()
    comments_mood: str = ""
    provenance: Row = field(default_factory=dict)

    def fields(self) -> dict[str, Any]:
        """As JSON has it."""
        return asdict(self)

    @classmethod
    def parse(cls, body: str, parts: Mapping[str, str] | None = None) -> Digest:
        """Of its JSON text and what was added since. Fields of a later version are passed over."""
        rows = json.loads(body)
        known = {one.name for one in fields(cls)}
        made: dict[str, Any] = {
            name: tuple(v) if isinstance(v, list) else v for name, v in rows.items() if name in known
        }
        digest = cls(**made)
        added = {name: json.loads(text) for name, text in (parts or {}).items()}
        answers = [one for name, one in sorted(added.items()) if name.startswith("answer:")]
        if not added:
            return digest
        return replace(
            digest,
            answers=(*digest.answers, *answers),
            comments_mood=str(added.get("comments", digest.comments_mood)),
        )

    def at(self, t: float, within: float = 2.0) -> dict[str, list[Row]]:
        """What is told of a moment: rows of the timeline, the text on screen and the speech around `t`."""
        scene = [row for row in self.timeline if float(row["t"]) <= t + 0.5][-1:]
        text = [row for row in self.on_screen_text if row["t"] - within <= t <= row["until"] + within]
        said = [row for row in self.transcript if row["t0"] - within <= t <= row["t1"] + within]
        return {"timeline": scene, "on_screen_text": text, "transcript": said}

    def told(self, limit: int = 1500) -> tuple[str, ...]:
        """What there is to answer from, as lines "[mm:ss] …" in order of time, at most `limit` characters: summary
        first, then scenes, text on screen and speech. Untrusted: quote it."""
        rows = [(float(row["t"]), "text", str(row["text"])) for row in self.on_screen_text]
        rows += [(float(row["t0"]), "speech", str(row["text"])) for row in self.transcript]
        if self.saw == "model":
            scenes = (
                (row["t"], "，".join(v for k in ("scene", "people", "actions") if (v := str(row.get(k, "")))))
                for row in self.timeline
            )
            rows += [(float(t), "scene", words) for t, words in scenes if words]
        lines = [line for line in (self.one_line, self.summary, self.joke) if line]
        left = limit - sum(map(len, lines))
        for t, kind, words in sorted(rows):
            line = f"[{clock(t)}] {kind}: {words}"
            if left < len(line):
                break
            lines.append(line)
            left -= len(line)
        return tuple(lines)


def clock(t: float) -> str:
    """Seconds as mm:ss."""
    return f"{int(t) // 60:02}:{int(t) % 60:02}"


def key_of(content: str, versions: Mapping[str, str]) -> str:
    """The digest's key: the file's SHA-256 and the versions of all that it depends on."""
    told = json.dumps(dict(sorted(versions.items())), ensure_ascii=True).encode()
    return f"{content[:40]}-{hashlib.sha256(told).hexdigest()[:12]}"


def content_of(video: Path) -> str:
    """The SHA-256 of a file, as hex; remembered while the file stays as it is. BadInput video.missing."""
    try:
        found = video.stat()
        return _hashed(os.fspath(video), found.st_ino, found.st_size, found.st_mtime_ns)
    except OSError as error:
        raise BadInput("video.missing", path=video.name) from error


@lru_cache(512)
def _hashed(path: str, _inode: int, _size: int, _changed: int) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
