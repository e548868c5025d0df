"""What the intent classifier sees of a message: how its words sound, and which values stand in it."""

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from munshi_spelling import skeleton

from nlu.languages import NAMES as LANGUAGE_NAMES
from nlu.order_changes import verbs_of
from nlu.order_lines import Line, lines_of
from nlu.order_parts import cut
from nlu.parts import Kind, Part
from nlu.reading import Word, read
from nlu.references import references

SHORTEST, LONGEST = 2, 5  # letters of a piece of a word
LONGEST_TEXT = 1000  # characters; what follows changes no intent
MANY = 3  # more lines say no more
AMOUNT, NAME = "0", "N"
WORD = "="  # begins the feature of a whole word


def features(text: str) -> list[str]:
    """Pieces of the phonetic keys, the words, their neighbours and bones; and the shape of an order in them.

    What is ordered by weight or packet is hidden: which things a shop sells says nothing of what a person wants.
    """
    text = text[:LONGEST_TEXT]
    words = read(text)
    signs = [word.text for word in words if unicodedata.category(word.text[0]) == "So"]  # 👍
    if not signs and not any(word.key for word in words):
        return []
    parts = cut(words)
    lines = lines_of(words, parts)
    hidden = _hidden(parts, lines)
    keys = [word.key for at, word in enumerate(words) if word.key and at not in hidden]
    seen = [NAME if at in hidden else word.key for at, word in enumerate(words) if word.key]
    return [
        *_pieces(keys),
        *_words(seen, ""),
        *(f"~{bones}" for bones in skeleton(" ".join(keys)).split()),
        *_words(_shape(words, parts), "#"),
        *_values(text, words, parts, lines),
        *(f"!{sign}" for sign in signs),
    ]


def _hidden(parts: Sequence[Part], lines: Sequence[Line]) -> set[int]:
    """The words of the names in lines with a unit."""
    counted = {at for line in lines if line.amount.unit for at in range(line.start, line.end)}
    return {
        at for part in parts if part.kind is Kind.NAME for at in range(part.start, part.end) if at in counted
    }


def _pieces(keys: Sequence[str]) -> Iterator[str]:
    for word in keys:
        padded = f" {word} "
        for size in range(SHORTEST, LONGEST + 1):
            for start in range(len(padded) - size + 1):
                yield padded[start : start + size]


def _words(keys: Sequence[str], mark: str) -> Iterator[str]:
    for first, second in pairwise(["^", *keys, "$"]):
        yield f"{mark}{WORD}{first}"
        yield f"{mark}{first}_{second}"


def _shape(words: Sequence[Word], parts: Sequence[Part]) -> list[str]:
    """The message with a sign for each amount and each name: "2 kilo aata bhej do" is "0 N bhej do"."""
    shape: list[str] = []
    for part in parts:
        if part.kind is Kind.AMOUNT:
            shape.append(AMOUNT)
        elif part.kind is Kind.NAME:
            shape.append(NAME)
        else:
            shape += [word.key for word in words[part.start : part.end] if word.key]
    return shape


def _values(text: str, words: Sequence[Word], parts: Sequence[Part], lines: Sequence[Line]) -> Iterator[str]:
    """How many lines have an amount, and what is done to them."""
    amounts = sum(line.amount.quantity is not None for line in lines)
    yield f"#lines:{min(len(lines), MANY)}"
    yield f"#amounts:{min(amounts, MANY)}"
    yield f"#units:{min(sum(line.amount.unit is not None for line in lines), MANY)}"
    yield from ("#reference" for _ in references(text, words))
    yield from ("#language" for word in words if word.key in LANGUAGE_NAMES)
    for verb in verbs_of(words, parts):
        yield f"#does:{verb.op}"
        yield f"#does:{verb.op}:{verb.side.value}"
