"""What the books of orders serve."""

from munshi.offers.rules import Offer

OFFERS = (
    Offer("orders", frozenset({"place_order", "modify_order", "view_cart", "track_order", "cancel_order"})),
)
