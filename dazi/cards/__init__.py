"""Meme cards: a comment's words as a picture, in a dozen styles."""

from dazi.cards.card import BACKEND, LARGEST, LEAST, MOST, STILLED, STYLES, card, wording

__all__ = ["BACKEND", "LARGEST", "LEAST", "MOST", "STILLED", "STYLES", "card", "wording"]
