"""Parts a unit from what is glued to it: "2kgaata" is "2 kg aata", "dokilo" is "do kilo"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nlu.words.reading import Word
from nlu.words.unit_words import is_unit
from spelling import key
from spelling.script import clean

_UNITS = r"kilo|kgs?|grams?|gms?|litre|liter|ltrs?|ml|packets?|pkts?|dozen|darjan|किलो|ग्राम|लीटर|पैकेट"
_UNIT_AND_NAME = re.compile(rf"({_UNITS})(\w{{3,}})", re.IGNORECASE)
_NUMBERS = (
    "ek|do|teen|tin|cha?ar|paa?nch|chh?e|saat|aath|das|aa?dha|dedh|dhai|sava|pau?ne|pa+v|half|one|two|three"
    "|एक|दो|तीन|चार|पांच|पाँच|दस|आधा|डेढ़|ढाई|सवा|पौने|पाव"
)
_NUMBER_AND_UNIT = re.compile(rf"({_NUMBERS})({_UNITS}|plate|bottle|botal|प्लेट|बोतल|दर्जन)", re.IGNORECASE)


def unglued(words: Sequence[Word]) -> Sequence[Word]:
    """The words, with those made two that are a number and a unit, or a unit and a name behind a number."""
    found = [_glued(words, at) for at in range(len(words))]
    if not any(found):
        return words
    return tuple(part for word, glued in zip(words, found, strict=True) for part in _parts(word, glued))


def _glued(words: Sequence[Word], at: int) -> re.Match[str] | None:
    before, word = words[at - 1], words[at]
    if both := _NUMBER_AND_UNIT.fullmatch(word.text):
        return both
    if at == 0 or not before.is_number or before.end != word.start or is_unit(word.key):
        return None
    return _UNIT_AND_NAME.fullmatch(word.text) if word.key else None


def _parts(word: Word, glued: re.Match[str] | None) -> Iterator[Word]:
    if glued is None:
        yield word
        return
    for number in (1, 2):
        text, start, end = glued[number], word.start + glued.start(number), word.start + glued.end(number)
        yield Word.of(text, start, end, clean(text), key(text))
