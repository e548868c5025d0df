"""Several claims that came, said at once: shown with their sums, and booked by one yes, each once.

*PAY-3 aur PAY-4 aa gaye*, *teeno aa gaye*, *0201 ke 300 aur 73 dono mil gaye*.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.clauses import SIGNS, pieces
from munshi.asking.reading import Reading
from munshi.asking.sums import figures
from munshi.billing.payments import claims, payers, recording, whose
from munshi.billing.payments.models import Payment
from munshi.billing.payments.said import how_many, was_taken
from munshi.billing.payments.service import PAYMENT, PREFIX, find
from munshi.billing.payments.statuses import Status
from munshi.callers import Caller
from munshi.outcomes import Outcome, Refusal
from munshi.people.models import Person
from munshi.people.rules import Role
from munshi.undoing.wording import Back, did_not_pay, of_money

STEP = "step_of_order"  # of every message
EVERY, MONEY, ASKS, QUESTION = "every_order", "of_money", "asks_of_orders", "question"  # of every message
TOLD_OF_CLAIMS = frozenset(
    {
        "utter_notice_payment_reported",
        "utter_record_payment_claim_shown",
        "utter_record_payment_several_shown",
        "utter_record_payment_confirmed",
        "utter_record_payment_rejected",
    }
)


def heard(
    session: Session, caller: Caller, reading: Reading, told: Sequence[str] = ()
) -> Outcome[Any] | None:
    """The claims of which an owner says that they all came, to be agreed to; None where they say something else."""
    text = reading.text or ""
    taken = was_taken(text) and not did_not_pay(text) and of_money(text) is not Back.REFUNDED
    if reading.is_tap or not taken or QUESTION in reading.sides(ASKS):
        return None
    numbers = list(dict.fromkeys(PAYMENT.findall(text)))
    if numbers:
        found = [find(session, caller.business_id, f"{PREFIX}{each}") for each in numbers]
        waits = [each for each in found if each is not None and each.status == Status.REPORTED]
        return asked(session, waits) if 1 < len(numbers) == len(waits) else None
    return _of_somebody(session, caller, reading, told)


def beside_a_step(session: Session, business_id: str, reading: Reading) -> tuple[str, str] | None:
    """The one claim that came by its number, and what is said beside it: *PAY-2 mil gaye aur 1002 pahunch gaya*."""
    text = reading.text or ""
    numbers = PAYMENT.findall(text)
    claim = find(session, business_id, f"{PREFIX}{numbers[0]}") if len(numbers) == 1 else None
    if claim is None or claim.status != Status.REPORTED or QUESTION in reading.sides(ASKS):
        return None
    clauses = list(pieces(reading))
    came = [span for span in clauses if PAYMENT.search(text[slice(*span)])]
    others = [span for span in clauses if span not in came]
    steps = any(start <= each.start < end for each in reading.placed(STEP) for start, end in others)
    told = text[slice(*came[0])] if len(came) == 1 else ""
    if not steps or not was_taken(told) or did_not_pay(told) or figures(told):
        return None
    return claim.reference, text[others[0][0] : others[-1][1]].strip(SIGNS)


def _of_somebody(
    session: Session, caller: Caller, reading: Reading, told: Sequence[str]
) -> Outcome[Any] | None:
    """Those of who is named, of everybody where nobody is: with these sums, or as many as are said."""
    text = reading.text or ""
    named = _named(session, caller, reading)
    if named is None and not (reading.sides(MONEY) or not TOLD_OF_CLAIMS.isdisjoint(told)):
        return None
    there = list(claims.of(session, named) if named else claims.waiting(session, caller.business_id))
    sums = payers.sums(session, caller.business_id, text)
    if sums:
        found = [[each for each in there if each.paise == paise] for paise in sums]
        one_each = [each[0] for each in found if len(each) == 1]
        return asked(session, one_each) if 1 < len(sums) == len(one_each) else None
    if not reading.sides(EVERY) or len(there) < 2:
        return None
    number = how_many(text)
    return asked(session, there) if number in (None, len(there)) else claims.shown(session, there)


def _named(session: Session, caller: Caller, reading: Reading) -> Person | None:
    phone = reading.first("phone")
    return payers.find(session, caller.business_id, str(phone) if phone else None, reading.text).one


def asked(session: Session, found: Sequence[Payment]) -> Outcome[Any]:
    """The claims with their sums, for one yes; all are only shown where one is decided, or may be for another."""
    if any(each.status != Status.REPORTED or whose.named_beside(session, each) for each in found):
        return claims.shown(session, found)
    facts = {**claims.listed(session, found), "pay_listed": True}
    return Outcome[str](
        outcome="confirm_claims", facts={**facts, "summary": ",".join(each.reference for each in found)}
    )


def confirm(session: Session, caller: Caller, shown: str) -> Outcome[Any]:
    """A yes to them; what somebody has decided meanwhile is left as it is, and is told with the rest."""
    caller.must_be(Role.OWNER, Role.MANAGER)
    found, unheard = [], list[str]()
    for reference in shown.split(","):
        claim = find(session, caller.business_id, reference)
        if claim is None:
            raise Refusal("not_found", pay_reference=reference)
        if claim.status == Status.REPORTED:
            done = recording.decide(session, caller, reference, "confirm", once_more=True).facts
            unheard += [] if done.get("pay_told") else [str(done["pay_payer"])]
        found.append(claim)
    session.flush()
    facts = {**claims.listed(session, found), "pay_listed": True, "pay_unheard": unheard}
    return Outcome[str](outcome="all_confirmed", facts=facts)
