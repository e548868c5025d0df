"""The piece of which was just spoken: what comes next without a name is about that one."""

from sqlalchemy.orm import Session

from munshi.callers import Caller
from munshi.service.visits.drafts import Draft
from munshi.service.warranty.models import SoldProduct

KIND = "spoken"


def remember(session: Session, caller: Caller, sold: SoldProduct) -> None:
    """Keeps of which piece was spoken."""
    draft = Draft(session, caller, KIND)
    draft.put(sold=sold.id)
    draft.save()


def sold_of(session: Session, caller: Caller) -> SoldProduct | None:
    """The piece of which was spoken of late."""
    sold_id = Draft(session, caller, KIND).get("sold")
    return session.get(SoldProduct, (caller.business_id, sold_id)) if sold_id else None
