"""The embedded sticker painter: pictures from words, composed of vector icons and drawn settings."""

from dazi.stickers.paint import BACKEND, Painting, paint, style_of
from dazi.stickers.scene import Scene, Words

__all__ = ["BACKEND", "Painting", "Scene", "Words", "paint", "style_of"]
