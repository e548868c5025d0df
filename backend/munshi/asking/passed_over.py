"""What a message of somebody who works here holds and nothing was done about: it is said back in its own words.

The pieces of a message are its clauses, parted by words that join too. A piece in which nothing was read that was
done, and that says something or has a figure, is passed over; so are the words behind what was done, where they are
several.
"""

from collections.abc import Collection, Iterable, Sequence

from munshi.asking.clauses import SIGNS, pieces
from munshi.asking.reading import Reading

SAYS = frozenset(
    {"order_line", "money", "person", "duration", "time"}
)  # values that say something by themselves
FEW = 3  # words beside what was done that only say how
LONGEST = 200  # characters
Span = tuple[int, int]


def words(reading: Reading, done: Sequence[Span], facets: Collection[str]) -> str | None:
    """The pieces in which nothing `done` stands and no side of these `facets`; None where there are none."""
    text = reading.text or ""
    spans = [*done, *((each.start, each.end) for facet in facets for each in reading.placed(facet))]
    found = [_of_piece(reading, piece, spans) for piece in pieces(reading)]
    said = ", ".join(text[start:end].strip(SIGNS) for start, end in filter(None, found))
    return said[:LONGEST] or None


def _of_piece(reading: Reading, piece: Span, spans: Sequence[Span]) -> Span | None:
    """What of a piece is passed over."""
    start, end = piece
    if not any(start <= at < end for at, _ in spans):
        return piece if _says_something(reading, piece) else None
    ends = max(until for at, until in spans if start <= at < end)
    behind = [(max(at, ends), until) for at, until in _left(reading, piece) if until > ends]
    text = reading.text or ""
    return next((each for each in behind if len(text[slice(*each)].split()) >= FEW), None)


def _says_something(reading: Reading, piece: Span) -> bool:
    start, end = piece
    values: Iterable[Span] = ((each.start, each.end) for each in reading.values if each.entity in SAYS)
    said = any(start <= at < end for at, _ in (*_left(reading, piece), *values))
    return said or any(sign.isdecimal() for sign in (reading.text or "")[start:end])


def _left(reading: Reading, piece: Span) -> list[Span]:
    """The pieces of a piece that no value has read."""
    start, end = piece
    spans = [(int(each.get("start") or 0), int(each.get("end") or 0)) for each in reading.left_over]
    return [(max(at, start), min(until, end)) for at, until in spans if at < end and until > start]
