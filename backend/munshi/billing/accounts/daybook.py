"""What the books say of some days' money: what went on khata and came back, the till, repairs, and who took what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased, selectinload

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Reading
from munshi.billing.accounts import statements, whom
from munshi.billing.accounts.came import came_in, reverses
from munshi.billing.accounts.facts import Facts, named
from munshi.billing.accounts.held import handed_by, held_by
from munshi.billing.accounts.looking import PAID, Wish, look, refuse_where_not_kept
from munshi.billing.accounts.models import AccountEntry
from munshi.billing.accounts.offer import IN_CHARGE
from munshi.billing.accounts.rules import Kind
from munshi.billing.accounts.said import holds
from munshi.billing.accounts.staff import staff_named
from munshi.billing.bills.models import Bill
from munshi.billing.payments.said import spoken_ways
from munshi.callers import Caller
from munshi.orders.models import Order
from munshi.outcomes import Outcome, Refusal
from munshi.people.models import Person
from munshi.undoing.wording import did_not_pay

DUES, KHATA, LISTED = "check_dues", "khata", 20
OF_REPAIRS = ("visit", "part", "amc")


@dataclass(frozen=True)
class Days:
    """The days that are asked about, and the moments between which they lie."""

    first: date
    last: date
    start: datetime
    end: datetime

    def facts(self) -> Facts:
        """As the answer names them."""
        return {"first": self.first.isoformat(), "last": self.last.isoformat()}


def asked(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """A question of who is in charge about a day's money; None where it is about something else."""
    text = reading.text or ""
    asks_whom = holds(text, "from_whom") and holds(text, "came") and not did_not_pay(text)
    asks = (holds(text, "how_much") or asks_whom) and not holds(
        text, "sales"
    )  # those say what went on khata too
    if reading.is_tap or not asks:
        return None
    period = reading.first("period") or {}
    now = statements.today(caller.business)
    first = date.fromisoformat(period["from"]) if period.get("from") else now
    last = date.fromisoformat(period["to"]) if period.get("to") else first
    first, last = statements.period(caller.business, first, last)
    days = Days(first, last, *statements.moments(caller.business, first, last))
    if asks_whom and (spoken_ways(text) or holds(text, "money")):
        wish = Wish((PAID,), first=first, last=last, text=text)
        return heard(session, caller, DUES, lambda here, by: look(here, by, wish))
    work = _side(session, caller, text, days)
    return heard(session, caller, DUES, work) if work else None


def _side(session: Session, caller: Caller, text: str, days: Days) -> Any:
    takers = _takers(session, caller, text)  # "sunil ke paas kitna cash hai" is not the till
    if len(takers) == 1:
        return lambda here, by: taken(here, by, days, takers[0])
    if takers and "service" in caller.business.skills:
        return None  # of several the service desk tells
    if holds(text, "till") or (holds(text, "cash") and (holds(text, "came") or holds(text, "there"))):
        return lambda here, by: till(here, by, days)
    if holds(text, "repairs") and (holds(text, "brought") or holds(text, "money")):
        return lambda here, by: repairs(here, by, days)
    of_khata = holds(text, "on_khata") and (holds(text, "gone") or holds(text, "come_back"))
    if of_khata and not whom.named_in(session, caller.business_id, text):
        return lambda here, by: on_khata(here, by, days)
    return None


def _refuse(caller: Caller) -> None:
    refuse_where_not_kept(caller)
    if not caller.may_act_as(*IN_CHARGE):
        raise Refusal("not_allowed")


def on_khata(session: Session, caller: Caller, days: Days) -> Outcome[Any]:
    """What went on khata, for whom, and what came back of what was owed."""
    _refuse(caller)
    business = caller.business_id
    rows = given(session, business, days.start, days.end)
    people = _people(session, business, [person for person, _ in rows])
    facts = {
        **days.facts(),
        "given_paise": sum(paise for _, paise in rows),
        "back_paise": came_back(session, business, days.start, days.end),
        "payers": [
            {**named(people[person]), "account": person, "paise": paise, "ways": {}}
            for person, paise in rows[:LISTED]
        ],
        "payers_more": max(len(rows) - LISTED, 0),
    }
    return Outcome[str](outcome="day_khata", facts=facts)


def given(
    session: Session, business_id: str, start: datetime, end: datetime | None = None
) -> Sequence[tuple[int, int]]:
    """Who was given how much on khata: what was written by hand, and what was delivered to be paid so."""
    on_khata = select(Order.reference).where(Order.business_id == business_id, Order.payment == KHATA)
    written = (AccountEntry.kind == Kind.CREDIT) | reverses(Kind.CREDIT)
    sold = (AccountEntry.kind == Kind.SALE) & AccountEntry.order_reference.in_(on_khata)
    total = func.sum(AccountEntry.paise)
    query = (
        select(AccountEntry.person_id, total)
        .where(*_between(business_id, start, end), written | sold)
        .group_by(AccountEntry.person_id)
        .having(total > 0)
        .order_by(total.desc(), AccountEntry.person_id)
    )
    return [(person, int(paise)) for person, paise in session.execute(query)]


def came_back(session: Session, business_id: str, start: datetime, end: datetime | None = None) -> int:
    """What was paid of what was owed on khata: no order that is paid as it comes, and nothing that was given back."""
    on_khata = select(Order.reference).where(Order.business_id == business_id, Order.payment == KHATA)
    of_khata = AccountEntry.order_reference.is_(None) | AccountEntry.order_reference.in_(on_khata)
    paid = (AccountEntry.kind == Kind.PAYMENT) | reverses(Kind.PAYMENT)
    query = select(func.coalesce(-func.sum(AccountEntry.paise), 0)).where(
        *_between(business_id, start, end), paid, of_khata, AccountEntry.bill_number.is_(None)
    )
    return int(session.scalar(query) or 0)


def till(session: Session, caller: Caller, days: Days) -> Outcome[Any]:
    """The cash that came in less what was given back, as it is written, and the same of other ways; what lay there
    before is nobody's to know.
    """
    _refuse(caller)
    came = came_in(session, caller.business_id, days.start, days.end)
    paid = came_in(session, caller.business_id, days.start, days.end, (Kind.PAYMENT,))
    facts = {
        **days.facts(),
        "in_paise": paid.get("cash", 0),
        "out_paise": paid.get("cash", 0) - came.get("cash", 0),
        "paise": came.get("cash", 0),
        "ways": {way: paise for way, paise in came.items() if way != "cash" and paise},
        "ways_back": {
            way: paise - came.get(way, 0)
            for way, paise in paid.items()
            if way != "cash" and paise > came.get(way, 0)
        },
    }
    return Outcome[str](outcome="day_till", facts=facts)


def repairs(session: Session, caller: Caller, days: Days) -> Outcome[Any]:
    """The bills of visits, parts and yearly care, and what was paid for them."""
    _refuse(caller)
    number, total = billed(session, caller.business_id, days.start, days.end)
    numbers = select(Bill.number).where(*_bills(caller.business_id, days.start, days.end))
    paid = select(func.coalesce(-func.sum(AccountEntry.paise), 0)).where(
        AccountEntry.business_id == caller.business_id,
        AccountEntry.kind.in_((Kind.PAYMENT, Kind.REFUND)) | reverses(Kind.PAYMENT, Kind.REFUND),
        AccountEntry.bill_number.in_(numbers),
    )
    facts = {**days.facts(), "number": number, "total_paise": total, "paise": int(session.scalar(paid) or 0)}
    return Outcome[str](outcome="day_repairs", facts=facts)


def billed(
    session: Session, business_id: str, start: datetime, end: datetime | None = None
) -> tuple[int, int]:
    """How many bills of repairs there are, and what they come to."""
    query = select(func.count(), func.coalesce(func.sum(Bill.total_paise), 0))
    number, paise = session.execute(query.where(*_bills(business_id, start, end))).one()
    return int(number), int(paise)


def _bills(business_id: str, start: datetime, end: datetime | None) -> list[Any]:
    """Those that stand: no credit note, and none that one took back."""
    note = aliased(Bill)
    taken_back = select(note.id).where(note.business_id == Bill.business_id, note.corrects_id == Bill.id)
    until = [Bill.issued_at < end] if end is not None else []
    return [
        Bill.business_id == business_id,
        Bill.source_kind.in_(OF_REPAIRS),
        Bill.corrects_id.is_(None),
        Bill.issued_at >= start,
        ~taken_back.exists(),
        *until,
    ]


def taken(session: Session, caller: Caller, days: Days, taker: Person) -> Outcome[Any]:
    """What somebody who works here has taken, by its way and from whom, that which waits for its bill too."""
    _refuse(caller)
    answer = aliased(AccountEntry)
    stands = ~(
        select(answer.id)
        .where(answer.business_id == AccountEntry.business_id, answer.reverses_id == AccountEntry.id)
        .exists()
    )
    query = (
        select(AccountEntry.person_id, AccountEntry.way, -func.sum(AccountEntry.paise))
        .where(
            *_between(caller.business_id, days.start, days.end),
            AccountEntry.kind == Kind.PAYMENT,
            AccountEntry.by_person_id == taker.id,
            stands,
        )
        .group_by(AccountEntry.person_id, AccountEntry.way)
        .order_by(func.max(AccountEntry.at).desc(), AccountEntry.person_id)
    )
    rows = held_by(session, caller.business, taker.id, days.first, days.last)
    rows += [(person, way or "other", int(paise)) for person, way, paise in session.execute(query)]
    people = _people(session, caller.business_id, [person for person, *_ in rows])
    ways: dict[str, int] = {}
    for _, way, paise in rows:
        ways[way] = ways.get(way, 0) + paise
    facts = {
        **days.facts(),
        "name": taker.called,
        "paise": sum(ways.values()),
        "ways": ways,
        "payers": [
            {**named(people[person]), "account": person, "paise": paise, "ways": {way: paise}}
            for person, way, paise in rows[:LISTED]
        ],
        "payers_more": max(len(rows) - LISTED, 0),
        "handed_paise": handed_by(session, caller.business, taker.id, days.first, days.last),
    }
    return Outcome[str](outcome="day_taken" if rows else "day_took_none", facts=facts)


def _takers(session: Session, caller: Caller, text: str) -> list[Person]:
    """Who works here and is named in words that ask what somebody has taken."""
    return staff_named(session, caller.business_id, text) if holds(text, "took") else []


def _between(business_id: str, start: datetime, end: datetime | None) -> list[Any]:
    until = [AccountEntry.at < end] if end is not None else []
    return [AccountEntry.business_id == business_id, AccountEntry.at >= start, *until]


def _people(session: Session, business_id: str, numbers: Sequence[int]) -> dict[int, Person]:
    query = select(Person).where(Person.business_id == business_id, Person.id.in_(numbers))
    return {each.id: each for each in session.scalars(query.options(selectinload(Person.aliases)))}
