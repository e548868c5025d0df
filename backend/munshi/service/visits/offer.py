"""What the books serve of visits, parts and yearly care."""

from munshi.offers.rules import Offer

OFFERS = (
    Offer("service", frozenset({"request_technician", "change_visit", "request_spare_part", "do_visit"})),
)
