"""The certificate of a leave as a file, for who may see it."""

from fastapi import APIRouter
from fastapi.responses import FileResponse

from munshi import database
from munshi.access import files
from munshi.access import service as access
from munshi.access.rules import How
from munshi.callers import Looking, the_business
from munshi.leave.cancelling import named
from munshi.leave.private import certificates, may_see
from munshi.problems import Forbidden, NotFound, Unauthorised, Unprocessable, described

router = APIRouter(tags=["leave"])


@router.get(
    "/businesses/{business_id}/leave/{reference}/certificate",
    response_class=FileResponse,
    responses={**files.ANSWER, **described(Unauthorised, Forbidden, NotFound, Unprocessable)},
)
def certificate(business_id: str, reference: str, looking: Looking) -> FileResponse:
    """The certificate: for the person, who decides about the leave, the owners and the operator; each look is noted."""
    with database.transaction() as session:
        business = the_business(session, business_id)
        person = looking.at(session, business)
        request = session.scalar(named(business_id, reference))
        if request is None:
            raise NotFound(f"There is no leave {reference}.")
        if person is not None and not may_see(session, business, request, person):
            raise Forbidden(f"The certificate of {request.reference} is for who decides about it.")
        if request.certificate is None:
            raise NotFound(f"There is no certificate for {request.reference}.")
        file = files.answer(request.certificate["path"], request.certificate["mime_type"])
        access.note(session, business_id, person, How.FILE, certificates([request]))
    return file
