"""Cash that was handed in is put right by the word of who gave it or who got it: the rest is held again."""

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.notices import service as notices
from munshi.outcomes import Outcome, Refusal
from munshi.people.models import Person
from munshi.people.rules import Role
from munshi.service.cash import filing, handing_in, told
from munshi.service.parts.desk import runs_the_desk
from munshi.service.visits import assigning, looking, words
from munshi.service.visits.money_told import SUM
from munshi.service.visits.outcomes import Notice
from munshi.service.visits.references import VISIT

PAGE = "do_visit"
DAYS = timedelta(days=3)  # so long the word alone puts it right


def hear(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """ "ravi ne 580 nahi 500 diye", "pichla handover galat tha, 500 diye": a sum that was handed in, and another."""
    text = reading.text or ""
    denies = words.says(text, "not_yet") or words.says(text, "mistaken")
    if reading.is_tap or not denies or text.rstrip().endswith("?") or words.asks(text) or VISIT.search(text):
        return None
    giver = _giver(session, caller, text)
    written = filing.last_of(session, caller.business, giver.id, clock.now() - DAYS) if giver else []
    sums = {int(each) * 100 for each in SUM.findall(text)}
    wrong = next((each for each in written if each.paise in sums), None)
    if wrong is None and written and words.says(text, "mistaken"):
        wrong = written[0]
    if wrong is None or (paise := _right(text, wrong.paise)) is None:
        return None
    number = wrong.id
    return heard(session, caller, PAGE, lambda here, by: correct(here, by, number, paise))


def _right(text: str, wrong: int) -> int | None:
    """The one other sum that was given: the rest of the wrong one is none, nor what is still with who gave."""
    given = [each * 100 for each in told.given_of(text) if each * 100 != wrong]
    first = given[:1]
    return first[0] if len(given) == 1 or (first and given[1:] == [wrong - first[0]]) else None


def correct(session: Session, caller: Caller, number: int, paise: int) -> Outcome[Any]:
    """What was written counts no more, and the right sum is written in its place; the other side hears both."""
    wrong = filing.locked(session, caller.business_id, number)
    if wrong is None or wrong.struck_at is not None:
        raise Refusal("not_found", reference=f"{handing_in.NUMBER}{number}")
    giver = session.get_one(Person, (caller.business_id, wrong.person_id))
    wrong.struck_at = clock.now()
    session.flush()
    written = filing.hand_in(session, caller.business, giver, paise, caller.person, wrong.at)
    facts = {**handing_in.facts_of(session, caller, giver, written), "was_paise": wrong.paise}
    name: Notice = "visit_cash_corrected"
    key = f"cash:{written.id}:{wrong.id}"
    if giver.id == caller.person.id:
        notices.tell_role(session, caller.business_id, Role.OWNER, name, key, but=caller.person, **facts)
    else:
        notices.tell(session, caller.business_id, giver, name, key, **facts)
    return Outcome[str](outcome="cash_corrected", facts=facts)


def _giver(session: Session, caller: Caller, text: str) -> Person | None:
    """Who runs the shop names the technician; a technician speaks of the own cash, and of who runs the shop."""
    if runs_the_desk(caller):
        who = assigning.technicians_in(session, caller, text)
        leads = words.says(text, "by_whom_given") or words.says(text, "handed_in")
        return who[0] if len(who) == 1 and leads else None
    of_cash = told.is_given(session, caller, text) or words.says(text, "handed_in")
    return caller.person if of_cash and looking.technician(session, caller.person) is not None else None
