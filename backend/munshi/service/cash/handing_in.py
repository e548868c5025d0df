"""A technician hands the cash of the day to who runs the shop: written by the word of either, and told to the other."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.notices import service as notices
from munshi.outcomes import Outcome, Refusal
from munshi.people.models import Person
from munshi.people.named import all_named_in
from munshi.people.rules import Role
from munshi.service.cash import counting, filing
from munshi.service.cash.models import HandedIn
from munshi.service.parts.desk import runs_the_desk
from munshi.service.visits import assigning, looking, steps, words
from munshi.service.visits.money_told import SUM, is_of_owner
from munshi.service.visits.outcomes import Notice
from munshi.service.visits.references import TICKET, VISIT

PAGE, STRUCK = "do_visit", "cash_not_got"
NUMBER = "CASH-"


def hear(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """ "malik ko 1750 de diye" of who took it, "ramesh ne 1750 de diye" of who gets it; a question writes nothing."""
    text = reading.text or ""
    if reading.is_tap or text.rstrip().endswith("?") or words.asks(text) or VISIT.search(text):
        return None
    if runs_the_desk(caller):
        return _got(session, caller, text)
    gives = steps.tells(reading, "money_handed_over") or is_of_owner(text)
    if not gives or _comes_from_owner(text) or looking.technician(session, caller.person) is None:
        return None
    paise = _sum_in(session, caller, text)
    if not paise:
        return None
    giver = caller.person.id
    return heard(session, caller, PAGE, lambda here, by: write(here, by, giver, paise))


def _got(session: Session, caller: Caller, text: str) -> Heard | None:
    """Of who runs the shop: one technician is named as who has given one sum, and no customer is called so."""
    giving = words.says(text, "was_paid") or words.says(text, "handed_in")
    sums = SUM.findall(text)
    if TICKET.search(text) or not giving or len(sums) != 1 or not words.says(text, "by_whom_given"):
        return None
    who = assigning.technicians_in(session, caller, text)
    everybody = session.scalars(select(Person).where(Person.business_id == caller.business_id))
    if len(who) != 1 or [each.id for each in all_named_in(text, everybody)] != [who[0].id]:
        return None
    giver, paise = who[0].id, int(sums[0]) * 100
    return heard(session, caller, PAGE, lambda here, by: write(here, by, giver, paise))


def _comes_from_owner(text: str) -> bool:
    """Whether who runs the shop is named as who gives: "malik ne 500 diye"."""
    owner = words.placed(text, "the_owner")
    return owner is not None and words.says(" ".join(text[owner[1] :].split()[:1]), "by_whom_given")


def _sum_in(session: Session, caller: Caller, text: str) -> int | None:
    """The one sum, or all that is left of what was taken today: "saara cash malik ko de diya"."""
    sums = SUM.findall(text)
    if len(sums) == 1:
        return int(sums[0]) * 100
    return (
        counting.left_of(session, caller, caller.person.id)
        if not sums and words.says(text, "all_of_them")
        else None
    )


def write(session: Session, caller: Caller, giver_id: int, paise: int) -> Outcome[Any]:
    """What is held goes down by it; the other side hears it."""
    giver = session.get_one(Person, (caller.business_id, giver_id))
    written = filing.hand_in(session, caller.business, giver, paise, caller.person)
    facts = _facts(session, caller, giver, written)
    if written.by_id != caller.person.id:
        return Outcome[str](outcome="cash_known", facts=facts)
    key = f"cash:{written.id}"
    if giver.id == caller.person.id:
        given: Notice = "visit_cash_handed"
        notices.tell_role(session, caller.business_id, Role.OWNER, given, key, but=caller.person, **facts)
        return Outcome[str](outcome="cash_handed", facts=facts)
    got: Notice = "visit_cash_got"
    notices.tell(session, caller.business_id, giver, got, key, **facts)
    return Outcome[str](outcome="cash_got", facts=facts)


def strike(session: Session, caller: Caller, reference: str) -> Outcome[Any]:
    """Who runs the shop has not got it: it counts no more, and who said so hears it."""
    caller.must_be(Role.OWNER, Role.MANAGER)
    number = reference.removeprefix(NUMBER)
    written = filing.locked(session, caller.business_id, int(number)) if number.isdecimal() else None
    if written is None:
        raise Refusal("not_found", reference=reference)
    giver = session.get_one(Person, (caller.business_id, written.person_id))
    if written.struck_at is None:
        written.struck_at = clock.now()
        session.flush()
        name: Notice = "visit_cash_not_got"
        facts = _facts(session, caller, giver, written)
        notices.tell(session, caller.business_id, giver, name, f"cash_not:{written.id}", **facts)
    return Outcome[str](outcome=STRUCK, facts=_facts(session, caller, giver, written))


def _facts(session: Session, caller: Caller, giver: Person, written: HandedIn) -> dict[str, Any]:
    return {
        "technician": giver.called or "?",
        "cash": f"{NUMBER}{written.id}",
        "estimate_lines": [],
        "estimate_paise": written.paise,
        "in_hand_paise": counting.left_of(session, caller, giver.id),
    }
