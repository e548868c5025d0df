"""Reminding customers of what they owe: drafted, sent by the owner's tap or by the business's plan.

At most one in the days that the business sets, at decent hours, never to who has said STOP, and ended by paying.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from munshi import clock
from munshi.billing.accounts import notices, prepaid, service
from munshi.billing.accounts.consenting import consents
from munshi.billing.accounts.facts import Facts, customer_facts, day
from munshi.billing.accounts.models import Account
from munshi.billing.accounts.rules import is_decent, is_too_soon, next_decent, reminder_day
from munshi.billing.accounts.statements import today
from munshi.billing.accounts.terms import khata_of
from munshi.billing.payments.owed import waiting_paise
from munshi.business.models import Business
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.people.models import Person

MOST = 200  # reminders of one tap
PROMISED = "promised"


def draft(
    session: Session,
    caller: Caller,
    people: Sequence[Person],
    named: date | None = None,
    others: Collection[int] = (),
    unknown: Sequence[Facts] = (),
) -> Outcome[Any]:
    """Who would be reminded of what, on the day that is named or now, and who would not; nothing is sent yet.

    `others` are those of whom another day is said, which is one question more; `unknown` are names that nobody has.
    """
    on_day = [person for person in people if person.id not in others]
    rows, skipped = _looked_at(session, caller.business, on_day or people)
    left = [person for person in people if person not in on_day] if on_day else []
    skipped += [{**customer_facts(session, caller.business, each), "why": "another_day"} for each in left]
    skipped += unknown
    if not rows:
        return Outcome[str](outcome="none_to_remind", facts={"skipped": skipped})
    on = reminder_day(named, today(caller.business))
    facts = {
        "rows": rows,
        "skipped": skipped,
        "total_paise": sum(row["paise"] for row in rows),
        "summary": shown([row["account"] for row in rows], on),
        "business": caller.business.name,
        "on": on.isoformat() if on else None,
    }
    return Outcome[str](outcome="confirm_reminders_on" if on else "confirm_reminders", facts=facts)


def shown(accounts: Iterable[int], on: date | None = None) -> str:
    """What is asked of, as a tap keeps it: "12,15", "12,15@2026-12-02"."""
    return ",".join(map(str, accounts)) + (f"@{on.isoformat()}" if on else "")


def of_shown(summary: str) -> tuple[list[int], date | None]:
    """Of whom it is asked, and for which day."""
    listed, _, day_named = summary.partition("@")
    numbers = [int(each) for each in listed.split(",") if each.isdecimal()]
    return numbers[:MOST], date.fromisoformat(day_named) if day_named else None


def send(session: Session, caller: Caller, summary: str) -> Outcome[Any]:
    """Reminds those who were shown: on the day that was shown, else now or at the next decent hour."""
    business = caller.business
    numbers, on = of_shown(summary)
    rows, skipped = _looked_at(session, business, numbered(session, business.id, numbers))
    if not rows:
        return Outcome[str](outcome="none_to_remind", facts={"skipped": skipped})
    now = clock.now_in(business.timezone)
    is_ahead = on is not None and on > now.date()
    from_then = datetime.combine(on, time.min, now.tzinfo) if on and is_ahead else now
    later = None if is_decent(from_then) else next_decent(from_then, _hour(business))
    for row in rows:
        account = service.locked(session, business.id, row["account"])
        account.remind_at = later
        if later is None:
            _remind(session, business, account, now)
    session.flush()
    facts = {"rows": rows, "skipped": skipped, "at": later.isoformat() if later else None}
    deferred = "reminders_on" if is_ahead else "reminders_later"
    return Outcome[str](outcome=deferred if later else "reminded", facts=facts)


def keep(session: Session, caller: Caller) -> Outcome[Any]:
    """Nobody is reminded."""
    return Outcome[str](outcome="reminders_kept")


def due(session: Session, business: Business, days: int | None = None) -> Sequence[Person]:
    """Who owes for so many days, or for as long as the business waits, the oldest first."""
    waits = khata_of(business).reminders.after_days if days is None else days
    until = clock.now() - timedelta(days=waits)
    query = (
        select(Person, Account)
        .join(Account, (Account.business_id == Person.business_id) & (Account.person_id == Person.id))
        .where(Account.business_id == business.id, Account.paise > 0, Account.since <= until)
        .order_by(Account.since)
        .limit(MOST)
        .options(selectinload(Person.aliases))
    )
    return [person for person, _ in session.execute(query)]


def remind_by_plan(session: Session, business: Business) -> None:
    """Sends what was wished for by now and, where the business has it so, whatever is due today."""
    now = clock.now_in(business.timezone)
    if not is_decent(now):
        return
    plan = khata_of(business).reminders
    wished = [account.person_id for account in _wished(session, business.id, now)]
    planned = due(session, business) if plan.by == "plan" and now.time() >= _hour(business) else ()
    people = [*numbered(session, business.id, wished), *(each for each in planned if each.id not in wished)]
    for person in people:
        account = service.locked(session, business.id, person.id)
        account.remind_at = None
        if _why_not(session, business, person, account) is None:
            _remind(session, business, account, now)
    session.flush()


def _remind(session: Session, business: Business, account: Account, now: datetime) -> None:
    person = session.get_one(Person, (business.id, account.person_id))
    if notices.remind(session, business, person, now.date().isoformat()):
        account.reminded_at = now


def _wished(session: Session, business_id: str, now: datetime) -> Sequence[Account]:
    query = select(Account).where(Account.business_id == business_id, Account.remind_at <= now)
    return session.scalars(query).all()


def _looked_at(
    session: Session, business: Business, people: Iterable[Person]
) -> tuple[list[Facts], list[Facts]]:
    """Those who can be reminded, and those who cannot, with the reason."""
    rows: list[Facts] = []
    skipped: list[Facts] = []
    everybody = list(people)
    for person in everybody:
        account = service.account_of(session, business.id, person.id)
        why = _why_not(session, business, person, account)
        if why == PROMISED and len(everybody) == 1:
            why = None  # who is named alone is reminded all the same
        facts = customer_facts(session, business, person)
        if why is None:
            rows.append({**facts, "waiting_paise": waiting_paise(session, business.id, person.id)})
        else:
            reminded = account.reminded_at if account else None
            promised = account.promised_on.isoformat() if account and account.promised_on else None
            on = promised if why == PROMISED else day(reminded, business)
            skipped.append({**facts, "why": why, "reminded": on})
    return rows, skipped


def _why_not(session: Session, business: Business, person: Person, account: Account | None) -> str | None:
    """Why somebody is not reminded: `nothing_owed`, `opted_out`, `no_consent`, `promised` or `recently`; None where
    they are."""
    if account is None or prepaid.owed(session, account) <= 0:
        return "nothing_owed"
    if person.opted == "out":
        return "opted_out"
    if not consents(session, business, person):
        return "no_consent"
    if account.promised_on is not None and account.promised_on >= today(business):
        return PROMISED
    every = khata_of(business).reminders.every_days
    return "recently" if is_too_soon(account.reminded_at, clock.now(), every) else None


def numbered(session: Session, business_id: str, numbers: Sequence[int]) -> Sequence[Person]:
    """Those with these numbers."""
    query = (
        select(Person)
        .where(Person.business_id == business_id, Person.id.in_(numbers))
        .order_by(Person.id)
        .options(selectinload(Person.aliases))
    )
    return session.scalars(query).all()


def _hour(business: Business) -> time:
    return time.fromisoformat(khata_of(business).reminders.at)
