"""Looks up the words of days and hours, in every spelling, alone or several in a row."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from nlu.time.festivals import KIND, spellings
from nlu.time.slips import AFTER_NUMBER, ANYWHERE, BEFORE_TIME, meant_by
from nlu.words.lexicon import FOLDER, lexicon, load
from nlu.words.number_words import BY_SPELLING, FRACTIONS, SIMPLE
from nlu.words.numbers import read_number
from nlu.words.reading import Word
from nlu.words.unit_words import is_unit
from spelling import key
from spelling.script import clean

EXACT = "="
ROW = "_"
CACHED_WORDS = 1 << 14
SHORT = 3  # letters of Devanagari, which sound like too much else: मई and में, ईद and id


class Sense(NamedTuple):
    """What the words from one on mean: a kind, its value, and the word after them."""

    kind: str
    value: int | str
    end: int


class _Entry(NamedTuple):
    """The further words that must follow the first, and what they mean together."""

    rest: tuple[str, ...]
    kind: str
    value: int | str


def _load() -> dict[str, list[_Entry]]:
    entries: dict[str, list[_Entry]] = defaultdict(list)
    festivals: dict[str, str] = defaultdict(str)
    for name, spelling in spellings():
        festivals[name] += f"{spelling} "
    for kind, values in [*load(FOLDER / "times.yml").items(), (KIND, festivals)]:
        for value, words in values.items():
            for spelling in words.split():
                first, *rest = (
                    _sound(part, spelling[0] == EXACT) for part in spelling.lstrip(EXACT).split(ROW)
                )
                entry = _Entry(tuple(rest), kind, value.rstrip("_") if isinstance(value, str) else value)
                entries[first].append(entry)
    return dict(entries)


def _sound(part: str, exact: bool) -> str:
    part = clean(part)
    spelt = exact or (not part.isascii() and len(part) <= SHORT) or (part.isascii() and not part.isalpha())
    return EXACT + part if spelt else key(part) or EXACT + part


WITH_MINUTES = re.compile(r"(?:[1-9]|1[0-2])\.[0-5]\d")  # an hour
NUMBER, NAMES, NAMES_WITH_MORE, JOINS = 8, 4, 2, 1  # flags
SIGNS = lexicon("around_times").spelt_by("words")["joining"]
JOINING = frozenset(
    ("from", "until", "to", "before", "after", "later", "earlier", "ordinal", "am", "pm", "within")
)
CONNECTING = JOINING | {
    "starting",
    "and",
    "past",
    "to_hour",
    "greeting",
    "no_day",
    "called_by_day",
    "market_day",
    "which",
    "opening",
    "nth",
    "end_of",
}
OTHER = "other"
TIMES = frozenset(("unit", "weekday", "weekday_beside", "weekend", "month", "part"))
_ENTRIES = _load()


@lru_cache(maxsize=CACHED_WORDS)
def _entries(plain: str, word_key: str) -> tuple[_Entry, ...]:
    """What may begin with a word, the longest first."""
    base = plain[:-2] if plain.endswith(("'s", "’s")) else plain
    found = [*_ENTRIES.get(EXACT + base, ()), *_ENTRIES.get(word_key if base == plain else key(base), ())]
    if any(entry.kind == OTHER for entry in found):
        return ()
    if not found and not is_unit(word_key) and (meant := meant_by(base, ANYWHERE)):
        found = _spelt(meant)
    return tuple(sorted(set(found), key=lambda entry: -len(entry.rest)))


def _spelt(word: str) -> list[_Entry]:
    return [*_ENTRIES.get(EXACT + word, ()), *_ENTRIES.get(key(word), ())]


@lru_cache(maxsize=CACHED_WORDS)
def _near(plain: str, word_key: str) -> tuple[tuple[str, _Entry], ...]:
    """What may have been meant with a word that is nothing else, and in which place."""
    if _entries(plain, word_key) or is_unit(word_key) or _is_number(plain, word_key):
        return ()
    return tuple(
        (place, entry)
        for place in (AFTER_NUMBER, BEFORE_TIME)
        if (meant := meant_by(plain, place))
        for entry in _spelt(meant)
    )


@lru_cache(maxsize=CACHED_WORDS)
def _meanings(plain: str, word_key: str) -> tuple[tuple[str | None, _Entry], ...]:
    """What may begin with a word, and after that what may be meant with it in which place; mostly nothing."""
    return (*((None, entry) for entry in _entries(plain, word_key)), *_near(plain, word_key))


def _is_number(plain: str, word_key: str) -> bool:
    return plain[:1].isdecimal() or plain in BY_SPELLING or word_key in SIMPLE or word_key in FRACTIONS


def _fits(words: Sequence[Word], at: int, place: str) -> bool:
    """Whether a slip is believed here: after a number or *next*, or before a day or an hour."""
    beside = at - 1 if place == AFTER_NUMBER else at + 1
    if not 0 <= beside < len(words):
        return False
    word = words[beside]
    if _is_number(word.plain, word.key):
        return True
    if place == AFTER_NUMBER:
        return any(entry.kind == "which" for entry in _entries(word.plain, word.key))
    return any(entry.kind in TIMES for entry in _entries(word.plain, word.key))


def means(words: Sequence[Word], at: int) -> bool:
    """Whether `sense` finds anything here, of whatever kind; numbers mostly mean nothing by themselves."""
    word = words[at]
    return any(_holds(words, at, place, entry) for place, entry in _meanings(word.plain, word.key))


def begins(word: Word) -> bool:
    """Whether anything of days or hours may begin with a word."""
    return bool(_entries(word.plain, word.key))


@lru_cache(maxsize=CACHED_WORDS)
def may_begin(plain: str, word_key: str) -> bool:
    """Whether anything of days or hours, or a number, may begin with a word."""
    if plain[:1].isdecimal() or _entries(plain, word_key) or _near(plain, word_key):
        return True
    return bool(word_key) and read_number((Word.of(plain, 0, len(plain), plain, word_key),), 0) is not None


@lru_cache(maxsize=CACHED_WORDS)
def _role(plain: str, word_key: str) -> int:
    """What a word does: names a time by itself, or with words that follow, or makes one of a number; or is a number."""
    entries = _entries(plain, word_key)
    naming = [entry for entry in entries if entry.kind not in CONNECTING]
    joins = plain in SIGNS or bool(_near(plain, word_key)) or any(entry.kind in JOINING for entry in entries)
    alone = any(not entry.rest for entry in naming)
    number = _is_number(plain, word_key)
    joins = joins or WITH_MINUTES.fullmatch(plain) is not None
    return NUMBER * number | NAMES * alone | NAMES_WITH_MORE * bool(naming) | JOINS * joins


def may_name_time(words: Sequence[Word]) -> bool:
    """Whether a message may name a day, an hour or a length of time; a quick look that most messages end at."""
    roles = 0
    for at, word in enumerate(words):
        role = _role(word.plain, word.key)
        if role & NAMES or (role & NAMES_WITH_MORE and _names_with_more(words, at)):
            return True
        roles |= role
    return bool(roles & JOINS and roles & NUMBER)


def _names_with_more(words: Sequence[Word], at: int) -> bool:
    return any(
        entry.rest and entry.kind not in CONNECTING and _follow(words, at + 1, entry.rest)
        for entry in _entries(words[at].plain, words[at].key)
    )


def sense(words: Sequence[Word], at: int, *kinds: str) -> Sense | None:
    """The longest meaning, of one of these kinds, of the words that begin here."""
    if not 0 <= at < len(words):
        return None
    word = words[at]
    for place, entry in _meanings(word.plain, word.key):
        if entry.kind in kinds and _holds(words, at, place, entry):
            return Sense(entry.kind, entry.value, at + 1 + len(entry.rest))
    return None


def _holds(words: Sequence[Word], at: int, place: str | None, entry: _Entry) -> bool:
    """Whether a meaning that a word may have is meant here."""
    return (place is None or _fits(words, at, place)) and (
        not entry.rest or _follow(words, at + 1, entry.rest)
    )


def is_a(words: Sequence[Word], at: int, *kinds: str) -> bool:
    """Whether a word here is of one of these kinds."""
    return sense(words, at, *kinds) is not None


SHORTENED = {"k": "ke", "s": "se"}


def _follow(words: Sequence[Word], at: int, rest: tuple[str, ...]) -> bool:
    if at + len(rest) > len(words):
        return False
    return all(
        wanted in (SHORTENED.get(word.plain, word.key), EXACT + word.plain)
        for wanted, word in zip(rest, words[at : at + len(rest)], strict=True)
    )
