"""Parts a unit from the name that is glued to it: "2kgaata" is "2 kg aata"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from munshi_spelling import key
from munshi_spelling.script import clean

from nlu.words.reading import Word
from nlu.words.unit_words import is_unit

_UNIT_AND_NAME = re.compile(
    r"(kilo|kgs?|grams?|gms?|litre|liter|ltrs?|ml|packets?|pkts?|dozen|darjan|किलो|ग्राम|लीटर|पैकेट)(\w{3,})",
    re.IGNORECASE,
)


def unglued(words: Sequence[Word]) -> Sequence[Word]:
    """The words, with those that are a unit and a name right behind a number made two."""
    if not any(_glued(words, at) for at in range(1, len(words))):
        return words
    return tuple(part for at in range(len(words)) for part in _parts(words, at))


def _glued(words: Sequence[Word], at: int) -> re.Match[str] | None:
    before, word = words[at - 1], words[at]
    if at == 0 or not before.is_number or before.end != word.start or is_unit(word.key):
        return None
    return _UNIT_AND_NAME.fullmatch(word.text) if word.key else None


def _parts(words: Sequence[Word], at: int) -> Iterator[Word]:
    found, start = _glued(words, at), words[at].start
    if found is None:
        yield words[at]
        return
    for number in (1, 2):
        text = found[number]
        yield Word(text, start + found.start(number), start + found.end(number), clean(text), key(text))
