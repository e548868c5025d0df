"""What the books of orders serve."""

from munshi.offers.rules import Offer

OFFERS = (
    Offer(
        "orders",
        frozenset(
            {
                "place_order",
                "modify_order",
                "view_cart",
                "repeat_order",
                "track_order",
                "cancel_order",
                "ask_price",
                "ask_availability",
                "ask_store_info",
                "view_menu",
            }
        ),
    ),
)
