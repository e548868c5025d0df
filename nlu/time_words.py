"""Looks up the words of days and hours, in every spelling, alone or several in a row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from munshi_spelling import key
from munshi_spelling.script import clean
from ruamel.yaml import YAML

from nlu.festivals import KIND, spellings
from nlu.reading import Word
from nlu.slips import slip_of

EXACT = "="
ROW = "_"
CACHED_WORDS = 1 << 14
SHORT = 3  # letters of Devanagari, which sound like too much else: मई and में, ईद and id
SHORTEST_SLIP = 6  # letters; "march" is a slip of "mirch", "friday" of nothing else


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


def _load() -> tuple[dict[str, list[_Entry]], dict[str, str]]:
    lists = YAML(typ="safe").load(Path(__file__).with_name("time_words.yml").read_text(encoding="utf-8"))
    entries: dict[str, list[_Entry]] = defaultdict(list)
    slips: dict[str, str] = {}
    lists[KIND] = defaultdict(str)
    for name, spelling in spellings():
        lists[KIND][name] += f"{spelling} "
    for kind, values in lists.items():
        for value, words in values.items():
            for spelling in words.split():
                first, *rest = (
                    _sound(part, spelling[0] == EXACT) for part in spelling.lstrip(EXACT).split(ROW)
                )
                entry = _Entry(tuple(rest), kind, value.rstrip("_") if isinstance(value, str) else value)
                entries[first].append(entry)
                if kind in SLIPPING and not rest and spelling.isascii() and len(spelling) >= SHORTEST_SLIP:
                    slips[spelling] = first
    return dict(entries), slips


def _sound(part: str, exact: bool) -> str:
    part = clean(part)
    spelt = exact or (not part.isascii() and len(part) <= SHORT) or (part.isascii() and not part.isalpha())
    return EXACT + part if spelt else key(part) or EXACT + part


CONNECTING = frozenset(
    "from starting until to and before after later earlier past to_hour ordinal greeting no_day which am pm within".split()
)
OTHER = "other"
SLIPPING = ("day", "weekday", "month")
_ENTRIES, _SLIPS = _load()
_SLIPPING = frozenset(_SLIPS)


@lru_cache(maxsize=CACHED_WORDS)
def _entries(plain: str, word_key: str) -> tuple[_Entry, ...]:
    """What may begin with a word, the longest first."""
    base = plain[:-2] if plain.endswith(("'s", "’s")) else plain
    found = [*_ENTRIES.get(EXACT + base, ()), *_ENTRIES.get(word_key if base == plain else key(base), ())]
    if any(entry.kind == OTHER for entry in found):
        return ()
    if not found and len(base) >= SHORTEST_SLIP - 1 and (meant := slip_of(base, _SLIPPING)):
        found = list(_ENTRIES[_SLIPS[meant]])
    return tuple(sorted(set(found), key=lambda entry: -len(entry.rest)))


def begins(word: Word) -> bool:
    """Whether anything of days or hours may begin with a word."""
    return bool(_entries(word.plain, word.key))


def names_time(word: Word) -> bool:
    """Whether a word may name a day, an hour or a length of time; every number may."""
    return word.is_number or any(entry.kind not in CONNECTING for entry in _entries(word.plain, word.key))


def sense(words: Sequence[Word], at: int, *kinds: str) -> Sense | None:
    """The longest meaning, of one of these kinds, of the words that begin here."""
    if not 0 <= at < len(words):
        return None
    word = words[at]
    for entry in _entries(word.plain, word.key):
        if entry.kind in kinds and _follow(words, at + 1, entry.rest):
            return Sense(entry.kind, entry.value, at + 1 + len(entry.rest))
    return None


def is_a(words: Sequence[Word], at: int, *kinds: str) -> bool:
    """Whether a word here is of one of these kinds."""
    return sense(words, at, *kinds) is not None


def _follow(words: Sequence[Word], at: int, rest: tuple[str, ...]) -> bool:
    if at + len(rest) > len(words):
        return False
    return all(
        wanted in (word.key, EXACT + word.plain) for wanted, word in zip(rest, words[at : at + len(rest)])
    )
