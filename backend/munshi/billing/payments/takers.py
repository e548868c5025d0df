"""Who here has taken a sum, where a message tells of several: "500 golu ko cash, 300 gpay"."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from munshi.asking.clauses import pieces
from munshi.asking.reading import Reading, Sum
from munshi.billing.accounts.staff import staff_named
from munshi.billing.payments.said import led_to
from munshi.callers import Caller
from munshi.people.models import Person


def takers_of(session: Session, caller: Caller, reading: Reading, went: Sequence[Sum]) -> dict[int, int]:
    """Who works here and has taken it, by where the sum begins: the one that is nearest in the same clause."""
    text, found = reading.text or "", dict[int, int]()
    if not went:
        return found
    for start, stop in pieces(reading):
        clause = text[start:stop]
        sums = [each for each in went if start <= each.start < stop] or list(went)
        for word in led_to(clause).split():
            named = staff_named(session, caller.business_id, word)
            if len(named) != 1:
                continue
            at = start + clause.index(word)
            nearest = min(sums, key=lambda each: max(at - each.end, each.start - at - len(word)))
            found.setdefault(nearest.start, named[0].id)
    return found


def name_of(session: Session, caller: Caller, person: int | None) -> str | None:
    """What somebody is called."""
    known = session.get(Person, (caller.business_id, person)) if person else None
    return known.called if known else None
