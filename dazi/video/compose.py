"""Puts the stages' findings together as a digest, with plain rules where no model told of it; knows no file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dazi.video.digest import Digest, Row
from dazi.video.stages import Made

_TEXT_MOST, _SAID_MOST = 80, 200


def compose(key: str, title: str, made: Mapping[str, Made], versions: Mapping[str, str]) -> Digest:
    """The digest of all stages. Without a model's account: the scenes between the cuts, each with the writing that
    stands in it, and as summary what was read and said."""
    found, read, hear, seen = made["sample"], made["read"], made["hear"], made["see"]
    shape = found["shape"]
    texts = [{k: row[k] for k in ("t", "until", "text")} for row in read["texts"]][:_TEXT_MOST]
    said = list(hear["said"])[:_SAID_MOST]
    cuts = tuple(float(row["t"]) for row in found["cuts"])
    faces = made["faces"]["faces"]
    told: Mapping[str, Any] = seen.get("told") or {}
    scenes = scenes_of(cuts, float(shape["seconds"]), texts, faces)
    return Digest(
        key=key,
        title=title,
        seconds=float(shape["seconds"]),
        width=int(shape["width"]),
        height=int(shape["height"]),
        damaged=bool(found["damaged"]),
        one_line=str(told.get("one_line") or title or (texts[0]["text"] if texts else "")),
        summary=str(told.get("summary") or _words(texts, said)),
        timeline=tuple(told.get("timeline") or scenes),
        cuts=cuts,
        on_screen_text=tuple(texts),
        transcript=tuple(said),
        topics=tuple(told.get("topics", ())),
        mood=str(told.get("mood", "")),
        joke=str(told.get("joke", "")),
        questions=tuple(told.get("questions", ())),
        claims=tuple(told.get("claims", ())),
        flags=tuple(told.get("flags", ())),
        light=found["light"],
        faces=tuple({"t": row["t"], "count": row["count"]} for row in faces),
        saw=str(seen["saw"]),
        read=str(read["read"]),
        heard=str(hear["heard"]),
        unseen=unseen(str(seen["saw"]), str(read["read"]), str(hear["heard"])),
        provenance={**versions, "account": "model" if told else "rules"},
    )


def unseen(saw: str, read: str, heard: str) -> tuple[str, ...]:
    """What a digest cannot tell of, since no sense for it was there."""
    missing = {"pictures": saw != "model", "text": read != "yes", "speech": heard in ("no_ears", "unheard")}
    return tuple(name for name, gone in missing.items() if gone)


def scenes_of(
    cuts: Sequence[float], seconds: float, texts: Sequence[Row], faces: Sequence[Row]
) -> list[dict[str, Any]]:
    """One row a scene: where it begins, the writing in it, how many faces were counted. `scene` and `actions` stay
    empty: nobody has seen it."""
    starts = [0.0, *(cut for cut in cuts if 0 < cut < seconds)]
    ends = [*starts[1:], max(seconds, starts[-1]) + 0.01]
    rows = []
    for start, end in zip(starts, ends, strict=True):
        # A line that was compared just before the cut and read just after it belongs to what comes.
        inside = [row["text"] for row in texts if start - 0.3 <= row["t"] < end - 0.3]
        count = max((row["count"] for row in faces if start <= row["t"] < end), default=0)
        rows.append({
            "t": round(start, 2), "scene": "", "people": "", "actions": "", "text": " / ".join(inside)[:200],
            "faces": count,
        })  # fmt: skip
    return rows


def _words(texts: Sequence[Row], said: Sequence[Row]) -> str:
    written = " / ".join(dict.fromkeys(str(row["text"]) for row in texts))[:400]
    spoken = " ".join(str(row["text"]) for row in said)[:600]
    return "\n".join(part for part in (written, spoken) if part)
