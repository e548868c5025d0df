"""Leave that words of who runs the business give to somebody else: it is none of who speaks."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.leave.asking.said import CERTIFICATE, REASON
from munshi.outcomes import Outcome
from munshi.people import service as people
from munshi.people.models import Person
from munshi.people.named import all_named_in, gives
from munshi.people.rules import STAFF, Role

PAGE = "apply_leave"
AWAY, OF_SELF = "somebody_away", "speaks_of_self"  # facets
SO, WANTED = "so", "wanted"  # values of the first


def overhear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """ "Murugan aaj bimar hai, nahi aayega", "Abdul ko parso chhutti chahiye": nothing is asked for the speaker."""
    somebody = named(session, caller, asked, reading)
    if somebody is None:
        return None
    facts: dict[str, Any] = {"employee": somebody.called}
    return heard(session, caller, PAGE, lambda here, by: Outcome[str](outcome="of_colleague", facts=facts))


def named(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Person | None:
    """The one colleague to whom who runs the business gives leave; a reason may speak of anybody."""
    if asked.question in (REASON, CERTIFICATE) or reading.is_tap or not reading.wants(PAGE):
        return None
    if not caller.may_act_as(Role.OWNER, Role.MANAGER):
        return None
    found = all_named_in(reading.text or "", _colleagues(session, caller))
    if not (is_away(reading) or _is_wanted(reading) or _begins_with(reading, found)):
        return None
    return found[0] if len(found) == 1 else None


def _begins_with(reading: Reading, named: Sequence[Person]) -> bool:
    """Whether it begins with a colleague's name, and speaks of nobody else: "Salim ko 5 baje bazaar jana hai"."""
    first = (reading.text or "").split()[:1]
    return bool(first and all_named_in(first[0], named)) and not reading.sides(OF_SELF)


def is_away(reading: Reading) -> bool:
    """Whether it says that somebody else does not come."""
    return SO in reading.sides(AWAY) and not reading.sides(OF_SELF)


def _is_wanted(reading: Reading) -> bool:
    """Whether somebody else shall have leave, to whom it is given by name."""
    return WANTED in reading.sides(AWAY) and not reading.sides(OF_SELF) and gives(reading.text or "")


def _colleagues(session: Session, caller: Caller) -> list[Person]:
    here = select(Person).where(
        Person.business_id == caller.business_id,
        Person.id != caller.person.id,
        Person.id.not_in(people.who_left(caller.business)),
    )
    everybody = session.scalars(here.order_by(Person.id)).all()
    return [each for each in everybody if not STAFF.isdisjoint(role.role for role in each.roles)]
