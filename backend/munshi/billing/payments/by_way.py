"""By which way a payment came after all: *wo cash nahi upi tha*. It is written anew, by the way that is said."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.clauses import whether
from munshi.asking.reading import Reading
from munshi.billing.accounts import service as accounts
from munshi.billing.accounts.whom import named_in, with_phone
from munshi.billing.payments import claims, recording, service
from munshi.billing.payments.facts import payment_facts
from munshi.billing.payments.models import Payment
from munshi.billing.payments.of_late import SAME_WITHIN
from munshi.billing.payments.recording import BY_HAND
from munshi.billing.payments.rules import Way
from munshi.billing.payments.said import holds, refuses_a_way, spoken_ways
from munshi.billing.payments.service import PAYMENT, PREFIX, WHOLE, Said
from munshi.billing.payments.statuses import Status
from munshi.callers import Caller
from munshi.outcomes import Outcome, Refusal
from munshi.people.models import Person
from munshi.people.rules import Role
from munshi.undoing import acts
from munshi.undoing.rules import Kind
from munshi.undoing.wording import Back, is_a_slip, of_money

MOST_WORDS = 10
DAY = len("2026-11-24")
TWO = 2  # ways in "not this, that"
OF_PAYMENTS = (Kind.PAYMENT_RECORDED, Kind.PAYMENT_DECIDED)


def told(session: Session, caller: Caller, reading: Reading) -> Outcome[Any] | None:
    """The payment by its other way; None where the words say no other way, or of none that is known."""
    text = reading.text or ""
    ways = spoken_ways(text)
    points = holds(text, "pointed") or PAYMENT.search(text)
    of_two = (len(ways) == TWO and is_a_slip(text)) or refuses_a_way(text)
    says_so = of_two or (len(ways) == 1 and points)
    if (
        reading.is_tap
        or not says_so
        or of_money(text) is Back.REFUNDED
        or len(text.split()) > MOST_WORDS
        or whether(reading)
    ):
        return None
    payment = _meant(session, caller, reading)
    if payment is None or (len(ways) == TWO and payment.way not in ways):
        return None
    right = next((each for each in ways if each != payment.way), None)
    if right not in BY_HAND or payment.way not in BY_HAND:
        return None
    if payment.status == Status.REPORTED:
        payment.way = Way(right)
        session.flush()
        return claims.shown(session, [payment])
    return (
        None
        if payment.status != Status.CONFIRMED
        else _written(session, caller, payment.reference, Way(right))
    )


def _meant(session: Session, caller: Caller, reading: Reading) -> Payment | None:
    """The one that is named by its number, or by its customer and its sum; else the last that the caller wrote."""
    text = reading.text or ""
    numbers = list(dict.fromkeys(PAYMENT.findall(text)))
    if numbers:
        named = service.find(session, caller.business_id, f"{PREFIX}{numbers[0]}")
        return named if len(numbers) == 1 else None
    people = {person.id for person in _named(session, caller, reading)}
    sums = {int(each.value["paise"]) for each in reading.all("money")}
    if len(people) == len(sums) == 1:
        return _of_sum(session, caller, people.pop(), sums.pop())
    act = next(iter(acts.recent(session, caller, *OF_PAYMENTS)), None)
    payment = service.find(session, caller.business_id, act.references[0]) if act else None
    if payment is None:
        return None
    return payment if people <= {payment.person_id} and sums <= {payment.paise} else None


def _named(session: Session, caller: Caller, reading: Reading) -> Sequence[Person]:
    """The customers who are named, or the one whose number is."""
    if phone := reading.first("phone"):
        person = with_phone(session, caller.business_id, str(phone))
        return [person] if person else []
    return named_in(session, caller.business_id, reading.text or "")


def _of_sum(session: Session, caller: Caller, payer: int, paise: int) -> Payment | None:
    """The last payment of a customer with this sum, of these days."""
    query = select(Payment).where(
        Payment.business_id == caller.business_id,
        Payment.person_id == payer,
        Payment.paise == paise,
        Payment.status.in_([Status.REPORTED, Status.CONFIRMED]),
        Payment.at >= clock.now() - SAME_WITHIN,
    )
    return session.scalar(query.order_by(Payment.id.desc()).limit(1).options(*WHOLE))


def _written(session: Session, caller: Caller, reference: str, way: Way) -> Outcome[Any]:
    """What was written is answered by its opposite, and the same is written by the way that is said, of its day."""
    caller.must_be(Role.OWNER, Role.MANAGER)
    payment = service.locked(session, caller.business_id, reference)
    if payment is None or payment.status != Status.CONFIRMED or payment.refunded_paise:
        raise Refusal("not_refundable", **(payment_facts(session, payment) if payment else {}))
    accounts.locked(session, caller.business_id, payment.person_id)
    service.take_back(session, payment, Status.REJECTED, caller.person)
    said = Said(payment.paise, way, payment.utr, payment.named, payment.note, payment.screenshot, payment.at)
    at = recording.earlier(caller, clock.on_the_wall(payment.at, caller.business.timezone)[:DAY])
    again = service.record(session, caller.business_id, payment.person_id, said, caller.person, at)
    act = acts.note(session, caller, Kind.PAYMENT_RECORDED, [again.reference])
    return Outcome[str](outcome="other_way", facts={**payment_facts(session, again), "act": act})
