"""What the books of bills serve."""

from munshi.offers.rules import Offer

OFFERS = (Offer("billing", frozenset({"request_invoice"})),)
