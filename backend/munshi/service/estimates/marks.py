"""The words around a line of an estimate that only say what becomes of it."""

from collections.abc import Sequence

from munshi.service.visits import words

MARKS = (
    "taken_off",
    "added",
    "unchanged",
    "only",
    "fillers",
    "editing",
    "correcting",
    "has_told",
    "somebody",
)
LONGEST_MARK = 3  # words


def stripped(text: str) -> str:
    """A line without the words around it that only say what becomes of it."""
    said = text.split()
    while size := _marked(said[:LONGEST_MARK], from_start=True):
        said = said[size:]
    while size := _marked(said[-LONGEST_MARK:], from_start=False):
        said = said[:-size]
    return " ".join(said)


def _marked(said: Sequence[str], *, from_start: bool) -> int:
    """How many words at the start or the end are one of those."""
    for size in range(len(said), 0, -1):
        if is_mark(" ".join(said[:size] if from_start else said[-size:])):
            return size
    return 0


def is_mark(word: str) -> bool:
    """Whether a word or a few are one of those."""
    return any(words.is_of(word, each) for each in MARKS)
