"""Tells by its form what a word does beside goods: it orders them, tells something, or names no goods at all."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import product
from pathlib import Path

from munshi_spelling import key

from nlu.orders.giving import SPELLINGS as GIVES
from nlu.orders.words import COPULAS, NAMES, NOTES, STAPLES, THINGS
from nlu.words.reading import CACHED_WORDS, Word
from nlu.words.word_lists import WordLists

_lists = WordLists(Path(__file__).with_suffix(".yml"))
SMALL = _lists.spelt("small")
ALSO_IN_NAMES = _lists.spelt("also_in_names")
POSTPOSITIONS = _lists.spelt("postpositions")
OPENERS = _lists.spelt("openers")
FINITE = _lists.keys("finite")
PAST = _lists.spelt("past")
NOT = _lists.spelt("not")
ENGLISH_VERBS = _lists.spelt("english_verbs")
ENGLISH_ORDERING = _lists.spelt("english_ordering")
ORDERING = _lists.keys("ordering")
GIVEN = _lists.keys("given")
PLACES = _lists.spelt("places")
CIRCUMSTANCES = PLACES.union(*_lists.spelt_by("circumstances").values())
NUMBERED = _lists.spelt("numbered")
TITLES = _lists.spelt("titles")
QUALITIES = _lists.spelt("quality") | NOTES
NO_ING = _lists.spelt("no_ing")
NO_VERBS = _lists.keys("no_verbs") | frozenset(map(key, THINGS | STAPLES))
THE = frozenset({"the"})  # of English, or थे
LONGEST_ITEM = 5  # words of a thing of which no amount is said
SHORTEST_ING = 6  # letters: what is shorter is a ring, a king or a string
SHORTEST_VERB = 3  # letters of how it sounds

_ROOTS = _lists.names("roots")
_STEMS = frozenset(map(key, _ROOTS))
_FUTURES = ("unga", "ungi", "enge", "engi", "oge", "ogi", "ega", "egi")


def _forms(endings: str) -> frozenset[str]:
    """How every root sounds with every one of these endings."""
    forms = (key(root + ending) for root, ending in product(_ROOTS, _lists.names(endings)))
    return frozenset(form for form in forms if len(form) >= SHORTEST_VERB) - NO_VERBS


_FORMS = _forms("endings")
_DONE = _forms("endings_of_what_is_done")


def tells(words: Sequence[Word], at: int) -> bool:
    """Whether a word is of a sentence and hardly of a name of goods: a verb, a pronoun, a negation."""
    word = words[at]
    after = words[at + 1] if at + 1 < len(words) and words[at + 1].key else None
    if word.plain in THE:
        return after is None
    if speaks(word) or is_verb(word) or word.plain in ALSO_IN_NAMES:
        return word.plain not in THINGS and word.plain not in STAPLES
    return word.key in _STEMS and after is not None and (after.key in ORDERING or is_verb(after))


@lru_cache(maxsize=CACHED_WORDS)
def speaks(word: Word) -> bool:
    """Whether a word is never one of a name: a pronoun, an auxiliary, a verb of what will be."""
    if word.plain in THINGS or word.plain in STAPLES:
        return False
    is_future = len(word.key) > len("enge") and word.key.endswith(_FUTURES) and word.key not in NO_VERBS
    return word.plain in SMALL or is_future


def is_verb(word: Word) -> bool:
    """Whether a word has the form of a verb, which some words of names have too: bolkar, rakhte, toote, wait."""
    if word.plain in ENGLISH_ORDERING:
        return False
    return word.key in _FORMS or word.key in _DONE or word.plain in ENGLISH_VERBS


def orders(words: Sequence[Word], at: int) -> bool:
    """Whether one orders with a word: "bhejna", "chahiye", "send"; not "bata dena", "mat bhejna", "dena hai"."""
    word, before = words[at], words[at - 1] if at else None
    if before is not None and before.plain in NOT:
        return False
    if word.plain in ENGLISH_ORDERING:
        return True
    if word.plain in GIVES:
        return before is not None and before.key in ORDERING
    after = words[at + 1] if at + 1 < len(words) else None
    if word.key not in ORDERING or (word.key in GIVEN and after is not None and after.plain in COPULAS):
        return False
    return before is None or before.key in ORDERING or not (before.key in _STEMS or is_verb(before))


def ends_clause(word: Word) -> bool:
    """Whether a verb of Hindi ends what belongs to it."""
    return word.plain not in THE and (word.key in FINITE or word.key in _FORMS or word.key in _DONE)


def is_no_item(words: Sequence[Word]) -> bool:
    """Whether words without an amount name no goods: what somebody says, a place, an occasion, how something is."""
    spoken = [word for word in words if word.key]
    if not spoken or NAMES.match(words, 0, lambda i: i) == len(words):
        return not spoken
    if len(spoken) > LONGEST_ITEM or is_told(spoken) or is_circumstance(spoken[-1]):
        return True
    return all(
        word.plain in QUALITIES or word.plain in ALSO_IN_NAMES or is_circumstance(word) for word in spoken
    )


def is_told(words: Sequence[Word]) -> bool:
    """Whether words without an amount tell something: "bachche khaenge", "baby sleeping"; not "khula paneer"."""
    first, last = words[0], words[-1]
    if any(map(speaks, words)) or first.plain in ENGLISH_VERBS:
        return True
    if _goes_on(last.plain):
        return True
    return is_verb(last) and not (last.key in _DONE and any(word.plain in STAPLES for word in words[:-1]))


def is_circumstance(word: Word) -> bool:
    """Whether a word ends what stands around goods: a floor, a party, the cash."""
    return word.plain in CIRCUMSTANCES


def _goes_on(plain: str) -> bool:
    """Whether a word of English tells what goes on or was done: sleeping, cracked."""
    return len(plain) >= SHORTEST_ING and plain.endswith(("ing", "ed")) and plain not in NO_ING
