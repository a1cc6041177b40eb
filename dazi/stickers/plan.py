"""What a prompt leaves open is settled: the setting that an action or a festival asks for, the hour, the weather."""

import random
from dataclasses import dataclass, replace

from dazi.stickers.acts import RIDES
from dazi.stickers.figure import act_of
from dazi.stickers.scene import Figure, Scene, Thing

FESTIVALS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "newyear": ("palace", "night", ("fireworks",)), "lanternfest": ("palace", "night", ("fullmoon",)), "midautumn": ("meadow", "night", ("fullmoon",)),
    "dragonboat": ("river", "day", ()), "qixi": ("hearts", "day", ()), "christmas": ("snow", "night", ("snow",)), "halloween": ("haunted", "night", ("fullmoon",)),
    "birthday": ("party", "day", ()), "party": ("party", "day", ()), "graduation": ("meadow", "day", ("confetti",)), "wedding": ("hearts", "day", ("petals",)),
    "national": ("palace", "day", ("fireworks",)),
}  # fmt: skip
FESTIVE_THINGS: dict[str, tuple[str, ...]] = {
    "newyear": ("firecracker", "red-envelope"), "lanternfest": ("own-lantern", "dango"), "midautumn": ("moon-cake", "own-lantern"), "dragonboat": (),
    "christmas": ("christmas-tree", "wrapped-gift"), "halloween": ("candy",), "birthday": ("birthday-cake", "wrapped-gift"), "party": ("party-popper", "shortcake"),
    "graduation": ("graduation-cap",), "wedding": ("bouquet", "ring"), "qixi": ("rose",), "national": (),
}  # fmt: skip
STYLE_SETTINGS = {"cyber": "city", "guofeng": "shanshui"}
HOMES = {
    "santa-claus": "snow", "polar-bear": "snow", "penguin": "snow", "seal": "snow", "snowman": "snow", "camel": "desert", "alien": "space", "ghost": "haunted",
    "snow-white-crane": "river", "swan": "river", "duck": "river", "flamingo": "river", "dragon": "sky", "phoenix-bird": "sky", "zebra": "meadow",
    "honeybee": "garden", "butterfly": "garden", "lady-beetle": "garden", "snail": "garden", "chicken": "farm", "rooster": "farm", "crocodile": "river",
}  # fmt: skip
WATERY = {
    "octopus",
    "whale",
    "spouting-whale",
    "dolphin",
    "shark",
    "fish",
    "tropical-fish",
    "blowfish",
    "squid",
    "jellyfish",
    "lobster",
    "crab",
}
SEASONS: dict[str, tuple[str, ...]] = {
    "winter": ("snow",),
    "autumn": ("leaves",),
    "spring": ("petals",),
    "summer": (),
}
THING_SETTINGS = {"own-lilypad": "river", "own-leafboat": "river", "own-rainbow": "sky", "own-cloud": "sky", "own-treehole": "forest", "own-windowsill": "room",
                  "own-cabin": "meadow", "cactus": "desert", "own-dragonboat": "river", "palm-tree": "beach", "christmas-tree": "snow", "own-sakura": "sakura",
                  "own-blackboard": "classroom",
    "house": "meadow",
    "deciduous-tree": "meadow",
    "evergreen-tree": "forest",
    "mushroom": "forest", "couch-and-lamp": "living", "own-bed": "room", "own-moon": "space", "snowman": "snow", "sunflower": "garden"}  # fmt: skip
OUTDOOR_WORDS = {
    "rain",
    "snow",
    "wind",
    "storm",
    "cloudy",
    "sunny",
    "fog",
    "aurora",
    "stars",
    "meteor",
    "petals",
    "leaves",
    "rainbow",
    "fullmoon",
}


@dataclass(frozen=True)
class Plan:
    """A scene with everything decided."""

    scene: Scene
    setting: str
    hour: str
    weather: tuple[str, ...]


def _setting(scene: Scene, rng: random.Random) -> str:
    """Named, else asked for by a festival, a ride, an act, a thing, an animal of the sea, the weather."""
    if scene.setting:
        return scene.setting
    if scene.festival in FESTIVALS and not (scene.festival == "party" and scene.setting):
        return FESTIVALS[scene.festival][0]
    for figure in scene.figures:
        ride = (
            "own-broomfly"
            if figure.ride and figure.ride.name == "broom"
            else (figure.ride.name if figure.ride else "")
        )
        if ride in RIDES and RIDES[ride][5]:
            return RIDES[ride][5]
        if figure.place and RIDES.get(figure.place[1].name, (0, 0, 0, 0, "", ""))[5]:
            return RIDES[figure.place[1].name][5]
        if figure.place and figure.place[1].name in THING_SETTINGS:
            return THING_SETTINGS[figure.place[1].name]
    for figure in scene.figures:
        if act_of(figure).setting and not (act_of(figure).setting == "room" and figure.place):
            return act_of(figure).setting
    for thing in (*scene.things, *(f.place[1] for f in scene.figures if f.place)):
        if thing.name in THING_SETTINGS:
            return THING_SETTINGS[thing.name]
    if scene.figures and all(figure.name in WATERY for figure in scene.figures):
        return "underwater"
    if (scene.style in STYLE_SETTINGS) and not scene.things:
        return STYLE_SETTINGS[scene.style]
    if scene.weather or scene.season:
        if scene.season == "winter":
            return "snow"
        sad = any(figure.mood == "sad" for figure in scene.figures)
        return "street" if "rain" in scene.weather and sad else "meadow"
    if scene.time and any(f.mood in ("sleepy", "tired") for f in scene.figures):
        return "room"
    home = next((HOMES[figure.name] for figure in scene.figures if figure.name in HOMES), "sheet")
    return "meadow" if scene.time and home == "sheet" else home


def _together(scene: Scene) -> tuple[Figure, ...]:
    """A boat race needs a boat; a fireworks watcher needs nothing."""
    made = []
    for figure in scene.figures:
        boat = figure.ride is not None or "row" not in figure.actions
        if not boat:
            name = "own-dragonboat" if scene.festival == "dragonboat" else "own-leafboat"
            figure = replace(figure, ride=Thing(name))
        made.append(figure)
    return tuple(made)


def settle(scene: Scene, rng: random.Random) -> Plan:
    """The plan of a scene; the same seed decides the same."""
    figures = _together(scene)
    scene = replace(scene, figures=figures)
    setting = _setting(scene, rng)
    acts = [act_of(figure) for figure in figures]
    weather = list(scene.weather)
    weather += [act.weather for act in acts if act.weather]
    if scene.style == "cyber" and not scene.time:
        scene = replace(scene, time="night")
    if scene.style == "line":
        scene = replace(scene, time="day")
    hour = scene.time or next((act.hour for act in acts if act.hour), "")
    if scene.festival in FESTIVALS:
        _, usual, more = FESTIVALS[scene.festival]
        hour = hour or usual
        weather += more
    if {"fullmoon", "stars", "aurora", "meteor"} & set(weather):
        hour = hour or "night"
    if setting == "sky" and any(f.ride and f.ride.name == "broom" for f in figures):
        hour = hour or "night"
    weather += [one for one in SEASONS.get(scene.season, ()) if one not in weather]
    if setting == "sakura":
        weather.append("petals")
    things = scene.things
    if scene.festival:
        have = {thing.name for thing in things} | {t.name for f in figures for t in f.held}
        cakes = {"shortcake", "birthday-cake"}
        things += tuple(
            Thing(n)
            for n in FESTIVE_THINGS.get(scene.festival, ())
            if n not in have and not (n in cakes and have & cakes)
        )[:2]
    if scene.mood == "sleepy" and setting == "room" and hour == "dawn" and not things:
        things = (Thing("alarm-clock"),)
    if scene.mood == "happy" and any(t.name in ("money-with-wings", "money-bag", "coin") for t in things):
        weather.append("money")
    return Plan(replace(scene, things=things), setting, hour or "day", tuple(dict.fromkeys(weather)))
