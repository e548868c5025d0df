"""What a word is by the lexicon of orders, by its form and by its language, whatever it does in its message."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from nlu.orders.goods import is_goods
from nlu.orders.lexicon import LEXICON
from nlu.orders.words import STAPLES, THINGS, is_filler, is_question_word
from nlu.words.languages import ENGLISH_WORDS, HINDI_WORDS
from nlu.words.numbers import may_begin_number
from nlu.words.reading import Word
from nlu.words.unit_words import is_unit
from spelling import key

ROOTS = "roots"  # of verbs; with an ending they are a verb, whatever it is: bataiye, rakhte, bolkar, toote
ENDINGS = "endings"
SHORTEST_VERB = 3  # letters of how it sounds
_ROLES = {name: LEXICON.role(name) for name in sorted(LEXICON.roles)}
_NO_VERBS = LEXICON.sounds("no_verbs") | frozenset(map(key, THINGS | STAPLES))
_VERBS = (
    frozenset(
        form
        for root, ending in product(LEXICON.words(ROOTS), LEXICON.words(ENDINGS))
        if len(form := key(root + ending)) >= SHORTEST_VERB
    )
    - _NO_VERBS
)


def kinds_of(word: Word) -> Iterator[str]:
    """What a word is by itself: a number in letters, a unit, goods, and every role of it."""
    if not word.is_number and may_begin_number(word):
        yield "number"
    if is_unit(word.key):
        yield "unit"
    if is_goods(word):
        yield "goods"
    yield from roles_of(word)


def roles_of(word: Word) -> Iterator[str]:
    """Every role of a word."""
    yield from (name for name, role in _ROLES.items() if role.has(word))
    if is_filler(word):
        yield "filler"
    if is_question_word(word):
        yield "question"
    if word.key in _VERBS:
        yield "verb"
    if word.plain in ENGLISH_WORDS:
        yield "english"
    if word.key in HINDI_WORDS:
        yield "hindi"
