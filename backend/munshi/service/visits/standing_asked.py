"""How their visit stands is asked: how far who comes is, if they come now, when it is; told whatever else is asked."""

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.orders import looking as orders
from munshi.outcomes import Outcome
from munshi.people.rules import STAFF
from munshi.service.visits import assigning, changing, looking, not_come, words
from munshi.service.visits.models import Visit
from munshi.service.visits.references import VISIT
from munshi.service.visits.statuses import Status

SENTENCE = re.compile(r"[^.!?।\n]+[.!?।\n]*")
OF_IT = ("asks_when", "asks_hour", "how_far", "how_late", "is_coming")  # lists of words
OF_ELSE = (
    "moving",
    "cancelling",
    "costing",
    "visit_charge",
    "where_the_shop_is",
    "another_one",
)


def hear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Of who waits for somebody; a question that is open stays."""
    text = reading.text or ""
    asks = any(words.says(text, each) for each in OF_IT)
    if not asks or reading.is_tap or caller.may_act_as(*STAFF):
        return None
    visits = looking.live_of(session, caller.business_id, caller.person.id)
    sentences = SENTENCE.findall(text) if visits else ()
    of_it = (each for each in sentences if not any(words.says(each, other) for other in OF_ELSE))
    meant = next(filter(None, (_meant(session, caller, visits, each) for each in of_it)), None)
    if not meant:
        return None
    if any(not_come.is_awaited(each) for each in meant) and _says_late(text):
        return heard(session, caller, changing.PAGE, lambda here, by: not_come.tell(here, by, text))
    return heard(session, caller, changing.PAGE, lambda here, by: _told(here, by, meant))


def _meant(session: Session, caller: Caller, visits: Sequence[Visit], text: str) -> Sequence[Visit]:
    """Those of the visits that are asked about."""
    when = words.asks(text) and (words.says(text, "asks_when") or words.says(text, "asks_hour"))
    if when and (named := VISIT.search(text)):
        return [each for each in visits if each.reference == looking.normalised(named[1])]
    if when and words.says(text, "own_visit"):
        return _of_machine(visits, text)
    if words.says(text, "how_far") and (_of_who_comes(text) or not orders.open_orders(session, caller)):
        return _of_machine(visits, text)
    on_way = [each for each in visits if each.status == Status.ON_WAY]
    if on_way and words.says(text, "how_late") and not _of_order(text):
        return on_way
    comes = words.says(text, "is_coming") and words.asks(text)
    who = {each.id for each in assigning.technicians_in(session, caller, text)} if comes else set[int]()
    return [each for each in visits if each.technician_id in who]


def _of_machine(visits: Sequence[Visit], text: str) -> Sequence[Visit]:
    machine = words.machine_in(text)
    return [each for each in visits if each.machine == machine] or visits


def _says_late(text: str) -> bool:
    return any(words.says(text, each) for each in not_come.OF_COMING)


def _of_who_comes(text: str) -> bool:
    return words.says(text, "who_goes_out") or words.says(text, "visits")


def _of_order(text: str) -> bool:
    return words.says(text, "of_an_order") or words.says(text, "order_missing")


def _told(session: Session, caller: Caller, visits: Sequence[Visit]) -> Outcome[Any]:
    meant = {each.reference for each in visits}
    live = looking.live_of(session, caller.business_id, caller.person.id)
    those = [each for each in live if each.reference in meant]
    return Outcome[str](outcome="visits", facts=changing.told(session, caller, those))
