"""A figure with all that belongs to it: its pose chosen, hands filled, seated on what it rides or where it is."""

import random
from dataclasses import replace

from dazi.stickers.acts import ACTS, BIG, HIGH, INSIDE, RIDES, SEATS, TALL, Act, Prop
from dazi.stickers.body import Sprite, chibi, has_head, whole
from dazi.stickers.dress import JOBS
from dazi.stickers.icons import figures, icon, names
from dazi.stickers.pen import group, num, path
from dazi.stickers.scene import Figure, Thing

CALM = Act()


def act_of(figure: Figure) -> Act:
    """The act that a figure's actions come to: the first with something to show leads, props of the others join."""
    known = [ACTS[name] for name in figure.actions if name in ACTS]
    if not known:
        return CALM
    lead = max(known, key=lambda act: len(act.props) + (2 if act.ride or act.closed else 0))
    return lead


def centred(name: str, x: float, y: float, size: float, turn: float = 0, colour: str = "") -> str:
    """An icon with its middle at x, y."""
    return group(group(icon(name, colour), -16, -16), x, y, size / 32, turn)


def footed(name: str, x: float, y: float, size: float, colour: str = "") -> str:
    """An icon that stands with its foot at x, y."""
    return group(icon(name, colour), x - size / 2, y - size * 30 / 32, size / 32)


def thing_art(thing: Thing) -> str:
    """The icon of a thing; a figure's name is its whole icon or its head."""
    return thing.name if thing.name in names() else "sparkles"


def _pose(figure: Figure, act: Act) -> str:
    """The pose that what it does, holds and rides asks for."""
    ride = figure.ride.name if figure.ride else act.ride
    held = bool(figure.held or figure.eats or JOBS.get(figure.job, ((), ""))[1])
    raised = bool(figure.held) and figure.held[0].name in HIGH
    if ride in RIDES:
        pose = RIDES[ride][4]
        return (
            {"sit": "sithold", "steer": "sithold", "up": "hold", "wide": "wide"}.get(pose, pose)
            if held and not raised
            else pose
        )
    if figure.ride:
        return "sithold" if held else "sit"
    if act.pose in ("stand", "sit", "lotus", "sithold") and raised:
        return "sitright" if act.pose != "stand" else "right"
    if act.pose in ("stand", "sit") and held:
        return "hold" if act.pose == "stand" else "sithold"
    if act is CALM and figure.mood in ("happy", "love") and not held:
        return "up"
    if act is CALM and figure.place and figure.place[0] == "on":
        return "sithold" if held else "sit"
    return act.pose


def _props(sprite: Sprite, act: Act) -> Sprite:
    """The act's own things round about the body."""
    back = "".join(centred(p.name, p.x, p.y, p.size, p.turn) for p in act.props if p.back and p.size)
    front = "".join(centred(p.name, p.x, p.y, p.size, p.turn) for p in act.props if not p.back and p.size)
    reach = [abs(p.x) + p.size * 0.5 for p in act.props if p.size] or [0.0]
    side = max(reach)
    wide = [p for p in act.props if abs(p.x) + p.size * 0.5 > sprite.right]
    left = max([sprite.left, *(-p.x + p.size * 0.5 for p in wide)])
    right = max([sprite.right, *(p.x + p.size * 0.5 for p in wide)])
    top = max([sprite.top, *(-p.y + p.size * 0.5 for p in act.props if p.size)])
    return (
        replace(sprite, body=back + sprite.body + front, left=left, right=right, top=top) if side else sprite
    )


def _held(sprite: Sprite, thing: Thing, order: int, head: bool, paw: str) -> Sprite:
    """One thing in the hands: before the belly, raised, or at the side for the second."""
    name = thing_art(thing)
    hx, hy = sprite.hand
    if name == "balloon":
        return _balloons(sprite, thing)
    if name == "umbrella":
        art = centred(name, hx * 0.62, hy - 56 if head else -92, 124, 4, thing.colour)
        return replace(
            sprite, body=art + sprite.body, top=max(sprite.top, -hy + 118), right=max(sprite.right, 84)
        )
    if name in HIGH:
        return replace(
            sprite,
            body=sprite.body + centred(name, hx + 6, hy - 18, 46, 8, thing.colour),
            top=max(sprite.top, -hy + 44),
            right=max(sprite.right, hx + 30),
        )
    if name == "own-wateringcan":
        return replace(sprite, body=sprite.body + centred(name, -38, -30, 40), left=max(sprite.left, 66))
    size = 70 if thing.size == "big" else 46
    x, y = (
        ((0.0, -24.0 if size < 60 else -38.0) if head else (hx, hy))
        if order == 0
        else ((34.0, -18.0) if order == 1 else (-34.0, -18.0))
    )
    art = "".join(
        centred(name, x + (i - (min(thing.count, 3) - 1) / 2) * 20, y, size, 0, thing.colour)
        for i in range(min(thing.count, 3))
    )
    hands = ""
    if order == 0 and head:
        hands = path(
            f"M-20 {num(y + 6)}a6 6 0 1 0 12 0a6 6 0 1 0 -12 0M8 {num(y + 6)}a6 6 0 1 0 12 0a6 6 0 1 0 -12 0",
            paw,
        )
    elif order == 0:
        hands = path(
            f"M{num(x - 30)} {num(y - 4)}q6 12 20 10M{num(x + 30)} {num(y - 4)}q-6 12 -20 10",
            stroke=paw,
            width=9,
        )
    return replace(sprite, body=sprite.body + art + hands)


def _balloons(sprite: Sprite, thing: Thing) -> Sprite:
    """A bunch of balloons on strings from the raised hand."""
    hx, hy = sprite.hand
    bunch = [("", 14, -78), ("blue", 40, -66), ("yellow", -8, -60)][
        : max(1, min(3, thing.count if thing.count > 1 else 3))
    ]
    art = ""
    for _, dx, dy in bunch:
        art += path(
            f"M{num(hx)} {num(hy)}Q{num(hx + dx * 0.3)} {num(hy + dy * 0.5)} {num(hx + dx)} {num(hy + dy + 16)}",
            stroke="#8d99ad",
            width=1.6,
        )
    for colour, dx, dy in bunch:
        art += centred("balloon", hx + dx, hy + dy, 52, 0, thing.colour or colour)
    return replace(
        sprite, body=art + sprite.body, top=max(sprite.top, -hy + 106), right=max(sprite.right, hx + 66)
    )


def _eaten(sprite: Sprite, thing: Thing, head: bool, paw: str) -> Sprite:
    """Food or drink at the mouth; a pot or a bowl stands before it."""
    name = thing_art(thing)
    if name in (
        "pot-of-food",
        "steaming-bowl",
        "curry-rice",
        "cooked-rice",
        "shallow-pan-of-food",
        "oden",
        "birthday-cake",
    ):
        lifted = replace(sprite, hand=(sprite.hand[0], sprite.hand[1] - 6))
        return replace(_held(lifted, replace(thing, size="big", count=1), 0, head, paw), hand=sprite.hand)
    x, y = (sprite.mouth[0] + 12, sprite.mouth[1] + 18) if head else (sprite.mouth[0], sprite.mouth[1] + 8)
    body = sprite.body + centred(name, x, y, 36, 8, thing.colour)
    if head:
        body += path(f"M{num(x + 4)} {num(y + 6)}a6 6 0 1 0 12 0a6 6 0 1 0 -12 0", paw)
    return replace(sprite, body=body)


def seated(
    sprite: Sprite,
    art: str,
    size: float,
    x: float,
    y: float,
    covers: bool,
    shrink: float = 1,
    low: float = 30,
) -> Sprite:
    """A sprite put at x, y of the box of `art`, which is `size` units wide and stands at 0, 0."""
    scale = size / 32
    px, py = (x - 16) * scale, (y - low) * scale
    rider = group(sprite.body, px, py, shrink)
    under = group(art, -size / 2, -low * scale, scale)
    body = rider + under if covers else under + rider
    half = size / 2
    return Sprite(
        body,
        max(half, sprite.left * shrink - px),
        max(half, sprite.right * shrink + px),
        max(sprite.top * shrink - py, low * scale),
        sprite.hand,
        sprite.neck,
        sprite.mouth,
    )


def _ride(sprite: Sprite, name: str, colour: str) -> Sprite:
    """The sprite on its vehicle, or on an animal's back."""
    if name == "broom":
        name = "own-broomfly"
    if name in RIDES:
        size, x, y, covers, _, _ = RIDES[name]
        low = {"own-surfboard": 21.0, "skateboard": 26.0, "own-broomfly": 26.0, "own-cloud": 26.0}.get(
            name, 30.0
        )
        art = (
            icon(name, colour) if name != "skateboard" else group(group(icon(name), -16, -16), 16, 20, 1, 45)
        )
        made = seated(sprite, art, size, x, y, covers, 1, low)
        if name == "own-surfboard":
            made = replace(made, body=group(icon("own-wave"), -92, -118, 6) + made.body, left=92, right=98)
        return replace(made, left=made.left + 60, right=made.right + 60) if name == "own-dragonboat" else made
    body = {"tiger-face": "tiger", "dog-face": "dog", "cat-face": "cat", "cow-face": "ox", "pig-face": "pig", "horse-face": "horse", "own-elephant": "elephant",
            "own-sheep": "ram", "own-deer": "deer", "own-giraffe": "giraffe", "own-dino": "sauropod", "rabbit-face": "rabbit"}.get(name, name)  # fmt: skip
    return seated(
        sprite,
        icon(body if body in names() else "horse", colour),
        150,
        18,
        14 if body != "giraffe" else 16,
        False,
    )


def placed(sprite: Sprite, relation: str, thing: Thing, grow: float = 1) -> Sprite:
    """The sprite on, in or under a thing, `grow` times its usual size; beside is laid out later."""
    name = thing_art(thing)
    art = icon(name, thing.colour)
    if relation == "in":
        size, x, y, covers = INSIDE.get(name, (170.0, 16.0, 20.0, True))
        return seated(
            sprite, art, size * grow, x, y, covers, 0.86 if name in ("own-treehole", "house", "tent") else 1
        )
    if relation == "on":
        size, x, y, covers = SEATS.get(name, (170.0, 16.0, 9.0, False))
        return seated(sprite, art, size * grow, x, y, covers)
    if name in TALL:
        size = BIG.get(name, 240)
        return seated(sprite, art, size * 1.2 * grow, 16, 30, False)
    return seated(sprite, art, 200 * grow, 16, 30, False, 0.7)


def draw(figure: Figure, rng: random.Random, leads: bool = True) -> Sprite:
    """One figure, complete, its foot at 0, 0; what stands round about is drawn by the one that `leads` only."""
    act = act_of(figure)
    if not leads:
        act = replace(act, props=tuple(p for p in act.props if abs(p.x) < 24))
    pose = _pose(figure, act)
    head = has_head(figure.name)
    closed = act.closed or (figure.mood == "sleepy" and figure.name != "smiley")
    sprite = chibi(figure, pose, closed) if head else whole(figure, closed)
    table = figures()["heads"].get(figure.name) or figures()["wholes"].get(figure.name) or []
    paw = str(table[9 if head else 10]) if len(table) > 9 else "#ffc83d"
    if head and (
        figure.name
        in ("boy", "girl", "man", "woman", "person", "old-man", "old-woman", "baby", "santa-claus", "smiley")
    ):
        paw = "#ffc83d"
    sprite = _props(sprite, act) if head else _whole_props(sprite, act)
    gift = JOBS.get(figure.job, ((), ""))[1]
    things = list(figure.held) + (
        [Thing(gift)] if gift in names() and not figure.held and not figure.eats and act is CALM else []
    )
    if figure.eats:
        sprite = _eaten(sprite, figure.eats, head, paw)
    for order, thing in enumerate(things[:3]):
        sprite = _held(sprite, thing, order + (1 if figure.eats and thing.name not in HIGH else 0), head, paw)
    ride = figure.ride.name if figure.ride else act.ride
    if ride:
        sprite = _ride(sprite, ride, figure.ride.colour if figure.ride else "")
    if figure.place and figure.place[0] in ("on", "in", "under"):
        sprite = placed(sprite, *figure.place)
    if act.lean and not figure.place:
        sprite = replace(sprite, body=group(sprite.body, 0, 0, 1, act.lean + rng.uniform(-2, 2)))
    return sprite


def _whole_props(sprite: Sprite, act: Act) -> Sprite:
    """A whole icon keeps the act's things at its sides, for it has no hands."""
    if act.pose == "wide":
        return sprite
    moved = tuple(
        Prop(p.name, p.x * 1.15 + (8 if p.x >= 0 else -8), p.y * 0.92, p.size, p.turn, p.back)
        for p in act.props
    )
    return _props(sprite, replace(act, props=moved))
