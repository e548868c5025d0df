"""What was approved on claims in some days, for who decides about them: *claims pe is mahine kitna gaya*."""

from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.heard import Heard
from munshi.asking.reading import Asked, Reading
from munshi.asking.sums import figures
from munshi.callers import Caller
from munshi.expenses.desk import SKILL
from munshi.expenses.models import Claim
from munshi.expenses.rules import month_of
from munshi.expenses.statuses import Status
from munshi.outcomes import Outcome
from munshi.people.rules import Role
from spelling import key

WORDS = Path(__file__).with_name("words.yml")
PAGE = "check_claim_status"
APPROVED = (Status.APPROVED, Status.PAID)


def wanted(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Who is in charge asks how much was spent; what they have claimed themselves is asked otherwise."""
    text = reading.text or ""
    if reading.is_tap or not caller.may_act_as(Role.OWNER, Role.MANAGER):
        return None
    if SKILL not in caller.business.skills or figures(text) or _holds(text, "own"):
        return None
    if not all(_holds(text, each) for each in ("claims", "how_much", "went")):
        return None
    return Heard(PAGE, total(session, caller, *_days(caller, reading)))


def total(session: Session, caller: Caller, first: date, last: date) -> Outcome[Any]:
    """The sum of the claims approved from the first to the last day, and of those that wait now.

    A manager sees those that are theirs to decide, the owner all.
    """
    zone = ZoneInfo(caller.business.timezone)
    starts = datetime.combine(first, time(), zone)
    ends = datetime.combine(last + timedelta(days=1), time(), zone)
    whose = [Claim.business_id == caller.business_id]
    is_owner = caller.may_act_as(Role.OWNER)
    if not is_owner:
        own = caller.person.id
        whose.append(or_(Claim.approver_id == own, Claim.decided_by == own))
    of_sum = select(func.count(), func.coalesce(func.sum(Claim.amount_paise), 0)).where(*whose)
    in_days = (Claim.status.in_(APPROVED), Claim.decided_at >= starts, Claim.decided_at < ends)
    number, paise = session.execute(of_sum.where(*in_days)).one()
    waiting = session.execute(of_sum.where(Claim.status == Status.PENDING)).one()
    facts = {
        "total_paise": int(paise),
        "number": int(number),
        "waiting_paise": int(waiting[1]),
        "first": first.isoformat(),
        "last": last.isoformat(),
    }
    return Outcome[str](outcome="spent" if is_owner else "spent_yours", facts=facts)


def _days(caller: Caller, reading: Reading) -> tuple[date, date]:
    """The days that are said, else this month; up to today."""
    today = clock.now_in(caller.business.timezone).date()
    said = next((each.value for each in reading.all("period") if each.value.get("from")), None)
    if said is None or not said.get("to"):
        return month_of(today)[0], today
    return date.fromisoformat(said["from"]), min(date.fromisoformat(said["to"]), today)


def _holds(text: str, name: str) -> bool:
    sounds = f" {key(text)} "
    return any(f" {word} " in sounds for word in _words(name))


@cache
def _words(name: str) -> frozenset[str]:
    written = yaml.safe_load(WORDS.read_text("utf-8"))[name]
    return frozenset(key(word.replace("|", " ")) for word in written.split())
