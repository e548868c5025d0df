"""What only the shop can answer is passed on to it, and said to be: whether a part fits, an old machine is taken, a
plan holds for a machine from elsewhere. Who wants a person in the middle of it is handed over.
"""

from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.handoffs import service as handoffs
from munshi.notices import service as notices
from munshi.outcomes import Outcome
from munshi.people import service as people
from munshi.people.rules import STAFF, Role
from munshi.service.amc import selling
from munshi.service.parts import fitting
from munshi.service.tickets.words import brands_in
from munshi.service.visits import words
from munshi.service.visits.outcomes import Notice

CHANGE, PART = "change_visit", "request_spare_part"
HUMAN = "talk_to_human"
LONGEST = 300
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
    if words.says(text, "old_for_new") or (_asks(text) and words.says(text, "whether_installed")):
        return heard(session, caller, CHANGE, lambda here, by: _ask(here, by, text))
    return None


def _of_plan_for_another(asked: Asked, text: str) -> bool:
    """Whether a machine from elsewhere is spoken of while a plan is shown."""
    from_elsewhere = words.says(text, "from_elsewhere") or (brands_in(text) and _asks(text))
    return asked.question in OF_PLANS and bool(from_elsewhere)


def _asks(text: str) -> bool:
    return words.asks(text) or text.rstrip().endswith("?")


def _ask(session: Session, caller: Caller, said: str, answer: Outcome[Any] | None = None) -> Outcome[Any]:
    """The owner hears the words, and answers them."""
    phones = people.phones(caller.person)
    facts: dict[str, Any] = {
        "visit_word": said[:LONGEST],
        "customer_name": caller.person.called or "?",
        "customer_phone": f"+{phones[0]}" if phones else None,
    }
    name: Notice = "visit_shop_asked"
    key = f"asked:{caller.person.id}:{clock.now().isoformat()}"
    notices.tell_role(session, caller.business_id, Role.OWNER, name, key, **facts)
    return answer or Outcome[str](outcome="shop_asked", facts=facts)


def _hand_over(session: Session, caller: Caller, said: str) -> Outcome[Any]:
    handoffs.call_people(session, caller.business, caller.person, f"asked:{clock.now().isoformat()}")
    return _ask(session, caller, said)
