"""Every setting by its name: who draws it, the room it needs, what in a picture calls for it, and its names in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import hypot

from dazi.reveals import crafts, screens, skies, streets, walls
from dazi.reveals.layout import Room
from dazi.reveals.stage import Stage

Draw = Callable[[Stage], None]
_I = re.IGNORECASE


@dataclass(frozen=True, slots=True)
class Setting:
    """`suits`: what of a picture (choose.signs) calls for it, and how loudly. `called`: how a wish names it. `round`:
    how far its circle goes beyond the picture's corners, in hundredths of the mean side; 0 where there is none.
    `outer`: it may be drawn round another setting. `wild`: only for who wants it wild."""

    draw: Draw
    room: Room
    suits: Mapping[str, float]
    called: re.Pattern[str]
    round: float = 0
    outer: bool = True
    wild: bool = False

    def room_for(self, size: tuple[int, int]) -> Room:
        """The room that a picture of this shape needs."""
        if not self.round:
            return self.room
        w, h = size
        mean = (w * h) ** 0.5
        r = hypot(w, h) / 2 / mean + self.round / 100
        side, over = r - w / mean / 2, r - h / mean / 2
        more = self.room
        return Room(side + more.left, over + more.top, side + more.right, over + more.bottom)


def _console(wide: bool) -> Room:
    return Room(0.62, 0.28, 0.62, 0.34) if wide else Room(0.36, 0.28, 0.36, 0.72)


SETTINGS: dict[str, Setting] = {
    "museum": Setting(walls.museum, Room(0.46, 0.34, 0.5, 0.56), {"face": 0.75, "art": 1.0, "warm": 0.4, "old": 0.8, "square": 0.3, "own": 0.6},
        re.compile(r"博物馆|美术馆|画廊|展览|卢浮宫|museum|gallery", _I)),
    "billboard": Setting(streets.billboard, Room(0.44, 0.34, 0.44, 0.72), {"wide": 0.5, "vivid": 0.6, "city": 1.0, "brand": 1.0, "face": 0.5},
        re.compile(r"广告牌|大屏|楼顶|时代广场|billboard|times square", _I)),
    "television": Setting(screens.television, Room(0.46, 0.3, 0.46, 0.72), {"wide": 0.5, "frame": 0.8, "show": 1.0, "dark": 0.4},
        re.compile(r"电视|客厅|沙发|\btv\b|television|living room", _I)),
    "phone": Setting(screens.phone, Room(0.42, 0.34, 0.42, 0.44), {"tall": 0.7, "frame": 0.5, "chat": 1.0, "face": 0.45},
        re.compile(r"手机里|手机屏|拿着手机|in a phone|on a phone", _I)),
    "snow_globe": Setting(crafts.snow_globe, Room(0.1, 0.1, 0.1, 0.3), {"white": 0.9, "winter": 1.1, "square": 0.4, "blue": 0.35},
        re.compile(r"水晶球|雪球|snow ?globe", _I), round=6),
    "cinema": Setting(screens.cinema, Room(0.4, 0.28, 0.4, 0.72), {"wide": 0.45, "dark": 0.8, "show": 0.9, "frame": 0.6},
        re.compile(r"电影院|影院|大银幕|银幕|cinema|movie theat", _I)),
    "fridge": Setting(walls.fridge, Room(0.46, 0.34, 0.5, 0.5), {"food": 1.1, "drawn": 0.75, "own": 0.8, "kid": 1.0, "warm": 0.35},
        re.compile(r"冰箱|fridge|refrigerator", _I)),
    "stamp": Setting(crafts.stamp, Room(0.86, 0.3, 0.3, 0.82), {"small": 0.9, "place": 0.9, "square": 0.4, "drawn": 0.5},
        re.compile(r"邮票|信封|明信片|stamp|envelope", _I), outer=False),
    "plane": Setting(skies.plane, Room(0.5, 0.36, 0.5, 0.66), {"sky": 1.0, "travel": 1.1, "blue": 0.45},
        re.compile(r"飞机|舷窗|机舱|(?:aero|air)?plane window|airplane", _I), outer=False),
    "aquarium": Setting(crafts.aquarium, Room(0.5, 0.34, 0.5, 0.62), {"blue": 0.85, "sea": 1.1, "green": 0.3},
        re.compile(r"水族|鱼缸|海底|aquarium|fish ?tank", _I)),
    "shop": Setting(streets.shop, Room(0.5, 0.46, 0.76, 0.5), {"pink": 0.8, "vivid": 0.5, "brand": 0.8, "wear": 1.0, "food": 0.6},
        re.compile(r"橱窗|商店|店铺|逛街|shop window|storefront", _I)),
    "easel": Setting(skies.easel, Room(0.56, 0.38, 0.64, 0.62), {"green": 0.85, "drawn": 0.6, "flower": 1.1, "art": 0.7, "own": 0.5},
        re.compile(r"画架|公园|写生|easel|\bpark\b", _I)),
    "polaroid": Setting(walls.polaroids, Room(0.56, 0.42, 0.56, 0.56), {"face": 0.7, "crowd": 1.0, "square": 0.45, "love": 1.0, "party": 0.9, "avatar": 0.6},
        re.compile(r"拍立得|照片墙|麻绳|polaroid|photo wall", _I)),
    "bus_stop": Setting(streets.bus_stop, Room(0.6, 0.34, 0.8, 0.6), {"tall": 0.6, "grey": 0.8, "rain": 1.1, "city": 0.7, "work": 0.9},
        re.compile(r"公交|车站|站台|bus ?stop", _I)),
    "stage": Setting(streets.concert, Room(0.5, 0.34, 0.5, 0.72), {"music": 1.1, "dark": 0.5, "vivid": 0.6, "crowd": 0.6},
        re.compile(r"舞台|演唱会|音乐节|concert|\bstage\b", _I)),
    "laptop": Setting(screens.laptop, Room(0.5, 0.3, 0.52, 0.54), {"work": 1.1, "grey": 0.5, "wide": 0.35, "text": 1.0},
        re.compile(r"笔记本|电脑|办公桌|laptop|desk\b", _I)),
    "jigsaw": Setting(crafts.jigsaw, Room(0.46, 0.36, 0.56, 0.5), {"vivid": 0.65, "green": 0.35, "place": 0.8, "square": 0.35},
        re.compile(r"拼图|jigsaw|puzzle", _I)),
    "cake": Setting(crafts.cake, Room(0.58, 0.46, 0.6, 0.46), {"party": 1.2, "pink": 0.6, "food": 0.7, "avatar": 0.5, "kid": 0.7},
        re.compile(r"蛋糕|生日|cake|birthday", _I)),
    "campfire": Setting(skies.campfire, Room(0.54, 0.34, 0.62, 0.68), {"dark": 0.7, "night": 1.1, "pet": 0.6},
        re.compile(r"露营|篝火|幕布|森林|camp|bonfire", _I)),
    "balloon": Setting(skies.balloon, Room(0.2, 0.12, 0.2, 0.62), {"sky": 0.8, "vivid": 0.5, "bright": 0.5, "square": 0.35},
        re.compile(r"热气球|hot.?air balloon|balloon", _I), round=7),
    "window": Setting(walls.window, Room(0.6, 0.34, 0.6, 0.52), {"green": 0.6, "pet": 0.9, "bright": 0.6, "place": 0.7, "sky": 0.5},
        re.compile(r"窗台|窗外|窗户|飘窗|window(?!s)", _I)),
    "scroll": Setting(walls.scroll, Room(0.6, 0.5, 0.62, 0.66), {"tall": 0.55, "ink": 1.2, "old": 0.9, "grey": 0.4, "white": 0.4},
        re.compile(r"挂轴|卷轴|国画|书房|scroll", _I)),
    "console": Setting(screens.console, Room(0.5, 0.28, 0.5, 0.5), {"drawn": 0.5, "game": 1.2, "small": 0.8, "vivid": 0.35},
        re.compile(r"游戏机|掌机|gameboy|console", _I)),
    "drones": Setting(streets.drones, Room(0.46, 0.46, 0.46, 0.66), {"night": 0.7, "vivid": 0.45, "wide": 0.3, "city": 0.8},
        re.compile(r"无人机|夜空|drone", _I)),
    "frames": Setting(walls.frames, Room(0.78, 0.76, 0.78, 0.76), {"face": 0.5, "avatar": 0.9, "square": 0.5, "art": 0.5},
        re.compile(r"套娃|画中画|框中框|俄罗斯|frames? in|matryoshka", _I), outer=False),
    "moon": Setting(skies.moon, Room(0.5, 0.44, 0.52, 0.66), {"space": 1.2, "dark": 0.45, "night": 0.6},
        re.compile(r"月球|太空|月亮上|on the moon|in space", _I)),
    "paws": Setting(skies.paws, Room(0.5, 0.6, 0.56, 0.34), {"pet": 0.7, "wide": 0.5, "tall": 0.5, "square": 0.5},
        re.compile(r"猫爪|巨猫|giant cat|cat'?s paw", _I), wild=True),
}  # fmt: skip


def room_of(name: str, size: tuple[int, int]) -> Room:
    """The room of a setting; the console has its keys at the sides of a wide picture, else below."""
    if name == "console":
        return _console(size[0] > size[1] * 1.15)
    return SETTINGS[name].room_for(size)
