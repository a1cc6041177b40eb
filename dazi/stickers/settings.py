"""Every setting by its name. Knows nothing of what stands in it."""

from collections.abc import Callable

from dazi.stickers import lands, rooms, towns, waters
from dazi.stickers.pen import Canvas

SETTINGS: dict[str, Callable[[Canvas], None]] = {
    "meadow": lands.meadow, "forest": lands.forest, "bamboo": lands.bamboo, "autumnwoods": lands.autumnwoods, "sakura": lands.sakura,
    "garden": lands.garden, "farm": lands.farm, "park": lands.park, "mountain": lands.mountain, "snowmountain": lands.snowmountain,
    "snow": lands.snow, "desert": lands.desert, "castle": lands.castle, "palace": lands.palace,
    "sea": waters.sea, "beach": waters.beach, "river": waters.river, "space": waters.space, "moon": waters.moon, "mars": waters.mars,
    "underwater": waters.underwater, "sky": waters.heaven, "volcano": waters.volcano, "island": waters.island, "shanshui": waters.shanshui,
    "city": towns.city, "street": towns.street, "stage": towns.stage, "stadium": towns.stadium, "train": towns.train,
    "candyland": towns.candyland, "hearts": towns.hearts, "haunted": towns.haunted, "sheet": towns.sheet,
    "room": rooms.bedroom, "living": rooms.living, "kitchen": rooms.kitchen, "office": rooms.office, "classroom": rooms.classroom,
    "library": rooms.library, "shop": rooms.shop, "restaurant": rooms.restaurant, "bathroom": rooms.bathroom, "hospital": rooms.hospital,
    "gym": rooms.gym, "cinema": rooms.cinema, "party": rooms.festive,
}  # fmt: skip
INDOORS = frozenset({"room", "living", "kitchen", "office", "classroom", "library", "shop", "restaurant", "bathroom", "hospital", "gym", "cinema",
                     "party", "stage", "train", "hearts"})  # fmt: skip
SKYLESS = INDOORS | {"sheet", "space", "moon", "mars", "shanshui", "underwater"}
ONE_WAY = frozenset({"classroom", "shanshui", "office", "hospital"})  # what would look wrong in a mirror
