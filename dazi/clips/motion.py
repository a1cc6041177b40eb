"""Eased tracks and the acts of a figure (hop, pop, sway …); it knows times and numbers, nothing of pictures."""

import math
from collections.abc import Callable
from dataclasses import dataclass

Ease = Callable[[float], float]


def _bounce(u: float) -> float:
    """Two shrinking rebounds after the fall; the arcs meet at 0.5, 0.8 and 1."""
    if u < 0.5:
        return 4 * u * u
    if u < 0.8:
        return 1 - 0.28 * (1 - ((u - 0.65) / 0.15) ** 2)
    return 1 - 0.08 * (1 - ((u - 0.9) / 0.1) ** 2)


def _back(u: float) -> float:
    """Overshoots by about a tenth and settles."""
    v = u - 1
    return 1 + 2.7 * v * v * v + 1.7 * v * v


EASES: dict[str, Ease] = {
    "linear": lambda u: u,
    "in": lambda u: u * u * u,
    "out": lambda u: 1 - (1 - u) ** 3,
    "inout": lambda u: u * u * u * (u * (6 * u - 15) + 10),
    "back": _back,
    "bounce": _bounce,
    "hold": lambda u: 0.0 if u < 1 else 1.0,
}


@dataclass(frozen=True)
class Key:
    """A value at a time (seconds into the shot); `ease` shapes the way that leads here."""

    t: float
    value: tuple[float, ...]
    ease: str = "inout"


@dataclass(frozen=True)
class Track:
    """Keys in order of time; before the first and after the last the value stands still."""

    keys: tuple[Key, ...]

    def at(self, t: float) -> tuple[float, ...]:
        """The eased value at time `t`."""
        if t <= self.keys[0].t:
            return self.keys[0].value
        for before, after in zip(self.keys, self.keys[1:], strict=False):
            if t < after.t:
                u = EASES[after.ease]((t - before.t) / (after.t - before.t))
                return tuple(a + (b - a) * u for a, b in zip(before.value, after.value, strict=True))
        return self.keys[-1].value


@dataclass
class Pose:
    """What acts do to a figure: an offset, a turn in degrees, squash, opacity, height over the ground."""

    dx: float = 0.0
    dy: float = 0.0
    turn: float = 0.0
    sx: float = 1.0
    sy: float = 1.0
    alpha: float = 1.0
    lift: float = 0.0

    def squash(self, sy: float) -> None:
        """Scale the height by `sy` and widen by as much, so that the volume stays."""
        self.sy *= sy
        self.sx *= 1 / math.sqrt(max(sy, 0.2))


@dataclass(frozen=True)
class Act:
    """One act: from `at` for `seconds`, `times` times; `by` is pixels, degrees or a share, as the act reads it."""

    do: str
    at: float = 0.0
    seconds: float = 0.5
    by: float = 0.0
    times: float = 1.0


def _hop(pose: Pose, act: Act, u: float) -> None:
    p = (u * act.times) % 1.0 if u < 1 else 1.0
    if p < 0.2:
        pose.squash(1 - 0.2 * math.sin(math.pi * p / 0.2))
    elif p < 0.85:
        f = (p - 0.2) / 0.65
        height = act.by * 4 * f * (1 - f)
        pose.dy -= height
        pose.lift = max(pose.lift, height)
        pose.squash(1 + 0.14 * abs(1 - 2 * f))
    else:
        pose.squash(1 - 0.17 * math.sin(math.pi * (p - 0.85) / 0.15))


def _pop(pose: Pose, _act: Act, u: float) -> None:
    size = max(_back(u), 0.0)
    pose.sx *= size
    pose.sy *= size
    pose.alpha *= min(1.0, u * 4)


def _leave(pose: Pose, _act: Act, u: float) -> None:
    size = 1 - u * u * u
    pose.sx *= size
    pose.sy *= size
    pose.alpha *= 1.0 if u < 1 else 0.0


def _shake(pose: Pose, act: Act, u: float) -> None:
    pose.dx += act.by * (1 - u) * math.sin(u * act.seconds * 2 * math.pi * 8)


def _wobble(pose: Pose, act: Act, u: float) -> None:
    pose.turn += act.by * (1 - u) ** 1.5 * math.sin(u * act.seconds * 2 * math.pi * 3)


def _nod(pose: Pose, act: Act, u: float) -> None:
    pose.turn += act.by * abs(math.sin(math.pi * act.times * u))


def _press(pose: Pose, act: Act, u: float) -> None:
    pose.squash(1 - act.by * math.sin(math.pi * u))


def _walk(pose: Pose, act: Act, u: float) -> None:
    if u >= 1:
        return
    step = math.sin(2 * math.pi * act.times * u)
    soft = min(1.0, u * 8, (1 - u) * 8)
    pose.turn += act.by * step * soft
    pose.dy -= abs(step) * act.by * 1.6 * soft


def _fade(pose: Pose, _act: Act, u: float) -> None:
    pose.alpha *= u


def _vanish(pose: Pose, _act: Act, u: float) -> None:
    pose.alpha *= 1 - u


# Acts that run once: called with their progress, 0 before they begin and 1 ever after.
ONCE: dict[str, Callable[[Pose, Act, float], None]] = {
    "hop": _hop, "pop": _pop, "leave": _leave, "shake": _shake, "wobble": _wobble, "nod": _nod,
    "press": _press, "walk": _walk, "fade": _fade, "vanish": _vanish,
}  # fmt: skip
# These begin out of sight: before their time they are called with 0 and hide the figure.
ENTRANCES = frozenset({"pop", "fade"})


def _sway(pose: Pose, act: Act, wave: float) -> None:
    pose.turn += act.by * wave


def _breathe(pose: Pose, act: Act, wave: float) -> None:
    pose.squash(1 + act.by * wave)


def _float(pose: Pose, act: Act, wave: float) -> None:
    pose.dy += act.by * wave


def _drift(pose: Pose, act: Act, wave: float) -> None:
    pose.dx += act.by * wave


def _tremble(pose: Pose, act: Act, wave: float) -> None:
    pose.dx += act.by * wave


# Acts that go on: called with a sine whose period is the act's seconds.
ONGOING: dict[str, Callable[[Pose, Act, float], None]] = {
    "sway": _sway, "breathe": _breathe, "float": _float, "drift": _drift, "tremble": _tremble,
}  # fmt: skip


def pose_at(acts: tuple[Act, ...], t: float) -> Pose:
    """The sum of all acts at time `t` of the shot."""
    pose = Pose()
    for act in acts:
        if act.do in ONGOING:
            if t >= act.at:
                ONGOING[act.do](pose, act, math.sin(2 * math.pi * (t - act.at) / act.seconds))
            continue
        u = (t - act.at) / act.seconds
        if u <= 0 and act.do not in ENTRANCES:
            continue
        ONCE[act.do](pose, act, min(max(u, 0.0), 1.0))
    return pose
