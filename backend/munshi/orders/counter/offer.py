"""What the books serve of sales over the counter."""

from munshi.offers.rules import Offer
from munshi.people.rules import Role

SKILL = "billing"  # what is sold so is billed and paid at once
IN_CHARGE = frozenset({Role.OWNER, Role.MANAGER})
OFFERS = (Offer(SKILL, frozenset({"record_sale"}), IN_CHARGE),)
