"""What changes a cart that waits for an answer: an amount set anew, less of something, one thing for another."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.intents.priors import CART_OPEN, Ranking, normalised
from nlu.intents.remarks import CHANGE, ORDER
from nlu.left_over.known import beside_goods
from nlu.orders.changing.changes import REMOVE, changes, taken_out
from nlu.orders.changing.predicates import INSTEAD, Head, Predicate, may_hold_predicates, predicates_of
from nlu.orders.changing.substitution import with_substitutions
from nlu.orders.cutting import cut, cut_changes
from nlu.orders.goods import is_goods
from nlu.orders.ordered import order_lines
from nlu.orders.parts import GOODS, Kind, Part
from nlu.orders.words import is_filler
from nlu.words.reading import Word
from nlu.words.silence import silenced

SETS, ADD = "set", "add"
IT = "it"


def change_of_cart(ranking: Ranking, words: Sequence[Word], asking: str | None) -> Ranking:
    """The ranking with change and order turned round, where a cart waits for an answer and something in it is changed.

    "Make sugar 3 kg and add 1 kg rice", "3 kg sugar kam kar do": as an order it would be 3 kg more.
    """
    if asking not in CART_OPEN or not ranking or ranking[0][0] != ORDER:
        return ranking
    parts = cut(words)
    sets = any(_sets_an_amount(predicate, words, parts) for predicate in predicates_of(words, parts))
    if not (sets or _lessens(words)):
        return ranking
    turned = {ORDER: CHANGE, CHANGE: ORDER}
    return normalised((turned.get(intent, intent), chance) for intent, chance in ranking)


def swaps(words: Sequence[Word], asking: str | None) -> bool:
    """Whether one thing shall come in the place of another in a cart that waits: a change, whatever is beside it."""
    if asking not in CART_OPEN or not may_hold_predicates(words):
        return False
    words = _of_goods(words)
    parts = cut_changes(words)
    found = with_substitutions(words, parts, list(predicates_of(words, parts)))
    if not any(each.substitutes or words[each.start].plain in INSTEAD for each in found):
        return False
    return {REMOVE, ADD} <= {line.op for line in changes(words) if line.name}


def takes_out(words: Sequence[Word], asking: str | None) -> bool:
    """Whether all that is said beside a cart that waits is that goods shall go: "paper cup leave"."""
    if asking not in CART_OPEN or not may_hold_predicates(words):
        return False
    words = _of_goods(words)
    gone = taken_out(words)
    said = {at for line in gone for at in range(line.start, line.end)}
    goods = [any(map(is_goods, words[line.start : line.end])) for line in gone]
    said |= {at for each in predicates_of(words, cut_changes(words)) for at in range(each.start, each.end)}
    others = (word for at, word in enumerate(words) if at not in said)
    return bool(gone) and all(goods) and not any(word.key and not is_filler(word) for word in others)


def _lessens(words: Sequence[Word]) -> bool:
    """Whether what an order would count is as much less of it: "2 donut kam kar do aur ek bread"."""
    words = _of_goods(words)
    counted = {(line.name, line.amount.quantity) for line in order_lines(words) if not line.is_bare}
    return any((line.name, line.amount.quantity) in counted for line in taken_out(words))


def _of_goods(words: Sequence[Word]) -> Sequence[Word]:
    """The words without those of how goods are made, paid and brought: "not spicy" takes nothing out."""
    return silenced(words, beside_goods(words, ORDER, goes=True))


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
