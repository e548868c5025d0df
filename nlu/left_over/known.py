"""Phrases that say how an order comes, how it is paid and how it is made, and what is said to be a note."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from nlu.left_over.finding import ENDS, Number, behind, matches, numbers
from nlu.left_over.notes import BEHIND_DISHES, DICTATED, DISHES, MADE, SHARED, SOME, WISHED
from nlu.left_over.of_some import of_some
from nlu.left_over.otherwise import OTHERWISE, otherwise
from nlu.left_over.places import learnt, places
from nlu.left_over.saying import REMARKS, Saying
from nlu.left_over.spans import ADDRESS, NOTE, NOTE_OFF, PAYMENT, WAY, Span, runs
from nlu.orders.lexicon import LEXICON as ORDER_WORDS
from nlu.orders.lexicon import PHRASES as ORDER_PHRASES
from nlu.orders.words import AND, OF, WALA
from nlu.words.found import Found
from nlu.words.lexicon import lexicon
from nlu.words.phrases import Phrases
from nlu.words.reading import Word

WHOLE = "whole"  # of an address: where it begins and ends is learnt
CHANGE = "modify_order"  # "aalu mat daalna" is one
MOST_OF_A_NOTE = 4  # words that say which note

_lists = lexicon("talk")
READ = {intent: frozenset(names.split()) for intent, names in _lists.entries("read").items()}
IN = ORDER_WORDS.spelt("in")
IN_AN_ORDER = ORDER_PHRASES["in_an_order"]
DISHES_IN, DISHES_ONLY, PACKED = (_lists.phrases(name) for name in ("dish_in", "dish_only", "packed"))
DICTATING, NOTE_OF = _lists.phrases("dictated"), _lists.phrases("note_of")
PAYMENT_ALONE = _lists.phrases_by("payment_alone")
KINDS: tuple[tuple[str, str | None, Phrases], ...] = (
    *((WAY, way, phrases) for way, phrases in _lists.phrases_by("way").items()),
    *((PAYMENT, payment, phrases) for payment, phrases in _lists.phrases_by("payment").items()),
    (NOTE_OFF, None, _lists.phrases("note_off")),
)


def beside_goods(words: Sequence[Word], intent: str | None, *, goes: bool) -> frozenset[int]:
    """The words that say how an order comes, is paid or is made, and name no goods; `goes`: a pincode is named."""
    if intent not in READ:
        return frozenset()
    number = numbers(words)
    spans = [
        (span.start, span.end)
        for span in (*_recognised(words, set(), number), *_paid_alone(words, set(), number))
    ]
    for phrases in (DISHES_ONLY, SHARED, PACKED, REMARKS):
        spans += matches(phrases, words, number)
    if not IN_AN_ORDER.occur_in(words):  # "order me maida mat daalna" makes no dish
        spans += matches(DISHES_IN, words, number)
    spans += [(start, end) for start, _, end in _dictated(words, number)]
    spans += [*of_some(words, number), *((each.start, each.end) for each in otherwise(words, number))]
    if intent != CHANGE:
        spans += [*matches(DISHES, words, number), *behind(BEHIND_DISHES, words, number)]
    spans += places(words, number) if goes else learnt(words)
    return frozenset(at for start, end in spans for at in range(start, end))


def with_dishes(words: Sequence[Word]) -> Sequence[Word]:
    """The words, in which what stands right before "me ghee mat lagana" is surely a dish."""
    dishes = {start - 1 for start, _ in matches(DISHES_IN, words, numbers(words)) if words[start].plain in IN}
    return [
        replace(word, outside=0.0) if at in dishes and word.outside else word for at, word in enumerate(words)
    ]


def only_beside_goods(words: Sequence[Word]) -> bool:
    """Whether a message says how an order comes, is paid or is made, and nothing else: "UPI kar dunga"."""
    number = numbers(words)
    spans = [(span.start, span.end) for span in _recognised(words, set(), number)]
    inside = {at for start, end in (*spans, *matches(DISHES, words, number)) for at in range(start, end)}
    said = Saying(words, number, None)
    rest = Span(0, len(words))
    return bool(inside) and not said.has_content(rest, besides=inside)


def known_spans(
    words: Sequence[Word], taken: set[int], number: Number, lines: Sequence[Found]
) -> Iterator[Span]:
    """The phrases of a known kind among words that are still free, and the notes that are known by their words."""
    for start, end in learnt(words):
        taken.update(range(start, end))
        yield Span(start, end, ADDRESS, WHOLE)
    for start, begins, end in _dictated(words, number):
        if not taken.isdisjoint(range(start, end)):
            continue
        taken.update(range(start, end))
        if begins < end:
            yield Span(begins, end, NOTE, DICTATED)
    notes = [Span(start, end, NOTE, WISHED) for start, end in matches(PACKED, words, number)]
    said = [(SOME, of_some(words, number)), (MADE, matches(SHARED, words, number))]
    for value, places_of in said:
        notes += [Span(start, end, NOTE, value, _before(words, start, lines)) for start, end in places_of]
    for each in otherwise(words, number):
        line = _before(words, each.start, lines)
        notes.append(Span(each.start, each.end, NOTE, OTHERWISE, line, each.without, each.then))
    for span in notes:
        if span.start not in taken:
            taken.update(range(span.start, span.end))
            yield span
    for span in _recognised(words, taken, number):
        taken.update(range(span.start, span.end))
        yield span
    yield from _paid_alone(words, taken, number)


def _before(words: Sequence[Word], start: int, lines: Sequence[Found]) -> int | None:
    """The place of the last order line that begins before a word."""
    before = [place for place, line in enumerate(lines) if line.start < words[start].start]
    return before[-1] if before else None


def _recognised(words: Sequence[Word], taken: set[int], number: Number) -> Iterator[Span]:
    """The phrases of a known kind among words that are still free, the longest that begins at each place."""
    at = 0
    while at < len(words):
        found = [
            Span(at, end, kind, value)
            for kind, value, phrases in KINDS
            if (end := phrases.match(words, at, number)) > at and taken.isdisjoint(range(at, end))
        ]
        longest = max(found, key=lambda span: span.end, default=None)
        if longest:
            yield _with_its_name(words, longest) if longest.kind == NOTE_OFF else longest
        at = longest.end if longest else at + 1


def _dictated(words: Sequence[Word], number: Number) -> Iterator[tuple[int, int, int]]:
    """Where it is said that a note follows, where that begins, and where its sentence ends."""
    for start, begins in matches(DICTATING, words, number):
        end = begins
        while end < len(words) and not (words[end].plain in ENDS or "\n" in words[end].text):
            end += 1
        while begins < end and not words[begins].key:
            begins += 1
        yield start, begins, end


def _paid_alone(words: Sequence[Word], taken: set[int], number: Number) -> Iterator[Span]:
    """A way of paying that is all that a clause says: "yes, upi"."""
    for span in runs(words, taken):
        for way, phrases in PAYMENT_ALONE.items():
            if phrases.match(words, span.start, number) == span.end:
                yield Span(span.start, span.end, PAYMENT, way)


def _with_its_name(words: Sequence[Word], span: Span) -> Span:
    """What takes a note back, with the words that say which one: "naan wale note hatao", "no note about naan"."""
    start, end = span.start, span.end
    if start > 0 and (words[start - 1].key in WALA or words[start - 1].plain in OF):
        while start > max(span.start - MOST_OF_A_NOTE, 0) and words[start - 1].key:
            if words[start - 1].plain in AND:
                break
            start -= 1
    if NOTE_OF.begin_at(words, end) if end < len(words) else False:
        while end < min(span.end + MOST_OF_A_NOTE, len(words)) and words[end].key:
            end += 1
    return replace(span, start=start, end=end)
