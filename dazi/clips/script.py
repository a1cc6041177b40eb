"""A film's script as records, read strictly from TOML; it knows nothing of drawing, sound or files of video."""

import tomllib
from dataclasses import dataclass, field

from dazi.clips.motion import ONCE, ONGOING, Act, Key, Track
from dazi.clips.table import Table
from dazi.errors import ConfigError

PARTICLES = ("rain", "snow", "steam", "burst", "fireflies", "stars", "dust", "leaves")


@dataclass(frozen=True)
class Sign:
    """Words inside the scene; `style` is plain, bubble, card or screen, `tail` where a bubble's tail points."""

    text: str
    style: str = "plain"
    size: float = 34.0
    colour: str = "#2b2340"
    paper: str = "#ffffff"
    tail: str = "left"


@dataclass(frozen=True)
class Emit:
    """A cloud of particles in the area (x, y, width, height) of the world."""

    kind: str
    count: int
    area: tuple[float, ...]
    colour: str = "#ffffff"
    size: float = 6.0
    seed: int = 1
    icon: str = ""
    at: float = 0.0
    seconds: float = 2.0


@dataclass(frozen=True)
class Item:
    """One thing on the stage: exactly one of icon, art, plate, sign, glow, emit says what.

    `at` is where its pivot stands in world units (the picture is 540 x 960 of them), `size` its width,
    `depth` how far it follows the camera (0 far away, 1 with the figures, above 1 in front).
    """

    name: str = ""
    icon: str = ""
    art: str = ""
    plate: str = ""
    glow: str = ""
    sign: Sign | None = None
    emit: Emit | None = None
    swap: tuple[tuple[str, str], ...] = ()
    at: tuple[float, ...] = (270.0, 480.0)
    size: float = 120.0
    flip: bool = False
    turn: float = 0.0
    pivot: tuple[float, ...] = (0.5, 0.95)
    depth: float = 1.0
    blur: float = 0.0
    shadow: float = 0.0
    drop: float = 0.0
    tint: bool = True
    alpha: float = 1.0
    on: str = ""
    since: float = 0.0
    until: float = 1e9
    path: Track | None = None
    grow: Track | None = None
    wide: Track | None = None
    tall: Track | None = None
    spin: Track | None = None
    fade: Track | None = None
    acts: tuple[Act, ...] = ()


@dataclass(frozen=True)
class Say:
    """A caption: seconds into the shot, how long, its text (`*word*` is bright), the height of its middle."""

    at: float
    seconds: float
    text: str
    y: float = 215.0
    size: float = 46.0


@dataclass(frozen=True)
class Shot:
    """A stretch of film with one camera; `sky` runs from the top down, `light` multiplies every figure."""

    seconds: float
    sky: tuple[str, ...]
    items: tuple[Item, ...]
    says: tuple[Say, ...] = ()
    camera: Track = field(default_factory=lambda: Track((Key(0.0, (270.0, 480.0, 1.0)),)))
    light: str = "#ffffff"
    vignette: float = 0.28
    enter: str = "cut"
    handheld: float = 0.0


@dataclass(frozen=True)
class Cue:
    """A sound at a time of the film: its name, loudness, and a note for those that have one."""

    t: float
    play: str
    loud: float = 1.0
    note: str = ""


@dataclass(frozen=True)
class Score:
    """The music: chords of a bar each, a melody in beats (`-` holds, `.` rests), cues."""

    tempo: float = 96.0
    chords: tuple[str, ...] = ("C", "Am", "F", "G")
    lead: str = ""
    voice: str = "pluck"
    pad: float = 0.5
    bass: float = 0.5
    beat: float = 0.0
    cues: tuple[Cue, ...] = ()


@dataclass(frozen=True)
class Script:
    """A whole film; `poster` is the time (seconds) of its still."""

    id: str
    mood: str
    poster: float
    shots: tuple[Shot, ...]
    score: Score

    @property
    def seconds(self) -> float:
        """How long it runs."""
        return sum(shot.seconds for shot in self.shots)


def _act(row: Table) -> Act:
    act = Act(
        do=row.one_of("do", (*ONCE, *ONGOING), ""), at=row.number("at", 0.0), seconds=row.number("for", 0.5),
        by=row.number("by", 0.0), times=row.number("times", 1.0),
    )  # fmt: skip
    if act.seconds <= 0:
        raise row.broken("'for' must be above zero")
    row.done()
    return act


def _sign(row: Table) -> Sign:
    sign = Sign(
        text=row.take("text", str), style=row.one_of("style", ("plain", "bubble", "card", "screen"), "plain"),
        size=row.number("size", 34.0), colour=row.take("colour", str, "#2b2340"),
        paper=row.take("paper", str, "#ffffff"), tail=row.one_of("tail", ("left", "right", "none"), "left"),
    )  # fmt: skip
    row.done()
    return sign


def _emit(row: Table) -> Emit:
    emit = Emit(
        kind=row.one_of("kind", PARTICLES, ""), count=row.take("count", int), area=row.numbers("area", count=4),
        colour=row.take("colour", str, "#ffffff"), size=row.number("size", 6.0), seed=row.take("seed", int, 1),
        icon=row.take("icon", str, ""), at=row.number("at", 0.0), seconds=row.number("for", 2.0),
    )  # fmt: skip
    row.done()
    return emit


def _item(row: Table) -> Item:
    sign = _sign(Table(row.film, row.where + ".sign", row.raw.pop("sign"))) if "sign" in row.raw else None
    emit = _emit(Table(row.film, row.where + ".emit", row.raw.pop("emit"))) if "emit" in row.raw else None
    colours = row.take("swap", dict, {})
    middle = emit is not None or sign is not None or "glow" in row.raw
    item = Item(
        name=row.take("name", str, ""), icon=row.take("icon", str, ""), art=row.take("art", str, ""),
        plate=row.take("plate", str, ""), glow=row.take("glow", str, ""), sign=sign, emit=emit,
        swap=tuple((str(a), str(b)) for a, b in colours.items()),
        at=row.numbers("at", (0.0, 0.0) if "on" in row.raw else (270.0, 480.0)), size=row.number("size", 120.0),
        flip=row.take("flip", bool, False), turn=row.number("turn", 0.0),
        pivot=row.numbers("pivot", (0.5, 0.5) if middle else (0.5, 0.95)), depth=row.number("depth", 1.0),
        blur=row.number("blur", 0.0), shadow=row.number("shadow", 0.0), drop=row.number("drop", 0.0),
        tint=row.take("tint", bool, True), alpha=row.number("alpha", 1.0), on=row.take("on", str, ""),
        since=row.number("since", 0.0), until=row.number("until", 1e9), path=row.track("path", 2),
        grow=row.track("grow", 1),
        wide=row.track("wide", 1), tall=row.track("tall", 1), spin=row.track("spin", 1), fade=row.track("fade", 1),
        acts=tuple(_act(act) for act in row.tables("acts")),
    )  # fmt: skip
    if sum(bool(what) for what in (item.icon, item.art, item.plate, item.glow, sign, emit)) != 1:
        raise row.broken("needs exactly one of icon, art, plate, sign, glow, emit")
    row.done()
    return item


def _say(row: Table) -> Say:
    say = Say(row.number("at", 0.0), row.number("for"), row.take("text", str), row.number("y", 215.0),
              row.number("size", 46.0))  # fmt: skip
    row.done()
    return say


def _shot(row: Table) -> Shot:
    sky = tuple(str(colour) for colour in row.take("sky", list, ["#ffffff"]))
    shot = Shot(
        seconds=row.number("seconds"), sky=sky, items=tuple(_item(item) for item in row.tables("items")),
        says=tuple(_say(say) for say in row.tables("says")),
        camera=row.track("camera", 3) or Track((Key(0.0, (270.0, 480.0, 1.0)),)),
        light=row.take("light", str, "#ffffff"), vignette=row.number("vignette", 0.28),
        enter=row.one_of("enter", ("cut", "fade"), "cut"), handheld=row.number("handheld", 0.0),
    )  # fmt: skip
    if not 0.1 <= shot.seconds <= 30:
        raise row.broken("'seconds' must lie between 0.1 and 30")
    seen: set[str] = set()
    for item in shot.items:
        if item.on and item.on not in seen:
            raise row.broken(f"an item stands on {item.on!r}, which doesn't come before it")
        seen.add(item.name)
    row.done()
    return shot


def _score(row: Table) -> Score:
    cues = []
    for cue in row.tables("cues"):
        cues.append(
            Cue(cue.number("t"), cue.take("play", str), cue.number("loud", 1.0), cue.take("note", str, ""))
        )
        cue.done()
    score = Score(
        tempo=row.number("tempo", 96.0), chords=tuple(row.take("chords", str, "C Am F G").split()),
        lead=row.take("lead", str, ""), voice=row.one_of("voice", ("pluck", "bell", "flute", "marimba"), "pluck"),
        pad=row.number("pad", 0.5), bass=row.number("bass", 0.5), beat=row.number("beat", 0.0), cues=tuple(cues),
    )  # fmt: skip
    row.done()
    return score


def read_script(text: str, film: str) -> Script:
    """The script in `text`; ConfigError `clips_script_broken` names the film and the place that is wrong."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError("clips_script_broken", film=film, where="toml", why=str(error)) from error
    return read_tables(raw, film)


def read_tables(raw: object, film: str) -> Script:
    """The script in tables that were read, or composed, before; ConfigError as above."""
    row = Table(film, "film", raw)
    script = Script(
        id=row.take("id", str), mood=row.take("mood", str, ""), poster=row.number("poster", 1.0),
        shots=tuple(_shot(shot) for shot in row.tables("shots")),
        score=_score(Table(film, "film.score", row.take("score", dict, {}))),
    )  # fmt: skip
    row.done()
    if not script.shots:
        raise row.broken("has no shots")
    return script
