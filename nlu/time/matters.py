"""What the intent of a message says of its days: a bill is of a day that was, a leave that is cancelled is to come."""

from __future__ import annotations

from enum import Enum


class Matter(Enum):
    """How the days of a message lie to today, whatever its verbs say."""

    OPEN = "open"  # the verbs tell
    OVER = "over"  # of what was: bills, sales, payments
    SPENT = "spent"  # of what was, even where only its claim is to come: "kal 450 lage, claim karna hai"
    COMING = "coming"  # of what can only be to come
    NEAR = "near"  # of either side, the nearer
    MOVED = "moved"  # from one day to another


_MATTERS = {
    Matter.OVER: (
        "request_invoice", "check_dues", "report_payment", "ask_sales_summary", "record_payment", "record_credit",
        "record_sale",
        "check_claim_status", "register_warranty",
    ),
    Matter.SPENT: ("claim_reimbursement",),
    Matter.COMING: ("cancel_leave",),
    Matter.MOVED: ("change_visit",),
    Matter.NEAR: (
        "check_leave_status", "approve_request", "reject_request", "list_approvals", "ask_team_leave",
    ),
}  # fmt: skip
_OF_INTENT = {intent: matter for matter, intents in _MATTERS.items() for intent in intents}
OF_VISITS = frozenset({"change_visit", "request_technician"})
OF_LEAVE = frozenset({"apply_leave", "cancel_leave", "check_leave_status"})  # whatever words it is said in
# Where a year alone is one: "holidays of 2027", "2023 me liya tha".
OF_YEARS = frozenset({"list_holidays", "check_warranty", "register_warranty"})


def matter_of(intent: str | None) -> Matter:
    """What lies in an intent about the days of its messages."""
    return _OF_INTENT.get(intent or "", Matter.OPEN)
