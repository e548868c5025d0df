"""What the books of guarantees serve."""

from munshi.offers.rules import Offer

OFFERS = (Offer("service", frozenset({"check_warranty", "register_warranty"})),)
