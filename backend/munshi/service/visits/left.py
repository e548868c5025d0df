"""What of the words of a wish nothing has read: it goes along as a note for who comes, in the person's own words."""

import re

from munshi.asking.reading import Reading
from munshi.service.tickets.words import asks_of_money
from munshi.service.visits import words
from munshi.service.visits.booking_words import beside_booking
from munshi.service.visits.told import FOR_WHO_COMES, TALK, denied_in, pieces, times_in, without_price
from munshi.service.visits.wished import bargains

FEWEST = 2  # words that are not of booking; one alone, where the reading of the message has left it over
LONGEST = 500
CLAUSE = re.compile(r"[,;.!?।\n]+")
CHANGES = (
    "moving",
    "perhaps_moving",
    "cancelling",
    "costing",
)  # is of the visit itself, and not of who comes
KEPT = ("note", "way")  # kinds of what is left over


def left(reading: Reading, *taken: str | None) -> str | None:
    """The pieces that say something, ask nothing, and stand in nothing that was `taken`."""
    left_out = denied_in(reading.text or "")
    found = (said for each in pieces(reading) if (said := each.strip(TALK)) not in left_out)
    times = times_in(reading)
    kept = [each for each in found if not _is_taken(each, taken, times) and _says_more(each, reading, times)]
    return ", ".join(dict.fromkeys(kept))[:LONGEST] or None


def for_who_comes(reading: Reading) -> str | None:
    """What who comes shall bring or do before, with all that is said beside it and changes or asks nothing."""
    found, times = [each.strip(TALK) for each in pieces(reading)], times_in(reading)
    if not any(_is_for_them(each) for each in found):
        return None
    return ", ".join(each for each in found if _is_for_them(each) or _goes_along(each, times))


def _is_for_them(piece: str) -> bool:
    return any(words.says(piece, each) for each in FOR_WHO_COMES)


def _goes_along(piece: str, times: frozenset[str]) -> bool:
    """Whether a piece beside words for who comes is of them: "there is a dog", "use the back gate"."""
    changes = any(words.says(piece, each) for each in CHANGES)
    if changes or _asks(piece) or asks_of_money(piece) or words.machine_in(piece) is not None:
        return False
    said = beside_booking(piece)
    return bool(said) and said.isdisjoint(times)


def of_phone(reading: Reading) -> str | None:
    """The clause that tells a phone by which somebody is reached; None where none is told."""
    text = reading.text or ""
    phone = next((each for each in reading.values if each.entity == "phone" and each.end), None)
    if phone is None:
        return None
    start = max((each.end() for each in CLAUSE.finditer(text, 0, phone.start)), default=0)
    end = next((each.start() for each in CLAUSE.finditer(text, phone.end)), len(text))
    return text[start:end].strip()


def _is_taken(piece: str, taken: tuple[str | None, ...], times: frozenset[str]) -> bool:
    """Whether it stands in one of them, or all that it says beside booking does."""
    said = beside_booking(piece) - times
    return any(each and (piece in each or said <= set(words.sounds(each))) for each in taken)


def _says_more(piece: str, reading: Reading, times: frozenset[str]) -> bool:
    if _is_for_them(piece):
        return True
    if _asks(piece) or asks_of_money(piece) or bargains(piece) or words.denied_machines(piece):
        return False
    if without_price(piece) != piece:
        return False
    said = len(beside_booking(piece) - times)
    figure = any(sign.isdecimal() for sign in piece)
    over = any(
        each["kind"] in KEPT and (str(each["text"]) in piece or piece in str(each["text"]))
        for each in reading.left_over
    )
    return said >= FEWEST or (said > 0 and (over or figure))


def _asks(piece: str) -> bool:
    """Whether it is a question; *who* and *where* in the middle of it only lead on: "someone who speaks Tamil"."""
    said = piece.split()
    leads_on = {at for at, word in enumerate(said) if at and words.is_of(word, "leading_on")}
    if not said or words.is_of(said[-1], "not_this"):  # "aa raha hai na"
        return True
    return piece.endswith("?") or words.asks(
        " ".join(word for at, word in enumerate(said) if at not in leads_on)
    )
