"""Who works here and is not in charge tells what a customer has paid: the owner reads it as a claim, and decides."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking import clauses
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Reading, SumRole
from munshi.asking.sums import figures
from munshi.billing.accounts.whom import named_alone
from munshi.billing.payments import claims, notices, numbered, service
from munshi.billing.payments.facts import payment_facts
from munshi.billing.payments.models import Payment
from munshi.billing.payments.rules import Way, is_sound
from munshi.billing.payments.said import spoken_ways, told_of, was_taken
from munshi.billing.payments.service import Said
from munshi.billing.payments.terms import SKILL
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.people.models import Person
from munshi.people.rules import Role
from munshi.undoing.wording import did_not_pay, is_a_slip, is_by_somebody, is_given_to, tells_of_paying

PAGE = "record_payment"
PUT_RIGHT_WITHIN = timedelta(hours=1)
BOTH = 2  # the sum that was told, and the right one


@dataclass(frozen=True)
class Came:
    """What came: how much, from whom, how, and for which order where one is named."""

    paise: int
    payer: int
    way: str | None
    order: str | None


def told(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """*Kokila ne 200 diye*, *1003 ke 114 cash mile*, of a helper, also of several; *200 nahi 250* behind it."""
    in_charge = caller.may_act_as(Role.OWNER, Role.MANAGER)
    if reading.is_tap or in_charge or not caller.may_act_as(Role.EMPLOYEE):
        return None
    if SKILL not in caller.business.skills:
        return None
    words = f"{caller.person.called}: {reading.text}"
    if found := _to_put_right(session, caller, reading):
        claim, paise = found
        return heard(session, caller, PAGE, lambda here, by: _put_right(here, by, claim, paise, words))
    if came := _came(session, caller, reading):
        return heard(session, caller, PAGE, lambda here, by: refer(here, by, came, words))
    return None


def _came(session: Session, caller: Caller, reading: Reading) -> Sequence[Came]:
    """What came by the message, or by each of its parts that has a sum; nothing where one of them leaves a doubt."""
    if not _tells(reading):
        return ()
    if (whole := _one(session, caller, reading)) is not None:
        return [whole]
    found = [_one(session, caller, part) for part in clauses.parts(reading) if figures(part.text)]
    return [each for each in found if each is not None] if all(found) else ()


def _tells(reading: Reading) -> bool:
    """Whether money came from somebody, by the words, and nobody asks it."""
    text = reading.text or ""
    gave = tells_of_paying(text) or (bool(spoken_ways(text)) and bool(figures(text)))
    surely = reading.wants(PAGE) and bool(reading.sums_of(SumRole.PAID))
    came = was_taken(text) or ((surely or (gave and is_by_somebody(text))) and not is_given_to(text))
    return came and not (did_not_pay(text) or clauses.whether(reading) or text.rstrip().endswith("?"))


def _one(session: Session, caller: Caller, reading: Reading) -> Came | None:
    """The one sum beside the customer, the order or the table that is named."""
    seated = numbered.paid_at_table(session, caller.business_id, reading)
    told = seated or numbered.paid_for_order(session, caller.business_id, reading)
    if told is not None and told.named and told.paise and is_sound(told.paise):
        payer = numbered.payer_of(session, caller.business_id, told.named)
        return Came(told.paise, payer, told.way, told.named) if payer else None
    sums, person = set(figures(reading.text)), named_alone(session, caller.business_id, reading)
    if len(sums) != 1 or person is None or person.id == caller.person.id:
        return None
    paise = sums.pop()
    return Came(paise, person.id, told_of(reading, "record").way, None) if is_sound(paise) else None


def refer(session: Session, caller: Caller, came: Sequence[Came], words: str) -> Outcome[Any]:
    """A claim in the name of each customer; one that waits with the same sum is told of once more."""
    found = [_claimed(session, caller, each, words) for each in came]
    if len(found) == 1:
        return Outcome[str](outcome="told_owner", facts=payment_facts(session, found[0]))
    facts = {**claims.listed(session, found), "pay_listed": True}
    return Outcome[str](outcome="told_owner_all", facts=facts)


def _claimed(session: Session, caller: Caller, came: Came, words: str) -> Payment:
    payer = session.get_one(Person, (caller.business_id, came.payer))
    claim = claims.of_sum(session, payer, came.paise)
    if claim is not None:
        _add(session, claim, words)
        return claim
    said = Said(came.paise, Way(came.way or Way.CASH), None, came.order, note=words)
    claim = service.report(session, caller.business_id, payer.id, said, caller.person)
    notices.tell_of_report(session, claim)
    return claim


def _add(session: Session, claim: Payment, words: str) -> None:
    claim.note = " / ".join(filter(None, (claim.note, words)))
    session.flush()
    notices.tell_of_report(session, claim, more=True)


def _to_put_right(session: Session, caller: Caller, reading: Reading) -> tuple[Payment, int] | None:
    """The claim whose sum is said beside the right one, as a slip: of the customer named, else what they told last."""
    said = set(figures(reading.text))
    if len(said) != BOTH or not is_a_slip(reading.text):
        return None
    person = named_alone(session, caller.business_id, reading)
    if person is not None and person.id == caller.person.id:
        return None
    told = (Payment.reported_by == caller.person.id, Payment.at >= clock.now() - PUT_RIGHT_WITHIN)
    whose = (Payment.person_id == person.id,) if person else told
    found = claims.waiting(session, caller.business_id, Payment.paise.in_(said), *whose)
    right = next(iter(said - {found[0].paise})) if len(found) == 1 else 0
    return (found[0], right) if is_sound(right) else None


def _put_right(session: Session, caller: Caller, claim: Payment, paise: int, words: str) -> Outcome[Any]:
    """What the helper told has the other sum; of what the customer told the owner reads the words beside it."""
    locked = service.locked(session, caller.business_id, claim.reference)
    assert locked is not None
    if locked.reported_by != caller.person.id:
        _add(session, locked, words)
        return Outcome[str](outcome="told_owner", facts=payment_facts(session, locked))
    service.reject(session, locked, caller.person)
    notices.tell_of_withdrawing(session, locked, words)
    came = Came(paise, locked.person_id, locked.way, locked.named)
    return refer(session, caller, [came], words)
