"""What who works here and is not in charge tells of somebody's order or khata: who sees to it hears the words.

*ORD-1007 de aaya*, *Saxena ji ke khate me 250 likh do*; nothing moves by it, and nothing is written.
"""

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.asking.sums import figures
from munshi.billing.accounts import whom
from munshi.billing.accounts.khata_words import names_a_khata
from munshi.billing.accounts.offer import IN_CHARGE
from munshi.callers import Caller
from munshi.orders.desk import SKILL
from munshi.orders.looking import normalised, reference_in
from munshi.orders.moving import find
from munshi.orders.passing_on import PAGE, pass_on, pass_to_owners
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


def of_khata(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What shall be written on the khata of a customer who is named: the owners hear it, who write khatas."""
    text = reading.text or ""
    if reading.is_tap or not caller.may_act_as(*STAFF) or caller.may_act_as(*IN_CHARGE):
        return None
    if not (names_a_khata(text) and figures(text)) or text.rstrip().endswith("?"):
        return None
    named = whom.named_in(session, caller.business_id, text)
    if not any(each.id != caller.person.id for each in named):
        return None
    return heard(session, caller, PAGE, lambda here, by: pass_to_owners(here, by, text))
