"""Writing down what somebody took on credit, by an owner's words.

What is plain is written at once and echoed, with ten minutes to take it back; what is beyond a limit, large, said
twice, or not plain is shown first.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock, kept_rows
from munshi.asking.ordinals import by_number, is_number
from munshi.billing.accounts import completed, goods_of_each, notices, prepaid, service, whom
from munshi.billing.accounts.drafts import LARGE_PAISE, MOST_PAISE, Row, Told, rows_of
from munshi.billing.accounts.facts import Facts, customer_facts, entry_facts, named
from munshi.billing.accounts.looking import refuse_where_not_kept
from munshi.billing.accounts.models import AccountEntry, CreditDraft
from munshi.billing.accounts.of_shelf import lines_of, short_of, with_worth
from munshi.billing.accounts.offer import IN_CHARGE
from munshi.billing.accounts.paid_part import without_paid_part
from munshi.billing.accounts.rules import Kind
from munshi.billing.accounts.statements import today
from munshi.billing.accounts.terms import standing
from munshi.callers import Caller
from munshi.catalogue import stock
from munshi.orders.counter import drafts as begun_sales
from munshi.orders.rules import token
from munshi.orders.told_entries import service as told_entries
from munshi.outcomes import Outcome, Refusal
from munshi.people.models import Person
from munshi.undoing import acts
from munshi.undoing.rules import WINDOW
from munshi.undoing.rules import Kind as Act
from munshi.undoing.wording import is_no_debt

UNPLAIN, BEYOND, LARGE, TWICE = "unplain", "limit", "large", "twice"


def tell(session: Session, caller: Caller, told: Told) -> Outcome[Any]:
    """Writes down what the message names, or asks for what it leaves open."""
    refuse_others(caller)
    if is_no_debt(told.text):
        return no_debt(session, caller)
    told = completed.with_whole_goods(session, caller, told)
    if told.uncounted:
        raise Refusal("unread_goods", names=list(told.uncounted))
    beside = _waiting(session, caller)
    if rows := goods_of_each.rows(session, caller, told) or goods_of_each.of_list(session, caller, told):
        return _conclude(session, caller, rows, told, plain=False, beside=beside)
    told = completed.with_customers(session, caller, told)
    owed = without_paid_part(told)
    rows, plain = rows_of(owed)
    plain = plain and owed == told and not _is_of_an_order(session, caller, rows)
    plain = plain and not completed.is_in_doubt(session, caller, told)
    if not rows or (told.people and completed.names_more(session, caller, told)):
        raise Refusal("which")
    if len(rows) == 1:
        rows = [_with_worth(session, caller, rows[0], told)]
    return _conclude(session, caller, rows, told, plain=plain, beside=beside)


def tell_rows(session: Session, caller: Caller, rows: Sequence[Row], *, plain: bool) -> Outcome[Any]:
    """Writes down entries that are whole, or shows them first where they are not `plain`."""
    refuse_others(caller)
    plain = plain and not _is_of_an_order(session, caller, rows)
    return _conclude(session, caller, list(rows), Told(), plain=plain, beside=_waiting(session, caller))


def _is_of_an_order(session: Session, caller: Caller, rows: Sequence[Row]) -> bool:
    return any(completed.is_an_order(session, caller, row.paise) for row in rows)


def no_debt(session: Session, caller: Caller) -> Outcome[Any]:
    """What is to somebody's credit is never written as owed; what was begun is forgotten."""
    _forget(session, caller)
    return Outcome[str](outcome="no_debt")


def doubt(session: Session, caller: Caller) -> Outcome[Any]:
    """It may be credit or money that came: nothing is written, and what was begun stays."""
    raise Refusal("unsure")


def go_on(session: Session, caller: Caller, told: Told) -> Outcome[Any]:
    """What was asked is told: a sum, a name, a phone, or which of several; what stands beside it is shown first."""
    refuse_others(caller)
    rows = drafted(session, caller)
    if rows is None:
        return tell(session, caller, told)
    place = _open_place(rows)
    if place is None:
        return tell(session, caller, told)
    rows[place] = _filled(session, caller, rows[place], told)
    rows[place] = _with_worth(session, caller, rows[place], told)
    return _conclude(session, caller, rows, told, plain=len(rows) == 1)


def _with_worth(session: Session, caller: Caller, row: Row, told: Told) -> Row:
    """The row with the goods that were told, which leave the stock with it."""
    if row.goods:
        return row
    row = with_worth(session, caller, row, told.goods)
    return replace(row, note=row.note or told.note) if row.goods else row


def choose(session: Session, caller: Caller, told: Told) -> Outcome[Any]:
    """Who is tapped, though other things were said meanwhile: the sum is that which was said of such a name."""
    row = next((each for each in drafted(session, caller) or () if each.person is None), None)
    among = whom.meant(session, caller.business_id, row.said).people if row and row.said else ()
    goes_on = told.account in {each.id for each in among}
    return go_on(session, caller, told) if goes_on else tell(session, caller, told)


def with_sum(session: Session, caller: Caller, paise: int) -> Outcome[Any]:
    """The one entry that was shown, shown with the sum that was said to it."""
    refuse_others(caller)
    rows = drafted(session, caller) or []
    if len(rows) != 1:
        raise Refusal("changed")
    of_shelf = rows[0].paise if rows[0].reckoned else rows[0].shelf_paise
    row = replace(rows[0], paise=paise, reckoned=False, shelf_paise=of_shelf)
    return _conclude(session, caller, [row], Told(), plain=False)


def confirm(session: Session, caller: Caller, summary: str | None) -> Outcome[Any]:
    """A yes to exactly what was shown."""
    refuse_others(caller)
    rows = drafted(session, caller)
    if not rows or _open_place(rows) is not None:
        raise Refusal("changed")
    if _token(session, caller, rows) != summary:
        return _shown(session, caller, rows, "changed", ())
    return write(session, caller, rows)


def keep(session: Session, caller: Caller) -> Outcome[Any]:
    """Nothing is written down; who has told it hears so."""
    rows = drafted(session, caller) or ()
    _forget(session, caller)
    _decide_told(session, caller, rows, written=False)
    return Outcome[str](outcome="kept")


def refuse_others(caller: Caller) -> None:
    """A khata is written by who is in charge."""
    refuse_where_not_kept(caller)
    if not caller.may_act_as(*IN_CHARGE):
        raise Refusal("not_allowed")


def drafted(session: Session, caller: Caller) -> list[Row] | None:
    """What the person has begun to say."""
    draft = _draft(session, caller)
    return [Row.of(row) for row in draft.rows] if draft else None


def _draft(session: Session, caller: Caller) -> CreditDraft | None:
    return session.get(CreditDraft, (caller.business_id, caller.person.id), populate_existing=True)


def _open_place(rows: Sequence[Row]) -> int | None:
    """The first row that is not whole."""
    return next((place for place, row in enumerate(rows) if row.person is None or row.paise is None), None)


def _filled(session: Session, caller: Caller, row: Row, told: Told) -> Row:
    """The row with what an answer says of it."""
    name = told.people[0].value if told.people else None
    if row.paise is None and told.sums:
        row = replace(row, paise=told.sums[0].value)
        return replace(row, said=name) if name and row.person is None else row
    if told.account is not None:
        return replace(row, person=told.account)
    if told.phone is not None:
        return replace(row, phone=told.phone, said=name or row.said)
    chosen = _chosen(session, caller, row, told.text)
    if chosen is not None:
        return replace(row, person=chosen.id)
    said = name or told.text.strip() or None
    return replace(row, said=said) if row.person is None and said else row


def _chosen(session: Session, caller: Caller, row: Row, text: str) -> Person | None:
    """Which of those that were shown a number means, or a name of one alone."""
    if row.said is None:
        return None
    found = whom.meant(session, caller.business_id, row.said).people
    if is_number(text):
        return by_number(found, text)
    return whom.chosen(session, caller.business_id, text, [each.id for each in found])


def _conclude(
    session: Session,
    caller: Caller,
    rows: list[Row],
    told: Told,
    *,
    plain: bool,
    beside: Sequence[Row] = (),
) -> Outcome[Any]:
    """Finds the customers; asks for the first thing that is open, else writes, or shows what is out of the ordinary.

    What waits `beside` for a yes is of the same yes, unless one of its customers is named anew: it is put right then.
    """
    rows = [replace(row, entry=row.entry or told.entry) for row in rows]
    for place, row in enumerate(rows):
        if row.paise is not None and not 0 < row.paise < MOST_PAISE:
            raise Refusal("too_much", paise=row.paise)
        rows[place], question = _settled(session, caller, row, told)
        if question is not None:
            _save(session, caller, [*beside, *rows])
            return question
    if not {row.person for row in beside}.isdisjoint(row.person for row in rows):
        beside = ()
    rows = [*beside, *rows]
    plain = plain and not beside and not any(row.reckoned or _differs(session, caller, row) for row in rows)
    why = () if plain else (UNPLAIN,)
    why = (*why, *_out_of_the_ordinary(session, caller, rows))
    if why:
        return _shown(session, caller, rows, "confirm", why)
    return write(session, caller, rows)


def _settled(session: Session, caller: Caller, row: Row, told: Told) -> tuple[Row, Outcome[Any] | None]:
    """The row with its customer, and what must be asked about it."""
    row, question = _with_person(session, caller, row, told)
    if question is None and row.paise is None:
        person = session.get_one(Person, (caller.business_id, row.person))
        question = Outcome[str](outcome="ask_amount", facts=customer_facts(session, caller.business, person))
    return row, question


def _with_person(session: Session, caller: Caller, row: Row, told: Told) -> tuple[Row, Outcome[Any] | None]:
    if row.person is not None:
        person = whom.numbered(session, caller.business_id, row.person)
        return (row, None) if person else _with_person(session, caller, replace(row, person=None), told)
    if row.phone is not None:
        return replace(row, person=whom.of_phone(session, caller.business_id, row.phone, row.said).id), None
    if row.said is None:
        found = whom.meant(session, caller.business_id, told.text) if told.text else whom.NOBODY
    else:
        found = whom.meant(session, caller.business_id, row.said)
    if found.one is not None and row.said is not None:
        return replace(row, person=found.one.id), None
    if found.people:
        return replace(row, said=row.said or told.text), _choose(session, caller, row, found)
    asked = Outcome[str](outcome="ask_person", facts={"paise": row.paise})
    unknown = Outcome[str](outcome="ask_phone", facts={"said": row.said, "paise": row.paise})
    return row, unknown if row.said else asked


def _choose(session: Session, caller: Caller, row: Row, found: whom.Whom) -> Outcome[Any]:
    options = [customer_facts(session, caller.business, person) for person in found.people]
    options = [{**option, "tap": {"account": option["account"]}} for option in options]
    return Outcome[str](
        outcome="choose_customer", facts={"said": row.said, "paise": row.paise, "options": options}
    )


def _differs(session: Session, caller: Caller, row: Row) -> bool:
    """Whether the books have it otherwise: the name, what the goods come to, or less of them than somebody took."""
    less = bool(row.goods) and bool(short_of(session, caller.business_id, row.goods))
    return row.other_worth is not None or less or _is_called_otherwise(session, caller, row)


def _is_called_otherwise(session: Session, caller: Caller, row: Row) -> bool:
    """Whether a number was given to a name that is not the one of its customer."""
    person = whom.numbered(session, caller.business_id, row.person) if row.phone and row.person else None
    return person is not None and whom.is_called_otherwise(person, row.said)


def _out_of_the_ordinary(session: Session, caller: Caller, rows: Sequence[Row]) -> tuple[str, ...]:
    """Why the owner is asked first: beyond a limit, a large sum, or the same as a moment ago."""
    why = []
    if any(_is_beyond(session, caller, rows, row) for row in rows):
        why.append(BEYOND)
    if any((row.paise or 0) >= LARGE_PAISE for row in rows):
        why.append(LARGE)
    if any(_is_again(session, caller, row) for row in rows):
        why.append(TWICE)
    return tuple(why)


def _is_beyond(session: Session, caller: Caller, rows: Sequence[Row], row: Row) -> bool:
    assert row.person is not None
    more = sum(each.paise or 0 for each in rows if each.person == row.person)
    return not standing(session, caller.business, row.person).has_room_for(more)


def _is_again(session: Session, caller: Caller, row: Row) -> bool:
    """Whether the same sum was written for the same customer a moment ago, and stands."""
    query = select(AccountEntry).where(
        AccountEntry.business_id == caller.business_id,
        AccountEntry.person_id == row.person,
        AccountEntry.kind == Kind.CREDIT,
        AccountEntry.paise == row.paise,
        AccountEntry.at >= clock.now() - WINDOW,
    )
    return any(service.reversal_of(session, entry) is None for entry in session.scalars(query))


def _shown(
    session: Session, caller: Caller, rows: list[Row], outcome: str, why: Sequence[str]
) -> Outcome[Any]:
    """What would be written, with the token of exactly this."""
    _save(session, caller, rows)
    facts = {
        "rows": [_row_facts(session, caller, row) for row in rows],
        "why": list(why),
        "total_paise": sum(row.paise or 0 for row in rows),
        "summary": _token(session, caller, rows),
    }
    return Outcome[str](outcome=outcome, facts=facts)


def _row_facts(session: Session, caller: Caller, row: Row) -> Facts:
    assert row.person is not None
    person = session.get_one(Person, (caller.business_id, row.person))
    where = standing(session, caller.business, row.person)
    return {
        **named(person),
        "account": person.id,
        "paise": row.paise,
        "note": row.note,
        "on": row.on.isoformat() if row.on else None,
        "balance_paise": where.balance_paise + (row.paise or 0),
        "limit_paise": where.limit_paise,
        "short": short_of(session, caller.business_id, row.goods) if row.goods else [],
        "shelf_paise": row.other_worth,
    }


def _token(session: Session, caller: Caller, rows: Sequence[Row]) -> str:
    shown = [_row_facts(session, caller, row) for row in rows]
    return token([caller.business_id, caller.person.id, today(caller.business).isoformat(), shown])


def write(session: Session, caller: Caller, rows: Sequence[Row]) -> Outcome[Any]:
    """Posts every row, tells the customers, and says what is owed now."""
    _decide_told(session, caller, rows, written=True)
    written = [_post(session, caller, row) for row in rows]
    _forget(session, caller)
    begun_sales.drop_on_khata(session, caller, [person.id for person, _ in written])
    act = acts.note(session, caller, Act.CREDIT_WRITTEN, [str(entry.id) for _, entry in written])
    for person, entry in written:
        notices.tell_of_entry(session, caller.business, person, entry)
    facts = [
        entry_facts(entry, person, prepaid.owed_by(session, caller.business_id, person.id), caller.business)
        for person, entry in written
    ]
    total = sum(entry.paise for _, entry in written)
    return Outcome[str](outcome="written", facts={"rows": facts, "total_paise": total, "act": act})


def _decide_told(session: Session, caller: Caller, rows: Sequence[Row], *, written: bool) -> None:
    """What a helper has told of the rows is decided."""
    for number in dict.fromkeys(row.entry for row in rows):
        told_entries.decide(session, caller, number, written=written)


def _post(session: Session, caller: Caller, row: Row) -> tuple[Person, AccountEntry]:
    assert row.person is not None
    assert row.paise is not None
    person = session.get_one(Person, (caller.business_id, row.person))
    entry = service.post(
        session,
        caller.business_id,
        row.person,
        Kind.CREDIT,
        row.paise,
        f"credit:{uuid4()}",
        by=caller.person,
        at=_moment(caller, row.on),
        note=row.note,
    )
    stock.take(session, caller.business_id, lines_of(row.goods), entry.key)
    return person, entry


def _moment(caller: Caller, on: date | None) -> datetime | None:
    """Noon of a day that has gone by; None for now."""
    if on is None or on >= today(caller.business) or on < today(caller.business) - timedelta(days=366):
        return None
    return datetime.combine(on, time(12), ZoneInfo(caller.business.timezone))


def _waiting(session: Session, caller: Caller) -> list[Row]:
    """What was shown a moment ago and waits for a yes; nothing where it is not whole."""
    draft = _draft(session, caller)
    if draft is None or draft.at < clock.now() - WINDOW:
        return []
    rows = [Row.of(row) for row in draft.rows]
    return rows if _open_place(rows) is None else []


def _save(session: Session, caller: Caller, rows: Sequence[Row]) -> None:
    said = {"rows": [row.as_json() for row in rows], "at": clock.now()}
    kept_rows.put(session, CreditDraft, kept_rows.of_person(caller), said)


def _forget(session: Session, caller: Caller) -> None:
    kept_rows.drop(session, CreditDraft, kept_rows.of_person(caller))
