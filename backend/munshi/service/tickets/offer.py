"""What the books of tickets serve."""

from munshi.offers.rules import Offer

OFFERS = (Offer("service", frozenset({"raise_ticket", "check_ticket_status"})),)
