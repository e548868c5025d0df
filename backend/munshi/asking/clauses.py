"""The clauses of a message, and whether one of them asks."""

import re
from collections.abc import Iterator
from dataclasses import replace

from munshi.asking.reading import Reading

CLAUSE = re.compile(r"[,;\n।]|[.!?](?=\s|$)")
PART = re.compile(r"[,;।!?\n]|\.(?!\d)")  # the same, where a sign ends something without a blank too
# Of every message.
WHETHER, INVERTED, UNLESS_DENIED = "asks_whether", "inverted", "unless_denied"
ASKS, DENIED, JOINS, FROM_TO = "asks_of_orders", "denied", "joins_clauses", "from_to"
DASHES = ("-", "–")
SIGNS = " ,;:-–.!?।\n"


def clause_at(text: str, place: int) -> int:
    """The number of the clause in which a place stands."""
    return sum(1 for end in CLAUSE.finditer(text) if end.start() < place)


def clause_of(text: str, number: int) -> str:
    """The words of a clause."""
    return CLAUSE.split(text)[number].strip()


def whether(reading: Reading) -> set[int]:
    """The clauses that ask what a yes or a no answers: *has 1042 left*, *vikram ne 200 diye kya*, *1042 packed yet*."""
    text = reading.text or ""
    denied = {clause_at(text, each.start) for each in reading.placed(ASKS) if each.value == DENIED}
    found = set[int]()
    for each in reading.placed(WHETHER):
        clause = clause_at(text, each.start)
        if each.value == INVERTED and not _begins(text, each.start):
            continue
        if each.value == UNLESS_DENIED and clause in denied:
            continue
        found.add(clause)
    return found


def asks_whether(reading: Reading, place: int) -> bool:
    """Whether the clause of a place does."""
    return not reading.is_tap and clause_at(reading.text or "", place) in whether(reading)


def pieces(reading: Reading) -> Iterator[tuple[int, int]]:
    """Where the clauses stand, parted by words that join as well."""
    text = reading.text or ""
    ends = sorted(
        [found.span() for found in CLAUSE.finditer(text)]
        + [(each.start, each.end) for each in reading.placed(JOINS)]
    )
    starts, stops = [0, *(end for _, end in ends)], [*(start for start, _ in ends), len(text)]
    return ((start, stop) for start, stop in zip(starts, stops, strict=True) if text[start:stop].strip(SIGNS))


def parts(reading: Reading) -> list[Reading]:
    """The clauses of a message, each as a reading of its own."""
    return [part(reading, *place) for place in pieces(reading)]


def part(reading: Reading, start: int, end: int) -> Reading:
    """A piece of a message as a reading of its own, with the values and facets that stand in it."""
    cut = (reading.text or "")[start:end]
    begins = start + len(cut) - len(cut.lstrip(SIGNS))
    return replace(
        reading,
        text=cut.strip(SIGNS),
        values=[each for each in reading.values if start <= each.start < end],
        as_answer=[each for each in reading.as_answer if start <= each.start < end],
        facets=[each for each in reading.facets if start <= each.start < end],
        sums=[each for each in reading.sums if start <= each.start < end],
        left_over=[each for each in reading.left_over if start <= each["start"] < end],
        telling=[],
        people=[
            each._replace(start=each.start - begins, end=each.end - begins)
            for each in reading.people
            if start <= each.start < end
        ],
    )


def joined_ends(reading: Reading, end: int, start: int) -> bool:
    """Whether nothing but what joins two ends stands between two places: the *se* of "1027 se 1029", a dash."""
    words = (reading.text or "")[end:start].strip()
    marked = any(end <= each.start and each.end <= start for each in reading.placed(FROM_TO))
    return words in DASHES or (marked and len(words.split()) == 1)


def _begins(text: str, place: int) -> bool:
    """Whether a clause begins there."""
    start = max((end.end() for end in CLAUSE.finditer(text) if end.end() <= place), default=0)
    return not text[start:place].strip(SIGNS)
