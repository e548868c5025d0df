"""The things that a message speaks of without ordering them: their price, whether they are there, what came in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from nlu.orders.around.asides import parts_alone, without_talk
from nlu.orders.counting.amounts import FULL, NOTHING
from nlu.orders.counting.giving import SPELLINGS as GIVES
from nlu.orders.counting.giving import is_giving, is_putting
from nlu.orders.counting.models import FIRST_MODEL
from nlu.orders.cutting import cut_told
from nlu.orders.lines import Line, lines_of, text_of
from nlu.orders.words import (
    AND,
    ARTICLES,
    BREAK_SIGNS,
    FOR,
    FOR_HINDI,
    JOINTS,
    NAMES,
    OF,
    OVER,
    QUESTION_PHRASES,
    SOMEBODY,
    SOURCES,
    THINGS,
    TOO,
    WALA,
    is_question_word,
)
from nlu.words.languages import ENGLISH_WORDS, HINDI_WORDS
from nlu.words.number_words import CURRENCY, FRACTIONS, MULTIPLIERS, SIMPLE
from nlu.words.reading import Word
from nlu.words.unit_words import is_unit
from spelling import key

SILENT = "ji"  # a word that says nothing of things or times
SILENT_KEY = key(SILENT)
WITHOUT = frozenset({"bina", "bagair", "बिना", "बग़ैर", "बगैर"})
INSIDE = frozenset({"mein", "me", "में"})  # "aata kitne me": the name before them counts


def spoken_of(words: Sequence[Word], *, counted: bool = False, parts: bool = False) -> list[Line]:
    """The lines of a question, of a report of what was counted, or of a wish for parts of a machine."""
    asked: set[int] = set()
    at = 0
    while at < len(words):
        named = NAMES.match(words, at, lambda i: i)
        end = max(QUESTION_PHRASES.match(words, at, lambda i: i), at + _only_asks(words, at))
        is_purpose = (
            words[at].plain in FOR
            and any(word.key for word in words[:at])
            and not asked.issuperset(i for i in range(at) if words[i].key)
        )
        if end > named and not is_purpose:
            asked.update(range(at, end))
        at = max(end, named, at + 1)
    given = (at for at in range(len(words)) if is_giving(words, at) or is_putting(words, at))
    heard = silenced(_counted(words), asked.union(given))
    found = lines_of(heard, cut_told(heard))
    if parts:
        return [_as_model(words, line) for line in parts_alone(words, found)]
    lines = without_talk(words, [line for line in found if line.name])
    return _reported(words, lines) if counted else [_as_model(words, line) for line in lines]


def taken_along(words: Sequence[Word]) -> list[Line]:
    """The goods that somebody took, where it is said how much: "2 kilo besan le gayi"."""
    return [line for line in spoken_of(words, counted=True) if line.amount.quantity is not None]


def _reported(words: Sequence[Word], lines: Sequence[Line]) -> list[Line]:
    """Beside what is counted, a bare name is a thing where it ran out or came too: "lays 12 packet, maggi khatam"."""
    if all(line.amount.quantity is None for line in lines):
        return list(lines)
    return [line for line in lines if not line.is_bare or _is_over(words, line.end) or _too(words, line)]


def _too(words: Sequence[Word], line: Line) -> bool:
    return line.end < len(words) and words[line.end].plain in TOO


def _is_over(words: Sequence[Word], at: int) -> bool:
    end = next((i for i in range(at, len(words)) if words[i].plain in BREAK_SIGNS), len(words))
    return any(word.key in OVER for word in words[at:end])


def _as_model(words: Sequence[Word], line: Line) -> Line:
    """Where nothing is counted, a great number behind a name belongs to it: "dolo 650 hai kya"."""
    amount = line.amount
    if amount.unit or amount.pack or amount.quantity is None or amount.quantity < FIRST_MODEL:
        return line
    if line.name is None or not words[line.end - 1].is_number or words[line.start].is_number:
        return line
    return replace(line, name=text_of(words, line.start, line.end), amount=NOTHING)


def _counted(words: Sequence[Word]) -> tuple[Word, ...]:
    """A *do* that is no verb is two, whatever becomes of the words around it: "filter do chahiye"."""
    return tuple(
        word.read_as("2", key("2")) if word.plain in GIVES and not is_giving(words, at) else word
        for at, word in enumerate(words)
    )


def _only_asks(words: Sequence[Word], at: int) -> bool:
    """Whether a word asks or tells, or is one of the small words of its language, and names no thing."""
    word = words[at]
    if word.plain in SOMEBODY - INSIDE or any(word.plain in kept for kept in (SOURCES, FOR_HINDI, ARTICLES)):
        return False  # they show what the name before them is not
    if word.plain in FULL or _is_made_without(words, at):
        return False
    if is_question_word(word) or word.key in CURRENCY:
        return True
    counts = word.key in SIMPLE or word.key in MULTIPLIERS or word.key in FRACTIONS or is_unit(word.key)
    if counts or any(word.plain in kept for kept in (THINGS, AND, JOINTS, OF)):
        return False
    return word.plain in ENGLISH_WORDS or word.key in HINDI_WORDS


def _is_made_without(words: Sequence[Word], at: int) -> bool:
    """ "bina cheeni wali barfi", "bina cheeni ki barfi"; not "bina cheeni ke milegi"."""
    if words[at].plain not in WITHOUT:
        return False
    joint, named = words[at + 2 : at + 3], words[at + 3 : at + 4]
    is_named = any(word.key and not is_question_word(word) for word in named)
    return any(word.key in WALA or (word.plain in OF and is_named) for word in joint)


def silenced(words: Sequence[Word], at: Iterable[int]) -> tuple[Word, ...]:
    """The words with some of them made to say nothing; where they stand is kept."""
    silent = set(at)
    return tuple(
        word.read_as(SILENT, SILENT_KEY) if i in silent and word.plain.strip() else word
        for i, word in enumerate(words)
    )
