"""What the books serve of khatas."""

from munshi.offers.rules import EVERYBODY, Offer
from munshi.people.rules import Role

IN_CHARGE = frozenset({Role.OWNER, Role.MANAGER})
OFFERS = (
    Offer("billing", frozenset({"check_dues"}), EVERYBODY),
    Offer("billing", frozenset({"record_credit"}), IN_CHARGE),
)
