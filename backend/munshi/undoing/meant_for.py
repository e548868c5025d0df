"""For whom what was just written is instead, as words right behind it say: a wrong name, or its sum pointed at."""

from sqlalchemy.orm import Session

from munshi.asking.reading import CLEARLY, FALLBACK, LEAVES, NO, YES, Reading
from munshi.asking.sums import figures
from munshi.billing.accounts.khata_words import names_a_khata
from munshi.billing.accounts.whom import named_in
from munshi.callers import Caller
from munshi.people.models import Person
from munshi.undoing import acts
from munshi.undoing.correcting import entries_of, paise_of, people_of
from munshi.undoing.models import Act
from munshi.undoing.rules import Kind
from munshi.undoing.wording import Back, is_a_slip, of_money, points_at_a_sum, points_at_whose

WRITTEN = (Kind.CREDIT_WRITTEN, Kind.PAYMENT_RECORDED, Kind.PAYMENT_DECIDED)
MAY_BE = (YES, NO, LEAVES, FALLBACK, "modify_order", "record_payment", "record_credit", "report_payment")
FEW_WORDS = 12


def told(session: Session, caller: Caller, reading: Reading) -> tuple[Act, Person] | None:
    """What the caller wrote of money, and the one other customer on whom words put it; None where they do not.

    *Galat naam, Ramesh ka tha* is of the last; *wo 1000 Birsa ke khate me daalo* of the last that comes to that sum.
    """
    text = reading.text or ""
    if reading.is_tap or len(text.split()) > FEW_WORDS or of_money(text) in (Back.REFUNDED, Back.CREDITED):
        return None
    if reading.chance >= CLEARLY and not reading.wants(*MAY_BE):
        return None
    recent = acts.recent(session, caller, *WRITTEN)
    people = named_in(session, caller.business_id, text) if recent else []
    if len(people) != 1:
        return None
    sums = set(figures(text))
    there = [each for each in recent if not sums or sums <= set(_sums_of(session, each))]
    act = there[0] if there else None
    if act is None or people[0].id in people_of(session, act):
        return None
    return (act, people[0]) if _is_of(text, sums, paise_of(session, act)) else None


def _sums_of(session: Session, act: Act) -> list[int]:
    """Each sum that was written."""
    alone = paise_of(session, act)
    return [each.paise for each in entries_of(session, act)] if alone is None else [alone]


def _is_of(text: str, sums: set[int], paise: int | None) -> bool:
    """Whether words are of what was written: they call it wrong and name no sum, or point at its own."""
    if not sums:
        return paise is not None and (is_a_slip(text) or points_at_whose(text))
    says = names_a_khata(text) or is_a_slip(text) or points_at_whose(text)
    return len(sums) == 1 and points_at_a_sum(text) and says
