"""How some of what is wanted shall be made, which counts no goods: "2 lassi - one without sugar", "ek me pyaz kam"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from nlu.orders.words import AND
from nlu.words.lexicon import lexicon
from nlu.words.numbers import Number, read_number
from nlu.words.phrases import Phrases
from nlu.words.reading import Word

Ends = Callable[[int], int]

_lists = lexicon("talk")
OF_THEM, BEHIND = _lists.phrases("of_them"), _lists.phrases("behind_some")
MADE, PUT_INTO, LESS_OF = (_lists.phrases(name) for name in ("made_some", "put_into_some", "less_of_some"))
TWO, REST, AS_EVER = (_lists.phrases(name) for name in ("two_of_them", "rest_of_them", "as_ever"))
SIGNS = frozenset(",;.|।!?-–—+(:")
BEFORE = 40  # words that are looked at before it; what is longer is a story


def of_some(words: Sequence[Word], number: Ends) -> Iterator[tuple[int, int]]:
    """Where it is said of so many of them, with the words by which it is: "one of the two no sugar".

    What is said of the rest of them is of the same piece: "ek kam teekha, baaki normal".
    """
    at = 0
    while at < len(words):
        end = _behind_count(words, at, number)
        end = _with_rest(words, end, number) if end > at else at
        yield from [(at, end)] if end > at else []
        at = max(end, at + 1)


def _behind_count(words: Sequence[Word], at: int, number: Ends) -> int:
    """Where what is said of some ends that begins at a word, with its clause; the word itself where nothing is."""
    opens = at == 0 or _is_apart(words[at - 1])
    start = _past(OF_THEM, words, at, number) if opens else at
    counted = _count(words, start, opens=opens)
    if counted is None or not (opens or _counted_before(words, at)):
        return at
    quality = _past(OF_THEM, words, counted.end, number)
    pointed = quality > counted.end or start > at
    end = _made(words, quality, number, pointed=pointed)
    last = _past(BEHIND, words, end, number) if end > quality else at
    return last if _is_closed(words, last) and _is_part(words, at, counted.value) else at


def _is_closed(words: Sequence[Word], at: int) -> bool:
    return at == len(words) or _is_apart(words[at]) or REST.begin_at(words, at)


def _with_rest(words: Sequence[Word], at: int, number: Ends) -> int:
    """Where what is said of the rest of them ends, behind what is said of some; there where nothing is."""
    start = at
    while start < len(words) and _is_apart(words[start]):
        start += 1
    quality = REST.match(words, start, number) if start < len(words) else start
    if quality == start or quality == len(words):
        return at
    end = max(_made(words, quality, number, pointed=True), AS_EVER.match(words, quality, number))
    last = _past(BEHIND, words, end, number) if end > quality else at
    return last if _is_closed(words, last) else at


def _made(words: Sequence[Word], at: int, number: Ends, *, pointed: bool) -> int:
    """Where that ends by which they are made otherwise; `pointed`: it is said that they are some of those."""
    if at >= len(words):
        return at
    end = MADE.match(words, at, number)
    counted = (place for place in range(at, end - 1) if _joins_count(words, place))
    end = next(counted, end)
    if pointed and end == at:
        end = LESS_OF.match(words, at, number)
        behind = PUT_INTO.match(words, at + 1, number) if at + 1 < len(words) else at
        end = max(end, behind if behind > at + 1 else at)
    return end


def _joins_count(words: Sequence[Word], at: int) -> bool:
    """Whether an *and* stands before the next that is counted: "one without ice and two normal"."""
    return words[at].plain in AND and read_number(words, at + 1) is not None


def _count(words: Sequence[Word], at: int, *, opens: bool) -> Number | None:
    """How many they are; a *do* that begins what is said counts."""
    if at >= len(words):
        return None
    is_two = opens and TWO.begin_at(words, at)
    return Number(Decimal(2), at + 1) if is_two else read_number(words, at)


def _past(phrases: Phrases, words: Sequence[Word], at: int, number: Ends) -> int:
    """Behind the phrases that follow each other from a word on."""
    while at < len(words) and (end := phrases.match(words, at, number)) > at:
        at = end
    return at


def _is_apart(word: Word) -> bool:
    return word.plain in SIGNS or word.plain in AND or "\n" in word.text


def _clause(words: Sequence[Word], at: int) -> int:
    first = max(at - BEFORE, 0)
    while at > first and not _is_apart(words[at - 1]):
        at -= 1
    return at


def _counted_before(words: Sequence[Word], at: int) -> bool:
    """Whether a count and a name stand before it in its clause: "table 3, 3 chole bhature ek bina pyaaz"."""
    counts = (read_number(words, place) for place in range(_clause(words, at), at))
    return any(found is not None and found.end < at for found in counts)


def _is_part(words: Sequence[Word], at: int, count: Decimal) -> bool:
    """Whether no fewer were named before; of one, half is its portion and no part: "1 paneer tikka half kam teekha"."""
    near = range(max(at - BEFORE, 0), at)
    counts = [found.value for place in near if (found := read_number(words, place))]
    is_portion = count < 1 and max(counts, default=count) == 1
    return not is_portion and (not counts or max(counts) >= count)
