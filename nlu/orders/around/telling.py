"""Tells by its form what a word does beside goods: it orders them, tells something, or names no goods at all."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from pathlib import Path
from typing import NamedTuple

from nlu.orders.counting.giving import SPELLINGS as GIVES
from nlu.orders.words import COPULAS, NAMES, NOTES, STAPLES, THINGS
from nlu.words.reading import Word
from nlu.words.word_lists import WordLists
from spelling import key

_lists = WordLists(Path(__file__).with_suffix(".yml"))


class Listed(NamedTuple):
    """Words that are known by their sound, in every spelling and script, or by their spelling alone."""

    sounds: frozenset[str]
    spelt: frozenset[str]

    def has(self, word: Word) -> bool:
        """Whether a word is one of them."""
        return word.plain in self.spelt or word.key in self.sounds


def _listed(name: str) -> Listed:
    return Listed(_lists.keys_by(name)["sounds"], _lists.spelt_by(name).get("spelt", frozenset()))


SMALL = _listed("small")
ALSO_IN_NAMES = _listed("also_in_names")
POSTPOSITIONS = _listed("postpositions")
OPENERS = _listed("openers")
FINITE = _listed("finite")
PAST = _listed("past")
NOT = _listed("not")
ORDERING = _listed("ordering")
GIVEN = _listed("given")
PLACES = _listed("places")
CIRCUMSTANCES = _listed("circumstances")
NUMBERED = _listed("numbered")
TITLES = _listed("titles")
QUALITIES = _listed("quality")
MAKING = _listed("making")
ACCOMPANIMENTS = _listed("accompaniments")
STRENGTHS = _lists.spelt("strengths")
ENGLISH_VERBS = _lists.spelt("english_verbs")
ENGLISH_ORDERING = _lists.spelt("english_ordering")
NO_ING = _lists.spelt("no_ing")
NO_VERBS = _lists.keys("no_verbs") | frozenset(map(key, THINGS | STAPLES))
APART = frozenset({"alag", "अलग", "separate"})
IF = frozenset({"agar", "अगर", "if"})
THEN = frozenset({"to", "toh", "तो", "available"})
THE = frozenset({"the"})  # of English, or थे
LONGEST_ITEM = 5  # words of a thing of which no amount is said
SHORTEST_ING = 6  # letters: what is shorter is a ring, a king or a string
QUALIFYING = ("ably", "ingly", "edly", "hly", "able", "ible", "tful", "eful", "ously", "erly", "ately")
SHORTEST_QUALIFYING = 7  # letters: freshly, presentable
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
    if speaks(word) or is_verb(word) or ALSO_IN_NAMES.has(word):
        return word.plain not in THINGS and word.plain not in STAPLES
    return word.key in _STEMS and after is not None and (ORDERING.has(after) or is_verb(after))


def speaks(word: Word) -> bool:
    """Whether a word is never one of a name: a pronoun, an auxiliary, a verb of what will be."""
    if word.plain in THINGS or word.plain in STAPLES:
        return False
    is_future = len(word.key) > len("enge") and word.key.endswith(_FUTURES) and word.key not in NO_VERBS
    return SMALL.has(word) or is_future


def is_verb(word: Word) -> bool:
    """Whether a word has the form of a verb, which some words of names have too: bolkar, rakhte, toote, wait."""
    if word.plain in ENGLISH_ORDERING:
        return False
    return word.key in _FORMS or word.key in _DONE or word.plain in ENGLISH_VERBS


def may_be_verb(word: Word) -> bool:
    """Whether a word has the form of a verb, or is the bare root of one: dekh, bolkar."""
    return word.key in _STEMS or is_verb(word)


def orders(words: Sequence[Word], at: int) -> bool:
    """Whether one orders with a word: "bhejna", "chahiye", "send"; not "bata dena", "mat bhejna", "dena hai"."""
    word, before = words[at], words[at - 1] if at else None
    if before is not None and NOT.has(before):
        return False
    if word.plain in ENGLISH_ORDERING:
        return True
    if word.plain in GIVES:
        return before is not None and ORDERING.has(before)
    after = words[at + 1] if at + 1 < len(words) else None
    if not ORDERING.has(word) or (GIVEN.has(word) and after is not None and after.plain in COPULAS):
        return False
    return before is None or ORDERING.has(before) or not (before.key in _STEMS or is_verb(before))


def is_wished(words: Sequence[Word]) -> bool:
    """Whether something is ordered if it is there: "agar butter ho to wo bhi"."""
    said = [word.plain for word in words]
    return any(word in IF for word in said) and any(word in THEN for word in said)


def ends_clause(word: Word) -> bool:
    """Whether a verb of Hindi ends what belongs to it."""
    return word.plain not in THE and (FINITE.has(word) or word.key in _FORMS or word.key in _DONE)


def is_no_item(words: Sequence[Word]) -> bool:
    """Whether words without an amount name no goods: what somebody says, a place, an occasion, how something is."""
    spoken = [word for word in words if word.key]
    if not spoken or NAMES.match(words, 0, lambda i: i) == len(words):
        return not spoken
    if len(spoken) > LONGEST_ITEM or is_told(spoken) or is_circumstance(spoken[-1]):
        return True
    return all(
        QUALITIES.has(word) or word.plain in NOTES or ALSO_IN_NAMES.has(word) or is_circumstance(word)
        for word in spoken
    )


def is_told(words: Sequence[Word]) -> bool:
    """Whether words without an amount tell something: "bachche khaenge", "baby sleeping"; not "khula paneer"."""
    first, last = words[0], words[-1]
    if any(map(speaks, words)) or first.plain in ENGLISH_VERBS or _goes_on(last.plain):
        return True
    if any(_qualifies(word.plain) for word in words):
        return True
    return is_verb(last) and not (last.key in _DONE and any(word.plain in STAPLES for word in words[:-1]))


def is_circumstance(word: Word) -> bool:
    """Whether a word ends what stands around goods: a floor, a party, the cash."""
    return CIRCUMSTANCES.has(word) or PLACES.has(word)


def is_title(words: Sequence[Word], at: int) -> bool:
    """Whether somebody's name follows a title: "Mrs Kapoor", not "fevicol mr 50 gm"."""
    after = words[at + 1] if at + 1 < len(words) else None
    return TITLES.has(words[at]) and after is not None and bool(after.key) and not after.is_number


def told_beside(named: Sequence[Word]) -> int:
    """How many last words before a postposition are of no thing: "samosa cabin (me)", "kachori chutney alag (se)"."""
    if named[-1].plain in APART:
        return 1 + (len(named) > 1 and ACCOMPANIMENTS.has(named[-2]))
    return int(is_circumstance(named[-1]))


def _qualifies(plain: str) -> bool:
    """Whether a word of English says how: freshly, presentable."""
    return len(plain) >= SHORTEST_QUALIFYING and plain.endswith(QUALIFYING) and plain not in NO_ING


def _goes_on(plain: str) -> bool:
    """Whether a word of English tells what goes on or was done: sleeping, cracked."""
    return len(plain) >= SHORTEST_ING and plain.endswith(("ing", "ed")) and plain not in NO_ING
