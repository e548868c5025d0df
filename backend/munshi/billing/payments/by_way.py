"""By which way a payment came after all: *wo cash nahi upi tha*. It is written anew, by the way that is said."""

from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.clauses import whether
from munshi.asking.reading import Reading
from munshi.billing.accounts import service as accounts
from munshi.billing.accounts.whom import named_in
from munshi.billing.payments import recording, service
from munshi.billing.payments.facts import payment_facts
from munshi.billing.payments.models import Payment
from munshi.billing.payments.recording import BY_HAND
from munshi.billing.payments.rules import Way
from munshi.billing.payments.said import holds, spoken_ways
from munshi.billing.payments.service import PAYMENT, PREFIX, Said
from munshi.billing.payments.statuses import Status
from munshi.callers import Caller
from munshi.outcomes import Outcome, Refusal
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
    says_so = (len(ways) == TWO and is_a_slip(text)) or (len(ways) == 1 and points)
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
    if right not in BY_HAND or payment.way not in BY_HAND or payment.status != Status.CONFIRMED:
        return None
    return _written(session, caller, payment.reference, Way(right))


def _meant(session: Session, caller: Caller, reading: Reading) -> Payment | None:
    """The one that is named by its number; else the last that the caller wrote, where nobody else is named."""
    text = reading.text or ""
    numbers = list(dict.fromkeys(PAYMENT.findall(text)))
    if numbers:
        named = service.find(session, caller.business_id, f"{PREFIX}{numbers[0]}")
        return named if len(numbers) == 1 else None
    act = next(iter(acts.recent(session, caller, *OF_PAYMENTS)), None)
    payment = service.find(session, caller.business_id, act.references[0]) if act else None
    if payment is None:
        return None
    people = {person.id for person in named_in(session, caller.business_id, text)}
    sums = {int(each.value["paise"]) for each in reading.all("money")}
    return payment if people <= {payment.person_id} and sums <= {payment.paise} else None


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
