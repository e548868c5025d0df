"""The kitchen's ticket as a file, for the operator of the deployment: text, a picture, or what a printer is sent."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response

from munshi import database
from munshi.business.stored_sections import of
from munshi.callers import operator, the_business
from munshi.orders import moving
from munshi.orders.sections import OrderSections
from munshi.orders.serving import tickets
from munshi.orders.serving.facts import customer_of
from munshi.orders.serving.rules import Paper
from munshi.problems import NotFound, Unauthorised, Unprocessable, described

router = APIRouter(tags=["orders"], dependencies=[Depends(operator)])

PROBLEMS = described(Unauthorised, NotFound, Unprocessable)
TYPES = {"text": "text/plain; charset=utf-8", "png": "image/png", "escpos": "application/octet-stream"}
ENDINGS = {"text": "txt", "png": "png", "escpos": "bin"}


@router.get(
    "/businesses/{business_id}/orders/{reference}/ticket", response_class=Response, responses=PROBLEMS
)
def ticket(
    business_id: str,
    reference: str,
    form: Annotated[
        Literal["text", "png", "escpos"], Query(description="`escpos`: the bytes for a printer")
    ] = "escpos",
    paper: Annotated[
        Paper | None, Query(description="In millimetres; else as the file of the business says")
    ] = None,
) -> Response:
    """The ticket: what to make, with every note and no price."""
    with database.transaction() as session:
        business = the_business(session, business_id)
        order = moving.find(session, business_id, reference)
        if order is None:
            raise NotFound(f"There is no order {reference}.")
        width = paper or of(business, OrderSections).orders.kitchen.paper
        who = customer_of(session, order)["name"]
        if form == "text":
            made = tickets.as_text(order, business, who, width).encode()
        else:
            make = tickets.as_picture if form == "png" else tickets.as_printed
            made = make(order, business, who, width)
    name = f"{order.reference}.{ENDINGS[form]}"
    return Response(
        made, media_type=TYPES[form], headers={"Content-Disposition": f'inline; filename="{name}"'}
    )
