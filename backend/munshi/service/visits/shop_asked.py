"""What only the shop can answer is passed on to it, and said to be: whether a part fits, an old machine is taken, a
plan holds for a machine from elsewhere. Who wants a person in the middle of it is handed over.
"""

import re
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.heard import Heard, Work, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.handoffs import service as handoffs
from munshi.orders import passing_on
from munshi.orders.for_shop import OF_CART
from munshi.outcomes import Outcome
from munshi.people.rules import STAFF
from munshi.service.amc import ending, selling
from munshi.service.parts import fitting
from munshi.service.tickets.status import status
from munshi.service.tickets.words import behind_yes, brands_in, tells_fault
from munshi.service.visits import looking, machines, told_shop, words

CHANGE, PART, STATUS = "change_visit", "request_spare_part", "check_ticket_status"
HUMAN = "talk_to_human"
FEWEST_OF_A_WISH = 3  # words before a question that are one by themselves
CLAUSE = re.compile(r"[,;.!?।\n]")
MOST_OF_A_CALL = 6  # words
OF_SERVICE = (
    "choose_visit",
    "give_visit",
    "confirm_visit",
    "choose_new_slot",
    "confirm_move",
    "ticket_",
    "give_ticket",
    "confirm_ticket",
    "give_part",
    "choose_part",
    "confirm_part",
    "choose_plan",
    "confirm_plan",
    "warranty_",
    "decide_estimate",
)
OF_PLANS = ("choose_plan", "confirm_plan", selling.PIECE)


def hear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A question of a customer that the books cannot answer."""
    text = reading.text or ""
    if reading.is_tap or not text or caller.may_act_as(*STAFF) or "service" not in caller.business.skills:
        return None
    plainly = reading.wants(HUMAN) and len(text.split()) <= MOST_OF_A_CALL
    if words.says(text, "a_person") and asked.question.startswith(OF_SERVICE) and not plainly:
        return heard(session, caller, CHANGE, lambda here, by: _hand_over(here, by, text))
    if (fits := fitting.asked(session, caller, asked, text)) is not None:
        if fits.outcome == fitting.UNKNOWN:
            return heard(session, caller, PART, lambda here, by: _ask(here, by, text, fits))
        return heard(session, caller, PART, lambda here, by: fits)
    if _of_plan_for_another(asked, text):
        selling.note_machine(session, caller, text)
        return heard(session, caller, CHANGE, lambda here, by: _ask(here, by, text))
    if _of_left_machine(reading) and not looking.live_of(session, caller.business_id, caller.person.id):
        return heard(session, caller, *_standing(session, caller, text))
    if _of_record(text) or _of_unknown_plan(session, caller, asked, text):
        return heard(session, caller, passing_on.PAGE, lambda here, by: passing_on.pass_on(here, by, text))
    of_goods = asked.question in OF_CART and words.machine_in(text) is None  # "ghar se le jaunga" is of these
    if not of_goods and (at := words.placed(text, "fetched_home")) is not None:
        rest = _fault_before(text[: at[0]])
        return heard(session, caller, CHANGE, lambda here, by: _ask(here, by, text), rest)
    if (at := words.placed(text, "old_for_new")) is not None:
        rest = _joined_before(text[: at[0]], asked)
        return heard(session, caller, CHANGE, lambda here, by: _ask(here, by, text), rest)
    if _of_who_never_came(session, caller, text):
        return heard(session, caller, passing_on.PAGE, lambda here, by: passing_on.pass_on(here, by, text))
    if _asks(text) and words.says(text, "whether_installed"):
        return heard(session, caller, CHANGE, lambda here, by: _ask(here, by, text))
    return None


def of_owner(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """What a customer has the owner told goes to the owner in their words, and to nobody else, whatever is asked."""
    text = reading.text or ""
    if reading.is_tap or caller.may_act_as(*STAFF) or not words.is_for_owner(text):
        return None
    return heard(session, caller, passing_on.PAGE, lambda here, by: passing_on.pass_to_owners(here, by, text))


def _of_left_machine(reading: Reading) -> bool:
    """Whether it is asked how a machine stands that is at the shop already, or said that it was handed in there."""
    text = reading.text or ""
    if words.machine_in(text) is not None and words.says(text, "left_at_the_counter") and not reading.sums:
        return True
    asks = words.says(text, "ready_asked") or _asks(text) or reading.wants(STATUS)
    left = words.says(text, "left_at_shop") and asks
    return left or (words.machine_in(text) is not None and words.says(text, "wanted_back"))


def _of_record(text: str) -> bool:
    """Whether the name or the number that the shop has of somebody is said to be wrong, and not that on a bill."""
    return words.says(text, "record_wrong") and not words.says(text, "of_a_bill")


def _of_unknown_plan(session: Session, caller: Caller, asked: Asked, text: str) -> bool:
    """Whether a plan is said to be held, or to end, of which the books know nothing."""
    ends = words.of_care(text) and (words.says(text, "to_end") or words.says(text, "cancelling"))
    holds = words.says(text, "holds_plan")
    return (holds or (ends and not asked.question)) and not ending.held(session, caller)


def _joined_before(head: str, asked: Asked) -> str | None:
    """What is said before a question, without what joins the two; a yes to nothing that is asked only leads on."""
    said = ((None if asked.question else behind_yes(head)) or head).split()
    while said and words.is_of(said[-1], "joining"):
        said.pop()
    return " ".join(said) if len(said) >= FEWEST_OF_A_WISH else None


def _of_who_never_came(session: Session, caller: Caller, text: str) -> bool:
    """Whether somebody is missed who was to come, of whom the books know nothing."""
    whom = any(words.says(text, each) for each in ("missing", "coming_to_see")) or words.machine_in(text)
    missed = words.says(text, "was_to_come") and whom
    if not missed or machines.waiting_tickets(session, caller):
        return False
    return not looking.live_of(session, caller.business_id, caller.person.id)


def _fault_before(head: str) -> str | None:
    """What is told to be wrong before a question, without the clause in which that begins."""
    ends = CLAUSE.search(head[::-1])
    whole = head[: len(head) - ends.end()] if ends else ""
    return next((each.strip() for each in (whole, head) if tells_fault(each)), None)


def _standing(session: Session, caller: Caller, text: str) -> tuple[str, Work]:
    """How the open complaint of it stands; without one the shop hears the words, and what is written behind them."""
    if machines.waiting_tickets(session, caller):
        return STATUS, lambda here, by: status(here, by, None)
    return passing_on.PAGE, lambda here, by: passing_on.pass_on(here, by, text)


def _of_plan_for_another(asked: Asked, text: str) -> bool:
    """Whether a machine from elsewhere is spoken of while a plan is shown."""
    from_elsewhere = words.says(text, "from_elsewhere") or (brands_in(text) and _asks(text))
    return asked.question in OF_PLANS and bool(from_elsewhere)


def _asks(text: str) -> bool:
    return words.asks(text) or text.rstrip().endswith("?")


def _ask(session: Session, caller: Caller, said: str, answer: Outcome[Any] | None = None) -> Outcome[Any]:
    """The owner hears the words, and answers them."""
    facts = told_shop.tell(session, caller, said)
    return answer or Outcome[str](outcome="shop_asked", facts=facts)


def _hand_over(session: Session, caller: Caller, said: str) -> Outcome[Any]:
    handoffs.call_people(session, caller.business, caller.person, f"asked:{clock.now().isoformat()}")
    return _ask(session, caller, said)
