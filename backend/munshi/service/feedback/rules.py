"""What a rating means."""

import re
from datetime import timedelta

RATING = "feedback_rating"  # the question
TAKE_RATING = "take_rating"  # the same, asked by a notice: it may be left so
BEST = 5
PARTED = re.compile(r"[,;:!।\n]|\.(?!\d)|\s-\s")
OUT_OF = re.compile(r"(?<!\d)([1-5])\s*(?:/|out of|of)\s*5(?!\d)", re.IGNORECASE)
OF_FIVE = re.compile(r"(?<!\d)5\s*(?:में से|मे से|me se|mein se|main se)\s*([1-5])(?!\d)", re.IGNORECASE)
GOOD_FROM, BAD_UNTIL = 4, 2
ASKED_FOR = timedelta(days=7)  # so long an answer is to what was asked
SAME_TALK = timedelta(hours=24)  # so long further words belong to what was given


def stars_in(text: str) -> int | None:
    """The number of one to five that stands by itself or last: "5", "4, it was ok", "theek tha 3"."""
    if (said := out_of_five(text)) is not None:
        return said
    pieces = [words for piece in PARTED.split(text) if (words := piece.split())]
    alone = [words[0] for words in pieces if len(words) == 1 and words[0].isdecimal()]
    every = [word for words in pieces for word in words if word.isdecimal()]
    last = every if pieces and pieces[-1][-1].isdecimal() else []
    found = alone or last
    return int(found[0]) if len(found) == 1 and 1 <= int(found[0]) <= BEST else None


def out_of_five(text: str) -> int | None:
    """The stars of "4/5", "4 out of 5", "5 में से 4"."""
    found = OUT_OF.search(text) or OF_FIVE.search(text)
    return int(found[1]) if found else None


def is_good(rating: int) -> bool:
    """Whether the person may be asked to be quoted."""
    return rating >= GOOD_FROM


def is_bad(rating: int) -> bool:
    """Whether people have to speak with the person."""
    return rating <= BAD_UNTIL
