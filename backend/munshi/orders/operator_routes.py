"""The orders over HTTP, for the operator of the deployment."""

from typing import Annotated

from fastapi import APIRouter, Depends, File, Query, Response
from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import database
from munshi.callers import operator, the_business
from munshi.orders import moving, sheets
from munshi.orders.looking import WHOLE
from munshi.orders.models import Order
from munshi.orders.part import entry_of, name_of
from munshi.orders.routes import StatusBody
from munshi.orders.sections import PlacedOrder
from munshi.orders.serving.routes import MoveOrderDecision
from munshi.orders.statuses import Status
from munshi.outcomes import Outcome, Refusal
from munshi.people import service as people
from munshi.people.models import Person
from munshi.problems import NotFound, Unauthorised, Unprocessable, described
from munshi.sheets.serving import CSV, XLSX, Taken, given, taken

router = APIRouter(tags=["orders"], dependencies=[Depends(operator)])

PROBLEMS = described(Unauthorised, NotFound, Unprocessable)


class ShownOrder(PlacedOrder):
    """An order with what follows from it."""

    status: Status
    goods_paise: int
    gst_paise: int
    total_paise: int


class Orders(BaseModel):
    """Some of the orders, the last placed first, and the `before` that gives the next ones; null when these are all."""

    items: list[ShownOrder]
    next: int | None


@router.get("/businesses/{business_id}/orders", responses=PROBLEMS)
def orders(
    business_id: str,
    status: Status | None = None,
    person: Annotated[str | None, Query(description="Who ordered: their phone or user id")] = None,
    before: int | None = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
) -> Orders:
    """The orders of a business, those in one status or of one person or all."""
    with database.transaction() as session:
        the_business(session, business_id)
        query = select(Order).where(Order.business_id == business_id).order_by(Order.id.desc()).limit(limit)
        if status:
            query = query.where(Order.status == status)
        if person is not None:
            query = query.where(Order.person_id == _known(session, business_id, person).id)
        if before is not None:
            query = query.where(Order.id < before)
        found = session.scalars(query.options(*WHOLE)).all()
        items = [_shown(session, order) for order in found]
    return Orders(items=items, next=found[-1].id if len(found) == limit else None)


@router.get("/businesses/{business_id}/orders/{reference}", responses=PROBLEMS)
def order(business_id: str, reference: str) -> ShownOrder:
    """One order with every move of it."""
    with database.transaction() as session:
        the_business(session, business_id)
        found = moving.find(session, business_id, reference)
        if found is None:
            raise NotFound(f"There is no order {reference}.")
        return _shown(session, found)


@router.post("/businesses/{business_id}/orders/{reference}/status", responses=PROBLEMS)
def move_order(business_id: str, reference: str, body: StatusBody) -> MoveOrderDecision:
    """Moves an order on, or cancels it, which returns its stock."""
    with database.transaction() as session:
        the_business(session, business_id)
        try:
            decision = moving.move(session, business_id, reference, body.status, None)
        except Refusal as refusal:
            decision = Outcome[str](outcome=refusal.outcome, facts=refusal.facts)
    return MoveOrderDecision.model_validate(decision.model_dump())


@router.post("/businesses/{business_id}/discounts", responses=PROBLEMS)
def bring_discounts_in(
    business_id: str,
    file: Annotated[bytes, File(description="CSV or XLSX; docs/ordering.md explains the columns")],
) -> Taken:
    """Adds and changes what is taken off, from a sheet: all of its rows, or none and the fault of each."""
    return taken(business_id, file, sheets.bring_in)


@router.get(
    "/businesses/{business_id}/discounts.csv",
    response_class=Response,
    responses={200: {"content": {CSV: {}}}, **described(Unauthorised, NotFound)},
)
def discounts_as_csv(business_id: str) -> Response:
    """What is taken off as a CSV, which an import would take."""
    return given(business_id, f"{business_id}-discounts", "csv", sheets.rows)


@router.get(
    "/businesses/{business_id}/discounts.xlsx",
    response_class=Response,
    responses={200: {"content": {XLSX: {}}}, **described(Unauthorised, NotFound)},
)
def discounts_as_xlsx(business_id: str) -> Response:
    """What is taken off as a workbook, which an import would take."""
    return given(business_id, f"{business_id}-discounts", "xlsx", sheets.rows)


def _known(session: Session, business_id: str, alias: str) -> Person:
    """Raises NotFound for somebody whom the business does not know."""
    found = people.find(session, business_id, alias.removeprefix("+").strip())
    if found is None:
        raise NotFound(f"There is nobody with the id {alias}.")
    return found


def _shown(session: Session, order: Order) -> ShownOrder:
    wanted = {order.person_id, *(move.person_id for move in order.moves if move.person_id)}
    query = select(Person).where(Person.business_id == order.business_id, Person.id.in_(wanted))
    ids = {person.id: name_of(person) for person in session.scalars(query) if person.aliases}
    said = entry_of(session, order, ids)
    return ShownOrder(
        **dict(said),
        status=Status(order.status),
        goods_paise=order.goods_paise,
        gst_paise=order.gst_paise,
        total_paise=order.total_paise,
    )
