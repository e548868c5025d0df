"""Reads what comes for another thing in two clauses as if in one: "coke bola tha, uski jagah limca"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nlu.orders.changing.levels import MISTAKEN
from nlu.orders.changing.verbs import INSTEAD_OF_THAT, brings, verbs_of
from nlu.orders.cutting import cut_changes
from nlu.orders.lexicon import LEXICON, PHRASES
from nlu.orders.parts import GOODS, Kind, Part
from nlu.words.reading import Word
from nlu.words.silence import SILENT, SILENT_KEY
from spelling import key

IN_THE_PLACE = ("ki", "jagah")
INSTEAD = "badle"
REFUSED = LEXICON.spelt("refused")
TAKEN_UP = PHRASES["taken_up"]


def replaced(words: Sequence[Word]) -> Sequence[Word]:
    """The words with a thing that is taken up again right before what takes its place."""
    if not any(_may_take_up(word) for word in words):
        return words
    parts = cut_changes(words)
    words = _refused(words, parts)
    for at in range(1, len(words)):
        end = max(TAKEN_UP.match(words, at, lambda i: i), INSTEAD_OF_THAT.match(words, at, lambda i: i))
        name = _named_before(words, parts, at) if end > at and brings(parts, end) else None
        if name is not None:
            return tuple(_moved_up(words, name, at, end))
    return words


def _may_take_up(word: Word) -> bool:
    begins = TAKEN_UP.first_words | INSTEAD_OF_THAT.first_words
    return word.plain in REFUSED or word.key in begins or word.exact in begins


def _named_before(words: Sequence[Word], parts: Sequence[Part], at: int) -> Part | None:
    """The last thing that is named before a word, unless it is said already what goes."""
    named = [part for part in parts if part.kind is Kind.NAME and part.end <= at]
    if not named or any(verb.op == "remove" and verb.end <= at for verb in verbs_of(words, parts)):
        return None
    return named[-1]


def _moved_up(words: Sequence[Word], name: Part, at: int, end: int) -> Iterator[Word]:
    said = dict(zip(range(at, end), IN_THE_PLACE, strict=False))
    for i, word in enumerate(words):
        if i in said:
            yield word.read_as(said[i], key(said[i]))
        elif name.end <= i < end or (i < name.start and word.key in MISTAKEN):
            yield word.read_as(SILENT, SILENT_KEY)
        else:
            yield word


def _refused(words: Sequence[Word], parts: Sequence[Part]) -> Sequence[Word]:
    """ "coke nahi pepsi bhejna" is "coke ke badle pepsi": a refusal between two things, the first without an amount."""
    found = list(words)
    for before, part, after in zip(parts, parts[1:], parts[2:], strict=False):
        if words[part.start].plain not in REFUSED or before.kind is not Kind.NAME:
            continue
        if after.kind in GOODS and _names(parts, after):
            found[part.start] = words[part.start].read_as(INSTEAD, key(INSTEAD))
    return tuple(found)


def _names(parts: Sequence[Part], first: Part) -> bool:
    """Whether goods that begin with a part are named."""
    following = [part.kind for part in parts if part.start >= first.start][:2]
    return Kind.NAME in following[: 1 + (first.kind is Kind.AMOUNT)]
