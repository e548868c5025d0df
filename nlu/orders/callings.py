"""Tells who is called, and what only helps a verb, from what is ordered: "paaji 10 kulche", "bhej da"."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.orders.words import ALSO_IN_NAMES, AND, ARTICLES, AUXILIARIES, HELPED, VOCATIVES, is_filler
from nlu.words.numbers import read_number
from nlu.words.reading import Word


def is_called(words: Sequence[Word], at: int) -> bool:
    """Whether a word is whom the message speaks to: "miyan ek kilo dal", not "mama earth shampoo"."""
    if words[at].plain not in VOCATIVES or not _stands_apart(words, at - 1):
        return False
    is_sure = at == 0 and words[at].plain not in ALSO_IN_NAMES
    return is_sure or _begins_anew(words, at + 1)


def is_helping(words: Sequence[Word], at: int) -> bool:
    """Whether a word only helps the verb before it: "bhej da", "पठा द", "joie che"."""
    return at > 0 and words[at].plain in AUXILIARIES and words[at - 1].key in HELPED


def _stands_apart(words: Sequence[Word], at: int) -> bool:
    """Whether no name can go on over a word, or there is none."""
    if at < 0 or not words[at].key or words[at].plain in AND:
        return True
    return is_filler(words[at]) or words[at].plain in VOCATIVES | AUXILIARIES


def _begins_anew(words: Sequence[Word], at: int) -> bool:
    """Whether something new begins with a word, or there is none."""
    if at >= len(words) or not words[at].key or words[at].plain in ARTICLES | VOCATIVES:
        return True
    return is_filler(words[at]) or read_number(words, at) is not None
