"""Money that goes back in words: the owner says so and is shown what would be written; a customer asks for it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.clauses import CLAUSE, clause_at, clause_of, whether
from munshi.asking.reading import Reading
from munshi.asking.sums import sums_in
from munshi.billing.accounts.khata_words import names_a_khata
from munshi.billing.payments import claims, lowering, notices, payers, recording, service
from munshi.billing.payments.drafts import Told
from munshi.billing.payments.facts import payment_facts
from munshi.billing.payments.models import Payment
from munshi.billing.payments.of_orders import paid_for
from munshi.billing.payments.owed import due_of
from munshi.billing.payments.rules import Way
from munshi.billing.payments.said import holds, said_next, was_taken
from munshi.billing.payments.service import PAYMENT, PREFIX, WHOLE, Said
from munshi.billing.payments.statuses import Status
from munshi.billing.payments.terms import SKILL
from munshi.callers import Caller
from munshi.orders.moving import find as find_order
from munshi.outcomes import Outcome, Refusal
from munshi.people.models import Person
from munshi.people.rules import Role
from munshi.undoing.wording import Back, did_not_pay, is_by_somebody, of_money, tells_of_paying

OF_LATE = timedelta(days=60)
ANOTHER = "+"  # before the token of a payment: one like it came, which nobody has written, and goes back


def told(session: Session, caller: Caller, said: Told, reading: Reading) -> Outcome[Any] | None:
    """The payment of which something went back, to be agreed to; None where the words are of something else."""
    text = reading.text or ""
    gives_back = of_money(text) is Back.REFUNDED or (holds(text, "twice") and holds(text, "went_back"))
    gives_back = gives_back or _goes_out(reading)
    if reading.is_tap or said.several or not gives_back:
        return None
    caller.must_be_offered(SKILL)
    caller.must_be(Role.OWNER, Role.MANAGER)
    payment = _meant(session, caller, said, text)
    if payment is None:
        raise Refusal("refund_of_what", pay_who=said.who)
    if payment.status == Status.REPORTED:
        return _found_first(session, caller, payment, said, text)
    if holds(text, "twice") and _stands_alone(session, caller, payment, said.paise):
        return _another(session, payment, said.way)
    return shown(session, payment, said.paise or _left(payment), said.way)


def _goes_out(reading: Reading) -> bool:
    """Whether the clause of the only sum says that it went back, and names nobody: *1 jar wapas kiya, 150 wapas diya*.

    What is lent in words comes back to the shop.
    """
    text, sums = reading.text or "", list(reading.all("money"))
    if len(sums) != 1 or names_a_khata(text):
        return False
    number = clause_at(text, sums[0].start)
    clause = clause_of(text, number)
    named = is_by_somebody(clause) or any(
        clause_at(text, each.start) == number for each in reading.all("person")
    )
    return (
        holds(clause, "went_back") and tells_of_paying(clause) and not named and bool(reading.first("person"))
    )


def _found_first(session: Session, caller: Caller, payment: Payment, said: Told, text: str) -> Outcome[Any]:
    """What waits yet goes back only once it is said to have come: it is confirmed, and what goes back comes next."""
    if not was_taken(text) or did_not_pay(text):
        raise Refusal("not_refundable", **payment_facts(session, payment))
    done = recording.decide(session, caller, payment.reference, "confirm")
    if done.outcome != Status.CONFIRMED:
        return done
    words = {"claim": payment.reference, "rupees": f"{(said.paise or payment.paise) / 100:g}"}
    then = said_next(caller, "claim_goes_back", **words)
    return Outcome[str](outcome=done.outcome, facts={**done.facts, "pay_then": then})


def change_of_claim(session: Session, caller: Caller, reading: Reading) -> Outcome[Any] | None:
    """*PAY-7 mile 250, 100 wapas diya*: the one claim came, all of it, and next what of it goes back is shown."""
    text = reading.text or ""
    numbers = PAYMENT.findall(text)
    claim = service.find(session, caller.business_id, f"{PREFIX}{numbers[0]}") if len(numbers) == 1 else None
    asks = "?" in text or whether(reading)
    if claim is None or claim.status != Status.REPORTED or asks or did_not_pay(text):
        return None
    sums = sums_in(PAYMENT.sub(lambda found: " " * len(found.group()), text))
    back = {paise for start, _, paise in sums if _says_back(text, start)}
    less = [paise for paise in back if paise < claim.paise]
    came = any(was_taken(clause) for clause in CLAUSE.split(text) if not holds(clause, "went_back"))
    if len(back) != 1 or not less or not came or {paise for _, _, paise in sums} - back - {claim.paise}:
        return None
    return _found_first(session, caller, claim, Told("record", less[0]), text)


def _says_back(text: str, place: int) -> bool:
    """Whether the clause of a sum says that it went back."""
    clause = clause_of(text, clause_at(text, place))
    return holds(clause, "went_back") and tells_of_paying(clause)


def _stands_alone(session: Session, caller: Caller, payment: Payment, paise: int | None) -> bool:
    """Whether the books have one payment of this sum from its payer, all of which is still there."""
    same = [each for each in _of_late(session, caller, payment.person_id) if each.paise == payment.paise]
    return same == [payment] and paise in (None, payment.paise) and not payment.refunded_paise


def _another(session: Session, payment: Payment, way: str | None) -> Outcome[Any]:
    """What came twice and stands once: both ways of the other are shown, with the token of another like it."""
    back = way if way and payment.gateway is None else payment.way
    token = f"{payment.reference}:{back}|{payment.paise}"
    facts = {
        **payment_facts(session, payment),
        "pay_back_paise": payment.paise,
        "pay_back_way": back,
        "summary": f"{ANOTHER}{token}",
        "summary_written": token,
    }
    return Outcome[str](outcome="confirm_refund_another", facts=facts)


def shown(session: Session, payment: Payment, paise: int, way: str | None = None) -> Outcome[Any]:
    """What would go back, with the token of exactly this.

    What of it settled something would be owed again: a yes lowers that as well, unless it is to stay owed.
    """
    again = lowering.owed_again(session, payment, paise)
    back = way if way and payment.gateway is None else payment.way
    facts = {
        **payment_facts(session, payment),
        "pay_back_paise": paise,
        "pay_back_way": back,
        "pay_again_paise": again,
    }
    token = f"{payment.reference}:{back}|{paise}"
    if not again:
        return Outcome[str](outcome="confirm_refund", facts={**facts, "summary": token})
    both = {**facts, "summary": f"{token}|{again}", "summary_owed": token}
    return Outcome[str](outcome="confirm_refund_lowering", facts=both)


def confirm(session: Session, caller: Caller, summary: str) -> Outcome[Any]:
    """A yes to it: what was settled by it is lowered first, so that the customer hears what they owe in the end."""
    caller.must_be(Role.OWNER, Role.MANAGER)
    named, paise, *again = summary.removeprefix(ANOTHER).split("|")
    reference, _, spoken = named.partition(":")
    way = Way(spoken) if spoken else None
    payment = service.locked(session, caller.business_id, reference)
    if payment is None:
        raise Refusal("not_found", pay_reference=reference)
    if summary.startswith(ANOTHER):
        like_it = Said(payment.paise, Way(payment.way))
        payment = service.record(session, caller.business_id, payment.person_id, like_it, caller.person)
    if not again:
        return recording.give_back(session, caller, payment, int(paise), way)
    if int(again[0]) != lowering.owed_again(session, payment, int(paise)):
        return shown(session, payment, int(paise), way)
    lowering.lower(session, payment, int(again[0]), caller.person)
    done = recording.give_back(session, caller, payment, int(paise), way)
    return Outcome[str](outcome="refunded", facts={**done.facts, "pay_again_paise": int(again[0])})


def keep(session: Session, caller: Caller) -> Outcome[Any]:
    """Nothing goes back."""
    return Outcome[str](outcome="dropped")


def wanted(session: Session, caller: Caller, paise: int | None = None) -> Outcome[Any]:
    """A customer wants back what they have paid ahead, or so much of it: the owners hear it, nothing is written."""
    due = due_of(session, caller.business_id, caller.person.id)
    if due.ahead_paise <= 0:
        return Outcome[str](outcome="nothing_ahead", facts={"paise": due.paise})
    paid = [each for each in _of_late(session, caller, caller.person.id) if _left(each)]
    back = min(paise or due.ahead_paise, due.ahead_paise)
    holds = [each for each in paid if _left(each) >= back]
    for payment in (holds or paid)[:1]:
        notices.tell_of_refund_wanted(session, payment, min(back, _left(payment)))
    return Outcome[str](outcome="back_wanted", facts={"paise": back, "ahead_paise": due.ahead_paise})


def _meant(session: Session, caller: Caller, said: Told, text: str) -> Payment | None:
    """The payment of that number; of who is named, else of anybody, the last of this sum, else one that holds it."""
    named = PAYMENT.search(text)
    if named is not None:
        return service.find(session, caller.business_id, f"{PREFIX}{named.group(1)}")
    who = payers.find(session, caller.business_id, said.who, text).one
    order = find_order(session, caller.business_id, said.named) if said.named and who is None else None
    if order is not None:
        return next(
            (each for each in reversed(paid_for(session, order)) if _left(each) >= (said.paise or 0)), None
        )
    if who is None and (said.who is not None or said.paise is None):
        return None
    found = _of_late(session, caller, who.id if who else None)
    same = [each for each in found if said.paise in (None, _left(each))]
    if who is not None:
        there = (
            same
            or [each for each in found if _left(each) > (said.paise or 0)]
            or _waiting(session, who, said)
        )
        return next(iter(there), None)
    return same[0] if len(same) == 1 else None


def _waiting(session: Session, who: Person, said: Told) -> Sequence[Payment]:
    """Their claims of this sum."""
    return [each for each in claims.of(session, who) if said.paise in (None, each.paise)]


def _of_late(session: Session, caller: Caller, person_id: int | None) -> Sequence[Payment]:
    query = select(Payment).where(
        Payment.business_id == caller.business_id,
        Payment.status == Status.CONFIRMED,
        Payment.at >= clock.now() - OF_LATE,
    )
    query = query if person_id is None else query.where(Payment.person_id == person_id)
    return session.scalars(query.order_by(Payment.id.desc()).options(*WHOLE)).all()


def _left(payment: Payment) -> int:
    return payment.paise - payment.refunded_paise
