"""Words of a customer that only the shop can answer: the owner hears them, with whom to answer."""

from sqlalchemy.orm import Session

from munshi import clock
from munshi.callers import Caller
from munshi.notices import service as notices
from munshi.people import service as people
from munshi.people.rules import Role
from munshi.service.visits.facts import Facts
from munshi.service.visits.outcomes import Notice

LONGEST = 300


def tell(session: Session, caller: Caller, said: str) -> Facts:
    """Has the owners told, and says what they were told."""
    phones = people.phones(caller.person)
    facts: Facts = {
        "visit_word": said[:LONGEST],
        "customer_name": caller.person.called or "?",
        "customer_phone": f"+{phones[0]}" if phones else None,
    }
    name: Notice = "visit_shop_asked"
    key = f"asked:{caller.person.id}:{clock.now().isoformat()}"
    notices.tell_role(session, caller.business_id, Role.OWNER, name, key, **facts)
    return facts
