"""Delivers accepted mentions to workers, lane by lane; knows row ids and lanes, never what a mention says."""
