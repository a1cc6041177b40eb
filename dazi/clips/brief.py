"""A short film's brief, a few lines of words, made into a script's tables; it draws nothing and knows no hour.

Shots stand apart by an empty line. A shot begins with `set:tone seconds`, then a move of the camera, weathers, `fade`:

    beach:dusk 4 push fade
    = caption, / begins another line and *this* is bright; several share the shot's time
    cat@300,820,170 hop:0.8 flip
    +sunglasses@20,-110,58          (stands on the figure before it)
    "words"@270,400,30 bubble pop:1
    ! meow@0.5 ding@2

A thing is an icon, `#art`, `*#colour` for a light, a person of PEOPLE (`.bust` for head and shoulders) or words.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from dazi.errors import ConfigError

Row = dict[str, Any]
KIT = Path(__file__).parent / "kit.toml"
PEOPLE = {
    "man": "man-medium-light", "woman": "woman-medium-light", "boy": "boy-medium-light", "girl": "girl-medium-light",
    "grandpa": "old-man-medium-light", "granny": "old-woman-medium-light",
}  # fmt: skip
_SKY: dict[str, tuple[Row, ...]] = {
    "": (),
    "sun": (
        {"glow": "#fff6c8", "at": [420, 150], "size": 420, "depth": 0.05, "alpha": 0.7},
        {"icon": "sun", "at": [420, 150], "size": 96, "depth": 0.05, "pivot": [0.5, 0.5], "tint": False},
    ),
    "low": (
        {"glow": "#ffd9a0", "at": [150, 430], "size": 560, "depth": 0.05, "alpha": 0.8},
        {"art": "sun-disc", "at": [150, 430], "size": 120, "depth": 0.05, "pivot": [0.5, 0.5], "tint": False},
    ),
    "moon": (
        {"emit": {"kind": "stars", "count": 44, "area": [-30, -20, 600, 470], "size": 3.6, "seed": 4}, "depth": 0.05},
        {"glow": "#cfd8ff", "at": [410, 330], "size": 320, "depth": 0.05, "alpha": 0.45},
        {"icon": "crescent-moon", "at": [410, 330], "size": 84, "depth": 0.05, "pivot": [0.5, 0.5], "tint": False},
    ),
}  # fmt: skip
# Acts: what they do, then the name and default of each figure that may stand behind the colon.
_ONCE: dict[str, tuple[str, tuple[tuple[str, float], ...]]] = {
    "hop": ("hop", (("at", 0.6), ("times", 1), ("by", 70))), "pop": ("pop", (("at", 0.4), ("for", 0.28))),
    "gone": ("leave", (("at", 1.5), ("for", 0.22))), "shake": ("shake", (("at", 0.6), ("by", 10), ("for", 0.5))),
    "wobble": ("wobble", (("at", 0.6), ("by", 9), ("for", 0.9))), "nod": ("nod", (("at", 0.5), ("times", 2), ("by", 8))),
    "press": ("press", (("at", 0.5), ("by", 0.2), ("for", 0.3))), "walk": ("walk", (("at", 0.0), ("for", 3), ("by", 4))),
    "fade": ("fade", (("at", 0.4), ("for", 0.6))), "vanish": ("vanish", (("at", 1.5), ("for", 0.5))),
    "breathe": ("breathe", (("by", 0.018), ("for", 1.5))), "sway": ("sway", (("by", 4), ("for", 1.7))),
    "float": ("float", (("by", 10), ("for", 2.6))), "drift": ("drift", (("by", 14), ("for", 3.4))),
    "tremble": ("tremble", (("by", 2.2), ("for", 0.09))),
}  # fmt: skip
_PLAIN = {"deep": "depth", "turn": "turn", "dim": "alpha", "show": "since", "until": "until", "blur": "blur"}
_LINE = re.compile(r'(\+?)("[^"]*"|[#*]?[\w#.-]+)@(-?[\d.]+),(-?[\d.]+)(?:,([\d.]+))?((?:\s+\S+)*)')
_SIGNS = ("bubble", "card", "screen")
_AIRY = frozenset((
    "red-heart", "red-exclamation-mark", "red-question-mark", "sweat-droplets", "zzz", "sparkles", "musical-note",
    "musical-notes", "dashing-away", "snowflake", "bubbles", "eyes", "droplet", "money-with-wings",
))  # fmt: skip
_LOWEST = 640  # figures that stand lower than this have a shadow
_NEARER = 1.2  # and are drawn this much larger than their line says


@lru_cache(maxsize=1)
def kit() -> Row:
    """The sets, tones, moves, weathers and tunes."""
    return tomllib.loads(KIT.read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Line:
    """One line of a brief, and how to say that it is wrong."""

    film: str
    text: str

    def broken(self, why: str) -> ConfigError:
        return ConfigError("clips_script_broken", film=self.film, where=self.text, why=why)

    def known(self, kind: str, name: str) -> Any:
        """A row of the kit."""
        found = kit()[kind].get(name)
        if found is None:
            raise self.broken(f"the kit has no {kind} {name!r}")
        return found

    def figures(self, text: str) -> list[float]:
        try:
            return [float(part) for part in text.split(",") if part]
        except ValueError:
            raise self.broken(f"{text!r} needs figures") from None


@dataclass
class Shot:
    """A shot on its way to a table, and the sounds in it by their times."""

    row: Row
    cues: list[Row]
    says: list[str]
    front: list[Row]
    poster: bool = False


def compose(film: str, brief: str, tune: str, mood: str) -> Row:
    """The script of a brief as script.read_tables takes it. ConfigError names the line that is wrong."""
    shots = [_shot(film, part) for part in re.split(r"\n\s*\n", brief.strip())]
    start, cues, poster = 0.0, [], 0.0
    for place, shot in enumerate(shots):
        seconds = float(shot.row["seconds"])
        cues += [{**cue, "t": start + float(cue["t"])} for cue in shot.cues]
        if shot.poster or (place == len(shots) - 1 and not poster):
            poster = start + seconds * 0.72
        start += seconds
    score = {
        **Line(film, tune).known("music", tune),
        "cues": [cue for cue in cues if float(cue["t"]) < start - 0.2],
    }
    return {"id": film, "mood": mood, "poster": poster, "score": score, "shots": [shot.row for shot in shots]}


def captions(brief: str) -> tuple[str, ...]:
    """What the film says, in order, without composing it."""
    return tuple(
        line[1:].strip().replace("*", "").replace("/", " ") for line in _lines(brief) if line[0] == "="
    )


def length(brief: str) -> float:
    """How long the film runs, without composing it."""
    parts = re.split(r"\n\s*\n", brief.strip())
    return sum(float(part.strip().split(None, 2)[1]) for part in parts)


def _lines(part: str) -> Iterator[str]:
    return (line.strip() for line in part.splitlines() if line.strip())


def _shot(film: str, part: str) -> Shot:
    head, *rest = _lines(part)
    shot = _set(Line(film, head))
    above = ""
    for number, text in enumerate(rest):
        line = Line(film, text)
        if text[0] == "=":
            shot.says.append(text[1:].strip())
        elif text[0] == "!":
            shot.cues += _sounds(line)
        else:
            item = _thing(line, float(shot.row["seconds"]), above)
            if not item.get("on"):
                above = item["name"] = f"n{number}"
            shot.cues += _heard(item)
            shot.row["items"].append(item)
    shot.row["items"] += shot.front
    shot.row["says"] = _says(shot.says, float(shot.row["seconds"]))
    return shot


def _set(line: Line) -> Shot:
    """The shot that a head line opens, with what stands behind all figures."""
    place, seconds, *words = line.text.split()
    name, _, tone_name = place.partition(":")
    stage, tone = line.known("sets", name), line.known("tones", tone_name or "day")
    items: list[Row] = [dict(row) for row in _SKY[tone.get("orb", "")]] if stage.get("open") else []
    for plate in stage["plates"]:
        art, _, depth = plate.partition(":")
        swap = {**tone.get("swap", {}), **stage.get("swap", {})}
        row: Row = {"plate": art, "depth": float(depth or 1), "swap": swap}
        if art == "land":
            # As far as the land reaches while its far end stays out of sight.
            row["path"] = [
                [0, 270, 480],
                [float(seconds), 270 - min(1800, 90 * float(seconds)), 480, "linear"],
            ]
        items.append(row)
    if "veil" in tone:
        items.append({"plate": "veil", "depth": 0, "swap": {"$part": str(tone["veil"])}, "tint": False})
    row = {"seconds": float(seconds), "sky": tone["sky"], "light": tone["light"], "items": items}
    row["camera"] = kit()["moves"]["still"]
    shot = Shot(row, [], [], [])
    for place_, word in enumerate(words):
        if word == "fade":
            row["enter"] = "fade"
        elif word == "hand":
            row["handheld"] = 2.2
        elif word == "poster":
            shot.poster = True
        elif word in kit()["moves"]:
            keys = kit()["moves"][word]
            row["camera"] = [[float(seconds) if one == "end" else one for one in key] for key in keys]
        else:
            shot.front.append({"emit": {**line.known("weather", word), "seed": 3 + place_}})
            if word == "rain":
                shot.cues += [
                    {"t": t * 1.7, "play": "rain", "loud": 0.9} for t in range(int(float(seconds) / 1.7) + 1)
                ]
    return shot


def _sounds(line: Line) -> list[Row]:
    found = []
    for word in line.text[1:].split():
        name, _, at = word.partition("@")
        found.append({"t": line.figures(at or "0.2")[0], "play": name, "loud": 0.8})
    return found


def _heard(item: Row) -> list[Row]:
    """What pops is heard, and so is what hops."""
    sounds = {"pop": ("pop", 0.55), "hop": ("boing", 0.35)}
    found = [(act["at"], *sounds[act["do"]]) for act in item["acts"] if act["do"] in sounds]
    return [{"t": at, "play": play, "loud": loud} for at, play, loud in found]


def _says(texts: list[str], seconds: float) -> list[Row]:
    share = seconds / max(len(texts), 1)
    return [
        {"at": place * share + 0.15, "for": share - 0.2, "text": text.replace("/", "\n")}
        for place, text in enumerate(texts)
    ]


def _thing(line: Line, seconds: float, above: str) -> Row:
    found = _LINE.fullmatch(line.text)
    if found is None:
        raise line.broken("is no thing@x,y,size")
    plus, name, x, y, size, flags = found.groups()
    item: Row = {"at": [float(x), float(y)], "acts": []}
    if plus:
        item["on"] = above
    item |= _named(name, float(size) if size else None)
    if not plus and float(y) >= _LOWEST and ("icon" in item or "art" in item) and name not in _AIRY:
        item["shadow"] = 0.42
        item["size"] *= _NEARER
    for flag in flags.split():
        _flag(line, item, flag, seconds)
    if item.get("art") in ("figure", "bust") and not any(act["do"] == "breathe" for act in item["acts"]):
        item["acts"].append(
            {"do": "breathe", "by": 0.012, "for": 1.7 + float(x) % 7 / 10}
        )  # nobody stands like a doll
    return item


def _named(name: str, size: float | None) -> Row:
    if name[0] == '"':
        return {"sign": {"text": name[1:-1].replace("/", "\n"), "size": size or 30}, "size": 200}
    if name[0] == "*":
        return {"glow": name[1:], "size": size or 300}
    if name[0] == "#":
        return {"art": name[1:], "size": size or 200, "pivot": [0.5, 0.98]}
    who, _, cut = name.partition(".")
    if who in PEOPLE:
        art = "bust" if cut else "figure"
        return {"art": art, "size": size or 150, "pivot": [0.5, 0.985], "swap": {"$head": PEOPLE[who]}}
    return {"icon": name, "size": size or 120}


def _flag(line: Line, item: Row, flag: str, seconds: float) -> None:
    name, _, given = flag.partition(":")
    if name in _ONCE:
        item["acts"].append(_act(name, line.figures(given)))
    elif name in _PLAIN:
        item[_PLAIN[name]] = line.figures(given)[0]
    elif name in _SIGNS:
        item["sign"]["style"] = name
    elif name in ("ink", "paper", "tail"):
        item["sign"]["colour" if name == "ink" else name] = given
    elif name in ("top", "dark", "hair", "face", "legs", "apron", "pocket"):
        item.setdefault("swap", {})[f"${name}"] = given
        if name == "top":
            item["swap"].setdefault("$dark", _darker(given))
    elif name == "dye":
        before, _, after = given.partition(">")
        item.setdefault("swap", {})[before] = after
    elif name in _MOVES:
        _MOVES[name](item, line.figures(given), seconds)
    else:
        raise line.broken(f"knows no {flag!r}")


def _darker(colour: str) -> str:
    """Three quarters of `#rrggbb`: sleeves."""
    return "#" + "".join(f"{int(int(colour[at : at + 2], 16) * 0.76):02x}" for at in (1, 3, 5))


def _act(name: str, given: list[float]) -> Row:
    do, slots = _ONCE[name]
    act: Row = {"do": do}
    for place, (slot, default) in enumerate(slots):
        act[slot] = given[place] if place < len(given) else default
    if name in ("hop", "nod"):
        act["for"] = 0.52 * float(act["times"])
    if name == "walk":
        act["times"] = max(1.0, float(act["for"]) * 1.6)
    return act


def _go(item: Row, given: list[float], _seconds: float) -> None:
    """`go:from,until,x,y`: the figure goes there; several in a row make a way."""
    start, end, x, y = given
    path = item.setdefault("path", [[0, *item["at"]]])
    if start > path[-1][0]:
        path.append([start, *path[-1][1:3]])
    path.append([end, x, y, "inout" if end - start < 4 else "linear"])


def _grow(item: Row, given: list[float], _seconds: float) -> None:
    """`grow:from,until,before,after`: its size changes."""
    start, end, before, after = given
    item["grow"] = [[start, before], [end, after]]


def _spin(item: Row, given: list[float], seconds: float) -> None:
    """`spin:S`: once round in S seconds."""
    item["spin"] = [[0, 0], [seconds, 360 * seconds / given[0], "linear"]]
    item["pivot"] = [0.5, 0.5]


def _air(item: Row, _given: list[float], _seconds: float) -> None:
    """`air`: it hangs free and throws no shadow."""
    item.pop("shadow", None)


def _flip(item: Row, _given: list[float], _seconds: float) -> None:
    item["flip"] = True


def _mid(item: Row, _given: list[float], _seconds: float) -> None:
    item["pivot"] = [0.5, 0.5]


_MOVES: dict[str, Callable[[Row, list[float], float], None]] = {
    "go": _go, "grow": _grow, "spin": _spin, "air": _air, "flip": _flip, "mid": _mid,
}  # fmt: skip
