"""A payment for somebody else's order or khata.

Whom it is for goes to the owners in the customer's own words, and only they put it there: on that person, once.
"""

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Reading
from munshi.asking.sums import figures, is_called_by, sums_in
from munshi.billing.accounts.whom import endings, named_apart, named_in, with_ending, with_phone
from munshi.billing.payments import claims, reporting
from munshi.billing.payments.drafts import Told
from munshi.billing.payments.models import Payment
from munshi.billing.payments.said import holds, told_of
from munshi.billing.pieces import paid_sums
from munshi.callers import Caller
from munshi.orders.looking import normalised, reference_in
from munshi.orders.models import Order
from munshi.orders.moving import find as find_order
from munshi.outcomes import Outcome
from munshi.people import service as people
from munshi.people.models import Person

REPORT, DUES, PAY, STORE = "report_payment", "check_dues", "pay_bill", "ask_store_info"
MONEY, ASKS, QUESTION = "of_money", "asks_of_orders", "question"  # of every message
OF_A_CLAIM = (MONEY, "names_orders")
WAITS = timedelta(days=7)  # so long a claim for somebody else is remembered when they are said to have paid


def reported(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """A sum that was paid for somebody else, by the words; or whom the claim that waits is for."""
    words = reading.text or ""
    of_claim = bool(figures(words)) or reading.is_no or any(reading.sides(each) for each in OF_A_CLAIM)
    if not of_claim or not _is_for_another(session, caller, reading):
        return None
    sums = paid_sums(reading)
    claim = reporting.waiting(session, caller)
    if claim is not None and set(sums) <= {claim.paise} and not _asks_for_goods(reading):
        return heard(session, caller, REPORT, lambda here, by: reporting.pass_on(here, by, words))
    if QUESTION in reading.sides(ASKS):
        return _not_theirs(session, caller, reading)
    if len(sums) != 1 or not (reading.wants(REPORT) or reading.sides(MONEY)):
        return None
    told = told_of(reading, "report")
    told = Told(
        "report", sums[0], told.way, told.utr, words=told.words, who=told.who, is_sum=True,
        screenshot=told.screenshot,
    )  # fmt: skip
    return heard(session, caller, REPORT, lambda here, by: reporting.tell(here, by, told))


def _asks_for_goods(reading: Reading) -> bool:
    return any(each.value.get("name") for each in reading.values if each.entity == "order_line")


def _not_theirs(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """What somebody else owes is not for customers to know; who asks for goods asks nothing of that."""
    if (
        reading.wants(PAY, STORE)
        or _asks_for_goods(reading)
        or not reading.sides(MONEY)
        or another_named(session, caller, reading) is None
    ):
        return None
    return Heard(DUES, Outcome[str](outcome="only_own"))


def _is_for_another(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether somebody else is named as the one it is for, or spoken of."""
    return holds(reading.text or "", "for_another") or another_named(session, caller, reading) is not None


def another_named(session: Session, caller: Caller, reading: Reading) -> Person | str | None:
    """Who is named beside the caller: a customer, or the number of a phone that nobody is known by."""
    text = reading.text or ""
    for each in reading.all("phone"):
        person = with_phone(session, caller.business_id, str(each.value))
        if person is None or person.id != caller.person.id:
            return person or str(each.value)
    named = [*named_in(session, caller.business_id, text), *_by_ending(session, caller.business_id, text)]
    order = order_in(session, caller.business_id, text)
    if order is not None:
        named.append(session.get_one(Person, (caller.business_id, order.person_id)))
    return next((each for each in named if each.id != caller.person.id), None)


def _by_ending(session: Session, business_id: str, text: str) -> list[Person]:
    """The customers whose phone ends in figures by which the words call somebody."""
    called = {paise for start, end, paise in sums_in(text) if is_called_by(text, start, end)}
    return [each for each in with_ending(session, business_id, text) if endings(each, text) & called]


def order_in(session: Session, business_id: str, text: str) -> Order | None:
    """The order that the words name by its reference."""
    found = reference_in(text)
    return find_order(session, business_id, normalised(found.group())) if found else None


def claim_for(session: Session, payer: Person, paise: int, named: str | None) -> Payment | None:
    """The claim of somebody else that waits with this sum, and whose words say that it is for this customer."""
    return next(
        (
            each
            for each in claims.waiting(session, payer.business_id, Payment.paise == paise)
            if each.person_id != payer.id
            and each.at >= clock.now() - WAITS
            and _speaks_of(session, each, payer, named)
        ),
        None,
    )


def _speaks_of(session: Session, claim: Payment, payer: Person, named: str | None) -> bool:
    note = claim.note or ""
    digits = "".join(sign for sign in note if sign.isdigit() or sign.isspace())
    joined = digits.replace(" ", "")
    phones = people.phones(payer)
    by_phone = any(phone[-10:] in joined or phone[-4:] in digits.split() for phone in phones)
    if by_phone or (named is not None and named.lower() in note.lower()):
        return True
    return payer.id in {each.id for each in named_in(session, payer.business_id, note)}


def put_where(
    session: Session, caller: Caller, payment: Payment, text: str
) -> tuple[Person, str | None] | None:
    """Whose khata an owner's words put a payment on, and for which order; None where nobody else's."""
    order = order_in(session, caller.business_id, text)
    if order is not None:
        return session.get_one(Person, (caller.business_id, order.person_id)), order.reference
    named = [*named_apart(session, caller.business_id, text), *_by_ending(session, caller.business_id, text)]
    others = [each for each in named if each.id != payment.person_id]
    return (others[0], None) if len(others) == 1 else None


def found(payment: Payment, other: Person, order: str | None) -> dict[str, Any]:
    """What a question about it needs beside the payment's own facts, with the token of a yes."""
    return {
        "pay_other": other.called or next(iter(people.phones(other)), "?"),
        "pay_order": order,
        "summary": f"{payment.reference}|{other.id}|{order or ''}",
    }
