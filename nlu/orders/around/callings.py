"""Tells who is called, and what only helps along, from what is ordered: "paaji 10 kulche", "bhej da", "kaafi hai"."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.orders.words import ALSO_IN_NAMES, AND, ARTICLES, AUXILIARIES, HELPED, VOCATIVES, is_filler, spelt
from nlu.words.numbers import read_number
from nlu.words.reading import Word
from nlu.words.unit_words import is_unit

ENOUGH = spelt("kaafi kafi काफी काफ़ी bahut बहुत enough")
WILL_BE = spelt("hai hain h है हैं rahega rahegi hoga hogi रहेगा रहेगी होगा होगी")


def is_called(words: Sequence[Word], at: int) -> bool:
    """Whether a word is whom the message speaks to: "miyan ek kilo dal", not "mama earth shampoo"."""
    if words[at].plain not in VOCATIVES or not _stands_apart(words, at - 1):
        return False
    is_sure = at == 0 and words[at].plain not in ALSO_IN_NAMES
    return is_sure or _begins_anew(words, at + 1)


def is_helping(words: Sequence[Word], at: int) -> bool:
    """Whether a word only helps the verb before it: "bhej da", "पठा द", "joie che"."""
    return at > 0 and words[at].plain in AUXILIARIES and words[at - 1].key in HELPED


def is_enough(words: Sequence[Word], at: int) -> bool:
    """Whether a word says of the amount before it that it will do: "aadha kilo kaafi hai"; not "1 kaafi"."""
    before, after = words[max(at - 1, 0) : at], words[at + 1 : at + 2]
    said = words[at].plain in ENOUGH and any(word.plain in WILL_BE for word in after)
    return said and any(word.is_number or is_unit(word.key) for word in before)


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
