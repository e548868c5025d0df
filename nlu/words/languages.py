"""In which language a message is written: Hindi in Devanagari, English, or Hindi in Latin letters (Hinglish)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from nlu.words.courtesies import is_courtesy, without_courtesies
from nlu.words.lexicon import lexicon
from nlu.words.reading import Word
from spelling.script import is_devanagari

HINDI, ENGLISH, HINGLISH = "hi", "en", "hinglish"
NEAR = 3  # words

_lists = lexicon("languages")


ENGLISH_UNLESS_HINDI = _lists.spelt("english_unless_hindi")
EITHER = _lists.spelt("either")
ENGLISH_WORDS = _lists.spelt("english") - ENGLISH_UNLESS_HINDI - EITHER
ENGLISH_HINTS = _lists.spelt("english_hints") | EITHER
WISHING_IN_ENGLISH = ENGLISH_WORDS | ENGLISH_UNLESS_HINDI
ALL_ENGLISH = WISHING_IN_ENGLISH | ENGLISH_HINTS
HINDI_HINTS = _lists.keys("hindi_hints")
HINDI_WORDS = _lists.keys("hindi") - HINDI_HINTS
NAMES = {name: language for language in (HINDI, ENGLISH, HINGLISH) for name in _lists.keys(language)}
NOT_BEFORE = _lists.spelt("not_before")
NOT_AFTER = _lists.keys("not_after")
TALKING = _lists.keys("talking")
WRITING, WRITTEN = _lists.keys("writing"), _lists.keys("written")


class Language(NamedTuple):
    """The language of a message, and whether it is clear enough to answer in."""

    value: str
    clear: bool


class Wish(NamedTuple):
    """A language that is asked for, and where its name stands."""

    value: str
    start: int
    end: int


def language_of(words: Sequence[Word]) -> Language | None:
    """The language of a message; None when it has no words."""
    letters = [word for word in words if word.key and not word.is_number]
    if not letters:
        return None
    devanagari = sum(is_devanagari(word.plain) for word in letters)
    if devanagari:
        latin = len(letters) - devanagari
        return Language(HINDI if devanagari * 2 >= latin else HINGLISH, clear=devanagari >= latin)
    english = sum(word.plain in ENGLISH_WORDS for word in letters)
    hindi = sum(_is_hindi(word) for word in letters)
    if not hindi:
        english += sum(word.plain in ENGLISH_UNLESS_HINDI for word in letters)
    if english == hindi:
        return _by_hints(letters)
    if english > hindi:
        return Language(ENGLISH, clear=_wishes_in_english(words))
    return Language(HINGLISH, clear=True)


def _wishes_in_english(words: Sequence[Word]) -> bool:
    """Whether English stands beside "thank you" and "good morning", which everybody says."""
    said = () if is_courtesy(words) else without_courtesies(words)
    return any(word.plain in WISHING_IN_ENGLISH for word in said)


def _is_hindi(word: Word) -> bool:
    return word.key in HINDI_WORDS and word.plain not in ALL_ENGLISH


def _by_hints(letters: Sequence[Word]) -> Language:
    english = sum(word.plain in ENGLISH_HINTS for word in letters)
    hindi = sum(word.key in HINDI_HINTS for word in letters)
    return Language(ENGLISH if english > hindi else HINGLISH, clear=False)


def wished_language(words: Sequence[Word]) -> Wish | None:
    """The language that a message asks for, or None; "english nahi aati, hindi me bolo" asks for Hindi.

    Of several the one beside which it is spoken: "hindi me baat karo, naam english me likhna".
    """
    named = [i for i, word in enumerate(words) if word.key in NAMES]
    for i in sorted(named, key=lambda i: (_is_spoken(words, i), i), reverse=True):
        earlier = max([0, i - NEAR, *(j + 1 for j in named if j < i)])
        later = min([len(words), i + 1 + NEAR, *(j for j in named if j > i)])
        refused = any(word.plain in NOT_BEFORE for word in words[earlier:i])
        refused = refused or any(word.key in NOT_AFTER for word in words[i + 1 : later])
        if not refused:
            return Wish(NAMES[words[i].key], words[i].start, words[i].end)
    return None


def _is_spoken(words: Sequence[Word], at: int) -> bool:
    """Whether a word of talking stands beside the name of a language."""
    return any(word.key in TALKING for word in words[max(0, at - NEAR) : at + 1 + NEAR])


def is_written_in(words: Sequence[Word]) -> bool:
    """Whether something is written in a language that is named: a name, or what stands in the other script.

    "Naam english me likhna", "पूजा अंग्रेजी में लिखना PUJA"; who wants to be spoken to in it says only the language.
    """
    told = [word for word in words if word.key]
    others = [word for word in told if word.key not in NAMES and not word.is_number]
    writes = len(others) < len(told) and any(word.key in WRITING for word in others)
    if not writes or any(word.key in TALKING for word in others):
        return False
    return any(word.key in WRITTEN for word in others) or _holds_a_name(others)


def _holds_a_name(words: Sequence[Word]) -> bool:
    """Whether behind words in Devanagari one stands in Latin letters with a capital: PUJA."""
    if not is_devanagari(words[0].plain):
        return False
    return any(word.text.strip()[:1].isupper() for word in words)
