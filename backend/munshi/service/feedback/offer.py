"""What the books of feedback serve."""

from munshi.offers.rules import Offer

OFFERS = (Offer("service", frozenset({"give_feedback"})),)
