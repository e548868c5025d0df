"""A product as somebody may name it: what each word of its names says of it. Pure."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, cached_property, lru_cache
from itertools import chain

from munshi.catalogue import goods
from munshi.catalogue.figures import Figure, figures
from munshi.catalogue.goods import Concept, Kind, Phrase

LOOSE = "loose"  # of the qualities
MANY_THINGS = 5  # that begin with one word, for it to be a brand


class Place(IntEnum):
    """What a word does in a name, the more telling the higher."""

    CATEGORY = 1  # only the category of the product says it
    KIND = 2  # the product is of this class: biscuit, of Parle-G
    SIZE = 3
    VARIANT = 4  # half, of what is sold in half and full
    INNER = 5  # butter, of butter naan
    UNDER = 6  # butter, of peanut butter: the head of a longer word
    BRAND = 7
    HEAD = 8  # dal, of toor dal


@dataclass(frozen=True, slots=True)
class Part:
    """A word of a name, what it means there (`=rice`), and what it does; `core`: brand and size are none of it."""

    word: str
    meanings: frozenset[str]
    place: Place
    core: bool


@dataclass(frozen=True, slots=True)
class Wording:
    """One of the names of a product, read.

    `together`: its words without the spaces; `wide`: meanings of several of them; `classes`: to which its head
    belongs; `by_brand`: to which its brand does.
    """

    parts: tuple[Part, ...]
    together: str
    wide: tuple[tuple[str, Place], ...] = ()
    classes: frozenset[str] = frozenset()
    by_brand: frozenset[str] = frozenset()

    @property
    def is_name(self) -> bool:
        """Whether it names the product; otherwise it says what stands beside: brand, size, a variant."""
        return any(part.core for part in self.parts)

    @property
    def terms(self) -> frozenset[str]:
        """Its words, written as one too, and their meanings."""
        words = frozenset(part.word for part in self.parts)
        return words.union(*(part.meanings for part in self.parts), (meaning for meaning, _ in self.wide))


@dataclass(frozen=True)
class Listing:
    """A product, or one variant of it; `place` is its turn among those that fit as well."""

    key: str
    wordings: tuple[Wording, ...]
    category: tuple[str, ...] = ()
    branded: bool = False
    place: int = 0
    figures: frozenset[Figure] = frozenset()
    loose: bool = False

    @cached_property
    def roles(self) -> Mapping[str, Place]:
        """What each word and meaning (`=rice`) does in this product's names, at its most telling."""
        roles: dict[str, Place] = {}
        for name, place in self._roles():
            roles[name] = max(place, roles.get(name, place))
        return roles

    @cached_property
    def classes(self) -> frozenset[str]:
        """To what it belongs; where no name says what it is, to what its brand does: toothpaste, of Colgate."""
        own = frozenset(kind for wording in self.wordings for kind in wording.classes)
        return own or self._by_brand | {kind for each in self._by_brand for kind in goods.known().above(each)}

    @cached_property
    def _by_brand(self) -> frozenset[str]:
        """What its brand makes; where a name says another form, nothing of this one: Volini Gel is no spray."""
        kinds = frozenset(kind for wording in self.wordings for kind in wording.by_brand)
        words = {part.word for wording in self.wordings for part in wording.parts}
        named = goods.forms() & words
        return frozenset(
            kind for kind in kinds if not (named and goods.forms().intersection(goods.heard(kind)) - named)
        )

    @property
    def is_called_by_brand(self) -> bool:
        """Whether no name says what it is: Colgate, Parle-G."""
        return not any(wording.classes for wording in self.wordings)

    def lends(self, concept: Concept, terms: Collection[str]) -> bool:
        """Whether words that are only part of its names may mean it: paneer paneer tikka, but aloo no chips."""
        fitting = goods.made() | concept.classes | {concept.name}
        return any(
            not classes or not classes.isdisjoint(fitting)
            for wording in self.wordings
            if not wording.terms.isdisjoint(terms)
            for classes in (wording.classes or self.classes,)
        )

    @cached_property
    def called(self) -> frozenset[str]:
        """Its names without the spaces."""
        return frozenset(wording.together for wording in self.wordings if wording.is_name)

    @cached_property
    def core(self) -> str:
        """What it is called without brand and size: milk, of Amul Milk 500 ml."""
        named = next((wording for wording in self.wordings if wording.is_name), None)
        return " ".join(part.word for part in named.parts if part.core) if named else ""

    @cached_property
    def shortest(self) -> int:
        """How many words its shortest name has."""
        named = [len(wording.parts) for wording in self.wordings if wording.is_name]
        return min(named, default=0)

    def _roles(self) -> Iterator[tuple[str, Place]]:
        for wording in self.wordings:
            for part in wording.parts:
                yield part.word, part.place
                yield from ((meaning, part.place) for meaning in part.meanings)
            yield from wording.wide
        yield from ((term(kind), Place.KIND) for kind in self.classes | self._by_brand)
        for word in self.category:
            yield word, Place.CATEGORY
        if self.loose:
            yield term(LOOSE), Place.KIND


class Named:
    """A product by all that it is called; `size`: what a piece holds, as `500 g`; `variants`: their names.

    `loose`: it is weighed out, and nobody's brand, so that who says loose means it whether a name says so or not.
    Its words are heard at once, and what each of them says is read when it is wanted.
    """

    def __init__(
        self,
        key: str,
        names: Iterable[str],
        *,
        brand: str | None = None,
        category: str | None = None,
        size: str | None = None,
        variants: Iterable[str] = (),
        place: int = 0,
        loose: bool = False,
    ) -> None:
        self.key, self.brand, self.place, self.loose = key, brand, place, loose
        called = tuple(dict.fromkeys(names))
        self.figures = frozenset(figure for name in (*called, size or "") for figure in figures(name))
        self.said = tuple(dict.fromkeys(words_of(name) for name in called))
        self._beside = words_of(f"{brand or ''} {size or ''}")
        self._variants = tuple(dict.fromkeys(words_of(name) for name in variants))
        self._category = category

    @property
    def shortest(self) -> int:
        """How many words its shortest name has."""
        return min((len(words) for words in self.said if words), default=0)

    @property
    def words(self) -> set[str]:
        """All words by which it may be found."""
        return {*chain(*self.said), *self._beside, *chain(*self._variants), *words_of(self._category or "")}

    def read(self, house: frozenset[str] = frozenset()) -> Listing:
        """What each word says of it; `house`: words with which names of this shelf begin that are brands."""
        brand = frozenset(words_of(self.brand)) if self.brand else frozenset()
        wordings = [read(words, brand, house) for words in self.said]
        if self._beside:
            wordings.append(_beside(self._beside, brand))
        wordings += [_varying(words) for words in self._variants]
        told = dict.fromkeys(each for each in wordings if each.parts)
        kept = tuple(sorted(told, key=lambda each: len(each.parts)))
        category = _terms_of(self._category)
        return Listing(self.key, kept, category, bool(self.brand), self.place, self.figures, self.loose)


@cache
def term(meaning: str) -> str:
    """A meaning as it stands among the words of a name: *=rice*."""
    return f"={meaning}"


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name as they sound, without those that are put in or left out."""
    heard = goods.heard(name)
    return tuple(word for word in heard if word not in goods.joints()) or heard


def last_told(words: Sequence[str]) -> str:
    """The last word that is no figure, no unit and nothing that goods are only like; empty where there is none."""
    known, units = goods.known(), goods.units()
    for word in reversed(words):
        if not (word.isdigit() or word in units or known.is_quality(word)):
            return word
    return ""


def house_brands(said: Iterable[Sequence[str]]) -> frozenset[str]:
    """The words with which names of many different things begin: who makes them, where no column says it."""
    things: dict[str, set[str]] = defaultdict(set)
    for words in said:
        if len(words) > 1 and not words[0].isdigit():
            things[words[0]].add(last_told(words[1:]))
    many = (word for word, ends in things.items() if len(ends) >= MANY_THINGS)
    return frozenset(word for word in many if not _told(goods.known().meaning(word)))


@lru_cache(maxsize=1 << 12)
def _terms_of(category: str | None) -> tuple[str, ...]:
    if not category:
        return ()
    words = words_of(category)
    meant = {term(each.name) for phrase in goods.known().phrases(words) for each in phrase.concepts}
    return (*words, *sorted(meant))


def read(words: Sequence[str], brand: frozenset[str], house: frozenset[str]) -> Wording:
    """A name by its words; the last word that is neither brand nor size is its head.

    Names of one shelf mostly differ in who makes the thing, so that what stands behind a house brand is read once.
    """
    by_house = bool(words) and words[0] in house
    behind = tuple(words[1:])
    if not by_house or goods.known().longest_from(words[0]) or not _names_by_itself(behind, brand):
        return _read(tuple(words), brand, by_house)
    maker = Part(words[0], frozenset(), Place.BRAND, False)
    thing = _read(behind, brand, False)
    parts, together = (maker, *thing.parts), maker.word + thing.together
    return Wording(parts, together, thing.wide, thing.classes, thing.by_brand)


def _names_by_itself(words: Sequence[str], brand: frozenset[str]) -> bool:
    """Whether something is named by more than a brand and a size."""
    return any(not (word.isdigit() or word in goods.units() or word in brand) for word in words)


@lru_cache(maxsize=1 << 14)
def _read(words: tuple[str, ...], brand: frozenset[str], by_house: bool) -> Wording:
    phrases = _longest(words)
    branded = {at for phrase in phrases if _is(phrase, Kind.BRAND) for at in range(phrase.start, phrase.end)}
    branded |= {at for at, word in enumerate(words) if word in brand or (not at and by_house)}
    sized = sizes(words) - branded
    core = [at for at in range(len(words)) if at not in sized and at not in branded]
    if all(words[at].isdigit() for at in core):  # shelcal 500 is called after its brand
        core = []
    core = core or [at for at in range(len(words)) if at not in sized] or list(range(len(words)))
    head = _head(words, core, phrases)
    places = [_place(at, head, branded - set(core), sized) for at in range(len(words))]
    return _worded(words, places, frozenset(core), phrases)


def _head(words: Sequence[str], core: Sequence[int], phrases: Sequence[Phrase]) -> int:
    """The last word that says what it is: no figure, nothing that it is like or comes in; -1 where there is no word."""
    wide = {
        at for phrase in phrases for at in range(phrase.start, phrase.end) if phrase.end - phrase.start > 1
    }
    for at in reversed(core):
        word = words[at]
        if word.isdigit():
            continue
        if at in wide or not (word in goods.units() or goods.known().is_quality(word)):
            return at
    return core[-1] if core else -1


def _worded(
    words: Sequence[str], places: Sequence[Place], core: frozenset[int], phrases: Sequence[Phrase]
) -> Wording:
    head = max((at for at, place in enumerate(places) if place is Place.HEAD), default=-1)
    heading = [phrase for phrase in phrases if phrase.start <= head < phrase.end]
    classes = _classes_of(phrase for phrase in heading if not _is(phrase, Kind.BRAND))
    classes |= {
        each.name
        for phrase in heading
        for each in phrase.concepts
        if each.classes and each.kind is Kind.GOODS
    }
    parts: list[Part] = []
    for at, word in enumerate(words):
        within = next((phrase for phrase in phrases if phrase.start <= at < phrase.end), None)
        own = _own(word)
        alone = within is None or within.end - within.start == 1
        if not alone and within is not None and _is(within, Kind.BRAND):
            own = frozenset()
        place = places[at]
        if place is Place.HEAD and not alone and own and not _is_of(own, classes):
            place = Place.UNDER
        parts.append(Part(word, frozenset(map(term, own)), place, at in core))
    wide = tuple(
        (term(each.name), max(places[phrase.start : phrase.end]))
        for phrase in phrases
        for each in phrase.concepts
        if phrase.end - phrase.start > 1
    )
    by_brand = _classes_of(phrase for phrase in phrases if _is(phrase, Kind.BRAND))
    return Wording(tuple(parts), "".join(words), wide, classes, by_brand)


def _is_of(meanings: frozenset[str], classes: frozenset[str]) -> bool:
    """Whether a longer word is one of its last word, which their classes tell: a ball pen is, peanut butter is not."""
    return any(
        meaning in classes or not goods.known().above(meaning).isdisjoint(classes) for meaning in meanings
    )


def _beside(words: Sequence[str], brand: frozenset[str]) -> Wording:
    """The brand and the size that stand in columns of their own."""
    parts = tuple(
        Part(word, frozenset(), Place.BRAND if word in brand else Place.SIZE, False) for word in words
    )
    return Wording(parts, "".join(words))


def _varying(words: Sequence[str]) -> Wording:
    """What a variant is called beside its product."""
    parts = tuple(Part(word, frozenset(map(term, _own(word))), Place.VARIANT, False) for word in words)
    return Wording(parts, "".join(words))


@lru_cache(maxsize=1 << 14)
def _own(word: str) -> frozenset[str]:
    """What a word of a name means by itself."""
    return frozenset(each.name for each in _told(goods.known().meaning(word)))


def sizes(words: Sequence[str]) -> set[int]:
    """Where a size is told: 500 ml, 5 kg; a number by itself, as in Dolo 650, is part of the name."""
    found: set[int] = set()
    for at, word in enumerate(words):
        if word not in goods.units():
            continue
        beside = [place for place in (at - 1, at + 1) if 0 <= place < len(words) and _is_figure(words[place])]
        if beside:
            found |= {at, beside[0]}
        if at - 1 in found and at >= 2 and words[at - 2].isdigit():
            found.add(at - 2)  # 1.5 l
    return found


def _is_figure(word: str) -> bool:
    return word.isdigit() or goods.known().is_portion(word)


def _longest(words: Sequence[str]) -> list[Phrase]:
    """The phrases of a name, none within another; who makes it stands before what it is."""
    found: list[Phrase] = []
    for phrase in goods.known().phrases(words):
        told = _told(phrase.concepts)
        if told and (not found or phrase.start >= found[-1].end):
            found.append(Phrase(phrase.start, phrase.end, told))
    return found


@lru_cache(maxsize=1 << 12)
def _told(concepts: frozenset[Concept]) -> frozenset[Concept]:
    """Without what is only talk: in the name of a product no word is."""
    return frozenset(each for each in concepts if each.kind is not Kind.TALK)


def _classes_of(phrases: Iterable[Phrase]) -> frozenset[str]:
    return frozenset(kind for phrase in phrases for each in phrase.concepts for kind in each.classes)


def _is(phrase: Phrase, kind: Kind) -> bool:
    return all(each.kind is kind for each in phrase.concepts)


def _place(at: int, head: int, branded: set[int], sized: set[int]) -> Place:
    if at == head:
        return Place.HEAD
    if at in branded:
        return Place.BRAND
    return Place.SIZE if at in sized else Place.INNER
