"""What was sent with a ticket as files, for who may see it."""

from fastapi import APIRouter
from fastapi.responses import FileResponse

from munshi import database
from munshi.access import files
from munshi.access import service as access
from munshi.access.rules import How, Kind
from munshi.callers import Looking, the_business
from munshi.people import service as people
from munshi.problems import Forbidden, NotFound, Unauthorised, Unprocessable, described
from munshi.service.tickets.looking import named
from munshi.service.tickets.notices import IN_CHARGE
from munshi.service.visits.looking import helps_at_desk

router = APIRouter(tags=["service"])


@router.get(
    "/businesses/{business_id}/tickets/{reference}/media/{position}",
    response_class=FileResponse,
    responses={**files.ANSWER, **described(Unauthorised, Forbidden, NotFound, Unprocessable)},
)
def media(business_id: str, reference: str, position: int, looking: Looking) -> FileResponse:
    """A photo, video or voice note: for whose it is, who works on it, who minds the desk, and the operator."""
    with database.transaction() as session:
        business = the_business(session, business_id)
        by = looking.at(session, business)
        ticket = session.scalar(named(business_id, reference))
        one = next((each for each in ticket.media if each.position == position), None) if ticket else None
        if ticket is None or one is None:
            raise NotFound(f"There is no file {position} of {reference}.")
        stranger = by is not None and by.id not in (ticket.person_id, ticket.assigned_id)
        in_charge = by is not None and not people.roles_of(business, by).isdisjoint(IN_CHARGE)
        if by is not None and stranger and not (in_charge or helps_at_desk(session, by)):
            raise Forbidden("This is for whose it is, and who works on it.")
        file = files.answer(one.path, one.mime_type)
        access.note(session, business_id, by, How.FILE, [(ticket.person_id, Kind.TICKET, ticket.reference)])
    return file
