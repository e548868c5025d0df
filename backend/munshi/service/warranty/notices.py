"""Who is told of a registered piece: the owner who has to confirm it, then the one whose it is."""

from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.access.files import sendable
from munshi.business import service as business_service
from munshi.notices import service as notices
from munshi.people import service as people
from munshi.people.models import Person
from munshi.people.rules import Role
from munshi.service.warranty.models import SoldProduct
from munshi.service.warranty.outcomes import Notice
from munshi.service.warranty.standing import piece_facts


def tell_owner(session: Session, piece: SoldProduct) -> None:
    """Has the owners told that somebody registered what the shop did not sell, with its bill."""
    name: Notice = "warranty_to_confirm"
    person = session.get_one(Person, (piece.business_id, piece.person_id))
    phones = people.phones(person)
    customer = {"name": person.called, "phone": phones[0] if phones else None}
    facts: dict[str, Any] = {
        "piece": {**_facts(session, piece), "customer": customer},
        "files": bill_file(piece),
        "asking": "decide_warranty_piece",
        "summary": str(piece.id),
    }
    notices.tell_role(session, piece.business_id, Role.OWNER, name, f"piece:{piece.id}:{name}", **facts)


def tell_customer(session: Session, piece: SoldProduct, reason: str | None = None) -> None:
    """Has the one who registered it told what the owner says."""
    name: Notice = "warranty_confirmed" if piece.standing == "held" else "warranty_refused"
    person = session.get_one(Person, (piece.business_id, piece.person_id))
    facts = {"piece": {**_facts(session, piece), "reason": reason}}
    notices.tell(session, piece.business_id, person, name, f"piece:{piece.id}:{name}", **facts)


def bill_file(piece: SoldProduct) -> list[dict[str, str]]:
    """The bill to be sent along, at the address where each look is noted."""
    if piece.bill_file is None:
        return []
    source = f"/api/businesses/{piece.business_id}/warranty/{piece.id}/bill"
    return sendable(source, piece.serial or "bill", piece.bill_file["path"], piece.bill_file["mime_type"])


def _facts(session: Session, piece: SoldProduct) -> dict[str, object]:
    business = business_service.get(session, piece.business_id)
    assert business is not None
    return piece_facts(session, piece, clock.now_in(business.timezone).date())
