"""What the intent classifier sees of a message: how its words sound, and which values stand in it."""

from collections.abc import Iterator

from munshi_spelling import key, skeleton

SHORTEST, LONGEST = 2, 5  # letters of a piece of a word
LONGEST_TEXT = 1000  # characters; what follows changes no intent


def features(text: str) -> list[str]:
    """Pieces of the phonetic keys, the words, their neighbours and their bones."""
    text = text[:LONGEST_TEXT]
    keys = key(text).split()
    return [*_pieces(keys), *_words(keys), *(f"~{bones}" for bones in skeleton(text).split())]


def _pieces(keys: list[str]) -> Iterator[str]:
    for word in keys:
        padded = f" {word} "
        for size in range(SHORTEST, LONGEST + 1):
            for start in range(len(padded) - size + 1):
                yield padded[start : start + size]


def _words(keys: list[str]) -> Iterator[str]:
    around = ["^", *keys, "$"]
    for first, second in zip(around, around[1:], strict=False):
        yield f"={first}"
        yield f"{first}_{second}"
