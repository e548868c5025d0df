"""Addresses, occasions and complaints around an order: the order counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from nlu.intents.priors import Ranking
from nlu.orders.counting.amounts import may_hold_amounts
from nlu.orders.ordered import order_lines
from nlu.orders.words import BREAK_SIGNS
from nlu.words.reading import Word

ORDER, CHANGE = "place_order", "modify_order"
DOUBTFUL = 0.9  # a message of which one is surer is what it says
SURE = 0.8  # of the order
FULL_STOP = "."


def order_beside_remarks(
    text: str, words: Sequence[Word], ranking: Ranking, rank: Callable[[str], Ranking]
) -> Ranking:
    """The ranking of the clauses that say how much of what, where these are an order; else the one of the whole."""
    if not ranking or ranking[0][0] == CHANGE or ranking[0][1] >= DOUBTFUL:
        return ranking
    core = _clauses_of_amounts(words)
    if not core or len(core) == len(words):
        return ranking
    order = rank(text[core[0].start : core[-1].end])
    return order if order and order[0][0] == ORDER and order[0][1] >= SURE else ranking


def _clauses_of_amounts(words: Sequence[Word]) -> Sequence[Word]:
    """From the clause of the first item with a quantity to that of the last; none where there is one clause only."""
    apart = any(map(_ends_clause, words)) and may_hold_amounts(words)
    lines = order_lines(words) if apart else []
    lines = [line for line in lines if line.name and line.amount.quantity is not None]
    if not lines:
        return ()
    start, end = lines[0].start, lines[-1].end
    while start and not _ends_clause(words[start - 1]):
        start -= 1
    while end < len(words) and not _ends_clause(words[end]):
        end += 1
    return words[start:end]


def _ends_clause(word: Word) -> bool:
    return word.plain in BREAK_SIGNS or word.plain == FULL_STOP or "\n" in word.text
