"""Meme cards: a comment's words as a picture, in a dozen styles."""
