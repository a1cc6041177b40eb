"""Skies by hour and weather: sun, moon, stars, clouds, rain, snow, aurora, petals. Knows no land and no figures."""

from dazi.stickers.icons import icon
from dazi.stickers.pen import GREY, HEIGHT, HOURS, Canvas, box, group, mix, num, oval, path


def sky(c: Canvas, weather: tuple[str, ...]) -> None:
    """The sky over the whole canvas, with what shines and drifts in it."""
    stops = GREY[c.hour] if c.grey else HOURS[c.hour][0]
    c.back.append(box(0, 0, c.width, HEIGHT, c.fade(stops)))
    if c.hour == "night":
        _stars(c, 70 if not c.grey else 12)
    if "aurora" in weather:
        _aurora(c)
    sun = -999.0
    if not c.grey:
        sun = _light(c, "fullmoon" in weather)
    if "meteor" in weather or "stars" in weather:
        _meteors(c)
    if "rainbow" in weather:
        _rainbow(c)
    if c.hour != "night" or c.grey:
        _clouds(c, 5 if c.grey else 4, sun)


def _stars(c: Canvas, count: int) -> None:
    for x in c.spread(count, 0, 1):
        y, r = c.rng.uniform(10, 430), c.rng.choice((1.2, 1.6, 2.0, 2.8))
        c.back.append(oval(x, y, r, r, "#fff6d8", c.rng.uniform(0.5, 1)))


def _light(c: Canvas, big: bool) -> float:
    """Sun or moon of the hour; its x."""
    side = c.rng.choice((0.2, 0.8))
    x = c.width * side
    if c.hour == "night":
        r = 120 if big else 56
        x, y = (c.width * c.rng.choice((0.26, 0.74)), 190.0) if big else (x, 130.0)
        c.back.append(c.glow(x, y, r * 2.3, "#fff2c0", 0.55))
        c.back.append(oval(x, y, r, r, c.fade(("#fffbe6", "#ffe9a3"))))
        for dx, dy, part in ((-0.35, -0.2, 0.2), (0.3, 0.25, 0.26), (0.1, -0.5, 0.13), (-0.2, 0.5, 0.12)):
            c.back.append(oval(x + dx * r, y + dy * r, r * part, r * part * 0.9, "#f2d888", 0.6))
        return x
    y = {"day": 130.0, "dawn": 330.0, "sunset": 400.0}[c.hour]
    x = c.width * (0.5 if c.hour == "sunset" else side)
    r, colour = {"day": (58, "#fff3b0"), "dawn": (64, "#ffe2a0"), "sunset": (105, "#ffe9a8")}[c.hour]
    c.back.append(c.glow(x, y, r * 3.2, colour, 0.75))
    c.back.append(
        oval(x, y, r, r, c.fade(("#fffbe0", "#ffd257") if c.hour == "day" else ("#fff0c0", "#ff9d5c")))
    )
    return x


def puff(x: float, y: float, scale: float, colour: str, opacity: float = 0.92) -> str:
    """One cloud, its lower side flat."""
    body = (
        oval(-52, 0, 46, 30, colour)
        + oval(0, -18, 62, 46, colour)
        + oval(56, 2, 44, 28, colour)
        + box(-92, 0, 186, 30, colour, 15)
    )
    return group(body, x, y, scale, opacity=opacity)


def _clouds(c: Canvas, count: int, sun: float) -> None:
    """Clouds, none of them before the sun at x = `sun`."""
    base = {"day": "#ffffff", "dawn": "#fff3ec", "sunset": "#ffb9a3", "night": "#5a64a0"}[c.hour]
    colour = mix(base, "#8497a8", 0.45) if c.grey else base
    for x in c.spread(count, 0, 1):
        if not c.grey and abs(x - sun) < 150:
            continue
        c.back.append(puff(x, c.rng.uniform(60, 260), c.rng.uniform(0.55, 1.15), colour, 0.85))


def _aurora(c: Canvas) -> None:
    """Curtains of green and violet."""
    for i, colour in enumerate(("#54f0b4", "#7ee8ff", "#b48cff")):
        y, w = 90 + i * 60, c.width
        d = f"M-20 {y + 120}C{num(w * 0.2)} {y - 60} {num(w * 0.4)} {y + 160} {num(w * 0.6)} {y + 20}S{num(w * 0.9)} {y + 60} {num(w + 20)} {y - 50}"
        band = (
            d
            + f"V{y + 110}C{num(w * 0.8)} {y + 200} {num(w * 0.7)} {y + 180} {num(w * 0.55)} {y + 210}S{num(w * 0.2)} {y + 160} -20 {y + 270}Z"
        )
        c.back.append(path(band, c.fade((colour, colour, colour), None, (0.0, 0.9, 0.0))))


def _meteors(c: Canvas) -> None:
    for x in c.spread(4):
        y = c.rng.uniform(40, 260)
        c.back.append(path(f"M{num(x)} {num(y)}l-70 46", stroke="#fff3c4", width=3.4, opacity=0.75))
        c.back.append(group(icon("glowing-star"), x - 14, y - 16, 0.95))


def _rainbow(c: Canvas) -> None:
    for i, colour in enumerate(("#ff6b6b", "#ffad5c", "#ffe066", "#7be08a", "#6cbcff", "#b48cff")):
        r = c.width * 0.46 - i * 15
        x0, x1 = c.width / 2 - r, c.width / 2 + r
        c.back.append(
            path(
                f"M{num(x0)} 600A{num(r)} {num(r)} 0 0 1 {num(x1)} 600", stroke=colour, width=15, opacity=0.75
            )
        )


def falling(c: Canvas, weather: tuple[str, ...], season: str) -> None:
    """What falls before the figures: rain, snow, petals, leaves, the lines of a wind."""
    if "storm" in weather:
        x = c.width * c.rng.choice((0.18, 0.82))
        c.back.append(path(f"M{num(x)} 60l-34 96h26l-22 84l66-112h-28l26-68Z", "#ffe45c"))
    if "rain" in weather or "storm" in weather:
        for x in c.spread(58, -0.02, 1.04):
            y = c.rng.uniform(-10, HEIGHT)
            c.front.append(
                path(f"M{num(x)} {num(y)}l-9 36", stroke="#e3f3ff", width=3, opacity=c.rng.uniform(0.45, 0.8))
            )
    if "snow" in weather:
        for x in c.spread(60, 0, 1):
            r = c.rng.choice((3, 4, 5.5, 8))
            c.front.append(oval(x, c.rng.uniform(0, HEIGHT), r, r, "#ffffff", c.rng.uniform(0.6, 0.95)))
    if "petals" in weather:
        for x in c.spread(26, 0, 1):
            petal = path(
                "M0 0C6 -8 16 -6 16 2C12 8 4 8 0 0Z", c.rng.choice(("#ffb7d0", "#ffd0e0", "#ff9dc0"))
            )
            c.front.append(group(petal, x, c.rng.uniform(20, HEIGHT - 20), 1.1, c.rng.uniform(0, 360)))
    if "leaves" in weather:
        for x in c.spread(12, 0, 1):
            leaf = icon(c.rng.choice(("maple-leaf", "fallen-leaf")))
            c.front.append(group(leaf, x, c.rng.uniform(20, HEIGHT - 60), 1.0, c.rng.uniform(-50, 50)))
    if "wind" in weather:
        for y in (120, 260, 420, 560):
            x = c.rng.uniform(0, c.width * 0.6)
            c.front.append(
                path(
                    f"M{num(x)} {y}h150c40 0 40-46 8-46c-18 0-22 18-12 26",
                    stroke="#ffffff",
                    width=5,
                    opacity=0.7,
                )
            )
    if "fog" in weather:
        for y in (330, 450, 570):
            c.front.append(
                box(
                    -20, y, c.width + 40, 90, c.fade(("#ffffff", "#ffffff", "#ffffff"), None, (0.0, 0.5, 0.0))
                )
            )
