"""What stands beside the words that name a bill: it is a message of its own, where it pays, asks, or orders."""

import re

from sqlalchemy.orm import Session

from munshi.asking.clauses import CLAUSE
from munshi.asking.sums import figures
from munshi.callers import Caller
from munshi.orders.counted import counted_in
from munshi.orders.for_shop import surely_asks
from munshi.orders.shelf import StockedShelf
from munshi.undoing.wording import tells_of_paying

PINCODE = re.compile(r"(?<!\d)[1-9]\d{5}(?!\d)")
SIGNS = " ,.;:-"


def heard_next(session: Session, caller: Caller, text: str, named: str) -> str | None:
    """The clauses that are heard next; all else went to the shop with the words."""
    rest = text.replace(named, ",")
    ends = [*(found.end() for found in CLAUSE.finditer(rest)), len(rest)]
    clauses = [rest[start:end].strip(SIGNS) for start, end in zip([0, *ends], ends, strict=False)]
    said = [each for each in clauses if each and _says_more(session, caller, each)]
    return ", ".join(said) or None


def names_goods(session: Session, caller: Caller, text: str) -> bool:
    """Whether goods that are sold here stand in it, with a number that is no sum that was paid."""
    clauses = [each for each in CLAUSE.split(text) if not _pays(each)]
    return counted_in(StockedShelf(session, caller.business_id), clauses)


def _pays(clause: str) -> bool:
    return bool(figures(clause)) and tells_of_paying(clause)


def _says_more(session: Session, caller: Caller, clause: str) -> bool:
    says = _pays(clause) or surely_asks(clause) or bool(PINCODE.search(clause))
    return says or names_goods(session, caller, clause)
