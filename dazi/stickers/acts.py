"""What each action looks like: a pose, what is beside or before the body, and where it happens by itself. Only tables."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Prop:
    """An icon with its middle at x, y of the body's units; behind the body when `back`."""

    name: str
    x: float
    y: float
    size: float = 36
    turn: float = 0
    back: bool = False


@dataclass(frozen=True)
class Act:
    """A pose of POSES, props, the usual setting and hour; closed eyes; `lift` off the ground; a ride of its own."""

    pose: str = "stand"
    props: tuple[Prop, ...] = ()
    setting: str = ""
    hour: str = ""
    closed: bool = False
    lift: float = 0
    ride: str = ""
    lean: float = 0
    weather: str = ""


_NOTES = (Prop("musical-note", 44, -96, 24, 10), Prop("musical-notes", -44, -88, 28, -12))
ACTS: dict[str, Act] = {
    "surf": Act("wide", setting="sea", ride="own-surfboard", lean=-7),
    "sleep": Act("sit", (Prop("zzz", 40, -104, 34),), "room", closed=True, lean=4),
    "dance": Act("up", _NOTES, "stage", lift=8, lean=6),
    "ballet": Act("twirl", (*_NOTES, Prop("sparkles", 46, -40, 22)), "stage", lift=6),
    "sing": Act("right", (Prop("microphone", 15, -46, 34, -14), *_NOTES), "stage"),
    "guitar": Act("hold", (Prop("guitar", 2, -26, 62, 8), *_NOTES)),
    "piano": Act("hold", (Prop("musical-keyboard", 0, -14, 78), *_NOTES), "stage"),
    "read": Act("sithold", (Prop("open-book", 0, -18, 44),), "meadow"),
    "write": Act("hold", (Prop("own-desk", 0, -8, 62), Prop("memo", 4, -34, 30)), "classroom"),
    "work": Act("hold", (Prop("own-desk", 0, -8, 66), Prop("laptop", 0, -40, 46)), "office"),
    "cook": Act("right", (Prop("cooking", 40, -66, 46, -10),), "kitchen"),
    "teach": Act("right", (Prop("open-book", -14, -28, 34),), "classroom"),
    "soccer": Act("run", (Prop("soccer-ball", -46, -14, 30),), "stadium", lean=-6),
    "basketball": Act("right", (Prop("basketball", 44, -78, 34),), "stadium", lift=10),
    "badminton": Act("right", (Prop("badminton", 46, -78, 40),), "stadium"),
    "run": Act("run", (Prop("dashing-away", 48, -14, 30, 0),), "park", lean=-8),
    "walk": Act("run", (), "park"),
    "swim": Act("wide", (Prop("ring-buoy", 0, -26, 74, 0),), "sea", lift=-30),
    "fly": Act("wide", (), "sky", lift=26, lean=-10),
    "float": Act("wide", (), lift=30, lean=12),
    "ski": Act("wide", (Prop("skis", 0, -6, 44),), "snowmountain", lean=-8),
    "skate": Act("wide", (Prop("ice-skate", -14, -4, 22), Prop("ice-skate", 14, -4, 22)), "snow", lean=-6),
    "skateboard": Act("wide", (), "street", ride="skateboard", lean=-6),
    "fish": Act("sithold", (Prop("fishing-pole", -34, -34, 74), Prop("bucket", 40, -12, 28)), "river"),
    "photo": Act("hold", (Prop("camera-with-flash", 0, -36, 38), Prop("sparkles", -26, -52, 18))),
    "kite": Act("right", (Prop("kite", 66, -140, 60),), "meadow", weather="wind"),
    "fireworks": Act("right", (Prop("sparkler", 46, -72, 44, 10),), "", "night", weather="fireworks"),
    "movie": Act("sithold", (Prop("popcorn", 0, -20, 40),), "cinema"),
    "game": Act("sithold", (Prop("video-game", 0, -22, 40),), "living"),
    "phone": Act("sithold", (Prop("mobile-phone", 0, -30, 32),), "living"),
    "bathe": Act("wide", (), "bathroom", ride="bathtub"),
    "bubbles": Act("right", (Prop("bubbles", 50, -84, 50), Prop("bubbles", -48, -100, 36)), "meadow"),
    "lift": Act("up", (Prop("own-dumbbell", 0, -112, 110),), "gym"),
    "yoga": Act("lotus", (Prop("sparkles", 46, -88, 22), Prop("lotus", -46, -12, 26)), "meadow", closed=True),
    "meditate": Act("lotus", (Prop("sparkles", 46, -94, 24), Prop("sparkles", -46, -80, 20)), "mountain", closed=True),
    "snowman": Act("right", (Prop("snowman", 76, -42, 88),), "snow", weather="snow"),
    "paint": Act("hold", (Prop("artist-palette", -16, -26, 36), Prop("paintbrush", 20, -34, 34), Prop("framed-picture", 74, -44, 78, 0, True)), "garden"),
    "clean": Act("hold", (Prop("broom", 16, -34, 72),), "living"),
    "stargaze": Act("sit", (Prop("telescope", 52, -32, 58),), "meadow", "night", weather="stars"),
    "moongaze": Act("sit", (), "meadow", "night", weather="fullmoon"),
    "jump": Act("up", (Prop("sparkles", 48, -20, 20),), lift=24),
    "swing": Act("sit", (Prop("own-swing", 0, -86, 190, 0, True),), "park"),
    "sunbathe": Act("sit", (Prop("umbrella-on-ground", -58, -60, 120, 0, True),), "beach", closed=True),
    "camp": Act("sit", (Prop("tent", -88, -54, 116, 0, True), Prop("fire", 52, -16, 34)), "meadow"),
    "chess": Act("sit", setting="park"),
    "hide": Act("sit"),
    "sit": Act("sit"),
    "handhold": Act("side", (Prop("red-heart", 52, -92, 24),)),
    "hug": Act("side", (Prop("two-hearts", 50, -96, 30),)),
    "propose": Act("hold", (Prop("ring", 30, -66, 28), Prop("sparkling-heart", -40, -96, 26)), "hearts"),
    "kiss": Act("side", (Prop("sparkling-heart", 50, -96, 30),)),
    "cheer": Act("up", (Prop("party-popper", 52, -66, 40), Prop("confetti-ball", -56, -74, 28)), lift=10),
    "greet": Act("right", (Prop("waving-hand", 52, -76, 26),)),
    "fight": Act("wide", (Prop("boxing-glove", 46, -44, 34), Prop("boxing-glove", -46, -44, 34), Prop("collision", 62, -80, 36)), "gym", lean=-5),
    "row": Act("sithold", (), "river"),
    "shop": Act("hold", (Prop("shopping-bags", 0, -22, 46),), "shop"),
    "pick": Act("right", (Prop("basket", -20, -20, 36), Prop("red-apple", 44, -68, 24)), "garden"),
    "dig": Act("hold", (Prop("pick", 20, -40, 56),), "mountain"),
    "climb": Act("right", (Prop("backpack", 22, -34, 36, 0, True), Prop("triangular-ruler", 0, 0, 0)), "mountain", lean=-5),
    "slack": Act("sit", (Prop("watermelon", 34, -14, 30), Prop("thought-balloon", 42, -104, 36))),
    "magic": Act("right", (Prop("magic-wand", 46, -72, 40), Prop("sparkles", 64, -96, 30)), "stage"),
    "shine": Act("up", (Prop("glowing-star", 48, -96, 26), Prop("sparkles", -48, -92, 28))),
}  # fmt: skip

# vehicle -> size, seat x and y in its box, whether it covers the rider's legs, the rider's pose, usual setting
RIDES: dict[str, tuple[float, float, float, bool, str, str]] = {
    "motorcycle": (150, 18, 19, True, "steer", "street"), "motor-scooter": (140, 20, 20, True, "steer", "street"),
    "bicycle": (140, 20, 18, True, "steer", "street"), "automobile": (180, 17, 18, True, "up", "street"),
    "racing-car": (180, 16, 22, True, "steer", "stadium"), "sled": (150, 19, 16, False, "sit", "snow"),
    "rocket": (190, 16, 15, False, "sit", "space"), "flying-saucer": (180, 16, 14, True, "up", "space"),
    "airplane": (190, 17, 17, False, "sit", "sky"), "broom": (150, 12, 18, False, "steer", "sky"),
    "own-broomfly": (130, 12, 18, False, "steer", "sky"), "canoe": (180, 16, 20, True, "sithold", "river"),
    "sailboat": (220, 14, 24, True, "sit", "sea"), "own-leafboat": (150, 6, 22, True, "sit", "river"), "ship": (230, 14, 12, True, "up", "sea"),
    "own-dragonboat": (120, 10, 23, True, "sithold", "river"), "own-surfboard": (150, 16, 17.5, False, "wide", "sea"),
    "own-cloud": (150, 16, 17, False, "sit", "sky"), "skateboard": (90, 16, 18, False, "wide", "street"),
    "shopping-cart": (150, 14, 18, True, "up", "shop"), "tractor": (190, 22, 14, True, "steer", "farm"), "bathtub": (170, 14, 22, True, "wide", "bathroom"),
    "kick-scooter": (130, 22, 26, False, "steer", "street"), "helicopter": (210, 12, 18, True, "sit", "sky"), "watermelon": (130, 16, 14, False, "sit", ""),
    "speedboat": (190, 14, 20, True, "up", "sea"),
}  # fmt: skip

# thing stood, sat or hidden at -> size, x and y of the place in its box, whether the thing covers the figure
SEATS: dict[str, tuple[float, float, float, bool]] = {
    "own-windowsill": (230, 16, 28.5, False), "own-windowsill-rain": (230, 16, 28.5, False), "own-lilypad": (190, 16, 24, False), "own-rainbow": (250, 16, 14.5, False), "own-cloud": (160, 16, 17, False),
    "own-moon": (250, 17, 27, False), "chair": (120, 17, 19, False), "own-table": (150, 16, 13, False), "own-bed": (190, 16, 21, False),
    "couch-and-lamp": (230, 13, 24, False), "shortcake": (190, 19, 12, False), "birthday-cake": (190, 16, 15, False), "house": (220, 16, 9, False),
    "own-cabin": (220, 16, 7, False), "deciduous-tree": (290, 16, 9, False), "mushroom": (180, 16, 6, False), "full-moon": (240, 16, 5, False),
    "globe-showing-asia-australia": (220, 16, 5, False), "watermelon": (150, 16, 14, False), "pizza": (160, 18, 8, False), "hamburger": (170, 16, 7, False),
    "books": (140, 16, 5, False), "rocket": (190, 16, 15, False), "own-leafboat": (150, 6, 22, True), "rock": (130, 16, 10, False), "star": (190, 16, 12, False),
}  # fmt: skip
INSIDE: dict[str, tuple[float, float, float, bool]] = {
    "own-treehole": (205, 16, 28, False), "automobile": (190, 17, 17, True), "bathtub": (170, 14, 22, True), "own-bed": (200, 16, 22, True),
    "own-leafboat": (150, 6, 22, True), "canoe": (180, 16, 20, True), "package": (150, 16, 12, True), "teacup-without-handle": (150, 16, 16, True),
    "hot-beverage": (150, 14, 16, True), "steaming-bowl": (170, 16, 18, True), "basket": (150, 16, 16, True), "shopping-cart": (150, 14, 18, True),
    "house": (260, 16, 28, False), "tent": (260, 16, 29, False), "bubble-tea": (190, 16, 14, True), "pot-of-food": (180, 16, 16, True), "rocket": (210, 19, 18, False),
    "wrapped-gift": (150, 16, 12, True), "luggage": (150, 16, 12, True), "backpack": (150, 16, 10, True), "balloon": (150, 16, 22, False), "own-windowsill": (230, 16, 28, False),
}  # fmt: skip
TALL = frozenset(
    {
        "deciduous-tree",
        "evergreen-tree",
        "palm-tree",
        "own-sakura",
        "own-bamboo",
        "cactus",
        "house",
        "own-cabin",
        "castle",
        "own-blackboard",
        "christmas-tree",
        "couch-and-lamp",
        "own-windowsill",
        "own-treehole",
        "own-rainbow",
        "school",
        "hospital",
        "ferris-wheel",
        "own-bed",
        "tent",
    }
)
BIG = {"deciduous-tree": 260, "evergreen-tree": 250, "palm-tree": 280, "own-sakura": 300, "own-bamboo": 260, "house": 220, "own-cabin": 210, "castle": 260, "own-blackboard": 150,
       "christmas-tree": 200, "couch-and-lamp": 190, "automobile": 150, "sailboat": 190, "own-leafboat": 110, "ship": 200, "cactus": 84, "rocket": 170, "own-table": 96, "own-rainbow": 260, "television": 110,
       "ferris-wheel": 260, "snowman": 110, "own-windowsill": 180, "sunflower": 76, "own-bed": 170, "tent": 170, "own-treehole": 260}  # fmt: skip
HIGH = frozenset(
    {
        "umbrella",
        "balloon",
        "kite",
        "sparkler",
        "magic-wand",
        "trophy",
        "crossed-swords",
        "fishing-pole",
        "red-paper-lantern",
        "own-lantern",
        "umbrella-with-rain-drops",
    }
)
