"""The statement of a khata: what was owed at the beginning of some days, what came to it, and what was left."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from munshi import clock
from munshi.billing.accounts import prepaid, service
from munshi.billing.accounts.facts import Facts, customer_facts
from munshi.billing.accounts.models import AccountEntry
from munshi.billing.accounts.rules import Kind
from munshi.business.models import Business
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.people.models import Person

MOST_DAYS = timedelta(days=800)


def told(
    session: Session, caller: Caller, person: Person, first: date | None, last: date | None
) -> Outcome[Any]:
    """The sums of the days in words, with the whole statement as a file."""
    business = caller.business
    days = period(business, first, last)
    found = statement(session, business, person, *days)
    facts = {**found, "rows": [], "number": len(found["rows"])}
    if not found["rows"] and not found["opening_paise"]:
        return Outcome[str](outcome="statement_empty", facts=facts)
    source = f"/api/businesses/{business.id}/khata/{person.id}/statement.pdf?from={days[0]}&to={days[1]}"
    file = {"kind": "document", "source": source, "filename": f"khata-{days[0]}-{days[1]}.pdf"}
    shown = f"{person.id}|{days[0]}|{days[1]}"
    own = person.id == caller.person.id
    return Outcome[str](outcome="statement", facts={**facts, "files": [file], "summary": shown, "own": own})


def period(business: Business, first: date | None, last: date | None) -> tuple[date, date]:
    """The days that are meant, none of them to come; where none are named, the last month and this one."""
    now = today(business)
    start = first or (now.replace(day=1) - timedelta(days=1)).replace(day=1)
    end = min(last or now, now)
    start = min(start, end)
    return max(start, end - MOST_DAYS), end


def statement(session: Session, business: Business, person: Person, first: date, last: date) -> Facts:
    """The entries of some days, each with what was owed after it; of no day before the balance it begins with.

    What was paid for an order on its way stands among them, and lowers nothing of what is owed: `for_orders_paise`.
    """
    since, until = moments(business, first, last)
    before = prepaid.waiting_at(session, business.id, person.id, since)
    for_orders = prepaid.waiting_at(session, business.id, person.id, until) - before
    opening = service.balance_at(session, business.id, person.id, since) + before
    found = list(service.entries(session, business.id, person.id, since, until))
    reversed_ = {entry.reverses_id for entry in found}
    while found and found[0].kind == Kind.OPENING and found[0].id not in reversed_:
        old = found.pop(0)  # an old balance is what was owed before, and nothing that was bought
        first = first if opening else _day_of(old, business)
        opening += old.paise
    balance, rows = opening, []
    for entry in found:
        balance += entry.paise
        rows.append(_row(entry, balance, business))
    standing = _standing(found)
    return {
        **customer_facts(session, business, person),
        "first": first.isoformat(),
        "last": last.isoformat(),
        "opening_paise": opening,
        "more_paise": sum(each.paise for each in standing if each.paise > 0),
        "less_paise": -sum(each.paise for each in standing if each.paise < 0),
        "waived_paise": _less_by(standing, Kind.WAIVER),
        "returned_paise": _less_by(standing, Kind.RETURN),
        "allowed_paise": _less_by(standing, Kind.ALLOWANCE),
        "for_orders_paise": for_orders,
        "closing_paise": balance + for_orders,
        "rows": rows,
    }


def _less_by(standing: Sequence[AccountEntry], kind: Kind) -> int:
    """By how much less is owed through entries of a kind."""
    return -sum(each.paise for each in standing if each.kind == kind)


def _standing(found: Sequence[AccountEntry]) -> list[AccountEntry]:
    """What stands: an entry that was answered within the days counts on neither side."""
    there = {entry.id for entry in found}
    gone = {entry.reverses_id for entry in found if entry.reverses_id in there}
    return [entry for entry in found if entry.id not in gone and entry.reverses_id not in gone]


def _row(entry: AccountEntry, balance: int, business: Business) -> Facts:
    return {
        "on": _day_of(entry, business).isoformat(),
        "kind": entry.kind,
        "reference": entry.bill_number or entry.order_reference or entry.payment_reference,
        "way": entry.way,
        "note": entry.note,
        "paise": entry.paise,
        "balance_paise": balance,
    }


def _day_of(entry: AccountEntry, business: Business) -> date:
    return entry.at.astimezone(ZoneInfo(business.timezone)).date()


def moments(business: Business, first: date, last: date) -> tuple[datetime, datetime]:
    """The moment in which the first day begins, and that in which the last is over."""
    return _moment(business, first), _moment(business, last + timedelta(days=1))


def today(business: Business) -> date:
    """The day that it is where the business is."""
    return clock.now_in(business.timezone).date()


def _moment(business: Business, day: date) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(business.timezone))
