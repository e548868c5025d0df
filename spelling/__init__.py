"""One key for every spelling of a word; shared by the classifier and the catalogue search."""

from spelling.keys import key, skeleton, words

__all__ = ["key", "skeleton", "words"]
