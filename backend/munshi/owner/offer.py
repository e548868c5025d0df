"""What the books serve of the owner's wishes."""

from munshi.offers.rules import Offer
from munshi.people.rules import Role

IN_CHARGE = frozenset({Role.OWNER, Role.MANAGER})
OFFERS = (Offer("orders", frozenset({"update_stock", "ask_sales_summary"}), IN_CHARGE),)
