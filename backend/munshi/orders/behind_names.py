"""Goods that stand behind the name of a customer which was read as theirs: *होटल शालीमार को 5 किलो चिकन बोनलेस*."""

from sqlalchemy.orm import Session

from munshi.billing.accounts import whom
from munshi.orders.shelf import StockedShelf


def goods_named(session: Session, business_id: str, text: str, name: str) -> str:
    """The goods that the rest of the words name well, where what was read as goods is in a customer's name."""
    places = whom.places_in(session, business_id, text)
    ends = [end for (start, end), _ in places if name.casefold() in text[start:end].casefold()]
    if not ends:
        return name
    return StockedShelf(session, business_id).name_in(text[max(ends) :]) or name
