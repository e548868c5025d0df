"""What the books of payments serve."""

from munshi.offers.rules import Offer
from munshi.people.rules import Role

OFFERS = (
    Offer("billing", frozenset({"pay_bill", "report_payment"})),
    Offer("billing", frozenset({"record_payment"}), frozenset({Role.OWNER, Role.MANAGER})),
)
