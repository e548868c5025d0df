"""By which words a sentence shows its tense: their kinds, in every spelling and after a slip of the finger."""

from __future__ import annotations

import re
from functools import lru_cache

from nlu.words.lexicon import lexicon
from nlu.words.slips import slip_of
from spelling import key
from spelling.script import clean

CACHED_WORDS = 1 << 14

_lists = lexicon("tenses")
_EXACT = "="
_WILL = re.compile(
    r".(nga|ngi|nge|ega|egi|aga|oge|ogi|oga|yga|ygi|uga|ugi|enar|aaib|aayib)$|['’]ll$|.[ुूउऊ]ग[ाीे]$|.(ंगा|ँगा|ंगी|ँगी|ंगे|ँगे|ेगा|एगा|येगा|ेगी|एगी|येगी|ोगे|ओगे|ोगा|होगा|ोगी)$"
)
ABSENT = re.compile(
    r"(a+(y|v)?u?n?ga|a+u?ngi|pa+u?ng[aei]|come|coming|make|report|attend|available|join|आऊ|पाऊ|आउ|पाउ)"
)


def _words(name: str) -> frozenset[str]:
    return frozenset(
        key(word) if word.isascii() and not word.startswith(_EXACT) else _EXACT + clean(word.lstrip(_EXACT))
        for word in _lists.text(name).split()
    )


_NAMES = (
    "past", "future", "present", "wishing", "was", "stems", "giving", "leave", "plans", "things_past", "troubles",
    "first_person", "papers", "motion", "wale", "going_on", "will", "wished", "held",
    "arranged",
)  # fmt: skip
_KINDS = {name: _words(name) for name in _NAMES}
BREAKS = _lists.spelt("breaks")
_NO_WILL = _lists.names("no_will")
_SLIPPED = _lists.names("slipped")
STOPS = _lists.names("stops")
GOING_ON = _words("going_on")
PARTS = _words("parts")
DAYS = _words("days")
NOT = _words("negations")
BACK = _words("back")
FOR = _lists.names("for")  # "ke liye"; else it is *took*
SINCE, PAID, DATED, OF_PURPOSE, TAKEN = (
    _lists.names(name) for name in ("since", "paid", "dated", "of_purpose", "taken")
)
NO_TROUBLE = _lists.keys("no_trouble")
OF = _lists.names("of")
BEING = _lists.names("being")
ENTERING = _lists.spelt("entering")


@lru_cache(maxsize=CACHED_WORDS)
def kinds_of(plain: str, word_key: str) -> frozenset[str]:
    """The kinds of a word, of which most have none."""
    found = {name for name, known in _KINDS.items() if word_key in known or _EXACT + plain in known}
    if is_will(plain):
        found.add("future")
    if not found and (meant := slip_of(plain, _SLIPPED)):
        return kinds_of(meant, key(meant))
    return frozenset(found)


def is_will(plain: str) -> bool:
    """Whether a word is a verb of the future: dunga, aayegi, he'll."""
    return bool(_WILL.search(plain)) and plain not in _NO_WILL
