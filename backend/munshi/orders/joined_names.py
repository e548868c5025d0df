"""A name of the shelf that was cut into its parts is one line: *1 cheese garlic bread*, where that is sold.

The longest name that neighbouring words make up wins over any shorter one; nothing but blanks stands between its parts,
and at most one of them is counted.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from sqlalchemy.orm import Session

from munshi.asking.reading import Reading, Value
from munshi.orders.messages import Message, Said
from munshi.orders.shelf import StockedShelf
from spelling import key

LINE, LONGEST = "order_line", 5  # parts of a name
COUNTED = ("quantity", "unit", "pack", "sku")


class _Part(NamedTuple):
    """The place of a name in the message, whether it is counted, and what is wanted with it."""

    start: int
    end: int
    counted: bool
    op: object


def with_joined(shelf: StockedShelf, message: Message) -> Message:
    """The message with each such name as one line; what was said of a part is said of all of it."""
    text, notes = message.said or message.text or "", list(message.beside.notes)
    lines = joined_lines(shelf, text, message.lines)
    if len(lines) == len(message.lines):
        return message
    ends = [at for at, _ in lines[1:]] + [len(message.lines)]
    for (at, one), end in zip(lines, ends, strict=True):
        names = {each.name for each in message.lines[at:end]}
        notes = [replace(each, about=one.name) if each.about in names else each for each in notes]
    beside = replace(message.beside, notes=notes)
    return replace(message, lines=[one for _, one in lines], beside=beside)


def joined_lines(shelf: StockedShelf, text: str, lines: Sequence[Said]) -> list[tuple[int, Said]]:
    """The lines with each such name as one, each with the place of its first part among those that were read."""
    parts, there = _places(text, lines), list(enumerate(lines))
    for first, last in reversed(_runs(shelf, text, parts) if len(lines) > 1 else ()):
        one = _one(text[slice(*_span(parts[first : last + 1]))], lines[first : last + 1])
        there[first : last + 1] = [(first, one)]
    return there


def joined(session: Session, business_id: str, reading: Reading) -> Reading:
    """The reading with each such name as one value, and what is left over beside the line that it is now."""
    shelf, text = StockedShelf(session, business_id), reading.text or ""
    values, places = _values(shelf, text, reading.values)
    if len(values) == len(reading.values):
        return reading
    left = [
        {**each, "line": places.get(each["line"], each["line"])} if each.get("line") is not None else each
        for each in reading.left_over
    ]
    as_answer, _ = _values(shelf, text, reading.as_answer)
    return replace(reading, values=values, as_answer=as_answer, left_over=left)


def _values(
    shelf: StockedShelf, text: str, values: Sequence[Value]
) -> tuple[Sequence[Value], dict[int, int]]:
    """The values with whole names, and which line each of the lines is now."""
    lines = [each for each in values if each.entity == LINE]
    parts = [_of_value(text, each) for each in lines]
    kept, places = {id(each): each for each in values}, dict[int, int]()
    runs = dict(_runs(shelf, text, parts)) if len(lines) > 1 else {}
    now, end = -1, -1
    for at, each in enumerate(lines):
        if at <= end:
            del kept[id(each)]
        else:
            now, end = now + 1, runs.get(at, at)
            kept[id(each)] = _whole(text, lines[at : end + 1], parts[at : end + 1]) if end > at else each
        places[at] = now
    return list(kept.values()), places


def _whole(text: str, run: Sequence[Value], parts: Sequence[_Part | None]) -> Value:
    counted = next((each for each in run if _is_counted(each.value)), run[0])
    line = {**counted.value, "name": text[slice(*_span(parts))]}
    return replace(counted, value=line, start=run[0].start, end=run[-1].end)


def _one(name: str, run: Sequence[Said]) -> Said:
    counted = next((each for each in run if _is_counted(vars(each))), run[0])
    return replace(counted, name=name, text=" ".join(each.text or each.name or "" for each in run))


def _places(text: str, lines: Sequence[Said]) -> list[_Part | None]:
    """Where the names stand, one behind the other; None for what is not there."""
    parts, at, low = list[_Part | None](), 0, text.casefold()
    for line in lines:
        start = low.find(line.name.casefold(), at) if line.name and len(low) == len(text) else -1
        if start < 0:
            parts.append(None)
            continue
        at = start + len(line.name or "")
        parts.append(_Part(start, at, _is_counted(vars(line)), line.op))
    return parts


def _of_value(text: str, value: Value) -> _Part | None:
    name = value.value.get("name") or ""
    start = text.casefold().find(name.casefold(), value.start) if name else -1
    if not value.start <= start < value.end:
        return None
    return _Part(start, start + len(name), _is_counted(value.value), value.value.get("op"))


def _is_counted(line: Mapping[str, object]) -> bool:
    return any(line.get(each) is not None for each in COUNTED)


def _runs(shelf: StockedShelf, text: str, parts: Sequence[_Part | None]) -> list[tuple[int, int]]:
    """The runs of parts that are one name, the longest first where they meet, in their order."""
    found: list[tuple[int, int]] = []
    runs = sorted(_neighbours(text, parts), key=lambda each: each[0] - each[1])
    names = {run: text[slice(*_span(parts[run[0] : run[1] + 1]))] for run in runs}
    shelf.expect(names.values())
    for first, last in runs:
        if all(last < other or first > end for other, end in found) and is_called(shelf, names[first, last]):
            found.append((first, last))
    return sorted(found)


def _neighbours(text: str, parts: Sequence[_Part | None]) -> Iterator[tuple[int, int]]:
    """All runs of two parts and more with nothing between them, of which at most one is counted."""
    for first in range(len(parts)):
        for last in range(first + 1, min(first + LONGEST, len(parts))):
            run = [each for each in parts[first : last + 1] if each is not None]
            pairs = pairwise(run)
            is_close = all(a.op == b.op and not text[a.end : b.start].strip() for a, b in pairs)
            if len(run) <= last - first or not is_close or sum(each.counted for each in run) > 1:
                break
            yield first, last


def _span(run: Sequence[_Part | None]) -> tuple[int, int]:
    there = [each for each in run if each is not None]
    return there[0].start, there[-1].end


def is_called(shelf: StockedShelf, name: str) -> bool:
    """Whether something is called just so, with no word more or less."""
    said = sorted(key(name).split())
    items = shelf.meant(name).items
    return any(
        said == sorted(key(called).split())
        for item in items
        for called in (*item.name.values(), *item.aliases)
    )
