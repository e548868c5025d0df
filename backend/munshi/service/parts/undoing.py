"""What of a person's parts a bare *cancel* may mean."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from munshi.callers import Caller
from munshi.outcomes import Refusal
from munshi.service.parts import cancelling
from munshi.service.parts.facts import request_facts
from munshi.service.parts.models import PartRequest
from munshi.service.parts.moving import tell_owners
from munshi.service.parts.statuses import LIVE
from munshi.service.visits.facts import Facts
from munshi.undoing.cancellable import Cancellable, Undoing
from munshi.undoing.models import Act


def offered(session: Session, caller: Caller) -> Sequence[Cancellable]:
    """The parts that are kept or ordered for the person."""
    if "service" not in caller.business.skills:
        return []
    found = cancelling.live_of(session, caller)
    return [Cancellable("part", cancelling.token_of(each), _facts(session, each)) for each in found]


def cancel_part(session: Session, caller: Caller, token: str) -> None:
    """Gives up the part as it was shown."""
    request = cancelling.named(session, caller, token.partition(":")[0])
    if request.status not in LIVE or cancelling.token_of(request) != token:
        raise Refusal("changed")
    cancelling.give_up(session, request, caller.person)
    tell_owners(session, request)


def about(session: Session, caller: Caller, act: Act) -> Facts:
    """No act is about a part."""
    raise Refusal("none")


def _facts(session: Session, request: PartRequest) -> Facts:
    return {"reference": request.reference, **request_facts(session, request)}


UNDOING = Undoing(offered, {"part": cancel_part}, {}, about)
