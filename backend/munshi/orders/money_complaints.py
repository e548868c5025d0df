"""A complaint of what came, or of what was taken for it, in words of money: *ek roti kam nikli, 15 wapas*.

It is no order and no payment: the shop hears it whole, with the order that it is of. What was paid, and what is ordered
beside it, is heard next.
"""

import re
from collections.abc import Sequence

from munshi.asking.sums import figures
from munshi.billing.accounts.khata_words import names_a_khata
from munshi.billing.pieces import REFERENCE
from munshi.orders.counted import counted_in
from munshi.orders.shelf import StockedShelf
from munshi.word_lists import WordLists, plain

LISTS = WordLists(__file__, "money_complaints.yml")
CLAUSE = re.compile(r"[,;।!?\n]|\.(?!\d)|\s(?:par|but|lekin|magar|पर|लेकिन|मगर)\s", re.IGNORECASE)
JOINED = re.compile(r"\s(?:aur|and|और)\s", re.IGNORECASE)
OF_IT = (
    "came_wrong",
    "did_not_come",
    "charged_wrong",
    "charged_so",
    "is_written",
    "was_bought",
    "comes_back",
    "returns",
)
FEW_WORDS = 8  # of what goes on from a complaint


def is_one(text: str | None) -> bool:
    """Whether words tell of goods that came wrong and shall be made good in money, of a wrong charge, or ask after a
    refund. Beside a bank's reference what comes back is of that payment, unless something was wrong.
    """
    said = plain(text)
    if REFERENCE.search(text or "") and not tells_of_wrong(text):
        return False
    if (
        LISTS.has(said, "charged_wrong")
        or asks_refund(text)
        or (LISTS.has(said, "charged_so") and figures(text))
    ):
        return True
    in_place = LISTS.has(said, "in_place") and LISTS.has(said, "came")
    wrong = LISTS.has(said, "came_wrong") or in_place or any(map(_did_not_come, _clauses(text)))
    comes_back = LISTS.has(said, "comes_back")
    is_more = LISTS.has(said, "is_written") and LISTS.has(said, "was_bought") and not names_a_khata(text)
    is_more = is_more and (comes_back or LISTS.has(said, "no_more"))
    return (wrong and comes_back) or is_more or (LISTS.has(said, "returns") and bool(figures(text)))


def returns_goods(text: str | None) -> bool:
    """Whether something shall go back that was taken, and no more is said of it: *1 maggi wapas*."""
    said = plain(text)
    return LISTS.has(said, "returns") or any(said.endswith(f" {each}") for each in LISTS.lists["goes_back"])


def asks_refund(text: str | None) -> bool:
    """Whether it is asked when money comes back, of an order or of no sum: that of a sum is of the payments."""
    said = plain(text)
    return LISTS.has(said, "asks_refund") and (LISTS.has(said, "of_order") or not figures(text))


def told_beside(text: str | None) -> bool:
    """Whether goods that came wrong are told of beside a payment: *450 bhej diye, par gravy wala aaya*."""
    clauses = _clauses(text)
    return paid_in(text) is not None and any(LISTS.has(plain(each), "came_wrong") for each in clauses)


def tells_of_wrong(text: str | None) -> bool:
    """Whether goods came wrong or not at all, or were charged wrong, by the words."""
    said = plain(text)
    wrong = any(LISTS.has(said, name) for name in ("came_wrong", "charged_wrong", "was_bought"))
    return wrong or any(map(_did_not_come, _clauses(text)))


def goes_on(text: str | None) -> bool:
    """Whether few words go on from a complaint: *50 kam karo*, *50 ka kya hua*."""
    said = plain(text)
    return len(said.split()) <= FEW_WORDS and any(
        LISTS.has(said, name) for name in ("comes_back", "asks_after")
    )


def lessens(text: str | None) -> bool:
    """Whether few words want a bill to be less, right behind what was paid of it: *50 kam karo*."""
    said = plain(text)
    return len(said.split()) <= FEW_WORDS and bool(figures(text)) and LISTS.has(said, "lessens")


def heard_next(text: str, shelf: StockedShelf) -> str | None:
    """The clauses that tell of a payment; from goods that are ordered on, all that is none of the complaint."""
    clauses = [piece.strip() for each in _clauses(text) for piece in JOINED.split(each)]
    first = next((at for at, each in enumerate(clauses) if _orders(each, shelf)), len(clauses))
    told = [each for at, each in enumerate(clauses) if _pays(each) or (at >= first and _is_of_else(each))]
    return ", ".join(told) or None


def paid_in(text: str | None) -> str | None:
    """The first clause that tells of a payment."""
    return next(filter(_pays, _clauses(text)), None)


def _pays(clause: str) -> bool:
    said = plain(clause)
    wrong = any(LISTS.has(said, name) for name in ("came_wrong", "charged_wrong", "comes_back"))
    return not wrong and LISTS.has(said, "gave") and bool(figures(clause) or REFERENCE.search(clause))


def _orders(clause: str, shelf: StockedShelf) -> bool:
    return _is_of_else(clause) and counted_in(shelf, [clause])


def _is_of_else(clause: str) -> bool:
    said = plain(clause)
    return not any(LISTS.has(said, name) for name in (*OF_IT, "of_before", "gave"))


def _did_not_come(clause: str) -> bool:
    said = plain(clause)
    return LISTS.has(said, "did_not_come") and not LISTS.has(said, "of_money")


def _clauses(text: str | None) -> Sequence[str]:
    return [each.strip() for each in CLAUSE.split(text or "") if each.strip()]
