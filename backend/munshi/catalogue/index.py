"""A shelf as it is searched: its words, how they sound, and which listings have them. Pure, and never changed."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import Indel

from munshi.catalogue import goods, matching
from munshi.catalogue.endings import stem
from munshi.catalogue.goods import Concept, Kind
from munshi.catalogue.heard import Heard, Token, hear
from munshi.catalogue.listings import Listing, Named, house_brands, last_told

LEAST_WORD = 0.7  # how alike two words must sound, to be taken for each other
LEAST_LETTERS = 0.5  # of two keys, below which they are not even compared by sound
COMPARED = 40  # words of a shelf
NEAREST = 0.86  # a word is brought to the nearest of the trade from here on
SHORT = 4  # letters; a word so short is too much like others to be sure of
LOOKED_AT = 48  # listings, of those that have most of the words
KEPT = 1 << 13  # words and products that were looked at are kept ready, at most
SHORTEST_PAIR = 5  # letters of two words written as one
PAIR = 0.9  # how alike two words written as one must be
SCALE = 100  # of weights, which are counted whole
MOST_OF_ONE = 500  # products of one word that are all looked at


class Index:
    """The products of one shelf, those first that are named by fewer words, loose before brands.

    Only their words are kept ready; a product is read once it may be meant.
    """

    def __init__(self, products: Iterable[Named]) -> None:
        self._products: Sequence[Named] = sorted(
            products, key=lambda each: (each.shortest, bool(each.brand), each.place)
        )
        self._house = house_brands(words for each in self._products for words in each.said)
        holders: dict[str, list[int]] = defaultdict(list)
        ending: dict[str, list[int]] = defaultdict(list)
        for number, product in enumerate(self._products):
            for word in product.words:
                holders[word].append(number)
            for word in {last for words in product.said if (last := last_told(words))}:
                ending[word].append(number)
        self._holders: Mapping[str, Sequence[int]] = dict(holders)
        self._ending: Mapping[str, Sequence[int]] = dict(ending)
        self._words = sorted(holders)
        self._bones = _by_bones(self._words)
        self._stems = _by_stem(self._words)
        self._alike: dict[str, Mapping[str, float]] = {}
        self._meaning: dict[str, frozenset[int]] = {}
        self._read: dict[int, Listing] = {}

    def knows(self, word: str) -> bool:
        """Whether a name on this shelf has this word, or one that differs in its ending."""
        return word in self._holders or stem(word) in self._stems

    def hears(self, text: str) -> Heard:
        """What was said, with the words of the trade that it may mean."""
        return hear(text, self._nearest, self._parted)

    def _nearest(self, word: str) -> tuple[str, float] | None:
        """The word of the trade for one that is not on this shelf, where none on this shelf is as near."""
        if self.knows(word):
            return None
        found = nearest(word)
        return found if found and found[1] > max(self.alike(word).values(), default=0.0) else None

    def _parted(self, word: str) -> tuple[str, ...]:
        """The two words of this shelf that were written as one, *redlabel*, where no word is as near; or the word."""
        if self.knows(word) or word in goods.known().vocabulary or len(word) < SHORTEST_PAIR:
            return (word,)
        consonants = matching.bones(stem(word))
        likened = (
            (matching.word_likeness(word, first + second), first, second)
            for at in range(1, len(consonants))
            for first in self._bones.get(consonants[:at], ())
            for second in self._bones.get(consonants[at:], ())
        )
        best = max(likened, default=None)
        single = max([PAIR, *self.alike(word).values(), (nearest(word) or ("", 0.0))[1]])
        return best[1:] if best and best[0] >= single else (word,)

    def alike(self, word: str) -> Mapping[str, float]:
        """The words of this shelf for which a word may stand, with how alike they sound."""
        if word not in self._alike:
            if len(self._alike) > KEPT:
                self._alike.clear()
            self._alike[word] = self._likened(word)
        return self._alike[word]

    def candidates(self, tokens: Sequence[Token]) -> list[tuple[int, float]]:
        """The products that have the most of what was said, those first that end in it; with the weight that each has.

        They are told by their numbers: to read one takes longer than to find it.
        """
        weights: Counter[int] = Counter()
        held = [(token, self._terms_of(token)) for token in tokens]
        every = [(self._holding(token, terms), token, terms) for token, terms in held]
        for numbers, token, terms in sorted(every, key=lambda each: len(each[0])):
            for number in self._worth_a_look(numbers, terms, weights):
                weights[number] += round(SCALE * token.weight)
            for counted in (self._holders, self._ending):
                for number in self._worth_a_look(_union(terms, counted), terms, weights):
                    weights[number] += SCALE
        levels: dict[int, list[int]] = defaultdict(list)
        for number, weight in weights.items():
            levels[weight].append(number)
        chosen: list[int] = []
        for weight in sorted(levels, reverse=True):
            chosen += sorted(levels[weight])[: LOOKED_AT - len(chosen)]
            if len(chosen) >= LOOKED_AT:
                break
        return [
            (number, sum(token.weight for numbers, token, _ in every if number in numbers))
            for number in chosen
        ]

    def _holding(self, token: Token, terms: Collection[str]) -> set[int]:
        """The products that have a token, by its words or by its meaning."""
        return _union(terms, self._holders).union(*map(self._meant_by, token.concepts))

    def _worth_a_look(
        self, numbers: set[int], terms: Collection[str], weights: Mapping[int, int]
    ) -> Collection[int]:
        """Of very many those that have a rarer word too, and the first of each word."""
        if len(numbers) <= MOST_OF_ONE:
            return numbers
        first = (number for term in terms for number in self._holders.get(term, ())[:LOOKED_AT])
        return (weights.keys() & numbers) | (numbers & set(first))

    def listing(self, number: int) -> Listing:
        """The product of this number, read."""
        if number not in self._read:
            if len(self._read) > KEPT:
                self._read.clear()
            self._read[number] = self._products[number].read(self._house)
        return self._read[number]

    def _terms_of(self, token: Token) -> set[str]:
        terms: set[str] = set()
        for word in token.words:
            terms |= self.alike(word).keys()
        if len(token.words) > 1:
            terms |= self.alike("".join(token.words)).keys()
        return terms

    def _meant_by(self, concept: Concept) -> frozenset[int]:
        """The products that have any of the words for a meaning, or for what belongs to it."""
        if concept.kind is Kind.TALK:
            return frozenset()
        if concept.name not in self._meaning:
            found: set[int] = set()
            for words in goods.known().ways_to_say(concept.name):
                rarest, *others = sorted((self._holders.get(word, ()) for word in words), key=len)
                found.update(set(rarest).intersection(*others) if others else rarest)
            self._meaning[concept.name] = frozenset(found)
        return self._meaning[concept.name]

    def _likened(self, word: str) -> dict[str, float]:
        if word.isdigit():
            return {word: 1.0} if word in self._holders else {}
        others = set(self._stems.get(stem(word), ()))
        if (one := word.removesuffix("s")) != word and one in self._holders:
            return {one: matching.word_likeness(word, one)}
        if word in self._holders:
            others.add(word)
        if word not in goods.known().words:
            others.update(self._beginning_with(word), self._bones.get(matching.bones(stem(word)), ()))
            if not self.knows(word):
                others.update(self._written_like(word))
        alike = {
            other: matching.word_likeness(word, other)
            for other in others
            if not goods.known().differ(word, other)
        }
        return {other: likeness for other, likeness in alike.items() if likeness >= LEAST_WORD}

    def _written_like(self, word: str) -> Iterator[str]:
        near = process.extract(
            word, self._words, scorer=Indel.normalized_similarity, score_cutoff=LEAST_LETTERS, limit=COMPARED
        )
        return (other for other, _, _ in near)

    def _beginning_with(self, word: str) -> Sequence[str]:
        """Soya, of soyabean."""
        if len(word) <= 3:
            return ()
        first = bisect_left(self._words, word)
        last = bisect_left(self._words, word + "\uffff")
        return self._words[first : min(last, first + COMPARED)]

    @cached_property
    def size(self) -> int:
        """How many products there are."""
        return len(self._products)


def _union(terms: Collection[str], holders: Mapping[str, Sequence[int]]) -> set[int]:
    found: set[int] = set()
    for term in terms:
        found.update(holders.get(term, ()))
    return found


@lru_cache(maxsize=1 << 14)
def nearest(word: str) -> tuple[str, float] | None:
    """The one word of the trade that sounds most like this; None when none does, or it is one itself."""
    if word in goods.known().vocabulary or len(word) < 3:
        return None
    same = [
        other
        for other in _trade_stems().get(stem(word), ())
        if matching.word_likeness(word, other) >= NEAREST
    ]
    if same:
        best = max(same, key=lambda other: (Indel.normalized_similarity(word, other), other))
        return best, matching.OTHER_ENDING if _is_plural(word, best) else NEAREST
    found = process.extract(
        word, _trade(), scorer=Indel.normalized_similarity, score_cutoff=0.6, limit=COMPARED
    )
    ranked = sorted(((matching.word_likeness(word, other), other) for other, _, _ in found), reverse=True)
    if not ranked or ranked[0][0] < NEAREST:
        return None
    return ranked[0][1], ranked[0][0]


def _is_plural(word: str, other: str) -> bool:
    """Whether a word is another in its other number; short words that differ in a vowel are mostly two things."""
    return len(word) > SHORT or {word[-1], other[-1]} <= {"a", "e"}


@lru_cache(maxsize=1)
def _trade() -> Sequence[str]:
    return sorted(goods.known().common)


@lru_cache(maxsize=1)
def _trade_stems() -> Mapping[str, Sequence[str]]:
    return _by_stem(_trade())


def _by_stem(words: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words):
        found[stem(word)].append(word)
    return dict(found)


def _by_bones(words: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words):
        found[matching.bones(stem(word))].append(word)
    return dict(found)
