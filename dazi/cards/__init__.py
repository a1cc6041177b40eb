"""Meme cards: a comment's words as a picture, in a dozen styles."""

from dazi.cards.card import BACKEND, LARGEST, LEAST, MOST, ON_STILLS, STILLED, STYLES, card, wording

__all__ = ["BACKEND", "LARGEST", "LEAST", "MOST", "ON_STILLS", "STILLED", "STYLES", "card", "wording"]
