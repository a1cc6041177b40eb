"""The records of a sticker picture: who stands in it, with what, where and when. Knows no words and no drawing."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Thing:
    """Something that is no figure: an icon's or a drawing's name, how many, which colour, "", big or small."""

    name: str
    count: int = 1
    colour: str = ""
    size: str = ""


@dataclass(frozen=True)
class Worn:
    """One thing worn: a name of the table `wear`, its colour where one was asked for."""

    name: str
    colour: str = ""


@dataclass(frozen=True)
class Figure:
    """An animal or a person: a name of figures.toml, and what it wears, holds, rides and does.

    `place` is a relation (on, in, under, beside, behind) to a thing; `eats` and `drinks` say what is at its mouth.
    """

    name: str
    count: int = 1
    colour: str = ""
    size: str = ""
    job: str = ""
    mood: str = ""
    actions: tuple[str, ...] = ()
    worn: tuple[Worn, ...] = ()
    held: tuple[Thing, ...] = ()
    ride: Thing | None = None
    eats: Thing | None = None
    place: tuple[str, Thing] | None = None


@dataclass(frozen=True)
class Scene:
    """A whole picture as it was understood; all names are the painter's own, never words of the prompt."""

    figures: tuple[Figure, ...] = ()
    things: tuple[Thing, ...] = ()
    stacked: tuple[tuple[Thing, str, Thing], ...] = ()
    setting: str = ""
    time: str = ""
    weather: tuple[str, ...] = ()
    season: str = ""
    festival: str = ""
    style: str = ""
    mood: str = ""


@dataclass(frozen=True)
class Words:
    """What was understood of a prompt and what was not, in the prompt's own words; `cut`: it was longer than is read."""

    understood: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    cut: bool = False


@dataclass
class FigureDraft:
    """A figure while its sentence is still being read."""

    name: str
    count: int = 1
    colour: str = ""
    size: str = ""
    job: str = ""
    mood: str = ""
    actions: list[str] = field(default_factory=list)
    worn: list[Worn] = field(default_factory=list)
    held: list[Thing] = field(default_factory=list)
    ride: Thing | None = None
    eats: Thing | None = None
    place: tuple[str, Thing] | None = None

    def done(self) -> Figure:
        """The finished record."""
        return Figure(
            self.name, self.count, self.colour, self.size, self.job, self.mood, tuple(dict.fromkeys(self.actions)),
            tuple(dict.fromkeys(self.worn)), tuple(dict.fromkeys(self.held)), self.ride, self.eats, self.place,
        )  # fmt: skip
