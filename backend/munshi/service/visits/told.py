"""What of a message tells what is wrong, in the person's words: not when, where, who shall come, or what it asks."""

import re
from collections.abc import Iterator

from munshi.asking.reading import Reading
from munshi.orders.address_words import is_beside, names_a_place, sure_address
from munshi.service.tickets.words import asks_of_money, is_of_conduct, says_what, tells_fault
from munshi.service.visits import words
from munshi.service.visits.booking_words import beside_booking
from munshi.service.visits.called import without_names
from munshi.service.visits.places import beside_times, without_machine
from munshi.service.visits.wishes import beside_since

PIECES = re.compile(r"[,;\n।]+|[.!](?=\s|$)|(?<=\?)")
TALK = " ,.;:!–-"
FEWEST = 2  # words that tell something, or clauses of which one says what alone is wanted
MOST_LEFT_OUT = 3  # words that say what is not, with the no
OF_PRICE = ("costing", "part_price")
LEADS_TO_PRICE = ("genitive", "total", "joining", "questioning")
FOR_WHO_COMES = (
    "bring_along",
    "call_first",
    "at_the_gate",
    "there_self",
)  # what they shall bring or do before: no fault


def told(reading: Reading) -> str | None:
    """The pieces that tell a fault or something beside it; a fault is told however it is said."""
    return ", ".join(map(_bare, _telling(reading))) or None


def denied_in(text: str) -> list[str]:
    """The clauses that end in a no, beside one that says what alone is wanted; no fault is told by these."""
    clauses = [each.strip(TALK) for each in PIECES.split(text) if each.strip(TALK)]
    if len(clauses) < FEWEST or not any(words.is_of(each.split()[0], "only") for each in clauses):
        return []
    return [
        each
        for each in clauses
        if len(each.split()) <= MOST_LEFT_OUT and words.is_of(each.split()[-1], "not_then")
    ]


def _telling(reading: Reading) -> Iterator[str]:
    times, left_out = times_in(reading), denied_in(reading.text or "")
    said = (each for each in pieces(reading) if each.strip(TALK) not in left_out)
    yield from (each for each in said if _tells(each) and not is_talk(each, times))


def wished(reading: Reading) -> str | None:
    """The words of a wish, with who shall come where nothing else is said."""
    whole = [each.strip(TALK) for each in pieces(reading)]
    said = [left for each in whole if (left := without_price(each))]
    told_of = [each for each in said if _says_anything(each) and not words.denied_machines(each)]
    times = times_in(reading)
    talk = [each for each in told_of if is_talk(each, times) and not words.says(each, "coming_to_see")]
    told_of = [each for each in told_of if each not in talk] or told_of
    found = [each for each in told_of if len(each.split()) >= FEWEST and not each.endswith("?")]
    found = [each for each in found if not words.says(each, "buys_nothing")] or found
    bare = [_without_end(each) for each in found if not words.says(each, "coming_to_see")]
    others = [each for each in bare if len(each.split()) >= FEWEST and not words.says(each, "buys_nothing")]
    others = others or [without_joiner(each) for each in found]
    if others or not told_of:
        return ", ".join(others) or None
    return (reading.text or "").strip() if said == whole else ", ".join(told_of)


def without_price(piece: str) -> str:
    """A piece up to where it asks what it costs, which is a question and no fault: "AC lagwane ka kitna lagega"."""
    asks = [found[0] for each in OF_PRICE if (found := words.placed(piece, each))]
    if not asks or tells_fault(piece):
        return piece
    said = piece[: min(asks)].strip(TALK).split()
    while said and any(words.is_of(said[-1], each) for each in LEADS_TO_PRICE):
        said.pop()
    return " ".join(said)


def times_in(reading: Reading) -> frozenset[str]:
    """The words of days and hours, by sound."""
    text = reading.text or ""
    times = (each for name in ("time", "period") for each in (*reading.all(name), *reading.answers(name)))
    return frozenset(word for each in times for word in words.sounds(text[each.start : each.end]))


def is_talk(piece: str, times: frozenset[str]) -> bool:
    """Whether it has nothing but booking, a time, and what is paid or bargained, and tells no fault, machine or age:
    "theek hai 300 de dunga", "shikayat nahi, kal ka samay do".
    """
    if tells_fault(piece) or words.machine_in(piece) is not None or words.says(piece, "how_old"):
        return False
    of_talk = words.words_in("pays_it") | words.words_in("haggling")
    return beside_booking(piece) <= of_talk | times


def pieces(reading: Reading) -> Iterator[str]:
    """What stands between commas, days, hours and addresses; since when something is so belongs to it."""
    reading = without_names(reading)
    text, said = reading.text or "", beside_since(reading)
    place = sure_address(beside_times(reading))
    street = without_machine(place.text) if place and place.text else ""
    for part in [*street.split(", "), place.pincode or ""] if place else ():
        text = text.replace(part, _gap(part)) if part else text
    times = [each for name in ("time", "period") for each in (*said.all(name), *said.answers(name))]
    for start, end in sorted({(each.start, each.end) for each in times if each.end}, reverse=True):
        behind = PIECES.split(text[end:])[0]
        ends = not behind.strip(TALK) or words.is_of(behind.strip(TALK), "left_hanging")
        if ends or words.says(behind, "coming_to_see") or words.asks(behind):
            text = text[:start] + _gap(text[start:end]) + text[end:]
    yield from (each for each in PIECES.split(text) if each.strip(TALK))


def _gap(part: str) -> str:
    """What ends a piece, as long as what stood there."""
    return ",".ljust(len(part))


def _tells(piece: str) -> bool:
    if words.denied_machines(piece) or words.says(piece, "buys_nothing"):
        return False
    if tells_fault(piece) or is_of_conduct(piece):
        return True
    if any(words.says(piece, each) for each in FOR_WHO_COMES):
        return False
    bare = _bare(piece)
    if not _says_anything(bare):
        return False
    asks = piece.rstrip().endswith("?") or words.says(piece, "questioning") or asks_of_money(piece)
    sends = any(
        words.says(bare, each)
        for each in ("coming_to_see", "come_please", "whether_repaired", "visit_charge")
    )
    says_more = len(bare.split()) >= FEWEST and says_what(bare) and not is_beside(bare)
    return says_more and not (asks or sends or names_a_place(bare))


def _says_anything(piece: str) -> bool:
    """Whether a word tells more than that something is booked, where and when as before: no "book it", "pata wahi"."""
    return any(not words.is_of(word.strip(TALK), "tells_nothing") for word in piece.split())


def _bare(piece: str) -> str:
    """A piece without the wish that stands behind it: "thanda nahi kar raha, jaldi kisi ko bhejo"."""
    at = words.placed(piece, "coming_to_see")
    if at and beside_booking(piece[at[1] :]):  # "sparks coming out of it", "bhejna jo telugu bole"
        return _without_end(piece)
    before = _without_end(piece[: at[0]]) if at else ""
    return before if len(before.split()) > FEWEST or tells_fault(before) else _without_end(piece)


def without_joiner(piece: str) -> str:
    """A piece without the word at its end that leads on to the next wish."""
    told = piece.split()
    while told and words.is_of(told[-1], "leads_next"):
        told.pop()
    return " ".join(told)


def _without_end(piece: str) -> str:
    """A piece without the words at its end that begin what comes next."""
    told = piece.strip(TALK).split()
    while told and any(words.is_of(told[-1].strip(TALK), each) for each in ("soonest", "left_hanging")):
        told.pop()
    return " ".join(told)
