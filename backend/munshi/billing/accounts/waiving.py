"""What a customer owes less though nothing is paid: they are let off, goods came back, or another reason is said.

It is an entry of its own kind, no payment and no cash, shown before a yes writes it.
"""

from decimal import Decimal
from typing import Any
from uuid import uuid4

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.asking.sums import figures
from munshi.billing.accounts import notices, prepaid, service, whom
from munshi.billing.accounts.facts import Facts, named
from munshi.billing.accounts.looking import refuse_where_not_kept
from munshi.billing.accounts.rules import Kind
from munshi.billing.accounts.said import clauses_of, holds, joined_clauses_of
from munshi.billing.payments import payers
from munshi.callers import Caller
from munshi.orders.looking import reference_in
from munshi.outcomes import Outcome, Refusal
from munshi.people.models import Person
from munshi.people.rules import Role
from munshi.undoing import acts, correcting
from munshi.undoing.rules import Kind as Act
from munshi.undoing.wording import Back, came, is_less, of_money

CREDIT, PAYMENT, CARRIED, SHOWN = "record_credit", "record_payment", "tells_customer", "take_khata"
ASKED = ("confirm_waiver", "confirm_return", "confirm_allowance")
SIDES, LONGEST_REASON = 4, 120  # of what a yes confirms
TWO = 2  # sums: what is let off, and what stays owed


def wished(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """*Kamlesh ke 25 maaf kar do*, *25 chhod do, 310 hi lena hai*, of one customer or of who was just shown; *Priya
    ke khate se 70 kam kar do, maal wapas aaya*.
    """
    text = reading.text or ""
    kind = _kind(text)
    if reading.is_tap or kind is None or reading.sides(CARRIED) or reference_in(text):
        return None
    if of_money(text) in (Back.REFUNDED, Back.CREDITED):
        return None
    text, rest = _own(session, caller, text)
    person = whose(session, caller, asked, reading, text)
    if person is None and kind is Kind.WAIVER and figures(text) and reading.wants(PAYMENT, CREDIT):
        return heard(session, caller, CREDIT, refuse_nobody)  # of nobody who is named: it is no payment
    if person is None:
        return None
    paise = _sum(session, caller, person, text if kind is Kind.WAIVER else _clause_of_less(text))
    if paise is None or (kind is Kind.RETURN and _counts(reading, paise)):
        return None
    return heard(session, caller, CREDIT, lambda here, by: show(here, by, person, paise, kind), rest)


def _clause_of_less(text: str) -> str:
    """The clause that says by how much: beside it goods are counted, *70 kam kar do, 2 marker wapas aaye*."""
    return next((each for each in clauses_of(text) if is_less(each) or holds(each, "goods_back")), text)


def _counts(reading: Reading, paise: int) -> bool:
    """Whether a figure counts goods: *1 khari kam karo, maal wapas aa gaya*."""
    lines = (each.value.get("quantity") for each in reading.all("order_line") if each.value.get("name"))
    return any(quantity is not None and Decimal(quantity) * 100 == paise for quantity in lines)


def _kind(text: str) -> Kind | None:
    """Whether words let somebody off, or lower what is owed by goods that came back."""
    if holds(text, "lets_off"):
        return Kind.WAIVER
    lowers = is_less(text) and holds(text, "came_back")
    return Kind.RETURN if lowers or holds(text, "goods_back") else None


def _own(session: Session, caller: Caller, text: str) -> tuple[str, str | None]:
    """The one clause that lets somebody off, and the others, which are heard next, where several people are named, or
    a payment is told: *500 hi aaye the, baki 280 maaf kar do*.
    """
    several = len(whom.named_in(session, caller.business_id, text)) >= TWO
    if not several and not _tells_of_a_payment(text):
        return text, None
    for parts in (clauses_of(text), joined_clauses_of(text)):
        own = [each for each in parts if holds(each, "lets_off")]
        others = ", ".join(each for each in parts if each not in own)
        if len(own) == 1 and others:
            return own[0], others
    return text, None


def _tells_of_a_payment(text: str) -> bool:
    """Whether a clause beside the one that lets off has a sum that came."""
    others = [each for each in clauses_of(text) if not holds(each, "lets_off")]
    return any(figures(each) and came(each) for each in others)


def whose(session: Session, caller: Caller, asked: Asked, reading: Reading, text: str) -> Person | None:
    """Who is named, by name or phone; nobody else is meant where nobody is, but who was just shown."""
    phone = reading.first("phone")
    if phone:
        return whom.with_phone(session, caller.business_id, str(phone))
    people = whom.named_in(session, caller.business_id, text) or whom.with_ending(
        session, caller.business_id, text
    )
    if people:
        return people[0] if len(people) == 1 else None
    shown = asked.summary if asked.question == SHOWN else None
    return whom.numbered(session, caller.business_id, int(shown)) if shown else _of_last(session, caller)


def _of_last(session: Session, caller: Caller) -> Person | None:
    """Of whom the caller wrote or decided the last money a moment ago: *uska baaki 280 chhod do*."""
    act = next(iter(acts.recent(session, caller, *correcting.WRITTEN, Act.PAYMENT_DECIDED)), None)
    people = correcting.people_of(session, act) if act else set()
    return whom.numbered(session, caller.business_id, people.pop()) if len(people) == 1 else None


def _sum(session: Session, caller: Caller, person: Person, text: str) -> int | None:
    """What is let off: the one sum, all where all is said; of two the one that leaves the other owed."""
    sums = [
        each
        for each in payers.sums(session, caller.business_id, text)
        if each not in whom.endings(person, text)
    ]
    balance = prepaid.owed_by(session, caller.business_id, person.id)
    if not sums:
        return balance if holds(text, "all") else None
    if len(sums) == TWO:
        return next((each for each in sums if balance - each in sums), None)
    return sums[0] if len(sums) == 1 else None


def show(
    session: Session,
    caller: Caller,
    person: Person,
    paise: int,
    kind: Kind = Kind.WAIVER,
    reason: str | None = None,
) -> Outcome[Any]:
    """What would be written, with the balance before and after; only the owner lets anybody off."""
    _refuse(session, caller, person, paise)
    facts = {**_facts(session, caller, person, paise), "note": reason}
    summary = f"{person.id}|{paise}|{facts['before_paise']}|{kind}|{(reason or '')[:LONGEST_REASON]}"
    return Outcome[str](outcome=f"confirm_{kind}", facts={**facts, "summary": summary})


def confirm(session: Session, caller: Caller, summary: str) -> Outcome[Any]:
    """A yes to exactly what was shown."""
    *figures, name, reason = summary.split("|", SIDES)
    (number, paise, before), kind = map(int, figures), Kind(name)
    person = session.get_one(Person, (caller.business_id, number))
    service.locked(session, caller.business_id, person.id)
    _refuse(session, caller, person, paise)
    if prepaid.owed_by(session, caller.business_id, person.id) != before:
        return show(session, caller, person, paise, kind, reason)
    facts = {**_facts(session, caller, person, paise), "note": reason or None}
    entry = service.post(
        session,
        caller.business_id,
        person.id,
        kind,
        -paise,
        f"{kind}:{uuid4()}",
        by=caller.person,
        note=reason or None,
    )
    act = acts.note(session, caller, Act.CREDIT_WAIVED, [str(entry.id)])
    notices.tell_of_less(session, caller.business, person, entry)
    return Outcome[str](outcome=f"{kind}_written", facts={**facts, "act": act})


def refuse_nobody(session: Session, caller: Caller) -> Outcome[Any]:
    """Who is let off is not known: nothing is written."""
    raise Refusal("less_whom")


def keep(session: Session, caller: Caller) -> Outcome[Any]:
    """Nobody is let off anything."""
    return Outcome[str](outcome="kept")


def _refuse(session: Session, caller: Caller, person: Person, paise: int) -> None:
    refuse_where_not_kept(caller)
    if not caller.may_act_as(Role.OWNER):
        raise Refusal("less_not_allowed")
    balance = prepaid.owed_by(session, caller.business_id, person.id)
    if not 0 < paise <= balance:
        raise Refusal("less_too_much", **named(person), paise=max(balance, 0))


def _facts(session: Session, caller: Caller, person: Person, paise: int) -> Facts:
    before = prepaid.owed_by(session, caller.business_id, person.id)
    return {
        **named(person),
        "account": person.id,
        "paise": paise,
        "before_paise": before,
        "balance_paise": before - paise,
    }
