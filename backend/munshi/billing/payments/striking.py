"""A payment, however old, that is somebody else's or none: the owner says so, is shown it, and a yes puts it right."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.reading import Reading
from munshi.asking.sums import figures
from munshi.billing.accounts import service as accounts
from munshi.billing.accounts.khata_words import names_a_khata
from munshi.billing.accounts.whom import endings, named_apart, named_in, with_ending
from munshi.billing.payments import for_others, laying, notices, recording, service
from munshi.billing.payments.facts import payment_facts
from munshi.billing.payments.models import Payment
from munshi.billing.payments.rules import Way
from munshi.billing.payments.said import holds
from munshi.billing.payments.service import PAYMENT, PREFIX, WHOLE, Said
from munshi.billing.payments.statuses import Status
from munshi.callers import Caller
from munshi.outcomes import Outcome, Refusal
from munshi.people.models import Person
from munshi.people.rules import Role
from munshi.undoing import acts, meant_for
from munshi.undoing.rules import Kind
from munshi.undoing.wording import Back, is_a_slip, of_money, removes, strikes_out

OF_LATE = timedelta(days=62)
OF_PAYMENTS = (Kind.PAYMENT_RECORDED, Kind.PAYMENT_DECIDED)
FEW_WORDS = 5  # that only have one payment taken out
TWO = 2  # customers in "of her, not of him"


def told(session: Session, caller: Caller, reading: Reading) -> Outcome[Any] | None:
    """What would be changed by the words, to be agreed to; None where they are of something else."""
    if reading.is_tap:
        return None
    return (
        laying.told(session, caller, reading)
        or _put_where(session, caller, reading)
        or _named(session, caller, reading)
        or _of_another(session, caller, reading)
        or _wrong(session, caller, reading)
        or _last_wrong(session, caller, reading)
    )


def confirm(session: Session, caller: Caller, summary: str) -> Outcome[Any]:
    """A yes to it: the payment is taken out, or put on the khata of who it is for."""
    if laying.is_of(summary):
        return laying.confirm(session, caller, summary)
    caller.must_be(Role.OWNER, Role.MANAGER)
    reference, other, order = (*summary.split("|"), "")[:3]
    payment = service.locked(session, caller.business_id, reference)
    if payment is None:
        raise Refusal("not_found", pay_reference=reference)
    if payment.status not in (Status.REPORTED, Status.CONFIRMED) or payment.refunded_paise:
        raise Refusal("not_refundable", **payment_facts(session, payment))
    if not other:
        return _strike(session, caller, payment)
    return _put_on(session, caller, payment, int(other), order or None)


def _strike(session: Session, caller: Caller, payment: Payment) -> Outcome[Any]:
    if payment.status == Status.REPORTED:
        service.reject(session, payment, caller.person)
        notices.tell_of_decision(session, payment)
    else:
        service.take_back(session, payment, Status.REJECTED, caller.person)
        notices.tell_of_undoing(session, payment, caller.person)
    return Outcome[str](outcome="struck", facts=payment_facts(session, payment))


def _put_on(
    session: Session, caller: Caller, payment: Payment, other: int, order: str | None
) -> Outcome[Any]:
    """A claim becomes the other's, for the order that is named, and is confirmed; what was booked is booked anew."""
    giver = session.get_one(Person, (caller.business_id, payment.person_id))
    person = session.get_one(Person, (caller.business_id, other))
    accounts.locked(session, caller.business_id, other)
    if payment.status == Status.REPORTED:
        payment.person_id, payment.named = other, order
        session.flush()
        service.confirm(session, payment, caller.person)
    else:
        service.take_back(session, payment, Status.REJECTED, caller.person)
        said = Said(
            payment.paise,
            Way(payment.way),
            payment.utr,
            order,
            note=payment.note,
            screenshot=payment.screenshot,
        )
        payment = service.record(session, caller.business_id, other, said, caller.person)
    notices.tell_of_record(session, payment)
    notices.tell_of_other_payer(session, payment, giver, person)
    act = acts.note(session, caller, Kind.PAYMENT_RECORDED, [payment.reference])
    facts = {**payment_facts(session, payment), "pay_other": giver.called, "act": act}
    return Outcome[str](outcome="other_payer", facts=facts)


def _put_where(session: Session, caller: Caller, reading: Reading) -> Outcome[Any] | None:
    """*PAY-22 is for ORD-1002*, *PAY-22 Rani ka hai*: a payment that is named, and whose it is instead."""
    numbers = list(dict.fromkeys(PAYMENT.findall(reading.text or "")))
    payment = (
        service.find(session, caller.business_id, f"{PREFIX}{numbers[0]}") if len(numbers) == 1 else None
    )
    if payment is None or removes(reading.text) or of_money(reading.text) is Back.REFUNDED:
        return None
    where = for_others.put_where(session, caller, payment, reading.text or "")
    if where is None:
        return None
    other, order = where
    if other.id != payment.person_id:
        return shown(session, payment, other, order)
    if payment.status != Status.REPORTED:
        return None
    payment.named = order
    return recording.decide(session, caller, payment.reference, "confirm")


def named_alone(session: Session, caller: Caller, reading: Reading) -> Outcome[Any] | None:
    """*PAY-20 wapas lo*, and nothing else: it is that one, whatever was done last."""
    text = reading.text or ""
    few = len(text.split()) <= FEW_WORDS and not figures(PAYMENT.sub("", text))
    return _named(session, caller, reading) if few and not reading.is_tap else None


def _named(session: Session, caller: Caller, reading: Reading) -> Outcome[Any] | None:
    """*Cancel PAY-5*."""
    numbers = list(dict.fromkeys(PAYMENT.findall(reading.text or "")))
    if len(numbers) != 1 or not strikes_out(reading.text):
        return None
    payment = service.find(session, caller.business_id, f"{PREFIX}{numbers[0]}")
    if payment is None:
        raise Refusal("not_found", pay_reference=f"{PREFIX}{numbers[0]}")
    return shown(session, payment)


def _of_another(session: Session, caller: Caller, reading: Reading) -> Outcome[Any] | None:
    """Two customers are named, and one sum that one of them has paid: it is for the other."""
    text = reading.text or ""
    people = list(named_apart(session, caller.business_id, text))
    if len(people) != TWO or of_money(text) in (Back.REFUNDED, Back.CREDITED):
        return None
    sums = list(dict.fromkeys(figures(text)))
    found = _of(session, caller, people, sums[0]) if len(sums) == 1 else None
    if not sums and is_a_slip(text):
        found = _just_written(session, caller, people)
    puts_right = is_a_slip(text) or names_a_khata(text)
    if found is None or (found.status != Status.REPORTED and not puts_right):
        return None
    other = next(each for each in people if each.id != found.person_id)
    return shown(session, found, other)


def meant_for_another(session: Session, caller: Caller, reading: Reading) -> Outcome[Any] | None:
    """What was just written is somebody else's, who is named alone; what is to be taken out is no move."""
    if removes(reading.text):
        return None
    act, other = meant_for.told(session, caller, reading) or (None, None)
    payment = service.find(session, caller.business_id, act.references[0]) if act else None
    return shown(session, payment, other) if payment is not None else None


def _wrong(session: Session, caller: Caller, reading: Reading) -> Outcome[Any] | None:
    """One customer and the sum of a payment of theirs, which the words take out; no entry has the same sum."""
    text, sums = reading.text or "", set(figures(reading.text))
    people = named_in(session, caller.business_id, text) or with_ending(session, caller.business_id, text)
    if of_money(text) is not Back.TAKEN or len(people) != 1:
        return None
    sums -= endings(people[0], text)
    if len(sums) != 1:
        return None
    paise = sums.pop()
    entries = accounts.entries(session, caller.business_id, people[0].id)
    if any(each.paise == paise and accounts.reversal_of(session, each) is None for each in entries):
        return None
    found = _of(session, caller, people, paise)
    return shown(session, found) if found is not None else None


def _last_wrong(session: Session, caller: Caller, reading: Reading) -> Outcome[Any] | None:
    """*Kailash ka pichla payment galat hai, hata do*: the last one of the one customer who is named."""
    text = reading.text or ""
    if (
        of_money(text) is not Back.TAKEN
        or figures(text)
        or not (holds(text, "last") and holds(text, "payment"))
    ):
        return None
    people = named_in(session, caller.business_id, text) or with_ending(session, caller.business_id, text)
    found = _of(session, caller, people) if len(people) == 1 else None
    return shown(session, found) if found is not None else None


def shown(
    session: Session, payment: Payment, other: Person | None = None, order: str | None = None
) -> Outcome[Any]:
    """What would become of it, with the token of a yes: that it is somebody else's, or none."""
    facts = payment_facts(session, payment)
    if payment.status not in (Status.REPORTED, Status.CONFIRMED):
        return Outcome[str](outcome="payment_shown", facts=facts)
    if other is not None:
        more = for_others.found(payment, other, order)
        return Outcome[str](outcome="confirm_other_payer", facts={**facts, **more})
    if payment.status == Status.REPORTED:
        return Outcome[str](outcome="claim_shown", facts=facts)
    return Outcome[str](outcome="confirm_struck", facts={**facts, "summary": f"{payment.reference}|"})


def _of(
    session: Session, caller: Caller, people: Sequence[Person], paise: int | None = None
) -> Payment | None:
    """The last payment, of this sum where one is said, of one of these: a claim that waits, else one that came."""
    query = select(Payment).where(
        Payment.business_id == caller.business_id,
        Payment.person_id.in_([each.id for each in people]),
        *([Payment.paise == paise] if paise is not None else []),
        Payment.status.in_([Status.REPORTED, Status.CONFIRMED]),
        Payment.refunded_paise == 0,
        Payment.gateway.is_(None),
        Payment.at >= clock.now() - OF_LATE,
    )
    found = session.scalars(query.order_by(Payment.id.desc()).options(*WHOLE)).all()
    waits = [each for each in found if each.status == Status.REPORTED]
    return next(iter([*waits, *found]), None)


def _just_written(session: Session, caller: Caller, people: Sequence[Person]) -> Payment | None:
    """What the caller has just written or confirmed of one of these."""
    act = next(iter(acts.recent(session, caller, *OF_PAYMENTS)), None)
    payment = service.find(session, caller.business_id, act.references[0]) if act else None
    is_theirs = payment is not None and payment.person_id in {each.id for each in people}
    return payment if is_theirs and payment is not None and payment.status == Status.CONFIRMED else None
