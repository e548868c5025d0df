"""The piece of which was just spoken: what comes next without a name is about that one."""

from sqlalchemy.orm import Session

from munshi.callers import Caller
from munshi.service.visits.drafts import Draft
from munshi.service.warranty.models import SoldProduct

KIND = "spoken"


def remember(session: Session, caller: Caller, sold: SoldProduct, fault: str | None = None) -> None:
    """Keeps of which piece was spoken, and what was said to be wrong with it."""
    draft = Draft(session, caller, KIND)
    draft.put(sold=sold.id, fault=fault, model=None)
    draft.save()


def remember_model(session: Session, caller: Caller, model: str) -> None:
    """Keeps of which model was told what holds in general: the person has none of it."""
    draft = Draft(session, caller, KIND)
    draft.put(sold=None, fault=None, model=model)
    draft.save()


def model_of(session: Session, caller: Caller) -> str | None:
    """The model of which was told in general."""
    model: str | None = Draft(session, caller, KIND).get("model")
    return model


def note_fault(session: Session, caller: Caller, fault: str | None) -> None:
    """Keeps what was said to be wrong while it was asked about a guarantee; the piece stays."""
    if fault:
        draft = Draft(session, caller, KIND)
        draft.put(fault=fault)
        draft.save()


def fault_of(session: Session, caller: Caller) -> str | None:
    """What was said to be wrong with that piece."""
    fault: str | None = Draft(session, caller, KIND).get("fault")
    return fault


def sold_of(session: Session, caller: Caller) -> SoldProduct | None:
    """The piece of which was spoken of late."""
    sold_id = Draft(session, caller, KIND).get("sold")
    return session.get(SoldProduct, (caller.business_id, sold_id)) if sold_id else None
