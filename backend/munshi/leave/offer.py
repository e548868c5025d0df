"""What of the skill leave the books serve."""

from munshi.offers.rules import Offer
from munshi.people.rules import STAFF

OFFERS = (
    Offer(
        "leave",
        frozenset(
            {"apply_leave", "cancel_leave", "check_leave_balance", "check_leave_status", "list_holidays"}
        ),
        STAFF,
    ),
)
