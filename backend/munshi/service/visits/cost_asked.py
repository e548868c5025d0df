"""What it will cost, asked by who waits for one visit: the charge of coming, or the estimate that is there."""

import re

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import FALLBACK, Asked, Reading
from munshi.asking.sums import figures
from munshi.callers import Caller
from munshi.orders import looking as orders
from munshi.orders import passing_on
from munshi.outcomes import Outcome
from munshi.people.rules import STAFF
from munshi.service.visits import changing, charging, looking, wanting, wished, words, work_prices, working
from munshi.service.visits.drafts import Draft
from munshi.service.visits.facts import visit_facts
from munshi.service.visits.statuses import MAY_CHANGE, Status
from munshi.service.visits.terms import charge_facts, said
from munshi.undoing.wording import asks_why

OF_A_COST = (FALLBACK, "ask_price", "change_visit")
OF_A_WISH = (wanting.MACHINE, wanting.ADDRESS, wanting.SLOT, wanting.SHOWN_ALL)  # questions
OF_ITS_COST = ("costing", "how_much", "covering", "being_due")  # lists of words
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


def of_coming(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What coming, only looking or calling off costs, whatever is asked; what is asked besides is heard next."""
    text = reading.text or ""
    if reading.is_tap or caller.may_act_as(*STAFF) or "service" not in caller.business.skills:
        return None
    if _of_calling_off(text) and _may_call_off(session, caller):
        return heard(session, caller, changing.PAGE, lambda here, by: Outcome[str](outcome="cancel_costs"))
    if _of_its_work(session, caller, text):
        return _told(session, caller, reading)
    if asks_why(text) and _names_charge(session, caller, text):  # no payment, whatever was paid before
        return heard(
            session, caller, passing_on.PAGE, lambda here, by: passing_on.pass_to_owners(here, by, text)
        )
    if _of_work_of_list(session, caller, text):
        return _told(session, caller, reading)
    if _of_each(caller, text) and (each_costs := _each(session, caller)) is not None:
        return each_costs
    if _of_its_sum(session, caller, text):
        return _told(session, caller, reading, _beside(text)) or _of_no_visit(session, caller, asked)
    return _told(session, caller, reading, _beside(text)) if words.asks_of_charge(text) else None


def _of_its_work(session: Session, caller: Caller, text: str) -> bool:
    """Whether it is asked what work costs that is no repair, or if it is free, of the one visit there is: no plan's
    words and no goods of that name answer it, "installation free hai ya 500 lagega?".
    """
    work, machine = words.work_in(text), words.machine_in(text)
    if work in (None, charging.OF_CARE) or not any(words.says(text, each) for each in OF_ITS_COST):
        return False
    visits = looking.live_of(session, caller.business_id, caller.person.id)
    return len(visits) == 1 and machine in (None, visits[0].machine) and not words.says(text, "coming_to_see")


def _of_work_of_list(session: Session, caller: Caller, text: str) -> bool:
    """Whether it is asked what work of the shop's list comes to, of the one visit there is for such a machine, and not
    what coming costs: "dono ac ki service ka total kitna lagega".
    """
    asks = any(words.says(text, each) for each in OF_ITS_COST) and not words.says(text, "visit_charge")
    asks = asks and words.work_in(text) is not None
    visits = looking.live_of(session, caller.business_id, caller.person.id) if asks else ()
    if len(visits) != 1 or words.machine_in(text) not in (None, visits[0].machine):
        return False
    return bool(work_prices.asked(session, caller.business, text))


def _of_calling_off(text: str) -> bool:
    """Whether it is asked if calling off costs anything: that calls off nothing."""
    of_sum = words.says(text, "of_money") or words.says(text, "fee") or bool(figures(text))
    return words.says(text, "called_off_by_name") and of_sum and _asks(text)


def _may_call_off(session: Session, caller: Caller) -> bool:
    """Whether there is a visit, or one is being asked for, and nobody is on the way or has looked at anything yet."""
    visits = looking.live_of(session, caller.business_id, caller.person.id)
    wished_for = not Draft(session, caller, wanting.KIND).is_empty
    return (bool(visits) or wished_for) and all(each.status in MAY_CHANGE for each in visits)


def _of_its_sum(session: Session, caller: Caller, text: str) -> bool:
    """Whether it is asked if the sum that coming costs is due: "299 lagega ya nahi", "is the 299 on top?"."""
    return words.says(text, "being_due") and _asks(text) and _names_charge(session, caller, text)


def _names_charge(session: Session, caller: Caller, text: str) -> bool:
    """Whether a sum is named that coming costs here."""
    sums = figures(text)
    if not sums:
        return False
    visits = looking.live_of(session, caller.business_id, caller.person.id)
    charges = {said(caller.business).charge_paise, *(each.charge_paise for each in visits)} - {0}
    return not charges.isdisjoint(sums)


def _asks(text: str) -> bool:
    return words.asks(text) or words.says(text, "or_not")


def _of_each(caller: Caller, text: str) -> bool:
    """Whether each machine or visit has a charge of its own: "is it 300 for each AC or once?", "one charge or two?"."""
    charge = said(caller.business).charge_paise
    by_name = any(words.says(text, each) for each in ("visit_charge", "costing", "fee"))
    return (by_name or charge in figures(text)) and words.says(text, "each_or_once") and words.asks(text)


def _each(session: Session, caller: Caller) -> Heard | None:
    """What each visit costs, or each costs that is being asked for."""
    if not Draft(session, caller, wanting.KIND).is_empty:
        return _by_the_terms(session, caller, "charge_of_each")
    visits = looking.live_of(session, caller.business_id, caller.person.id)
    if not visits:
        return None
    facts = changing.told(session, caller, visits)
    return heard(
        session, caller, changing.PAGE, lambda here, by: Outcome[str](outcome="charge_each", facts=facts)
    )


def _of_no_visit(session: Session, caller: Caller, asked: Asked) -> Heard | None:
    """What the visit costs that is being asked for, with its question; without one what the shop asks for coming."""
    if asked.question in OF_A_WISH and not Draft(session, caller, wanting.KIND).is_empty:
        return heard(session, caller, wanting.PAGE, wanting.again)
    if asked.question or orders.open_orders(session, caller):
        return None
    return _by_the_terms(session, caller, "charge_of_coming")


def _by_the_terms(session: Session, caller: Caller, outcome: str) -> Heard:
    facts = charge_facts(caller.business)
    return heard(session, caller, changing.PAGE, lambda here, by: Outcome[str](outcome=outcome, facts=facts))


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
    facts["work_prices"] = work_prices.asked(session, caller.business, reading.text or "")
    return heard(
        session, caller, changing.PAGE, lambda here, by: Outcome[str](outcome="cost", facts=facts), rest
    )


def _beside(text: str) -> str | None:
    """The sentences beside the one that asks it, which ask something of their own."""
    told = [each.strip() for each in SENTENCE.split(text) if each.strip()]
    others = [each for each in told if not (words.asks_of_charge(each) or words.says(each, "being_due"))]
    return " ".join(others) if len(others) < len(told) and any(map(words.asks, others)) else None
