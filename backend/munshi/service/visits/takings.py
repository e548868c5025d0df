"""What technicians have taken today, and what is still to be taken: for themselves, and for who runs the shop."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Reading
from munshi.billing.accounts import held
from munshi.business.models import Business
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.people.models import Person
from munshi.service.cash import counting
from munshi.service.parts.desk import runs_the_desk
from munshi.service.visits import billing, looking, words
from munshi.service.visits.facts import Facts, job_facts
from munshi.service.visits.receiving import LATER, unpaid_of

PAGE = "do_visit"


def of_what_was_taken(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """What a technician has taken today, job by job: it goes to the shop; or what is still to be taken."""
    text = reading.text or ""
    to_take = words.says(text, "still_to_take") and words.asks(text) and not runs_the_desk(caller)
    if reading.is_tap or not (to_take or words.says(text, "taken_today") or _asks_of_own(text)):
        return None
    if looking.technician(session, caller.person) is None:
        return None
    return heard(session, caller, PAGE, _still_to_take if to_take else _taken_today)


def _asks_of_own(text: str) -> bool:
    """Whether it asks how much the writer has taken: "aaj maine total kitna liya", "mera aaj ka hisab"."""
    if not words.says(text, "by_myself") or words.says(text, "still_due"):
        return False
    of_sum = words.says(text, "of_money") and words.says(text, "how_much")
    return of_sum or words.says(text, "took_how_much") or words.says(text, "days_account")


def _still_to_take(session: Session, caller: Caller) -> Outcome[Any]:
    left = [(each, billing.left_of(session, each)) for each in unpaid_of(session, caller)]
    if not left:
        return Outcome[str](outcome="nothing_to_take", facts={})
    rows = [
        {**job_facts(session, caller.business, visit), "paid_parts": [{"by": LATER, "paise": paise}]}
        for visit, paise in left
    ]
    total = sum(paise for _, paise in left)
    return Outcome[str](
        outcome="still_to_take",
        facts={"estimate_lines": [], "estimate_paise": total, "paid_by": LATER, "taken": rows},
    )


def _taken_today(session: Session, caller: Caller) -> Outcome[Any]:
    rows, parts = counting.taken_by(session, caller, caller.person.id)
    if not parts:
        return Outcome[str](outcome="nothing_taken", facts={})
    facts = {
        "paid_by": parts[-1]["by"],
        "paid_parts": parts,
        "each_sum": True,
        "taken": rows,
        **counting.of_hand(session, caller, caller.person.id, parts),
    }
    return Outcome[str](outcome="taken_today", facts=facts)


def taken_of(session: Session, caller: Caller, technicians: Sequence[Person]) -> Outcome[Any]:
    """What each of them has taken today, for who runs the shop."""
    takers = list[Facts]()
    for each in technicians:
        _, parts = counting.taken_by(session, caller, each.id)
        takers.append(
            {"name": each.called, "paid_parts": parts, **counting.of_hand(session, caller, each.id, parts)}
        )
    return Outcome[str](outcome="taken_of", facts={"takers": takers})


def in_advance(
    session: Session, business: Business, technician_id: int, first: date, last: date
) -> list[held.Row]:
    """What a technician was paid on these days for jobs that have no bill yet."""
    today = looking.today(business).isoformat()
    paid = [
        each for each in looking.live_jobs_of(session, business, technician_id) if each.work.get("advance")
    ]
    then = [each for each in paid if first <= date.fromisoformat(each.work.get("advance_on", today)) <= last]
    return [(each.person_id, part["by"], part["paise"]) for each in then for part in each.work["advance"]]


held.register(in_advance)
