"""What of approvals the books serve: an employee decides as the delegate of a manager who is away."""

from munshi.offers.rules import Offer
from munshi.people.rules import STAFF

OFFERS = (
    Offer(
        "approvals",
        frozenset({"list_approvals", "approve_request", "reject_request", "ask_team_leave"}),
        STAFF,
    ),
)
