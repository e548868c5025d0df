"""An amount that is set anew in a cart: a change, whatever is ordered beside it."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.intents.priors import CART_OPEN, Ranking, normalised
from nlu.intents.remarks import CHANGE, ORDER
from nlu.orders.changing.verbs import Side, Verb, verbs_of
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
    if not any(_sets_an_amount(verb, words, parts) for verb in verbs_of(words, parts)):
        return ranking
    turned = {ORDER: CHANGE, CHANGE: ORDER}
    return normalised((turned.get(intent, intent), chance) for intent, chance in ranking)


def _sets_an_amount(verb: Verb, words: Sequence[Word], parts: Sequence[Part]) -> bool:
    """Whether it says how much there shall be of something: "aata 3 kilo kar do", but not "3 samose pack kar do"."""
    if verb.op != SETS:
        return False
    if verb.side is Side.BEFORE:
        before = [part for part in parts if part.end <= verb.start]
        return bool(before) and before[-1].says_how_much
    if any(word.plain == IT for word in words[verb.start : verb.end]):
        return True
    behind = [part.kind for part in parts if part.start >= verb.end and part.kind in GOODS]
    return behind[:2] == [Kind.NAME, Kind.AMOUNT]
