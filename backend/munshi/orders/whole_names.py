"""Names of goods of which a part was read as a person: *2 rose water* is no sale to a Rose."""

import re
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from munshi.asking.reading import Reading, Value
from munshi.catalogue.service import goods_among
from munshi.orders.joined_names import joined

LINE, PERSON, LONGEST = "order_line", "person", 4
_WORD = re.compile(r"[^\s,;:!?।]+")
Span = tuple[int, int]


def whole(session: Session, business_id: str, reading: Reading) -> Reading:
    """The reading with each such name as one line, and without the person."""
    people = [] if reading.is_tap else [each for each in reading.values if each.entity == PERSON]
    reading = joined(session, business_id, reading)
    for person in people:
        if span := _goods_with(session, business_id, reading.text or "", person):
            reading = _as_goods(reading, person, span)
    return reading


def _goods_with(session: Session, business_id: str, text: str, person: Value) -> Span | None:
    """The longest run of words that the shelf calls goods and that has what was read as a person in it."""
    words = [each.span() for each in _WORD.finditer(text)]
    within = [at for at, (start, end) in enumerate(words) if start < person.end and person.start < end]
    if not within:
        return None
    runs = {
        text[words[first][0] : words[last][1]]: (words[first][0], words[last][1])
        for first in range(max(within[0] - LONGEST, 0), within[0] + 1)
        for last in range(within[-1], min(first + LONGEST, len(words)))
        if last - first > within[-1] - within[0]
    }
    found = goods_among(session, business_id, runs)
    return runs[max(found, key=len)] if found else None


def _as_goods(reading: Reading, person: Value, span: Span) -> Reading:
    """The line that meets the name has all of it, and the lines that are only a part of it are none."""
    meets = [
        each
        for each in reading.values
        if each.entity == LINE and each.start < span[1] and span[0] < max(each.end, each.start + 1)
    ]
    counted: Sequence[Value] = [each for each in meets if each.value.get("quantity")]
    if len(counted) > 1:
        return reading
    values = [each for each in reading.values if each is not person and each not in meets]
    if meets:
        first = (counted or meets)[0]
        name = (reading.text or "")[slice(*span)]
        values.append(replace(first, value={**first.value, "name": name}, end=max(first.end, span[1])))
    as_answer = [each for each in reading.as_answer if each.entity != PERSON or each.start != person.start]
    return replace(reading, values=sorted(values, key=lambda each: each.start), as_answer=as_answer)
