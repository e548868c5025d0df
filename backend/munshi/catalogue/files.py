"""Pictures of products as files, for whoever writes to the business."""

from fastapi import APIRouter
from fastapi.responses import FileResponse

from munshi import database
from munshi.access import files
from munshi.callers import Looking, the_business
from munshi.catalogue import service
from munshi.problems import NotFound, Unauthorised, Unprocessable, described

router = APIRouter(tags=["catalogue"])


@router.get(
    "/businesses/{business_id}/photos/{sku:path}",
    response_class=FileResponse,
    responses={**files.ANSWER, **described(Unauthorised, NotFound, Unprocessable)},
)
def photo(business_id: str, sku: str, looking: Looking) -> FileResponse:
    """The picture that the business has put on a product."""
    with database.transaction() as session:
        business = the_business(session, business_id)
        looking.at(session, business)
        product = service.get(session, business_id, sku)
        if product is None or product.photo_file is None:
            raise NotFound(f"There is no picture of {sku}.")
        return files.answer(product.photo_file["path"], product.photo_file["mime_type"])
