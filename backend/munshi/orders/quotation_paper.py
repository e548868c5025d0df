"""A quotation on paper, in the person's language, by the template of billing."""

from typing import Any

from munshi import clock
from munshi.billing.bills.paper import state_in_words
from munshi.billing.bills.service import supplier_of
from munshi.billing.bills.terms import collects_gst, terms_of
from munshi.billing.print import figures
from munshi.billing.print.figures import rupees
from munshi.billing.print.sheets import TEMPLATES, beginning
from munshi.billing.print.wording import in_words, words
from munshi.business.models import Business
from munshi.orders.quoting import Quotation
from munshi.orders.totals import line_amount
from munshi.orders.wishes import Line
from munshi.printing import compiled


def printed(business: Business, quotation: Quotation, to: str | None, language: str) -> bytes:
    """The quotation as a PDF."""
    return compiled(TEMPLATES / "estimate.typ", sheet(business, quotation, to, language))


def sheet(business: Business, quotation: Quotation, to: str | None, language: str) -> dict[str, Any]:
    """All that the template needs."""
    terms, supplier = terms_of(business), supplier_of(business)
    start = beginning(
        {**supplier, "state": state_in_words(supplier["state"], language)},
        {"name": to},
        language,
        terms.paper,
        terms.logo,
    )
    sums = quotation.totals
    said = words(language)
    return {
        **start,
        "terms": terms.terms,
        "estimate": {
            "kind": "quotation",
            "number": None,
            "valid_until": None,
            "date": figures.day(clock.now_in(business.timezone).date(), language),
            "lines": [_line(each, language) for each in quotation.lines],
            "sums": [
                *(
                    [{"name": said["discount"], "amount": rupees(-sums.discount_paise)}]
                    if sums.discount_paise
                    else []
                ),
                *(
                    []
                    if sums.gst_included
                    else [{"name": said["gst_on_top"], "amount": rupees(sums.gst_paise)}]
                ),
            ],
            "total": rupees(sums.total_paise),
            "in_words": in_words(sums.total_paise, language),
            "tax_included": sums.gst_included and collects_gst(business),
        },
    }


def _line(line: Line, language: str) -> dict[str, Any]:
    item = line.item
    name = item.name.get(language) or item.name["en"]
    variant = item.variant.get(language) if item.variant else None
    unit = words(language)["units"].get(item.measure.unit, item.measure.unit)
    return {
        "name": f"{name} ({variant})" if variant else name,
        "note": None,
        "quantity": figures.amount(line.quantity, unit),
        "rate": rupees(line.each_paise),
        "amount": rupees(line_amount(line.quantity, line.each_paise)),
    }
