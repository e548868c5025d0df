"""Takes out of a message of orders what opens it and is no thing: a heading, whose list it is, who is spoken to."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.orders.around.telling import QUALITIES
from nlu.orders.goods import is_goods, may_name_goods, names_goods
from nlu.orders.parts import GOODS, Kind, Part, gap, segments
from nlu.orders.words import (
    COPULAS,
    HEADINGS,
    KINDS,
    NOTES,
    OF,
    ORDERED,
    STAPLES,
    THINGS,
    WANTING,
    is_filler,
)
from nlu.words.languages import ENGLISH_WORDS, HINDI_WORDS
from nlu.words.reading import Word

HONORIFICS = frozenset({"ji", "जी", "bhai", "भाई", "sahab", "saab", "bhaiya", "uncle", "aunty"})
ALONE = 3  # parts of an opening and one item
KNOWN_GOODS = STAPLES | THINGS


def without_openings(words: Sequence[Word], parts: Sequence[Part]) -> list[Part]:
    """In "sabzi chahiye lauki 1 kilo" the amount is of what follows it, and what opens the segment is no thing."""
    cut = list(segments(parts))
    first = next((i for i, segment in enumerate(cut) if _kinds(segment)), len(cut))
    others = [_kinds(segment) for segment in cut[first + 1 :] if _kinds(segment)]
    counted_first = bool(others) and all(kinds[:2] == [Kind.AMOUNT, Kind.NAME] for kinds in others)
    found: list[Part] = []
    for i, segment in enumerate(cut):
        kinds = _kinds(segment)
        if kinds[1:] and _is_between_names(kinds):
            named = i == first and counted_first and _is_somebody(words, segment)
            segment = _without_first(segment) if named else _without_opening(words, segment)
        elif kinds[:3] == [Kind.NAME, Kind.NAME, Kind.AMOUNT]:
            segment = _without_kind(words, segment)
        found += segment
    return found


def _kinds(segment: Sequence[Part]) -> list[Kind]:
    return [part.kind for part in segment if part.kind in GOODS]


def _is_between_names(kinds: Sequence[Kind]) -> bool:
    """Whether names stand at both ends, and amounts between all of them."""
    return list(kinds) == [*[Kind.NAME, Kind.AMOUNT] * (len(kinds) // 2), Kind.NAME]


def _without_kind(words: Sequence[Word], segment: list[Part]) -> list[Part]:
    """ "fruits chahiye kela 1 darjan"."""
    said = [i for i, part in enumerate(segment) if part.kind in GOODS]
    name = segment[said[0]]
    if words[name.start].plain not in KINDS and not _is_whose(words, name):
        return segment
    return [*gap(segment[: said[1]]), *segment[said[1] :]]


def _is_somebody(words: Sequence[Word], segment: Sequence[Part]) -> bool:
    """Whether a single unknown word opens what is sent for, where amounts stand before their things."""
    name = next(part for part in segment if part.kind in GOODS)
    sends = any(part.kind is Kind.GAP and words[part.start].key in ORDERED for part in segment)
    return sends and name.end == name.start + 1 and words[name.start].plain not in KNOWN_GOODS


def _without_first(segment: Sequence[Part]) -> list[Part]:
    """ "ramesh 2 kilo besan bhej de, 1 kilo chini": who is called."""
    at = next(i for i, part in enumerate(segment) if part.kind in GOODS)
    return [*gap(segment[: at + 1]), *segment[at + 1 :]]


def _without_opening(words: Sequence[Word], segment: list[Part]) -> list[Part]:
    said = [i for i, part in enumerate(segment) if part.kind in GOODS]
    first, amount = said[0], said[1]
    name, last = segment[first], segment[said[-1]]
    if all(QUALITIES.has(words[i]) for i in range(last.start, last.end)):
        return segment  # "gol gappe 1 plate teekhe"
    if _is_left_over(words, segment, said):
        return [*gap(segment[: first + 1]), *segment[first + 1 :]]
    between = [words[part.start] for part in segment[first + 1 : amount] if words[part.start].key]
    spoken = range(name.start, name.end)
    if between and words[name.start].plain in STAPLES - KINDS:
        return segment
    # "ramesh bhai 2 kilo besan"
    is_called = bool(between) and all(word.plain in HONORIFICS for word in between)
    told = any(word.plain in COPULAS or word.plain in WANTING for word in between)
    opens = _is_of(words, segment, said) or _is_whose(words, name)
    if opens and not any(words[i].plain in KNOWN_GOODS for i in spoken):
        return [*segment[:first], *gap(segment[first:amount]), *segment[amount:]]
    if is_called or told or all(_is_said(words[i]) for i in spoken) or _weighs_next(words, segment, said):
        return [*segment[:first], *gap(segment[first:amount]), *segment[amount:]]
    if any(word.key in ORDERED for word in between):
        sign = segment[amount - 1]
        return [*segment[: amount - 1], Part(Kind.BREAK, sign.start, sign.end), *segment[amount:]]
    return segment


def _is_left_over(words: Sequence[Word], segment: Sequence[Part], said: Sequence[int]) -> bool:
    """ "chotu 10 samosa 5 kachori": of the names at both ends only the last is goods."""
    first, last = segment[said[0]], segment[said[-1]]
    return names_goods(words[last.start : last.end]) and not may_name_goods(words[first.start : first.end])


def _weighs_next(words: Sequence[Word], segment: Sequence[Part], said: Sequence[int]) -> bool:
    """ "munna 3 kilo gajar": an unknown word before goods that are known and weighed."""
    opening, amount, goods = (segment[at] for at in said[:3])
    weighed = amount.amount is not None and amount.amount.is_measure and not segment[: said[0]]
    unknown = opening.end == opening.start + 1 and not is_goods(words[opening.start])
    known = names_goods(words[goods.start : goods.end])
    return len(said) == ALONE and weighed and unknown and known


def _is_of(words: Sequence[Word], segment: Sequence[Part], said: Sequence[int]) -> bool:
    """ "10 boxes of paper": what the amount is of follows it."""
    at = segment[said[1]].end
    return at < len(words) and words[at].plain == "of"


def _is_whose(words: Sequence[Word], name: Part) -> bool:
    """ "Kitchen", "monthly": whose list it is, or for when."""
    spoken = [words[i] for i in range(name.start, name.end)]
    heads = [word.plain in HEADINGS for word in spoken]
    return any(heads) and all(
        head or word.plain in OF or is_filler(word) or _is_said(word)
        for head, word in zip(heads, spoken, strict=True)
    )


def _is_said(word: Word) -> bool:
    """Whether a word is one that people say about anything, and no thing."""
    if word.plain in NOTES:
        return True
    return not is_goods(word) and (word.plain in ENGLISH_WORDS or word.key in HINDI_WORDS)
