"""What is seen of a word that may be of an address or a name: its look, its roles, and what stands near it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from nlu.orders.roles import kinds_of
from nlu.time.words import begins
from nlu.values.person_marks import has_capital
from nlu.words.lexicon import lexicon
from nlu.words.reading import CACHED_WORDS, Word
from nlu.words.unit_words import GOODS_TOO

BESIDE = (-3, -2, -1, 1, 2, 3)
NEAR = 6  # words in which a pincode or a word of a place still says something
ENDS = frozenset(".;।?!\n")
EDGE, CAPITAL = "edge", "capital"
HOUSE, PLACE, NAMES_IT = "house", "place", "names_it"  # lists of words
START = 3  # letters of a sound
_ROLE, _LOOK, UNKNOWN = "r=", "l=", "unknown"
_PLACES = {name: lexicon("addresses").keys(name) for name in lexicon("addresses").names_of_lists}


def features(words: Sequence[Word]) -> list[list[str]]:
    """The features of each word of a message."""
    alone = [_alone(word.plain, word.key) for word in words]
    return [_seen(words, alone, at) for at in range(len(words))]


def means_nothing(words: Sequence[Word]) -> bool:
    """Whether there is a word that nothing is known of: no goods, no number, no hour, no talk."""
    return bool(words) and not any(word.is_number or not word.key or _known_as(word) for word in words)


def leads(word: Word) -> bool:
    """Whether a word is talk, behind which an address may begin: known, and neither goods nor a unit nor a number."""
    roles = _known_as(word)
    return bool(roles) and roles.isdisjoint({"goods", "unit", "number"}) and not word.is_number


def names_place(words: Sequence[Word]) -> bool:
    """Whether a word of a house, of a place, or of what stands near one is among them."""
    return any(word.key in sounds for word in words for sounds in _PLACES.values())


def is_word_of_place(word: Word) -> bool:
    """Whether a word makes the name before it that of a place: *nagar*, *khand*."""
    return word.key in _PLACES[PLACE]


def names_address(word: Word) -> bool:
    """Whether a word says that an address comes."""
    return word.key in _PLACES[NAMES_IT]


def may_be_place(words: Sequence[Word]) -> bool:
    """Whether anything is named: figures, signs, units, days and hours alone are no place, nor is "makaan number"."""
    has_figure = any(word.is_number for word in words)
    named = (word for word in words if word.key and not (word.is_number or begins(word) or _counts(word)))
    return any(has_figure or word.key not in _PLACES[HOUSE] for word in named)


def _counts(word: Word) -> bool:
    return _known_as(word) == {"unit"} or word.plain in GOODS_TOO


def _seen(words: Sequence[Word], alone: Sequence[tuple[str, ...]], at: int) -> list[str]:
    seen = list(alone[at])
    if has_capital(words[at]):
        seen.append(CAPITAL)
    for step in BESIDE:
        beside = at + step
        if not 0 <= beside < len(words):
            seen.append(f"{step}{EDGE}")
            continue
        if abs(step) == 1 and has_capital(words[beside]):
            seen.append(f"{step}{CAPITAL}")
        shared = alone[beside] if abs(step) == 1 else alone[beside][1:]
        seen += [f"{step}{each}" for each in shared]
    for step in (-1, 1):
        seen += [f"{step}near{each}" for each in sorted(set(_near(words, alone, at, step)))]
    return seen


def _near(words: Sequence[Word], alone: Sequence[tuple[str, ...]], at: int, step: int) -> Iterator[str]:
    """What kinds of words stand on one side, to the end of the sentence."""
    for beside in range(at + step, at + step * (NEAR + 1), step):
        if not 0 <= beside < len(words) or words[beside].plain in ENDS:
            return
        yield from (each for each in alone[beside] if each.startswith((_ROLE, _LOOK)))


@lru_cache(maxsize=CACHED_WORDS)
def _alone(plain: str, sound: str) -> tuple[str, ...]:
    """What a word says wherever it stands: first how it sounds, then its look and its roles."""
    word = Word.of(plain, 0, len(plain), plain, sound)
    roles = sorted(set(_roles(word)))
    return (
        f"k={sound or plain}",
        f"e={sound[-START:]}",
        f"{_LOOK}{_look(word)}",
        *(f"{_ROLE}{role}" for role in roles or [UNKNOWN]),
    )


def _known_as(word: Word) -> frozenset[str]:
    """The roles of a word; none where nothing is known of it."""
    seen = (each.removeprefix(_ROLE) for each in _alone(word.plain, word.key) if each.startswith(_ROLE))
    return frozenset(seen) - {UNKNOWN}


def _look(word: Word) -> str:
    """How many figures or letters it has, as far as that tells a house, a pincode and a phone apart."""
    if word.is_number:
        return f"figures{len(word.plain)}"
    if not word.key:
        return f"sign{word.plain[:1]}"
    return "letter" if len(word.plain) == 1 else "word"


def _roles(word: Word) -> Iterator[str]:
    yield from (name for name, sounds in _PLACES.items() if word.key in sounds)
    if begins(word):
        yield "time"
    yield from kinds_of(word)
