"""A lower price that was agreed at the counter: what is left off the shelf's sum, shown before the yes."""

from collections.abc import Sequence

from munshi.billing.bills.rules import RUPEE
from munshi.business.models import Business
from munshi.orders.counter.drafts import Sale
from munshi.orders.counter.said import LISTS
from munshi.orders.discounts import Discount, Given
from munshi.orders.quoting import Quotation, quoted
from munshi.orders.wishes import Line

MOST = 2  # of so many parts of the shelf's sum no more than one is left off: more is a slip


def quotation_of(business: Business, lines: Sequence[Line], sale: Sale) -> Quotation | None:
    """What the goods come to with what was left off; None where the sum that was said cannot be theirs."""
    whole = quoted(business, lines)
    total = whole.totals.total_paise
    less = _left_off(sale, total)
    if abs(less) < RUPEE:
        return whole
    if less < 0 or less * MOST > total or not business.prices_include_gst:
        return None
    given = Given(Discount("counter", LISTS.lists["left_off"], off_paise=less), less)
    lower = quoted(business, lines, given)
    return lower if abs(lower.totals.total_paise - (total - less)) < RUPEE else None


def _left_off(sale: Sale, total: int) -> int:
    """What was said to be less, else what the sum that was said is below the shelf's."""
    if sale.paise is None or (sale.off and abs(sale.paise - total) < RUPEE):
        return sale.off or 0
    return total - sale.paise
