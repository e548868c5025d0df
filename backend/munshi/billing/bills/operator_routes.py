"""Bills over HTTP, for the operator of the deployment: all of them, issuing one, taking back of one."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel, Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import database
from munshi.billing.bills import sheets
from munshi.billing.bills.crediting import credit
from munshi.billing.bills.models import Bill
from munshi.billing.bills.part import entry_of
from munshi.billing.bills.proposing import Proposal, ask_owners, proposals
from munshi.billing.bills.sections import IssuedBill
from munshi.billing.bills.service import WHOLE, find, issue_for_order
from munshi.callers import operator, the_business
from munshi.orders.moving import locked
from munshi.orders.statuses import Status
from munshi.outcomes import Refusal
from munshi.people import service as people
from munshi.problems import Conflict, NotFound, Unauthorised, Unprocessable, described
from munshi.sheets.serving import XLSX, attached

router = APIRouter(tags=["billing"], dependencies=[Depends(operator)])

PROBLEMS = described(Unauthorised, NotFound, Conflict, Unprocessable)


class ShownBill(IssuedBill):
    """A bill with its sums."""

    id: int
    taxable_paise: int
    exempt_paise: int
    cgst_paise: int
    sgst_paise: int
    igst_paise: int
    total_paise: int


class Bills(BaseModel):
    """Some of the bills, the last issued first, and the `before` that gives the next ones; null when these are all."""

    items: list[ShownBill]
    next: int | None


class CreditBody(BaseModel):
    """Why something is taken back of a bill, and how much of which lines; without those all that is left."""

    reason: str = Field(min_length=1, max_length=200)
    quantities: dict[int, Annotated[Decimal, Field(gt=0)]] | None = Field(
        None, description="The quantity to take back, by the position of the line"
    )


@router.get("/businesses/{business_id}/bills", responses=PROBLEMS)
def bills(
    business_id: str,
    before: int | None = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
) -> Bills:
    """The bills and credit notes of a business."""
    with database.transaction() as session:
        the_business(session, business_id)
        query = select(Bill).where(Bill.business_id == business_id).order_by(Bill.id.desc()).limit(limit)
        if before is not None:
            query = query.where(Bill.id < before)
        found = session.scalars(query.options(*WHOLE)).all()
        ids = _ids(session, business_id)
        items = [_shown(session, bill, ids) for bill in found]
    return Bills(items=items, next=found[-1].id if len(found) == limit else None)


@router.get(
    "/businesses/{business_id}/bills.xlsx",
    response_class=Response,
    responses={200: {"content": {XLSX: {}}}, **PROBLEMS},
)
def as_xlsx(
    business_id: str, month: Annotated[str, Query(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$")]
) -> Response:
    """The bills and credit notes of a month by rate, and all of them by HSN, as a workbook."""
    with database.transaction() as session:
        content = sheets.as_xlsx(
            session, the_business(session, business_id), date.fromisoformat(f"{month}-01")
        )
    return attached(content, XLSX, f"{business_id}-bills-{month}.xlsx")


@router.get("/businesses/{business_id}/bills/{number}", responses=PROBLEMS)
def bill(business_id: str, number: str) -> ShownBill:
    """One bill; its number with dashes for the strokes."""
    with database.transaction() as session:
        the_business(session, business_id)
        return _shown(session, _found(session, business_id, number), _ids(session, business_id))


@router.post("/businesses/{business_id}/orders/{reference}/bill", responses=PROBLEMS)
def issue(business_id: str, reference: str) -> ShownBill:
    """The bill of an order that the shop has taken; the same one again where there is one."""
    with database.transaction() as session:
        the_business(session, business_id)
        order = locked(session, business_id, reference)
        if order is None:
            raise NotFound(f"There is no order {reference}.")
        if order.status in (Status.PLACED, Status.CANCELLED):
            raise Conflict(f"{order.reference} is {order.status}: nothing is billed of it.")
        return _shown(session, issue_for_order(session, order), _ids(session, business_id))


@router.post("/businesses/{business_id}/bills/{number}/credit", responses=PROBLEMS)
def credit_note(business_id: str, number: str, body: CreditBody) -> ShownBill:
    """Takes back of a bill by a credit note; whose bill it is owes less."""
    with database.transaction() as session:
        the_business(session, business_id)
        found = _found(session, business_id, number)
        try:
            made = credit(session, found, body.reason, None, body.quantities)
            return _shown(session, made, _ids(session, business_id))
        except Refusal as refusal:
            raise Conflict(f"{found.number}: {refusal.outcome}.") from refusal


class ProposedRate(BaseModel):
    """A product whose rate is not that of the table of common goods."""

    sku: str
    name: dict[str, str]
    hsn: str
    gst_rate: Decimal
    proposed: Decimal
    goods: str


class ProposedRates(BaseModel):
    """What the table of rates says otherwise; nothing of it holds before an owner's yes."""

    items: list[ProposedRate]


@router.get("/businesses/{business_id}/gst-rates/proposals", responses=PROBLEMS)
def proposed_rates(business_id: str) -> ProposedRates:
    """Which goods have another rate in the table of common goods, by their HSN."""
    with database.transaction() as session:
        return _proposed(proposals(session, the_business(session, business_id)))


@router.post("/businesses/{business_id}/gst-rates/proposals", responses=PROBLEMS)
def propose_rates(business_id: str) -> ProposedRates:
    """Has the owners asked whether they take them over, by a button."""
    with database.transaction() as session:
        return _proposed(ask_owners(session, the_business(session, business_id)))


def _proposed(found: Sequence[Proposal]) -> ProposedRates:
    return ProposedRates(items=[ProposedRate(**vars(each)) for each in found])


def _found(session: Session, business_id: str, number: str) -> Bill:
    found = find(session, business_id, number)
    if found is None:
        raise NotFound(f"There is no bill {number}.")
    return found


def _ids(session: Session, business_id: str) -> dict[int, str]:
    """The id by which a file names each person: a phone, else a user id."""
    every = sorted(people.ids(session, business_id).items(), key=lambda each: not each[0].isdecimal())
    found: dict[int, str] = {}
    for value, person in every:
        found.setdefault(person, value)
    return found


def _shown(session: Session, bill: Bill, ids: dict[int, str]) -> ShownBill:
    corrected = session.get(Bill, (bill.business_id, bill.corrects_id)) if bill.corrects_id else None
    said = entry_of(bill, ids, {corrected.id: corrected.number} if corrected else {})
    return ShownBill(
        **dict(said),
        id=bill.id,
        taxable_paise=bill.taxable_paise,
        exempt_paise=bill.exempt_paise,
        cgst_paise=bill.cgst_paise,
        sgst_paise=bill.sgst_paise,
        igst_paise=bill.igst_paise,
        total_paise=bill.total_paise,
    )
