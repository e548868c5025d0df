"""Who works here and is not in charge tells what a customer has paid: the owner reads it as a claim, and decides."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.clauses import whether
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Reading
from munshi.asking.sums import figures
from munshi.billing.accounts.whom import named_alone
from munshi.billing.payments import claims, notices, numbered, service
from munshi.billing.payments.facts import payment_facts
from munshi.billing.payments.rules import Way, is_sound
from munshi.billing.payments.said import told_of, was_taken
from munshi.billing.payments.service import Said
from munshi.billing.payments.terms import SKILL
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.people.models import Person
from munshi.people.rules import Role
from munshi.undoing.wording import did_not_pay, is_by_somebody, is_given_to, tells_of_paying

PAGE = "record_payment"


@dataclass(frozen=True)
class Came:
    """What came: how much, from whom, how, and for which order where one is named."""

    paise: int
    payer: int
    way: str | None
    order: str | None


def told(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """*Kokila ne 200 diye*, *1003 ke 114 cash mile*, of a helper; None where it is of no customer and one sum."""
    in_charge = caller.may_act_as(Role.OWNER, Role.MANAGER)
    if reading.is_tap or in_charge or not caller.may_act_as(Role.EMPLOYEE):
        return None
    if SKILL not in caller.business.skills or not _tells(reading):
        return None
    came = _came(session, caller, reading)
    if came is None:
        return None
    words = f"{caller.person.called}: {reading.text}"
    return heard(session, caller, PAGE, lambda here, by: _refer(here, by, came, words))


def _tells(reading: Reading) -> bool:
    """Whether money came from somebody, by the words, and nobody asks it."""
    text = reading.text or ""
    came = was_taken(text) or (tells_of_paying(text) and is_by_somebody(text) and not is_given_to(text))
    return came and not (did_not_pay(text) or whether(reading) or text.rstrip().endswith("?"))


def _came(session: Session, caller: Caller, reading: Reading) -> Came | None:
    """The one sum beside the customer or the order that is named."""
    told = numbered.paid_for_order(session, caller.business_id, reading)
    if told is not None and told.named and told.paise and is_sound(told.paise):
        payer = numbered.payer_of(session, caller.business_id, told.named)
        return Came(told.paise, payer, told.way, told.named) if payer else None
    sums, person = set(figures(reading.text)), named_alone(session, caller.business_id, reading)
    if len(sums) != 1 or person is None or person.id == caller.person.id:
        return None
    paise = sums.pop()
    return Came(paise, person.id, told_of(reading, "record").way, None) if is_sound(paise) else None


def _refer(session: Session, caller: Caller, came: Came, words: str) -> Outcome[Any]:
    """A claim in the customer's name; one that waits with the same sum is told of once more."""
    payer = session.get_one(Person, (caller.business_id, came.payer))
    claim = claims.of_sum(session, payer, came.paise)
    if claim is None:
        said = Said(came.paise, Way(came.way or Way.CASH), None, came.order, note=words)
        claim = service.report(session, caller.business_id, payer.id, said, caller.person)
        notices.tell_of_report(session, claim)
    else:
        claim.note = " / ".join(filter(None, (claim.note, words)))
        session.flush()
        notices.tell_of_report(session, claim, more=True)
    return Outcome[str](outcome="told_owner", facts=payment_facts(session, claim))
