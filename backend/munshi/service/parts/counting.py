"""How many of a part a message says, and whether words may be of one."""

import re
from decimal import Decimal
from typing import Any

from munshi.asking.reading import Reading
from munshi.orders.address_words import sure_address
from munshi.service.tickets.words import telling
from munshi.service.visits import words
from munshi.service.visits.wishes import says_when

FIGURE = re.compile(r"(?<![\w-])\d{1,2}(?![\w:.-])")
DENIED = re.compile(
    r"(?<![\w-])(\d{1,2})\s+(?:nahi|nahin|nhi|नहीं|नही)\b|\bnot\s+(\d{1,2})(?!\w)", re.IGNORECASE
)
KEEPS = re.compile(
    r"\b(?:keep|only|just|sirf|make it|reduce to|bas)\s+(\d{1,2})(?!\w|:)"
    r"|(?<![\w-])(\d{1,2})\s+(?:hi|only|rakh\w*|rkh\w*|रख\w*|ही)(?!\w)",
    re.IGNORECASE,
)
MOST = 20  # pieces of one part
MOST_THAT_COME = 1000  # of it
WORDS_OF_A_PART = 4


def may_be_a_part(piece: str) -> bool:
    """Whether a few words tell of a thing, and ask for no price."""
    short = len(piece.split()) <= WORDS_OF_A_PART
    return short and bool(telling(piece)) and not words.says(piece, "part_price")


def quantity_in(reading: Reading) -> Decimal:
    """How many pieces the message says, one where it says nothing."""
    lines = [each.value for each in reading.all("order_line") if isinstance(each.value, dict)]
    said = next((line["quantity"] for line in lines if line.get("quantity")), None)
    return _in_bounds(None if _is_of_house(said, reading.text or "") else said) or Decimal(1)


def _is_of_house(said: str | None, text: str) -> bool:
    """Whether the only figure like that is the number of the house in an address: "capacitor, 12 LIG 452010"."""
    found = sure_address(text)
    begins = FIGURE.match((found.text if found else None) or "")
    return begins is not None and begins.group() == said and FIGURE.findall(text).count(begins.group()) == 1


def counted(reading: Reading) -> Decimal | None:
    """How many pieces an answer says: the amount that is read, or the one figure in few words."""
    lines = [each.value for each in reading.all("order_line") if isinstance(each.value, dict)]
    said = next((line["quantity"] for line in lines if line.get("quantity")), None)
    bare = (reading.text or "").split()
    said = None if _is_of_house(said, reading.text or "") else said
    figures = [word for word in bare if word.isdecimal()]
    alone = len(figures) == 1 and len(bare) <= WORDS_OF_A_PART and not says_when(reading)
    told = said_to_keep(reading.text or "") or said or (figures[0] if alone else None)
    return _in_bounds(told)


def came_in(reading: Reading) -> Decimal | None:
    """How many pieces are said to have come: the one amount of a thing that is read."""
    lines = [each.value for each in reading.all("order_line") if isinstance(each.value, dict)]
    said = [line["quantity"] for line in lines if line.get("quantity")]
    number = Decimal(said[0]) if len(said) == 1 else Decimal(0)
    return number if 1 <= number < MOST_THAT_COME and number == number.to_integral_value() else None


def said_to_keep(text: str) -> str | None:
    """The number that is wanted in words that keep it or deny another: "keep 1 for me", "1 not 2", "2 nahi 1"."""
    figures = [each.group() for each in FIGURE.finditer(text)]
    denied = {each[1] or each[2] for each in DENIED.finditer(text)}
    left = [each for each in figures if each not in denied]
    if denied and len(left) == 1:
        return left[0]
    kept = KEEPS.search(text)
    return kept[1] or kept[2] if kept else None


def only_counts(reading: Reading) -> bool:
    """Whether a few words say how many, and ask or doubt nothing: "ek de do"."""
    text = reading.text or ""
    short = len(text.split()) <= WORDS_OF_A_PART and not text.rstrip().endswith("?")
    doubts = any(words.says(text, each) for each in ("asking", "but", "not_yet"))
    return short and counted(reading) is not None and words.quality_in(text) is None and not doubts


def _in_bounds(said: Any) -> Decimal | None:
    number = Decimal(said) if said else Decimal(0)
    return number if 1 <= number <= MOST and number == number.to_integral_value() else None


def names_more(text: str, machine: str | None) -> bool:
    """Whether a text says more than that a part is wanted, as far as its length tells."""
    return len(words.sounds(text)) > (4 if machine is None else 5)
