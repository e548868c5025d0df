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
from munshi.service.cash import counting, filing, told
from munshi.service.cash.models import HandedIn
from munshi.service.parts.desk import runs_the_desk
from munshi.service.visits import assigning, carrying, looking, steps, words
from munshi.service.visits.money_told import CLAUSE
from munshi.service.visits.outcomes import Notice
from munshi.service.visits.references import TICKET, VISIT

OF_TAKINGS = ("the_owner", "handed_in", "all_of_them")
PAGE, STRUCK = "do_visit", "cash_not_got"
NUMBER = "CASH-"


def hear(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """ "malik ko 1750 de diye" of who took it, "ramesh ne 1750 de diye" of who gets it; a question writes nothing."""
    text = reading.text or ""
    if reading.is_tap or text.rstrip().endswith("?") or words.asks(text) or VISIT.search(text):
        return None
    if runs_the_desk(caller):
        return _got(session, caller, text)
    to_owner = told.is_given(session, caller, text)
    if not (to_owner or _is_of_takings(session, caller, reading)):
        return None
    if looking.technician(session, caller.person) is None or told.comes_from_owner(session, caller, text):
        return None
    giver = caller.person.id
    paise = told.paise_in(text) or _all(session, caller, giver, text)
    if paise:
        return heard(session, caller, PAGE, lambda here, by: write(here, by, giver, paise))
    if to_owner:  # what is said is no sum: the owner hears the words
        return heard(session, caller, PAGE, lambda here, by: carrying.pass_on(here, by, text))
    return None


def _is_of_takings(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether the cash of the day is handed over and nobody is named to whom it went: "500 cash diye" is a customer's,
    what was given back was none of it.
    """
    text = reading.text or ""
    if not steps.tells(reading, "money_handed_over") or words.says(text, "given_back"):
        return False
    return any(words.says(text, each) for each in OF_TAKINGS) and not _named(session, caller, text)


def _named(session: Session, caller: Caller, text: str) -> list[Person]:
    """Everybody of the business who is named."""
    everybody = session.scalars(select(Person).where(Person.business_id == caller.business_id))
    return all_named_in(text, everybody)


def _got(session: Session, caller: Caller, text: str) -> Heard | None:
    """Of who runs the shop: one technician is named as who has given, and no customer is called so; of several what
    stands behind the first comes next.
    """
    giving = words.says(text, "was_paid") or words.says(text, "handed_in")
    if TICKET.search(text) or not giving or not words.says(text, "by_whom_given"):
        return None
    said, rest = _of_first(session, caller, text)
    paise, who = told.paise_in(said), assigning.technicians_in(session, caller, said)
    if len(who) != 1 or [each.id for each in _named(session, caller, said)] != [who[0].id]:
        return None
    giver = who[0].id
    paise = paise or _all(session, caller, giver, said)
    if not paise:
        return None
    return heard(session, caller, PAGE, lambda here, by: write(here, by, giver, paise), rest)


def _of_first(session: Session, caller: Caller, text: str) -> tuple[str, str | None]:
    """The clause of the technician who is named first, and what is said of the others with sums of theirs."""
    for joint in CLAUSE.finditer(text):
        before, behind = text[: joint.start()], text[joint.end() :].strip()
        both = all(told.says_a_sum(each) for each in (before, behind))
        if both and assigning.technicians_in(session, caller, before) and words.says(behind, "by_whom_given"):
            return before, behind
    return text, None


def _all(session: Session, caller: Caller, giver_id: int, text: str) -> int | None:
    """All that is left of what was taken today, where no sum is said: "saara cash malik ko de diya"."""
    if told.says_a_sum(text) or not words.says(text, "all_of_them"):
        return None
    return counting.left_of(session, caller, giver_id)


def write(session: Session, caller: Caller, giver_id: int, paise: int) -> Outcome[Any]:
    """What is held goes down by it; the other side hears it."""
    giver = session.get_one(Person, (caller.business_id, giver_id))
    written = filing.hand_in(session, caller.business, giver, paise, caller.person)
    facts = facts_of(session, caller, giver, written)
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
        facts = facts_of(session, caller, giver, written)
        notices.tell(session, caller.business_id, giver, name, f"cash_not:{written.id}", **facts)
    return Outcome[str](outcome=STRUCK, facts=facts_of(session, caller, giver, written))


def facts_of(session: Session, caller: Caller, giver: Person, written: HandedIn) -> dict[str, Any]:
    """What replies say of cash that was handed in."""
    return {
        "technician": giver.called or "?",
        "cash": f"{NUMBER}{written.id}",
        "estimate_lines": [],
        "estimate_paise": written.paise,
        "in_hand_paise": counting.left_of(session, caller, giver.id),
    }
