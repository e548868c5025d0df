"""What the books of expenses serve."""

from munshi.offers.rules import Offer
from munshi.people.rules import STAFF

OFFERS = (Offer("expenses", frozenset({"claim_reimbursement", "check_claim_status"}), STAFF),)
