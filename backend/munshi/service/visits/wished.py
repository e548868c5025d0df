"""What the words of a wish for a visit say beside machine, place and hour. Pure but for the lists of words."""

import re

from munshi.asking.sums import figures
from munshi.orders.address_words import names_a_place, surely_an_address
from munshi.service.tickets.models import Ticket
from munshi.service.tickets.words import brands_in, of_faults
from munshi.service.visits import words
from munshi.service.visits.told import is_talk

FIXED = "fixed"  # what is set by the shop
OF_SHOP = "shop"  # what is asked and only the shop can answer
SUM = re.compile(r"\b\d{2,4}\b")
SURE_SUM = re.compile(r"\b\d{3,5}\b")  # and no hour


def buys(text: str) -> bool:
    """Whether a new machine is bought, and nothing repaired: that is an order."""
    repairs = any(words.says(text, each) for each in ("repairing", "broken")) or of_faults(text)
    return words.says(text, "buying_new") and not (repairs or words.says(text, "buys_nothing"))


def of_shelf(text: str) -> bool:
    """Whether goods are bought, priced or asked for, and nothing is repaired and nobody sent for."""
    sends = words.says(text, "who_goes_out") or words.says(text, "visits") or words.says(text, "repairing")
    wants = any(words.says(text, each) for each in ("buying_new", "of_goods_new", "price_less"))
    wants = wants or asks_whether_there(text)
    is_there = words.says(text, "has_bought") or words.says(text, "buys_nothing")
    nothing_bought = of_faults(text) or words.says(text, "broken") or is_there
    stays = sends and not words.says(text, "nobody_comes")
    return wants and not (nothing_bought or stays)


def asks_whether_there(text: str) -> bool:
    """Whether goods are asked for: "pump hai kya", "pump mil jayega?"."""
    return words.says(text, "part_asked") or (words.says(text, "gets_it") and words.asks(text))


def asks_of_work(text: str) -> bool:
    """Whether it asks what work will cost, which is told once somebody has looked."""
    asks = any(words.says(text, each) for each in ("costing", "how_much", "part_price"))
    return (words.says(text, "work") and asks) or _asks_whether_so_much(text)


def _asks_whether_so_much(text: str) -> bool:
    """Whether a price is named and asked once more: "wo 900 me lagega na?", "so 900 all in?"."""
    return (
        text.rstrip().endswith("?") and bool(SURE_SUM.search(text)) and words.says(text, "comes_to_so_much")
    )


def bargains(text: str) -> bool:
    """Whether another price is wished, or named with nothing else: "250 kar do bhaiya"."""
    names_price = bool(SUM.search(text)) and words.says(text, "price_made") and is_talk(text, frozenset())
    return words.says(text, "haggling") or names_price


def asked_beside(text: str, question: str | None) -> str | None:
    """What a message asks beside the wish: what work or coming costs, who comes, or whether it could be less."""
    asked = (
        ("work", asks_of_work(text)),
        ("charge", bool(question) and words.asks_of_charge(text)),
        ("who", words.says(text, "asks_who")),
        ("where", bool(question) and words.says(text, "where_seen")),
        (FIXED, bool(question) and bargains(text)),
    )
    return next((name for name, is_asked in asked if is_asked), None)


def asks_instead(text: str, says_when: bool) -> bool:
    """Whether a text asks something in place of an address: it names no place and no time."""
    asks = words.asks(text) or words.says(text, "asked_instead")
    return asks and not (says_when or names_a_place(text) or surely_an_address(text))


def asked_of_shop(text: str, charge: int) -> str:
    """What such a text asks: what work costs, what coming costs here, or what only the shop can answer."""
    if words.says(text, "visit_charge") or charge in figures(text):
        return "charge"
    return "work" if words.says(text, "price_asked") or words.says(text, "costing") else OF_SHOP


def called_by_maker(ticket: Ticket) -> str | None:
    """What a ticket calls its machine, where it names the maker."""
    return ticket.product if ticket.product and brands_in(ticket.product) else None
