"""What may be ordered: the styles and the limits; light, so that who only lists them loads no font and no painter."""

BACKEND = "cards"
LEAST, MOST = 6, 300  # characters of a comment that may have a card; what is longer than goes on one is cut
SMALLEST, LARGEST = 160, 900
STYLES = (
    "sticker",
    "poster",
    "chat",
    "face",
    "comic",
    "note",
    "film",
    "pixel",
    "award",
    "barrage",
    "news",
    "frame",
)
STILLED = frozenset({"frame"})  # what is nothing without a still of the video
ON_STILLS = STILLED | {"film", "barrage", "news"}  # what shows the still where there is one
