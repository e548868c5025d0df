"""A bill on paper: what the template says, in the customer's language, every figure as it is printed."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from munshi.billing.bills.models import Bill
from munshi.billing.bills.paying import upi_link
from munshi.billing.bills.rules import HsnRow, Kind, Line, Scheme, by_hsn
from munshi.billing.bills.service import line_of
from munshi.billing.bills.terms import terms_of
from munshi.billing.print import figures
from munshi.billing.print.figures import rupees
from munshi.billing.print.sheets import drawn
from munshi.billing.print.wording import in_words, words
from munshi.business.models import Business
from munshi.business.states import GST_CODES
from munshi.columns import plain
from munshi.printing import compiled
from munshi.printing.compiling import Format

TEMPLATE = Path(__file__).parents[1] / "print" / "bill.typ"


def printed(
    business: Business, bills: Sequence[Bill], language: str, paper: str | None = None, fmt: Format = "pdf"
) -> bytes:
    """The bills, each on pages of its own; `paper` is `a4`, `a5` or `roll`, else what the business uses."""
    return compiled(TEMPLATE, sheet(business, bills, language, paper), fmt, bills[-1].issued_at)


def sheet(
    business: Business, bills: Sequence[Bill], language: str, paper: str | None = None
) -> dict[str, Any]:
    """All that the template needs."""
    terms = terms_of(business)
    return {
        "paper": paper or terms.paper,
        "language": language,
        "words": words(language),
        "logo": drawn(terms.logo) if terms.logo else None,
        "terms": terms.terms,
        "bills": [document(business, bill, language) for bill in bills],
    }


def document(business: Business, bill: Bill, language: str) -> dict[str, Any]:
    """One bill, every figure as it is printed."""
    said = words(language)
    lines = [line_of(row) for row in bill.lines]
    taxed = bill.scheme == Scheme.REGULAR and any(not line.is_exempt for line in lines)
    link = upi_link(business, bill)
    return {
        "kind": bill.kind,
        "title": said["kinds"][bill.kind],
        "number": bill.number,
        "date": figures.day(bill.issued_on, language),
        "about": _about(bill, language),
        "composition": bill.scheme == Scheme.COMPOSITION,
        "supplier": {**bill.supplier, "state": state_in_words(bill.supplier["state"], language)},
        "recipient": bill.recipient,
        "place": state_in_words(bill.place_of_supply, language),
        "taxed": taxed,
        "within_state": bill.place_of_supply == bill.supplier["state"],
        "discounted": any(line.item.discount_paise for line in lines),
        "tax_included": taxed and bool(bill.about.get("prices_include_gst")),
        "lines": [_line(place, line, language) for place, line in enumerate(lines, 1)],
        "hsn": [_hsn(row) for row in by_hsn(lines)] if taxed else [],
        "sums": _sums(bill, taxed, language),
        "total": rupees(bill.total_paise),
        "saved": rupees(saved) if (saved := sum(line.item.discount_paise for line in lines)) else None,
        "in_words": in_words(bill.total_paise, language),
        "qr": figures.qr(link) if link else None,
        "upi_id": business.upi_id if link else None,
    }


def _line(place: int, line: Line, language: str) -> dict[str, Any]:
    item = line.item
    unit = words(language)["units"].get(item.unit, item.unit)
    return {
        "place": place,
        "name": item.name.get(language) or item.name["en"],
        "hsn": item.hsn,
        "quantity": figures.amount(item.quantity, unit),
        "rate": rupees(item.price_paise),
        "discount": rupees(item.discount_paise) if item.discount_paise else None,
        "taxable": rupees(line.taxable_paise),
        "gst": plain(item.gst_rate) if item.gst_rate else None,
        "cgst": rupees(line.cgst_paise),
        "sgst": rupees(line.sgst_paise),
        "igst": rupees(line.igst_paise),
        "tax": rupees(line.tax_paise),
        "amount": rupees(line.total_paise),
    }


def _hsn(row: HsnRow) -> dict[str, Any]:
    return {
        "hsn": row.hsn or "—",
        "gst": plain(row.gst_rate),
        "taxable": rupees(row.taxable_paise),
        "cgst": rupees(row.cgst_paise),
        "sgst": rupees(row.sgst_paise),
        "igst": rupees(row.igst_paise),
    }


def _sums(bill: Bill, taxed: bool, language: str) -> list[dict[str, str]]:
    """The lines above the total; what is nothing is left out."""
    said = words(language)
    every = [
        (said["taxable_total"], bill.taxable_paise if taxed else 0),
        (said["exempt_total"], bill.exempt_paise if taxed else 0),
        (said["cgst"], bill.cgst_paise),
        (said["sgst"], bill.sgst_paise),
        (said["igst"], bill.igst_paise),
        (said["round_off"], bill.round_off_paise),
    ]
    return [{"name": name, "amount": rupees(paise)} for name, paise in every if paise]


def _about(bill: Bill, language: str) -> list[dict[str, str]]:
    """What the bill names beside its number and day."""
    said, about = words(language), bill.about
    rows: list[tuple[Any, Any]] = [(said["sources"].get(bill.source_kind), bill.source)]
    if bill.kind == Kind.CREDIT_NOTE:
        rows = [
            (said["corrects"], about.get("corrects")),
            (said["reason"], said["reasons"].get(bill.reason, bill.reason)),
        ]
    elif about.get("payment"):
        rows.append((said["way"], said["paid_by"].get(about["payment"])))
    return [{"name": name, "value": str(value)} for name, value in rows if value]


def state_in_words(state: str, language: str) -> str:
    """`Madhya Pradesh (23)`."""
    return f"{words(language)['states'][state]} ({GST_CODES[state]})"
