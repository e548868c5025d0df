"""How many of a part a message says, and whether words may be of one."""

from decimal import Decimal
from typing import Any

from munshi.asking.reading import Reading
from munshi.service.tickets.words import telling
from munshi.service.visits import words
from munshi.service.visits.wishes import says_when

MOST = 20  # pieces of one part
WORDS_OF_A_PART = 4


def may_be_a_part(piece: str) -> bool:
    """Whether a few words tell of a thing, and ask for no price."""
    short = len(piece.split()) <= WORDS_OF_A_PART
    return short and bool(telling(piece)) and not words.says(piece, "part_price")


def quantity_in(reading: Reading) -> Decimal:
    """How many pieces the message says, one where it says nothing."""
    lines = [each.value for each in reading.all("order_line") if isinstance(each.value, dict)]
    said = next((line["quantity"] for line in lines if line.get("quantity")), None)
    return _in_bounds(said) or Decimal(1)


def counted(reading: Reading) -> Decimal | None:
    """How many pieces an answer says: the amount that is read, or the one figure in few words."""
    lines = [each.value for each in reading.all("order_line") if isinstance(each.value, dict)]
    said = next((line["quantity"] for line in lines if line.get("quantity")), None)
    bare = (reading.text or "").split()
    figures = [word for word in bare if word.isdecimal()]
    alone = len(figures) == 1 and len(bare) <= WORDS_OF_A_PART and not says_when(reading)
    return _in_bounds(said or (figures[0] if alone else None))


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
