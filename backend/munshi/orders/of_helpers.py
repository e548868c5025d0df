"""What who works here and does not see to orders tells of somebody's order: who sees to it hears the words.

*ORD-1007 de aaya*, *1007 wale ghar pe nahi the*; the order does not move by it.
"""

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.asking.sums import figures
from munshi.callers import Caller
from munshi.orders.desk import SKILL
from munshi.orders.looking import normalised, reference_in
from munshi.orders.moving import find
from munshi.orders.passing_on import PAGE, pass_on
from munshi.orders.serving.duty import may_serve
from munshi.outcomes import Outcome
from munshi.people.rules import STAFF


def told(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """The words with the order that they name, which is not the caller's own; a sum beside it is for the payments."""
    text = reading.text or ""
    if reading.is_tap or SKILL not in caller.business.skills or not caller.may_act_as(*STAFF):
        return None
    named = reference_in(text)
    if named is None or may_serve(session, caller) or figures(text.replace(named.group(), " ")):
        return None
    order = find(session, caller.business_id, normalised(named.group()))
    if order is None or order.person_id == caller.person.id:
        return None
    words = f"{caller.person.called}: {text}"

    def work(here: Session, by: Caller) -> Outcome[str]:
        pass_on(here, by, words, order)
        return Outcome[str](outcome="request_passed", facts={"order_words": text})

    return heard(session, caller, PAGE, work)
