"""The moods of texts under the name that the repertoire knows them by; the lists are in repertoire/moods.toml."""

from dazi.text.moods import ORDER, PLAIN, Moods

__all__ = ["ORDER", "PLAIN", "Moods"]
