"""An amount that is set anew in a cart: a change, whatever is ordered beside it."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.intents.priors import CART_OPEN, Ranking, normalised
from nlu.intents.remarks import CHANGE, ORDER
from nlu.orders.changing.predicates import Head, Predicate, predicates_of
from nlu.orders.cutting import cut
from nlu.orders.parts import GOODS, Kind, Part
from nlu.words.reading import Word

SETS = "set"
IT = "it"


def change_of_cart(ranking: Ranking, words: Sequence[Word], asking: str | None) -> Ranking:
    """The ranking with change and order turned round, where a cart waits for an answer and an amount in it is set anew.

    "Make sugar 3 kg and add 1 kg rice": as an order it would be 3 kg more.
    """
    if asking not in CART_OPEN or not ranking or ranking[0][0] != ORDER:
        return ranking
    parts = cut(words)
    if not any(_sets_an_amount(predicate, words, parts) for predicate in predicates_of(words, parts)):
        return ranking
    turned = {ORDER: CHANGE, CHANGE: ORDER}
    return normalised((turned.get(intent, intent), chance) for intent, chance in ranking)


def _sets_an_amount(predicate: Predicate, words: Sequence[Word], parts: Sequence[Part]) -> bool:
    """Whether it says how much there shall be of something: "aata 3 kilo kar do", but not "3 samose pack kar do"."""
    if predicate.op != SETS:
        return False
    if predicate.head is Head.FINAL:
        before = [part for part in parts if part.end <= predicate.start]
        return bool(before) and before[-1].says_how_much
    if any(word.plain == IT for word in words[predicate.start : predicate.end]):
        return True
    behind = [part.kind for part in parts if part.start >= predicate.end and part.kind in GOODS]
    return behind[:2] == [Kind.NAME, Kind.AMOUNT]
