"""What technicians have taken today, job by job, what of the cash they have handed in, and what they still have."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from munshi import clock
from munshi.callers import Caller
from munshi.service.cash import filing
from munshi.service.visits import looking
from munshi.service.visits.facts import Facts, job_facts
from munshi.service.visits.money_told import LET_OFF

CASH = "cash"


def taken_by(session: Session, caller: Caller, technician_id: int) -> tuple[list[Facts], list[Facts]]:
    """The jobs for which a technician was paid today, in advance too, and the sum of each way."""
    today = looking.today(caller.business).isoformat()
    billed = looking.billed_of(session, caller.business, technician_id)
    paid = [(each, each.work["paid"]) for each in billed if each.work.get("paid")]
    rows = [
        {**job_facts(session, caller.business, visit), "paid_parts": _paid(told)}
        for visit, told in paid
        if clock.on_the_wall(datetime.fromisoformat(told["at"]), caller.business.timezone)[:10] == today
    ]
    rows += [
        {**job_facts(session, caller.business, visit), "paid_parts": visit.work["advance"]}
        for visit in looking.live_jobs_of(session, caller.business, technician_id)
        if visit.work.get("advance") and visit.work.get("advance_on", today) == today
    ]
    sums: dict[str, int] = {}
    for part in (part for row in rows for part in row["paid_parts"]):
        sums[part["by"]] = sums.get(part["by"], 0) + part["paise"]
    return rows, [{"by": way, "paise": paise} for way, paise in sums.items()]


def _paid(told: Facts) -> list[Facts]:
    """What came of a job in each way; what was let off did not."""
    return [part for part in told.get("parts") or [] if part["by"] != LET_OFF]


def left_of(session: Session, caller: Caller, technician_id: int) -> int:
    """How much of the cash of today a technician still has, in paise."""
    _, parts = taken_by(session, caller, technician_id)
    return _in_hand(parts, filing.handed_today(session, caller.business, technician_id))


def of_hand(session: Session, caller: Caller, technician_id: int, parts: Sequence[Facts]) -> Facts:
    """What of the cash went to who runs the shop today, and what is left of it; nothing where none went."""
    handed = filing.handed_today(session, caller.business, technician_id)
    return {"handed_paise": handed, "in_hand_paise": _in_hand(parts, handed)} if handed else {}


def _in_hand(parts: Sequence[Facts], handed: int) -> int:
    """What is left of the cash."""
    return max(0, sum(int(part["paise"]) for part in parts if part["by"] == CASH) - handed)
