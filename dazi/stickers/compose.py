"""A plan becomes three layers of SVG: what lies behind, the figures, what is before them. No prompt's text is in any."""

import random
from dataclasses import dataclass, replace

from dazi.stickers.acts import BIG, TALL
from dazi.stickers.body import Sprite
from dazi.stickers.figure import draw, footed, placed, thing_art
from dazi.stickers.icons import icon
from dazi.stickers.pen import HEIGHT, Canvas, box, group, num, oval, path
from dazi.stickers.plan import Plan
from dazi.stickers.scene import Figure, Thing
from dazi.stickers.settings import INDOORS, ONE_WAY, SETTINGS, SKYLESS
from dazi.stickers.skies import falling, sky

ROW = 4  # figures in one row
SHARED = {"own-dragonboat", "own-leafboat", "canoe", "ship"}


@dataclass(frozen=True)
class Layers:
    """SVG texts, `front` empty when nothing is there; `figures` is transparent but for the figures, so that a rim can be laid round them."""

    back: str
    figures: str
    front: str


def _spread_out(figures: tuple[Figure, ...]) -> list[Figure]:
    """One record a body: counts become figures."""
    return [replace(figure, count=1) for figure in figures for _ in range(figure.count)][: 2 * ROW]


def _crew(figures: list[Figure], rng: random.Random) -> list[Sprite]:
    """Figures in one boat sit in it together; all others stand for themselves."""
    boats = {f.ride.name for f in figures if f.ride}
    shared = next((name for name in sorted(SHARED) if name in boats), "")
    if not shared or len(figures) < 2:
        return _benches(figures, rng)
    crew = [
        draw(replace(f, ride=None, place=None, actions=("sit",), held=f.held), rng) for f in figures if f.ride
    ]
    gap, count = 62, len(crew)
    length = gap * (count - 1) + 60
    riders = "".join(group(s.body, (i - (count - 1) / 2) * gap, -16, 0.94) for i, s in enumerate(crew))
    scale = (length + 90) / {"own-dragonboat": 88, "own-leafboat": 44}.get(shared, 32)
    middle = {"own-dragonboat": 14.0}.get(shared, 16.0)
    boat = group(icon(shared), -middle * scale, -30 * scale, scale)
    half = length / 2 + 90
    oars = "".join(
        path(f"M{num((i - (count - 1) / 2) * gap + 20)} -46l22 52", stroke="#8a5a36", width=4.5)
        for i in range(count)
    )
    made = Sprite(riders + boat + oars, half, half, 124)
    return [made, *(draw(f, rng) for f in figures if not f.ride)]


def _benches(figures: list[Figure], rng: random.Random) -> list[Sprite]:
    """Figures at one and the same thing share it: one bed, one roof."""
    made: list[Sprite] = []
    acts: set[tuple[str, ...]] = set()
    at = 0
    while at < len(figures):
        figure, place = figures[at], figures[at].place
        many = 1
        if place and place[0] in ("on", "in", "under"):
            many = max(
                1, next((i for i, f in enumerate(figures[at:]) if f.place != place), len(figures) - at)
            )
        row = [
            draw(replace(f, place=None) if many > 1 else f, rng, f.actions not in acts)
            for f in figures[at : at + many]
        ]
        if many > 1 and place:
            body = "".join(group(s.body, (i - (many - 1) / 2) * 78, 0) for i, s in enumerate(row))
            half = 39.0 * many + 6
            row = [
                placed(Sprite(body, half, half, max(s.top for s in row)), *place, grow=1 + 0.42 * (many - 1))
            ]
        acts.add(figure.actions)
        made += row
        at += many
    return made


def _chess(sprites: list[Sprite], figures: list[Figure]) -> list[Sprite]:
    """Two who play chess have the board between them."""
    if not any("chess" in f.actions for f in figures):
        return sprites
    board = Sprite(footed("own-table", 0, 0, 76) + footed("own-chessboard", 0, -40, 62), 42, 42, 70)
    if len(sprites) == 1:
        return [sprites[0], board]
    return [sprites[0], board, *sprites[1:]]


def _prop(thing: Thing) -> list[Sprite]:
    """A thing standing beside the figures."""
    size = BIG.get(thing.name, 66.0) * (1.35 if thing.size == "big" else 0.7 if thing.size == "small" else 1)
    art = footed(thing_art(thing), 0, 0, size, thing.colour)
    if thing.name in HOT:
        art += footed("own-steam", 0, -size * 0.86, size * 0.55)
        return [Sprite(art, size * 0.44, size * 0.44, size * 1.36)] * min(thing.count, 5)
    one = Sprite(art, size * 0.44, size * 0.44, size * 0.92)
    return [one] * min(thing.count, 5)


def _stack(upper: Thing, relation: str, lower: Thing) -> Sprite:
    """A thing on another, or beside or under it."""
    base = BIG.get(lower.name, 120.0)
    size = 58.0
    if relation == "on":
        top = base * (0.5 if lower.name == "own-table" else 0.62)
        many = max(upper.count, 3 if upper.name in ("hot-beverage",) else 1)
        row = "".join(
            footed(thing_art(upper), (i - (many - 1) / 2) * 40, -top, 44 if many > 1 else size, upper.colour)
            for i in range(many)
        )
        return Sprite(
            footed(thing_art(lower), 0, 0, base, lower.colour) + row, base / 2, base / 2, top + size
        )
    return Sprite(
        footed(thing_art(lower), 0, 0, base) + footed(thing_art(upper), base * 0.4, 0, size),
        base / 2,
        base * 0.7,
        base,
    )


def _line(
    sprites: list[Sprite], c: Canvas, floor: float, room: float, most: float, gap: float
) -> list[tuple[Sprite, float, float, float]]:
    """Sprites side by side: (sprite, x, foot, scale), as large as the width and height let them be."""
    total = sum(s.left + s.right for s in sprites) + gap * (len(sprites) - 1)
    scale = min(most, c.width * 0.9 / total, room / max(s.top for s in sprites))
    spare = c.width - total * scale
    x = spare / 2 + c.rng.uniform(-0.16, 0.16) * max(spare - c.width * 0.1, 0)
    placed = []
    for sprite in sprites:
        placed.append((sprite, x + sprite.left * scale, floor, scale))
        x += (sprite.left + sprite.right + gap) * scale
    return placed


HOT = {
    "steaming-bowl",
    "pot-of-food",
    "hot-beverage",
    "teacup-without-handle",
    "curry-rice",
    "cooked-rice",
    "dumpling",
}
BEDS = {"sunflower", "tulip", "rose", "hibiscus", "bouquet", "blossom", "mushroom", "cherry-blossom"}
SETTING_HAS = {
    "classroom": {"own-blackboard"},
    "beach": {"palm-tree"},
    "sakura": {"own-sakura"},
    "living": {"couch-and-lamp"},
}


def _plant(things: list[Thing], c: Canvas) -> list[Thing]:
    """Flowers grow in a row before the figures; the rest is left."""
    for thing in (thing for thing in things if thing.name in BEDS):
        for i, x in enumerate(c.spread(max(thing.count, 3) + 2, 0.02, 0.98)):
            c.front.append(footed(thing.name, x, 758 - (i % 2) * 14, 108, thing.colour))
    return [thing for thing in things if thing.name not in BEDS]


def _shared_meal(figures: list[Figure]) -> tuple[list[Figure], list[Thing]]:
    """Several who eat from one pot stand round it: it is drawn once, before them."""
    pots = [
        f.eats
        for f in figures
        if f.eats and f.eats.name in ("pot-of-food", "pizza", "birthday-cake", "watermelon")
    ]
    if len(pots) < 2:
        return figures, []
    return [replace(f, eats=None) if f.eats == pots[0] else f for f in figures], [pots[0]]


def _arrange(
    sprites: list[Sprite], props: list[Sprite], c: Canvas, close: bool
) -> list[tuple[Sprite, float, float, float]]:
    """Figures in one row or two, props at both ends; the back row stands higher and smaller."""
    room = c.floor - (120 if c.afloat else 50)
    heroes = sprites or props
    most = 4.6 if sprites else (2.4 if any(s.top > 150 for s in heroes) else 7.2)
    if sprites and props:
        half = len(props) // 2 if len(props) > 1 else (0 if c.rng.random() < 0.5 else 1)
        line = props[:half] + sprites + props[half:] if len(sprites) + len(props) <= ROW + 2 else sprites
    else:
        line = heroes
    if len(line) <= ROW:
        return _line(line, c, c.floor, room, most, -9 if close else 4)
    cut = (len(line) + 1) // 2
    back = _line(line[cut:], c, c.floor - 150, room * 0.62, 2.9, 2)
    return back + _line(line[:cut], c, c.floor + 20, room * 0.62, 3.3, 2)


def _shadow(c: Canvas, sprite: Sprite, x: float, foot: float, scale: float) -> None:
    """A soft shadow on the ground, or rings on water."""
    r = (sprite.left + sprite.right) / 2 * scale * 0.86
    x += (sprite.right - sprite.left) / 2 * scale
    if c.wet:
        c.front.append(
            f'<ellipse cx="{num(x)}" cy="{num(foot + 6)}" rx="{num(r)}" ry="{num(r * 0.12)}" fill="none" stroke="#ffffff" stroke-width="4" stroke-opacity="0.55"/>'
        )
        return
    fade = c.fade(("#14183a", "#14183a"), (0.5, 0.5, 0.5), (0.42, 0.0))
    c.back.append(oval(x, foot, r * 1.1, max(r * 0.17, 10), fade))


def _festive_front(c: Canvas, weather: tuple[str, ...]) -> None:
    """Fireworks in the sky, money and confetti in the air."""
    if "fireworks" in weather:
        for share, y, r, colour in (
            (0.16, 150, 92, "#ff6b6b"),
            (0.5, 95, 74, "#ffd43b"),
            (0.84, 170, 100, "#6cf0c2"),
            (0.33, 260, 56, "#c79bff"),
            (0.7, 285, 50, "#7fd8ff"),
        ):
            _burst(c, c.width * share, y, r * c.rng.uniform(0.9, 1.15), colour)
    if "money" in weather:
        for x in c.spread(13, 0, 1):
            art = icon(c.rng.choice(("money-with-wings", "coin", "money-with-wings")))
            c.back.append(
                group(
                    group(art, -16, -16),
                    x,
                    c.rng.uniform(40, 600),
                    c.rng.uniform(1.6, 3),
                    c.rng.uniform(-30, 30),
                )
            )
    if "confetti" in weather:
        for x in c.spread(50, 0, 1):
            c.front.append(
                group(
                    box(-6, -3, 12, 6, c.rng.choice(("#ff7f8f", "#ffd166", "#7fd8c0", "#7fb6ff")), 2),
                    x,
                    c.rng.uniform(10, 700),
                    1,
                    c.rng.uniform(0, 180),
                )
            )


def _burst(c: Canvas, x: float, y: float, r: float, colour: str) -> None:
    """One firework: rays with bright ends."""
    c.back.append(c.glow(x, y, r * 1.3, colour, 0.4))
    for i in range(16):
        ray = path(f"M0 {num(-r * 0.25)}V{num(-r * 0.8)}", stroke=colour, width=5) + oval(
            0, -r * 0.96, 4.5, 4.5, "#fff6d8"
        )
        c.back.append(group(ray, x, y, 1 if i % 2 else 0.72, i * 22.5))


def _ground(plan: Plan, c: Canvas) -> None:
    """Sky and setting."""
    if plan.setting not in SKYLESS:
        sky(c, plan.weather)
    if plan.setting == "meadow" and "snow" in plan.weather:
        c.season = "winter"
    SETTINGS.get(plan.setting, SETTINGS["sheet"])(c)
    if plan.setting not in ONE_WAY and c.rng.random() < 0.5:
        c.back = [group("".join(c.back), c.width, 0, 1, 0, True)]
        c.front = [group("".join(c.front), c.width, 0, 1, 0, True)] if c.front else []


def _tall_behind(props: list[Thing], c: Canvas) -> list[Thing]:
    """Trees and houses stand behind the figures; what is left stands beside them."""
    beside = []
    for i, thing in enumerate(props):
        if thing.name not in TALL:
            beside.append(thing)
            continue
        size = BIG.get(thing.name, 240) * 1.7
        x = c.width * ((0.2, 0.82, 0.5)[i % 3])
        c.back.append(footed(thing_art(thing), x, c.floor - 30, size, thing.colour))
    return beside


def _rainy(figure: Figure) -> Figure:
    """Rain is seen through the window that a figure sits at."""
    if figure.place and figure.place[1].name == "own-windowsill":
        return replace(figure, place=(figure.place[0], replace(figure.place[1], name="own-windowsill-rain")))
    return figure


def compose(plan: Plan, size: tuple[int, int], seed: int) -> Layers:
    """The layers of a plan at a size in pixels; the same seed draws the same."""
    rng = random.Random(seed)
    c = Canvas(HEIGHT * size[0] / size[1], rng, plan.hour, season=plan.scene.season)
    c.grey = bool({"rain", "storm", "cloudy", "fog"} & set(plan.weather))
    if plan.setting == "stage":
        c.hour, c.grey = "day", False
    _ground(plan, c)
    _festive_front(c, plan.weather)
    figures, shared = _shared_meal(_spread_out(plan.scene.figures))
    if "rain" in plan.weather:
        figures = [_rainy(figure) for figure in figures]
    sprites = _chess(_crew(figures, rng), figures)
    things = list(plan.scene.things)
    seen: set[Thing] = set()
    for figure in figures:
        if figure.place and figure.place[0] in ("beside", "behind") and figure.place[1] not in seen:
            seen.add(figure.place[1])
            things.append(figure.place[1])
    things = [thing for thing in things if thing.name not in SETTING_HAS.get(plan.setting, set())]
    if sprites:
        things = _plant(things, c)
    if sprites or any(thing.name not in TALL for thing in things):
        things = _tall_behind(things, c)
    if "money" in plan.weather:
        things = [thing for thing in things if thing.name not in ("money-with-wings", "coin")]
    props = [one for thing in dict.fromkeys(things) for one in _prop(thing)] + [
        _stack(*three) for three in plan.scene.stacked
    ]
    parts = []
    lone = [f for f in figures if not f.ride]
    close = len(sprites) == 2 and any({"handhold", "hug", "kiss"} & set(f.actions) for f in figures)
    if close:
        sprites = [replace(s, left=min(s.left, 46), right=min(s.right, 46)) for s in sprites]
    if sprites or props:
        for sprite, x, foot, scale in _arrange(sprites, props, c, close):
            flip = len(sprites) == 1 and rng.random() < 0.3 and not lone
            lift = _lift(c, plan, rng, sprite)
            if not c.afloat:
                _shadow(c, sprite, x, foot, scale)
            turn = rng.uniform(-9, 9) if c.afloat else 0
            flip = flip or (close and sprite is sprites[1])
            parts.append(group(sprite.body, x, foot - lift, scale, turn, flip))
    if plan.setting not in INDOORS | {"space", "moon", "mars", "underwater"}:
        falling(c, plan.weather, plan.scene.season)
    if close:
        parts.reverse()  # the first one's heart lies over the second
    for thing in shared:
        parts.append(group(footed(thing.name, 0, 0, 210, thing.colour), c.width / 2, c.floor + 74))
    return Layers(c.svg(c.back, size), c.svg(parts, size), c.svg(c.front, size) if c.front else "")


def _lift(c: Canvas, plan: Plan, rng: random.Random, sprite: Sprite) -> float:
    """How far a figure hovers: in space, in water and in the sky it does."""
    if c.afloat:
        return rng.uniform(20, 60)
    acts = {name for figure in plan.scene.figures for name in figure.actions}
    return 46.0 if acts & {"fly", "float"} else -36.0 if "swim" in acts and c.wet else 0.0
