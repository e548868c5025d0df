"""Files of orders: the whole menu, which anybody is sent who asks for it, and prescriptions, for who may see them."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from fastapi.responses import FileResponse, Response
from pydantic import StringConstraints

from munshi import database
from munshi.access import files
from munshi.access import service as access
from munshi.access.rules import How, Kind
from munshi.business.models import Business
from munshi.callers import Looking, the_business
from munshi.orders import moving, passed_photos, quotation_paper, quoting
from munshi.orders.menu_paper import printed
from munshi.orders.models import Order
from munshi.people import service as people
from munshi.people.models import Person
from munshi.people.rules import STAFF, Role
from munshi.problems import Forbidden, NotFound, Unauthorised, Unprocessable, described

router = APIRouter(tags=["orders"])

PDF = "application/pdf"
Language = Annotated[Literal["hi", "en", "hinglish"] | None, Query(description="Else the business's")]


def _described(what: str) -> dict[int | str, dict[str, Any]]:
    return {200: {"description": what, "content": {PDF: {}}}}


def _paper(made: bytes) -> Response:
    return Response(made, media_type=PDF, headers={"Cache-Control": "private, no-store"})


@router.get(
    "/businesses/{business_id}/menu.pdf",
    response_class=Response,
    responses={**_described("The menu."), **described(Unauthorised, NotFound, Unprocessable)},
)
def menu(
    business_id: str,
    looking: Looking,
    language: Language = None,
) -> Response:
    """What is on sale today, as a PDF."""
    with database.transaction() as session:
        business = the_business(session, business_id)
        looking.at(session, business)
        made = printed(session, business, language or business.language)
    return _paper(made)


@router.get(
    "/businesses/{business_id}/quotation.pdf",
    response_class=Response,
    responses={
        **_described("The quotation."),
        **described(Unauthorised, NotFound, Unprocessable),
    },
)
def quotation(
    business_id: str,
    looking: Looking,
    goods: Annotated[
        list[Annotated[str, StringConstraints(pattern=quoting.GOODS)]],
        Query(description="`item=quantity` of each line", max_length=quoting.MOST_LINES),
    ],
    to: Annotated[str | None, Query(description="For whom it is", max_length=120)] = None,
    language: Language = None,
) -> Response:
    """What goods come to today, as a PDF."""
    with database.transaction() as session:
        business = the_business(session, business_id)
        looking.at(session, business)
        lines = quoting.lines_of(session, business_id, goods)
        if not lines:
            raise NotFound("None of these goods is sold here.")
        quoted = quoting.quoted(business, lines)
        made = quotation_paper.printed(business, quoted, to, language or business.language)
    return _paper(made)


@router.get(
    "/businesses/{business_id}/orders/{reference}/prescription",
    response_class=FileResponse,
    responses={**files.ANSWER, **described(Unauthorised, Forbidden, NotFound, Unprocessable)},
)
def prescription(business_id: str, reference: str, looking: Looking) -> FileResponse:
    """The prescription that came with an order: for the person, the owners and managers, and the operator."""
    with database.transaction() as session:
        business = the_business(session, business_id)
        person = looking.at(session, business)
        order = moving.find(session, business_id, reference)
        if order is None or order.prescription is None:
            raise NotFound(f"There is no prescription with {reference}.")
        if person is not None and not _may_see(business, order, person):
            raise Forbidden(f"The prescription of {order.reference} is for who looks at it for the shop.")
        file = files.answer(order.prescription["path"], order.prescription["mime_type"])
        access.note(
            session, business_id, person, How.FILE, [(order.person_id, Kind.PRESCRIPTION, order.reference)]
        )
    return file


@router.get(
    "/businesses/{business_id}/passed-photos/{photo_id}",
    response_class=FileResponse,
    responses={**files.ANSWER, **described(Unauthorised, Forbidden, NotFound, Unprocessable)},
)
def passed_photo(business_id: str, photo_id: int, looking: Looking) -> FileResponse:
    """What a customer had the shop shown: for them, who works here, and the operator."""
    with database.transaction() as session:
        business = the_business(session, business_id)
        person = looking.at(session, business)
        photo = passed_photos.find(session, business_id, photo_id)
        if photo is None:
            raise NotFound(f"There is no photo {photo_id}.")
        works_here = person is None or not people.roles_of(business, person).isdisjoint(STAFF)
        if person is not None and not works_here and person.id != photo.person_id:
            raise Forbidden("This photo is for who looks at it for the shop.")
        return files.answer(photo.path, photo.mime_type)


def _may_see(business: Business, order: Order, person: Person) -> bool:
    leads = not people.roles_of(business, person).isdisjoint({Role.OWNER, Role.MANAGER})
    return leads or person.id == order.person_id
