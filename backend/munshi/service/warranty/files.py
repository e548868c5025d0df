"""The bill and the guarantee card of a piece as files, for who may see them."""

from fastapi import APIRouter, Response
from fastapi.responses import FileResponse
from sqlalchemy.orm import Session

from munshi import database
from munshi.access import files
from munshi.access import service as access
from munshi.access.rules import How, Kind
from munshi.business.models import Business
from munshi.callers import Looking, the_business
from munshi.people import service as people
from munshi.people.models import Person
from munshi.people.rules import Role
from munshi.problems import Forbidden, NotFound, Unauthorised, Unprocessable, described
from munshi.service.warranty import cards
from munshi.service.warranty.models import SoldProduct

PROBLEMS = described(Unauthorised, Forbidden, NotFound, Unprocessable)
PDF = "application/pdf"

router = APIRouter(tags=["service"])


@router.get(
    "/businesses/{business_id}/warranty/{piece_id}/card.pdf",
    response_class=Response,
    responses={200: {"content": {PDF: {}}}, **PROBLEMS},
)
def card(business_id: str, piece_id: int, looking: Looking) -> Response:
    """The guarantee card: for whose the piece is, for who is in charge of the shop, and the operator."""
    with database.transaction() as session:
        business = the_business(session, business_id)
        piece = _piece(session, business, piece_id, looking.at(session, business))
        content = cards.as_pdf(session, business, piece)
    return Response(content, media_type=PDF, headers=files.HEADERS)


@router.get(
    "/businesses/{business_id}/warranty/{piece_id}/bill",
    response_class=FileResponse,
    responses={**files.ANSWER, **PROBLEMS},
)
def bill(business_id: str, piece_id: int, looking: Looking) -> FileResponse:
    """The picture of the bill, for the same."""
    with database.transaction() as session:
        business = the_business(session, business_id)
        piece = _piece(session, business, piece_id, looking.at(session, business))
        if piece.bill_file is None:
            raise NotFound("There is no picture of its bill.")
        return files.answer(piece.bill_file["path"], piece.bill_file["mime_type"])


def _piece(session: Session, business: Business, piece_id: int, by: Person | None) -> SoldProduct:
    """The piece, and the look at it noted."""
    piece = session.get(SoldProduct, (business.id, piece_id))
    if piece is None:
        raise NotFound(f"There is no piece {piece_id}.")
    stranger = by is not None and by.id != piece.person_id
    if by is not None and stranger and people.roles_of(business, by).isdisjoint({Role.OWNER, Role.MANAGER}):
        raise Forbidden("This is for whose it is, and who is in charge.")
    if piece.person_id is not None:
        access.note(
            session, business.id, by, How.FILE, [(piece.person_id, Kind.SOLD, piece.serial or piece.model)]
        )
    return piece
