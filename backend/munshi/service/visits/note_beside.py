"""Words for who comes beside a question: they hear theirs, and the question is heard next.

*Unse kahiye filter bhi saath laayein, kitne ka hai?*: what is to be brought is told to them, and its price is asked.
"""

from sqlalchemy.orm import Session

from munshi.asking.clauses import SIGNS, parts
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.orders.shelf import StockedShelf
from munshi.people.rules import STAFF
from munshi.service.visits import changing, looking, noting, words

SENT = ("bring_along", "asks_them", "noting", "call_first", "at_the_gate")  # what is said to who comes


def hear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Of a customer who waits for one visit, and is asked nothing."""
    if reading.is_tap or asked.question or caller.may_act_as(*STAFF):
        return None
    clauses = parts(reading)
    notes = [each for each in clauses if _is_for_them(each.text or "")]
    others = [each for each in clauses if each not in notes]
    if not notes or not any(_asks_price(each.text or "") for each in others):
        return None
    if len(looking.live_of(session, caller.business_id, caller.person.id)) != 1:
        return None
    said = ", ".join((each.text or "").strip(SIGNS) for each in notes)
    name = StockedShelf(session, caller.business_id).name_in(said)
    rest = " ".join(filter(None, (name, *((each.text or "").strip(SIGNS) for each in others))))
    note = Reading(said, reading.intents)
    return heard(session, caller, changing.PAGE, lambda here, by: noting.note(here, by, note), rest)


def _is_for_them(piece: str) -> bool:
    return any(words.says(piece, each) for each in SENT) and not words.says(piece, "part_price")


def _asks_price(piece: str) -> bool:
    """Whether it asks what something costs, and nothing else."""
    return words.says(piece, "part_price")
