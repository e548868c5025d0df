"""What an owner asks of payments, and payments that they name by number: looking writes nothing down."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.clauses import asks_whether, whether
from munshi.asking.reading import FALLBACK, Reading
from munshi.asking.sums import figures
from munshi.billing.payments import claims, confirming, payers, recording, service
from munshi.billing.payments.drafts import Told
from munshi.billing.payments.models import Payment
from munshi.billing.payments.said import holds, was_taken
from munshi.billing.payments.service import PAYMENT, PREFIX, WHOLE
from munshi.billing.payments.statuses import COUNTS, Status
from munshi.billing.payments.terms import SKILL
from munshi.callers import Caller
from munshi.outcomes import Outcome, Refusal
from munshi.people.models import Person
from munshi.people.rules import Role
from munshi.undoing.wording import did_not_pay, tells_of_paying

ASKS, SAYS_NO = "question", "no"  # of the facet `asks` of the page
ASKS_OF, QUESTION, LATER, WAITING = (
    "asks_of_orders",
    "question",
    "later",
    "waiting_payments",
)  # of every message
OF_LATE = timedelta(days=31)
LISTED = 10
FEW_WORDS = 4  # of a bare "haan, mil gaye"
SHOWN = "utter_record_payment_claim_shown"
NEWS = "utter_notice_payment_reported"
TOLD_OF_CLAIM = frozenset({NEWS, SHOWN})


def asked_or_named(session: Session, caller: Caller, told: Told, reading: Reading) -> Outcome[Any] | None:
    """What is there of what a question is about, or of money that did not come; payments that are named.

    None where new money is told of.
    """
    if reading.is_tap:
        return None
    named = PAYMENT.findall(reading.text or "")
    asks_it = any(asks_whether(reading, each.start) for each in reading.all("money"))
    asks = [*reading.sides("asks"), *([ASKS] if asks_it or _is_to_be_seen(reading.text or "") else [])]
    did_not_come = SAYS_NO in asks and not told.several
    if not (named or ASKS in asks or did_not_come):
        return None
    caller.must_be_offered(SKILL)
    caller.must_be(Role.OWNER, Role.MANAGER)
    if named:
        found = [_found(session, caller, f"{PREFIX}{number}") for number in dict.fromkeys(named)]
        return _of_named(session, caller, told, found, sure=not asks)
    return _look(session, caller, told, reading.text)


def _is_to_be_seen(text: str) -> bool:
    """Whether words only want to see something, and tell of no money that came: *Kamal wale 50 dikhao*."""
    return holds(text, "shows") and not (was_taken(text) or tells_of_paying(text))


def overheard(
    session: Session, caller: Caller, reading: Reading, told: Sequence[str] = ()
) -> Outcome[Any] | None:
    """A question about payments by their numbers, about those that wait, or that one did not come; nothing is written.

    Whatever else the words of who is in charge sound like. `told`: what was said last before.
    """
    text = reading.text or ""
    numbers = [f"{PREFIX}{each}" for each in dict.fromkeys(PAYMENT.findall(text))]
    asks = {QUESTION, LATER}.intersection(reading.sides(ASKS_OF)) != set()
    if numbers and asks:
        found = [service.find(session, caller.business_id, each) for each in numbers]
        return claims.shown(session, [each for each in found if each]) if all(found) else None
    if numbers and (not_come := _not_come(session, caller, numbers, text)):
        return not_come
    if asks and reading.sides(WAITING) and not (figures(text) or _names_somebody(session, caller, text)):
        return _waiting_shown(session, caller)
    if _lists_claims(text):
        return _waiting_shown(session, caller)
    return (
        _did_not_come(session, caller, reading, told)
        or _did_it_come(session, caller, reading)
        or _it_came(session, caller, reading)
        or (None if numbers else _bare_verdict(session, caller, reading, told))
    )


def _lists_claims(text: str) -> bool:
    """Whether a list is wanted of what customers say to have sent."""
    return holds(text, "listed") and holds(text, "said_so") and tells_of_paying(text)


def _not_come(session: Session, caller: Caller, numbers: Sequence[str], text: str) -> Outcome[Any] | None:
    """*PAY-4 abhi nahi mila* shows the claims that are named, and no others; what decides them is heard before."""
    if len(text.split()) > FEW_WORDS or figures(PAYMENT.sub("", text)) or not did_not_pay(text):
        return None
    shown = claims.shown(session, [_found(session, caller, each) for each in numbers])
    return Outcome[str](outcome=shown.outcome, facts={**shown.facts, "pay_denied": True})


def _waiting_shown(session: Session, caller: Caller) -> Outcome[Any]:
    there = claims.waiting(session, caller.business_id)
    return claims.shown(session, there) if there else Outcome[str](outcome="no_claims")


def _bare_verdict(
    session: Session, caller: Caller, reading: Reading, told: Sequence[str]
) -> Outcome[Any] | None:
    """*Nahi mile*, where a claim waits: it decides the only one, right behind being told of it; else it is shown."""
    text = reading.text or ""
    denies, came = did_not_pay(text), was_taken(text)
    is_short = len(text.split()) <= FEW_WORDS and not figures(text) and not reading.first("order_line")
    if not is_short or not (denies or came) or _names_somebody(session, caller, text):
        return None
    there = claims.waiting(session, caller.business_id)
    was_told = not TOLD_OF_CLAIM.isdisjoint(told)
    if len(there) == 1 and was_told:
        return recording.decide(session, caller, there[0].reference, "reject" if denies else "confirm")
    if not there or not (denies or was_told):
        return None
    shown = claims.shown(session, there)
    return Outcome[str](outcome=shown.outcome, facts={**shown.facts, "pay_denied": denies})


def _names_somebody(session: Session, caller: Caller, text: str) -> bool:
    return bool(payers.find(session, caller.business_id, None, text).people)


def _did_not_come(
    session: Session, caller: Caller, reading: Reading, told: Sequence[str]
) -> Outcome[Any] | None:
    """The claim of the one customer and the sum that are named, which the words deny: shown with what decides it.

    Right behind being shown it, the words decide.
    """
    claim = _of_one_and_a_sum(session, caller, reading.text)
    if claim is None or "denied" not in reading.sides(ASKS_OF):
        return None
    if SHOWN in told and did_not_pay(reading.text):
        return recording.decide(session, caller, claim.reference, "reject")
    return claims.shown(session, [claim])


def _did_it_come(session: Session, caller: Caller, reading: Reading) -> Outcome[Any] | None:
    """*Shakila ke 80 aaye?*: the claim of the customer and the sum that are named is shown."""
    text = reading.text or ""
    if not (text.rstrip().endswith("?") or whether(reading)) or not tells_of_paying(text):
        return None
    claim = _of_one_and_a_sum(session, caller, text)
    return claims.shown(session, [claim]) if claim is not None else None


def _it_came(session: Session, caller: Caller, reading: Reading) -> Outcome[Any] | None:
    """*Haan, sarpanch ke 10000 mile the*: what waits with the customer and the sum that are named came, as is said."""
    text = reading.text or ""
    says_so = was_taken(text) and not (did_not_pay(text) or whether(reading) or "?" in text)
    if not says_so or not (reading.wants(FALLBACK) or reading.agrees):
        return None
    claim = _of_one_and_a_sum(session, caller, text)
    return recording.decide(session, caller, claim.reference, "confirm") if claim is not None else None


def _of_one_and_a_sum(session: Session, caller: Caller, text: str | None) -> Payment | None:
    sums = set(payers.sums(session, caller.business_id, text))
    named = payers.find(session, caller.business_id, None, text).one if len(sums) == 1 else None
    return claims.of_sum(session, named, sums.pop()) if named is not None else None


def _found(session: Session, caller: Caller, reference: str) -> Payment:
    payment = service.find(session, caller.business_id, reference)
    if payment is None:
        raise Refusal("not_found", pay_reference=reference)
    return payment


def _of_named(
    session: Session, caller: Caller, told: Told, found: Sequence[Payment], *, sure: bool
) -> Outcome[Any]:
    """That it came confirms it, and of several by one more yes; asked about, or said not to have come, it is shown."""
    other_sum = told.paise is not None and told.paise not in [each.paise for each in found]
    if not sure or other_sum:
        return claims.shown(session, found)
    if len(found) > 1:
        return confirming.asked(session, found)
    return recording.decide(session, caller, found[0].reference, "confirm", way=told.way)


def _look(session: Session, caller: Caller, told: Told, text: str | None) -> Outcome[Any]:
    """The claims and payments of who is named, else every claim that waits."""
    found = payers.find(session, caller.business_id, told.who, text)
    if not found.people and told.who is None:
        return _waiting_shown(session, caller)
    shown = [
        payment for person in found.people for payment in _payments(session, caller, *_of(person, told.paise))
    ]
    if shown:
        return claims.shown(session, shown[:LISTED])
    named = found.people[0].called if len(found.people) == 1 else told.who
    return Outcome[str](outcome="none_of_late", facts={"pay_payer": named or "?"})


def _of(person: Person, paise: int | None) -> Sequence[Any]:
    """A person's claims and payments of late, of a sum where one is said."""
    since = clock.now() - OF_LATE
    wanted = [Payment.person_id == person.id, Payment.at >= since]
    wanted.append(Payment.status.in_([Status.REPORTED, *COUNTS]))
    return [*wanted, Payment.paise == paise] if paise is not None else wanted


def _payments(session: Session, caller: Caller, *wanted: Any) -> Sequence[Payment]:
    query = select(Payment).where(Payment.business_id == caller.business_id, *wanted)
    return session.scalars(query.order_by(Payment.id.desc()).limit(LISTED).options(*WHOLE)).all()
