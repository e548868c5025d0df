"""A list of who took or gave how much, clause by clause: *prakash 150 chini, girish ne 500 diye, yasmin 85*.

Every clause has its customer and its sum. What was taken goes to the khatas, shown first where a clause does not say
it; what was given is heard next, as words of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Reading
from munshi.asking.sums import figures
from munshi.billing.accounts import filing, whom
from munshi.billing.accounts.drafts import Row
from munshi.billing.accounts.khata_words import names_a_khata
from munshi.billing.accounts.said import clauses_of, holds, joined_clauses_of, left_of
from munshi.billing.payments.said import spoken_ways
from munshi.callers import Caller
from munshi.people.models import Person
from munshi.undoing.wording import is_by_somebody, is_given_to, of_money, tells_of_paying

CREDIT = "record_credit"
LEAST_SUM = 1000  # in paise; less is a count of goods


class Tells(Enum):
    """What a clause tells."""

    OWED = auto()
    GOODS = auto()  # something was taken; that it is owed is not said
    PAID = auto()
    NOTHING = auto()


@dataclass(frozen=True)
class Clause:
    """A clause with the one customer and the one sum in it."""

    text: str
    person: Person
    paise: int
    tells: Tells
    goods: str


def of_list(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """What is owed by the list is written or shown, and what was paid is heard next; None where it is no such list."""
    if reading.is_tap or of_money(reading.text) is not None or holds(reading.text or "", "lets_off"):
        return None  # what somebody is let off is no credit
    found = _found(session, caller, clauses_of(reading.text)) or _found(
        session, caller, joined_clauses_of(reading.text)
    )
    tells = [each.tells for each in found]
    if len(found) < 2 or (set(tells) <= {Tells.PAID, Tells.NOTHING} and not _begins_bare(found)):
        return None
    if set(tells) == {Tells.OWED}:
        return None
    kinds = _told(tells)
    owed = [each for each, kind in zip(found, kinds, strict=True) if kind is not Tells.PAID]
    paid = [each.text for each, kind in zip(found, kinds, strict=True) if kind is Tells.PAID]
    if not owed:
        return None
    plain = all(each.tells is Tells.OWED for each in owed)
    rows = [Row(person=each.person.id, paise=each.paise, note=each.goods or None) for each in owed]
    return heard(
        session,
        caller,
        CREDIT,
        lambda here, by: filing.tell_rows(here, by, rows, plain=plain),
        ", ".join(paid) or None,
    )


def _told(tells: Sequence[Tells]) -> list[Tells]:
    """What says nothing is as what stands before it; at the beginning, before what somebody gave, it was taken."""
    kinds: list[Tells] = []
    for each in tells:
        before = kinds[-1] if kinds else Tells.GOODS
        kinds.append(before if each is Tells.NOTHING else each)
    return kinds


def _begins_bare(found: Sequence[Clause]) -> bool:
    """Whether the first clause says nothing, and who has given is told apart by *ne*."""
    paid = [each for each in found if each.tells is Tells.PAID]
    return bool(paid) and found[0].tells is Tells.NOTHING and all(is_by_somebody(each.text) for each in paid)


def _found(session: Session, caller: Caller, texts: Sequence[str]) -> list[Clause]:
    """The clauses, where each has just one customer and one sum; else none."""
    found = []
    for text in texts:
        people, sums = whom.named_in(session, caller.business_id, text), set(figures(text))
        if len(people) != 1 or len(sums) != 1 or min(sums) < LEAST_SUM:
            return []
        goods = left_of(text, people[0].called or "")
        found.append(Clause(text, people[0], sums.pop(), _tells(text, goods), goods))
    return found


def _tells(text: str, goods: str) -> Tells:
    by_somebody = is_by_somebody(text)
    if names_a_khata(text) and not (by_somebody and tells_of_paying(text)):  # "ramlal ne 42 ka udhaar liya"
        return Tells.OWED
    if by_somebody or spoken_ways(text) or (tells_of_paying(text) and not is_given_to(text)):
        return Tells.PAID
    return Tells.GOODS if goods else Tells.NOTHING
