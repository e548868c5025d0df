"""What of a person's visits a bare *cancel* may mean, and taking back what was booked by mistake."""

from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from munshi.callers import Caller
from munshi.outcomes import Refusal
from munshi.service.visits import looking, wanting
from munshi.service.visits.cancelling import cancel, token_of
from munshi.service.visits.drafts import Draft
from munshi.service.visits.facts import Facts, visit_facts
from munshi.service.visits.models import Visit
from munshi.service.visits.statuses import MAY_CHANGE, Status
from munshi.undoing.cancellable import Cancellable, Undoing
from munshi.undoing.models import Act
from munshi.undoing.rules import Kind


def offered(session: Session, caller: Caller) -> Sequence[Cancellable]:
    """The visit that is being asked for, and those for which nobody has set out."""
    return list(_offered(session, caller)) if wanting.SKILL in caller.business.skills else []


def _offered(session: Session, caller: Caller) -> Iterator[Cancellable]:
    draft = Draft(session, caller, wanting.KIND)
    if not draft.is_empty:
        yield Cancellable("visit_draft", draft.token(draft.kept), {})
    for visit in looking.live_of(session, caller.business_id, caller.person.id):
        if visit.status in MAY_CHANGE:
            yield Cancellable("visit", token_of(visit), _facts(session, caller, visit))


def drop_draft(session: Session, caller: Caller, token: str) -> None:
    """Throws away exactly what was shown."""
    draft = Draft(session, caller, wanting.KIND)
    if draft.token(draft.kept) != token:
        raise Refusal("changed")
    draft.empty()


def cancel_visit(session: Session, caller: Caller, token: str) -> None:
    """Cancels the visit as it was shown."""
    visit = _own(session, caller, token.partition(":")[0])
    if token_of(visit) != token:
        raise Refusal("changed")
    cancel(session, caller.business, visit, caller.person)


def undo_booking(session: Session, caller: Caller, act: Act) -> Facts:
    """The visit is cancelled, unless somebody has set out."""
    visit = _own(session, caller, act.references[0])
    if visit.status == Status.CANCELLED:
        raise Refusal("undone_already")
    if visit.status not in MAY_CHANGE:
        raise Refusal("moved_on")
    cancel(session, caller.business, visit, caller.person)
    return _facts(session, caller, visit)


def about(session: Session, caller: Caller, act: Act) -> Facts:
    """The visit that was booked."""
    visit = session.scalars(looking.named(caller.business_id, act.references[0])).one()
    return _facts(session, caller, visit)


def _facts(session: Session, caller: Caller, visit: Visit) -> Facts:
    return {"reference": visit.reference, **visit_facts(session, caller.business, visit)}


def _own(session: Session, caller: Caller, reference: str) -> Visit:
    visit = looking.locked(session, caller.business_id, reference)
    if visit.person_id != caller.person.id:
        raise Refusal("none")
    return visit


UNDOING = Undoing(
    offered,
    {"visit_draft": drop_draft, "visit": cancel_visit},
    {Kind.VISIT_BOOKED: undo_booking},
    about,
)
