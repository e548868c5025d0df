"""The bills of a month as a workbook for whoever files the returns: each bill by rate, and all of them by HSN."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.billing.bills.models import Bill
from munshi.billing.bills.rules import Kind, Line, by_hsn
from munshi.billing.bills.service import WHOLE, line_of
from munshi.business.models import Business
from munshi.business.states import GST_CODES
from munshi.sheets import tables

BILLS = (
    "number", "date", "document", "customer", "gstin", "place_of_supply", "gst_rate", "taxable", "cgst", "sgst", "igst",
    "round_off", "total", "corrects",
)  # fmt: skip
HSN = ("hsn", "gst_rate", "taxable", "cgst", "sgst", "igst")


def as_xlsx(session: Session, business: Business, month: date) -> bytes:
    """The bills and credit notes of the month of a day; what a credit note takes back is below nothing."""
    bills = _of_month(session, business, month.replace(day=1))
    rows = [row for bill in bills for row in _rows(bill)]
    return tables.as_xlsx({"bills": [BILLS, *rows], "hsn": [HSN, *_by_hsn(bills)]})


def _of_month(session: Session, business: Business, first: date) -> Sequence[Bill]:
    after = (first + timedelta(days=31)).replace(day=1)
    query = select(Bill).where(
        Bill.business_id == business.id, Bill.issued_on >= first, Bill.issued_on < after
    )
    return session.scalars(query.order_by(Bill.id).options(*WHOLE)).all()


def _rows(bill: Bill) -> Iterable[Sequence[Any]]:
    """A row for each rate; the first has what is of the whole bill."""
    sign = _sign(bill)
    rates = sorted({row.gst_rate for row in bill.lines})
    for place, rate in enumerate(rates):
        lines = [line_of(row) for row in bill.lines if row.gst_rate == rate]
        whole = place == 0
        yield (
            bill.number,
            bill.issued_on,
            bill.kind,
            bill.recipient["name"],
            bill.recipient["gstin"],
            f"{GST_CODES[bill.place_of_supply]}-{bill.place_of_supply}",
            float(rate),
            *_money(lines, sign),
            sign * bill.round_off_paise / 100 if whole else None,
            sign * bill.total_paise / 100 if whole else None,
            bill.about.get("corrects"),
        )


def _by_hsn(bills: Sequence[Bill]) -> Iterable[Sequence[Any]]:
    """What was billed of each code and rate, less what was taken back."""
    sums: dict[tuple[str, float], list[int]] = {}
    for bill in bills:
        for row in by_hsn(line_of(line) for line in bill.lines):
            held = sums.setdefault((row.hsn or "", float(row.gst_rate)), [0] * 4)
            for place, paise in enumerate(
                (row.taxable_paise, row.cgst_paise, row.sgst_paise, row.igst_paise)
            ):
                held[place] += _sign(bill) * paise
    for (hsn, rate), held in sorted(sums.items()):
        yield (hsn, rate, *(each / 100 for each in held))


def _money(lines: Sequence[Line], sign: int) -> Iterable[float]:
    for name in ("taxable_paise", "cgst_paise", "sgst_paise", "igst_paise"):
        yield sign * sum(getattr(line, name) for line in lines) / 100


def _sign(bill: Bill) -> int:
    return -1 if bill.kind == Kind.CREDIT_NOTE else 1
