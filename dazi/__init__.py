"""Dazi 搭子: an AI companion account for a community's comment section."""

__version__ = "0.1.0"
