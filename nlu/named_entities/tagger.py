"""Tells which words of a message are an address or a name: a linear-chain CRF over its words."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from statistics import fmean

from nlu import crf
from nlu.named_entities.examples import ADDRESS, Example, Span, exchanged
from nlu.named_entities.features import (
    features,
    is_word_of_place,
    leads,
    may_be_place,
    means_nothing,
    names_address,
    names_place,
)
from nlu.words.reading import Word, read

SETTINGS = {"c1": 0.2, "c2": 0.3, "max_iterations": 80, "feature.minfreq": 1}
LONGEST = 200  # words
FIRST, INSIDE, OUTSIDE = ":first", ":inside", "outside"
SURE = 0.7
MOST_OF_A_TOWN = 2  # words
MOST_OF_A_NAME = 3  # words before *nagar*
FIGURES_OF_A_HOUSE, FIGURES_OF_A_PINCODE = 4, 6
COMMA, APART = ",", frozenset(",;:()।?!\n")  # what stands before an address and is no part of it
STOP, SHORT = ".", 3  # ends a sentence behind a word of more letters: "plot no. 7"
EXCHANGES = 2  # of addresses and names between the examples


class EntityTagger:
    """A tagger that has learnt; it is made by `learn` or of the bytes of one that was."""

    def __init__(self, weights: bytes) -> None:
        self.weights = weights
        self._tagger = crf.opened(weights)

    def spans(self, words: Sequence[Word]) -> list[Span]:
        """From which word to which addresses and names surely stand."""
        seen = words[:LONGEST]
        if not seen:
            return []
        self._tagger.set(features(seen))
        labels = [*self._tagger.tag(), OUTSIDE]
        found = [_span_at(labels, at) for at, label in enumerate(labels) if label.endswith(FIRST)]
        sure = [each for each in found if self._sureness(each) >= SURE]
        bare = [_without_signs(seen, _behind_goods(seen, each)) for each in sure]
        named = [each for each in bare if each.kind != ADDRESS and each.start < each.end]
        taken = {at for each in named for at in range(each.start, each.end)}
        places = [each for each in bare if each.kind == ADDRESS and may_be_place(seen[each.start : each.end])]
        whole = [
            Span(_with_its_house(seen, each.start), _with_its_town(seen, each.end, taken), ADDRESS)
            for each in places
        ]
        addresses = _joined([*whole, *called_addresses(seen)])
        named = [each for each in named if not any(overlap(each, place) for place in addresses)]
        return sorted([*named, *addresses])

    def _sureness(self, span: Span) -> float:
        """How likely all the words are of what they seem to be."""
        return fmean(1 - self._tagger.marginal(OUTSIDE, at) for at in range(span.start, span.end))


def _span_at(labels: Sequence[str], start: int) -> Span:
    """What begins there, to where it is inside no more."""
    kind = labels[start].removesuffix(FIRST)
    end = next(at for at in range(start + 1, len(labels)) if labels[at] != kind + INSIDE)
    return Span(start, end, kind)


def _joined(spans: Iterable[Span]) -> list[Span]:
    """The addresses, of those that overlap the whole."""
    joined = list[Span]()
    for each in sorted(spans):
        before = joined.pop() if joined and overlap(joined[-1], each) else each
        joined.append(Span(before.start, max(before.end, each.end), ADDRESS))
    return joined


def overlap(span: Span, other: Span | tuple[int, int]) -> bool:
    """Whether two places share anything."""
    return span.start < other[1] and other[0] < span.end


def called_addresses(words: Sequence[Word]) -> Iterator[Span]:
    """What is called an address, from its house to the word of its place: "address 3/214 vivek khand"."""
    for at in (at for at, word in enumerate(words) if names_address(word)):
        start = next((at for at in range(at + 1, len(words)) if not _joins(words[at])), len(words))
        name = next((at for at in range(start, len(words)) if not _is_of_house(words[at])), start)
        end = next(
            (
                at
                for at in range(name + 1, min(name + 1 + MOST_OF_A_NAME, len(words)))
                if is_word_of_place(words[at])
            ),
            0,
        )
        if start < name < end and not any(leads(word) for word in words[name:end]):
            yield Span(start, end + 1, ADDRESS)


def _joins(word: Word) -> bool:
    """Whether a word between *address* and the house says nothing: a sign, "is", "mera"."""
    return not word.is_number and (not word.key or leads(word))


def _is_of_house(word: Word) -> bool:
    return word.is_number or not word.key


def marked(words: Sequence[Word], spans: Iterable[tuple[int, int]]) -> tuple[Word, ...]:
    """The words, where those between these places of the text are of an address."""
    inside = {
        at for start, end in spans for at, word in enumerate(words) if start <= word.start and word.end <= end
    }
    return tuple(replace(word, of_address=True) if at in inside else word for at, word in enumerate(words))


def _behind_goods(words: Sequence[Word], span: Span) -> Span:
    """Behind the full stop before its house, unless a place is named before that: "2 oil. 7 club road"."""
    if span.kind != ADDRESS:
        return span
    stops = (at for at in range(span.end - 2, span.start, -1) if words[at].plain == STOP)
    at = next((at for at in stops if words[at + 1].is_number and len(words[at - 1].plain) > SHORT), None)
    before = words[span.start : at] if at else ()
    return span if at is None or names_place(before) else Span(at + 1, span.end, span.kind)


def _without_signs(words: Sequence[Word], span: Span) -> Span:
    """From its first to its last word: what stands around it ends nothing."""
    said = [at for at in range(span.start, span.end) if words[at].key or words[at].is_number]
    return Span(said[0], said[-1] + 1, span.kind) if said else Span(span.end, span.end, span.kind)


def _with_its_house(words: Sequence[Word], start: int) -> int:
    """Where an address begins with what is written together with it, or the number before it that counts nothing.

    "h.no 7 …"; "6 old survey road", "so 6 …".
    """
    while start and words[start - 1].end == words[start].start and words[start - 1].plain not in APART:
        start -= 1
    house = start - 1
    is_house = house >= 0 and words[house].is_number and len(words[house].plain) <= FIGURES_OF_A_HOUSE
    if not is_house or words[start].is_number:
        return start
    before = words[max(house - 1, 0) : house]
    return start if before and before[0].key and not leads(before[0]) else house


def _with_its_town(words: Sequence[Word], end: int, taken: Container[int]) -> int:
    """Where an address ends with the names behind it that mean nothing else: "12 kailash nagar ujjain", "…, ujjain".

    What stands behind a pincode is who lives there; words that are `taken` name people.
    """
    if words[end - 1].is_number and len(words[end - 1].plain) == FIGURES_OF_A_PINCODE:
        return end
    named = end
    while named < end + MOST_OF_A_TOWN and _may_be_town(words, named, taken):
        named += 1
    apart = [word.plain for word in words[end : end + 1]] == [COMMA] and _may_be_town(words, end + 1, taken)
    alone = end + 2 >= len(words) or not (words[end + 2].key or words[end + 2].is_number)
    return end + 2 if apart and alone else named


def _may_be_town(words: Sequence[Word], at: int, taken: Container[int]) -> bool:
    return at not in taken and means_nothing(words[at : at + 1])


def learn(found: Iterable[Example]) -> EntityTagger:
    """The tagger that these examples teach."""
    return EntityTagger(crf.learn(_taught(found), SETTINGS))


def _taught(found: Iterable[Example]) -> Iterator[tuple[crf.Features, Sequence[str]]]:
    for example in exchanged(list(found), EXCHANGES):
        words = read(example.text)
        if words:
            yield features(words), [_label(word, example) for word in words]


def _label(word: Word, said: Example) -> str:
    for span in said.spans:
        if span.start <= word.start < span.end:
            return span.kind + (FIRST if word.start == span.start else INSIDE)
    return OUTSIDE
