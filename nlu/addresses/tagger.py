"""Tells which words of a message are an address: a linear-chain CRF over its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from statistics import fmean

from nlu import crf
from nlu.addresses.examples import Example, exchanged
from nlu.addresses.features import features, leads, may_be_place, means_nothing
from nlu.words.reading import Word, read

SETTINGS = {"c1": 0.05, "c2": 0.3, "max_iterations": 80, "feature.minfreq": 1}
LONGEST = 200  # words
FIRST, INSIDE, OUTSIDE = "first", "inside", "outside"
SURE = 0.7
MOST_OF_A_TOWN = 2  # words
FIGURES_OF_A_HOUSE, FIGURES_OF_A_PINCODE = 4, 6
COMMA, APART = ",", frozenset(",;:()।?!\n")  # what stands before an address and is no part of it
EXCHANGES = 3  # of addresses between the examples


class AddressTagger:
    """A tagger that has learnt; it is made by `learn` or of the bytes of one that was."""

    def __init__(self, weights: bytes) -> None:
        self.weights = weights
        self._tagger = crf.opened(weights)

    def spans(self, words: Sequence[Word]) -> list[tuple[int, int]]:
        """From which word to which addresses surely stand."""
        seen = words[:LONGEST]
        if not seen:
            return []
        self._tagger.set(features(seen))
        labels = [*self._tagger.tag(), OUTSIDE]
        starts = [at for at, label in enumerate(labels) if label == FIRST]
        found = [(start, _end_of(labels, start)) for start in starts]
        sure = [_without_signs(seen, *span) for span in found if self._sureness(*span) >= SURE]
        places = [span for span in sure if may_be_place(seen[slice(*span)])]
        return [(_with_its_house(seen, start), _with_its_town(seen, end)) for start, end in places]

    def _sureness(self, start: int, end: int) -> float:
        """How likely the words are of an address, all of them together."""
        return fmean(1 - self._tagger.marginal(OUTSIDE, at) for at in range(start, end))


def _end_of(labels: Sequence[str], start: int) -> int:
    """Where what begins there is inside no more."""
    return next(at for at in range(start + 1, len(labels)) if labels[at] != INSIDE)


def marked(words: Sequence[Word], spans: Iterable[tuple[int, int]]) -> tuple[Word, ...]:
    """The words, where those between these places of the text are of an address."""
    inside = {
        at for start, end in spans for at, word in enumerate(words) if start <= word.start and word.end <= end
    }
    return tuple(replace(word, of_address=True) if at in inside else word for at, word in enumerate(words))


def _without_signs(words: Sequence[Word], start: int, end: int) -> tuple[int, int]:
    """From its first to its last word: what stands around it ends no address."""
    said = [at for at in range(start, end) if words[at].key or words[at].is_number]
    return (said[0], said[-1] + 1) if said else (end, end)


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


def _with_its_town(words: Sequence[Word], end: int) -> int:
    """Where an address ends with the names behind it that mean nothing else: "12 kailash nagar ujjain", "…, ujjain".

    What stands behind a pincode is who lives there.
    """
    if words[end - 1].is_number and len(words[end - 1].plain) == FIGURES_OF_A_PINCODE:
        return end
    named = end
    while named < min(end + MOST_OF_A_TOWN, len(words)) and means_nothing(words[named : named + 1]):
        named += 1
    apart = [word.plain for word in words[end : end + 1]] == [COMMA] and means_nothing(
        words[end + 1 : end + 2]
    )
    alone = end + 2 >= len(words) or not (words[end + 2].key or words[end + 2].is_number)
    return end + 2 if apart and alone else named


def learn(found: Iterable[Example]) -> AddressTagger:
    """The tagger that these examples teach."""
    return AddressTagger(crf.learn(_taught(found), SETTINGS))


def _taught(found: Iterable[Example]) -> Iterator[tuple[crf.Features, Sequence[str]]]:
    for example in exchanged(list(found), EXCHANGES):
        words = read(example.text)
        if words:
            yield features(words), [_label(word, example) for word in words]


def _label(word: Word, example: Example) -> str:
    for start, end in example.spans:
        if start <= word.start < end:
            return FIRST if word.start == start else INSIDE
    return OUTSIDE
