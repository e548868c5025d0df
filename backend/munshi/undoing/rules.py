"""For how long what was done can be taken back, and what kinds of it there are."""

from datetime import datetime, timedelta
from enum import StrEnum

WINDOW = timedelta(minutes=10)
REMEMBERED = timedelta(days=1)  # so long *it was a mistake* is about it, if only to say what works instead
KEPT = timedelta(days=90)


class Kind(StrEnum):
    """What was done."""

    ORDER_PLACED = "order_placed"
    ORDER_CANCELLED = "order_cancelled"
    ORDER_STEPPED = "order_stepped"
    ORDER_DELIVERED = "order_delivered"
    ORDER_SOLD = "order_sold"
    LEAVE_FILED = "leave_filed"
    LEAVE_CANCELLED = "leave_cancelled"
    CLAIMS_FILED = "claims_filed"
    CLAIM_CANCELLED = "claim_cancelled"
    DECIDED = "decided"
    TICKET_RAISED = "ticket_raised"
    VISIT_BOOKED = "visit_booked"
    CREDIT_WRITTEN = "credit_written"
    CREDIT_WAIVED = "credit_waived"
    PAYMENT_RECORDED = "payment_recorded"
    PAYMENT_DECIDED = "payment_decided"
    PAYMENT_REPORTED = "payment_reported"


KINDS = tuple(str(kind) for kind in Kind)


def is_late(at: datetime, now: datetime) -> bool:
    """Whether what was done then stays."""
    return now - at > WINDOW
