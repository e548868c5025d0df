"""What an order takes back of itself is no note of it: "teen vada, nahi vada chaar", "1 coke. coke nahi pepsi"."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.left_over.spans import NOTE, Span
from nlu.orders.changing.changes import SAME, tells_what_was_asked
from nlu.orders.goods import PORTIONS
from nlu.orders.words import AND, REFUSALS
from nlu.words.found import Found
from nlu.words.numbers import read_number
from nlu.words.reading import Word
from nlu.words.unit_words import is_unit
from spelling import key

FEW = 4  # words of what stays as it is
Name = frozenset[str]


def without_taken_back(words: Sequence[Word], notes: Sequence[Span], lines: Sequence[Found]) -> list[Span]:
    """The notes without things that are counted there, and counted anew or refused elsewhere; without the refusal."""
    ordered = [frozenset(key(str(line.value.get("name") or "")).split()) for line in lines]
    refused = {at: name for at, span in enumerate(notes) if (name := _refused(words, span))}
    counted = {at: names for at, span in enumerate(notes) if (names := _counted(words, span))}
    known = [*ordered, *refused.values()]
    gone = {at for at, names in counted.items() if all(any(name <= each for each in known) for name in names)}
    spoken = [name for at in gone for name in counted[at]]
    gone |= {at for at, name in refused.items() if name in spoken}
    gone |= {at for at, span in enumerate(notes) if _changes_nothing(words, span)}
    return [span for at, span in enumerate(notes) if at not in gone]


def _changes_nothing(words: Sequence[Word], span: Span) -> bool:
    """Whether a note says of how much that it stays, "payasam same 25", or tells what was asked about."""
    if span.kind != NOTE:
        return False
    own = words[span.start : span.end]
    stays = any(word.plain in SAME for word in own) and any(word.is_number for word in own)
    return (stays and len(own) <= FEW) or tells_what_was_asked(words, span.start, span.end)


def _counted(words: Sequence[Word], span: Span) -> list[Name]:
    """The things that a note counts, where it says nothing else: "2 roti 1 dal"."""
    names: list[Name] = []
    at = span.start
    while span.kind == NOTE and at < span.end:
        number = read_number(words, at)
        if number is None:
            return []
        start = number.end - (number.end > at + 1 and words[number.end - 1].plain in PORTIONS)
        start += start + 1 < span.end and is_unit(words[start].key)
        end = start
        while end < span.end and (words[end].plain in PORTIONS or read_number(words, end) is None):
            end += 1
        names.append(frozenset(word.key for word in words[start:end] if word.key and word.plain not in AND))
        at = end
    return names if all(names) else []


def _refused(words: Sequence[Word], span: Span) -> Name:
    """What a note says no to, and says nothing else of."""
    own = words[span.start : span.end]
    name = frozenset(word.key for word in own if word.key and word.plain not in REFUSALS)
    is_refusal = span.kind == NOTE and any(word.plain in REFUSALS for word in own)
    return name if is_refusal else frozenset()
