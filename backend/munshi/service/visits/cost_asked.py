"""What it will cost, asked by who waits for one visit: the charge of coming, or the estimate that is there."""

import re

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import FALLBACK, Asked, Reading
from munshi.asking.sums import figures
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.people.rules import STAFF
from munshi.service.visits import changing, looking, wished, words, working
from munshi.service.visits.facts import visit_facts
from munshi.service.visits.statuses import Status
from munshi.service.visits.terms import said

OF_A_COST = (FALLBACK, "ask_price", "change_visit")
SENTENCE = re.compile(r"(?<=[?।!])\s|(?<=\.)\s")


def hear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Of who names no goods, and is asked nothing."""
    text = reading.text or ""
    of_coming = words.says(text, "visit_charge")
    names_goods = reading.first("order_line") and not (of_coming or words.says(text, "who_goes_out"))
    if asked.question or not reading.wants(*OF_A_COST) or names_goods:
        return None
    asks = of_coming or words.says(text, "costing") or wished.asks_of_work(text)
    return _told(session, caller, reading) if asks else None


def of_coming(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """What coming or only looking costs, whatever is asked; what is asked besides is heard next."""
    text = reading.text or ""
    if reading.is_tap or caller.may_act_as(*STAFF):
        return None
    if _of_each(caller, text) and (each_costs := _each(session, caller)) is not None:
        return each_costs
    return _told(session, caller, reading, _beside(text)) if words.asks_of_charge(text) else None


def _of_each(caller: Caller, text: str) -> bool:
    """Whether it is asked if each machine or visit has a charge of its own: "is it 300 for each AC or once?"."""
    charge = said(caller.business).charge_paise
    of_charge = words.says(text, "visit_charge") or words.says(text, "costing") or charge in figures(text)
    return of_charge and words.says(text, "each_or_once") and (words.asks(text) or "?" in text)


def _each(session: Session, caller: Caller) -> Heard | None:
    visits = looking.live_of(session, caller.business_id, caller.person.id)
    if not visits:
        return None
    facts = changing.told(session, caller, visits)
    return heard(
        session, caller, changing.PAGE, lambda here, by: Outcome[str](outcome="charge_each", facts=facts)
    )


def _told(session: Session, caller: Caller, reading: Reading, rest: str | None = None) -> Heard | None:
    visits = looking.live_of(session, caller.business_id, caller.person.id)
    if len(visits) != 1:
        return None
    visit = visits[0]
    if visit.status == Status.AWAITING:
        reference = visit.reference
        return heard(
            session,
            caller,
            "do_visit",
            lambda here, by: working.do(here, by, reference, "show_estimate", reading),
            rest,
        )
    facts = visit_facts(session, caller.business, visit)
    return heard(
        session, caller, changing.PAGE, lambda here, by: Outcome[str](outcome="cost", facts=facts), rest
    )


def _beside(text: str) -> str | None:
    """The sentences beside the one that asks it, which ask something of their own."""
    told = [each.strip() for each in SENTENCE.split(text) if each.strip()]
    others = [each for each in told if not words.asks_of_charge(each)]
    return " ".join(others) if len(others) < len(told) and any(map(words.asks, others)) else None
