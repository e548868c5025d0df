"""Which of the things that were shown somebody means: by a tap, a place, a price, a size, or part of a name. Pure."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from munshi.asking.ordinals import by_number, by_pick, is_number
from munshi.catalogue import matching
from munshi.catalogue.figures import agree, figures
from munshi.orders.items import Item
from munshi.orders.quantities import SCALES
from munshi.orders.shelf import figures_of, named_among

NONE_OF_THEM = re.compile(
    r"\W*(?:dono(?:\s+me(?:in)?\s+se)?(?:\s+koi)?\s+(?:nahi|nahin|nhi)|koi\s+(?:bhi\s+)?(?:nahi|nahin|nhi)|neither"
    r"|none(?:\s+of\s+(?:them|these|those))?|दोनों(?:\s+में\s+से)?(?:\s+कोई)?\s+नहीं|कोई\s+(?:भी\s+)?नहीं)(?!\w)\W*",
    re.IGNORECASE,
)
NO_FIRST = re.compile(
    r"\W*(?:no|nope|nahi|nahin|nhi|नहीं)(?:[\s,]+(?:no|nahi|nahin|nhi|नहीं|thanks|ji|जी))*\s*"
    r"(?:[.!।;]\s*|,\s*(?=(?:what|which|kya|kaun|do you|क्या|कौन)\b))",
    re.IGNORECASE,
)
FEWEST_OF_A_REST = 3  # words that say something more
LONG_ENOUGH = 2  # digits of a figure that may be part of a name
BOTH, THREE = 2, 3


@dataclass(frozen=True)
class Choice:
    """How something is chosen: the key of a tap, picks such as `2`, `-1`, `cheapest` or `both`, and the words."""

    tapped: str | None = None
    picks: Sequence[str] = ()
    text: str | None = None


def chosen(options: Sequence[Item], choice: Choice, bar: float) -> list[Item]:
    """The options that are meant, all of them equally; none where nothing says so."""
    if choice.tapped is not None:
        return [item for item in options if item.key == choice.tapped]
    if choice.picks:
        return [item for pick in dict.fromkeys(choice.picks) for item in picked(options, pick)]
    if choice.text is None:
        return []
    if is_number(choice.text):
        return _one(by_number(options, choice.text))
    if sized := by_figure(options, choice.text):
        return sized
    named = named_among(options, choice.text, bar)
    return [named] if named else named_by_word(options, choice.text)


def refusal(text: str, *, asks: bool, offers: bool = False) -> str | None:
    """What is said behind words that choose nothing of what was shown; None where they do not say so.

    `asks`: it asks something, so that a no before it is one; `offers`: so is one before another sentence.
    """
    found = NONE_OF_THEM.match(text) or (NO_FIRST.match(text) if asks or offers else None)
    if found is None:
        return None
    rest = text[found.end() :].strip()
    if offers and not asks and len(rest.split()) < FEWEST_OF_A_REST:
        return None  # "no. 2 kilo" is another amount of it
    return rest if len(rest.split()) >= FEWEST_OF_A_REST else ""


def picked(options: Sequence[Item], pick: str) -> list[Item]:
    """What a pick takes of the options in the order in which they were shown; `rest` of a choice is nothing."""
    pick_of = PICKS.get(pick)
    return pick_of(options) if pick_of and options else _one(by_pick(options, pick))


def named_by_word(options: Sequence[Item], text: str) -> list[Item]:
    """Those of the options that the most words of a text name, words that all of them have left aside."""
    said = {word for word in words_of([text]) if not word.isdecimal() or len(word) >= LONG_ENOUGH}
    names = [words_of(_names(item)) for item in options]
    shared = frozenset.intersection(*names) if len(names) > 1 else frozenset()
    counts = [len(said & (name - shared)) for name in names]
    best = max(counts, default=0)
    found = [item for item, count in zip(options, counts, strict=True) if count == best > 0]
    return found if len(found) < len(options) or len(options) == 1 else []


def by_figure(options: Sequence[Item], text: str) -> list[Item]:
    """Those of the options that have a size which was said, where not all have: *1.5 wala*, *4 inch*."""
    said = [figure for figure in figures(text) if figure.measure or figure.is_telling]
    found = [item for item in options if agree(said, figures_of(item)) > 0]
    return found if len(found) < len(options) else []


def beside(text: str, asked: str) -> str:
    """The words of a text without those that were asked about; to *which aata?*, *aata* says nothing."""
    known = words_of([asked])
    return " ".join(word for word in text.split() if not words_of([word]) <= known)


def words_of(texts: Iterable[str]) -> frozenset[str]:
    """The words of some texts by their sound."""
    return frozenset(word for text in texts for word in matching.sound(text).key.split())


def _names(item: Item) -> list[str]:
    pack = item.measure.pack
    size = [f"{pack.quantity.normalize():f}"] if pack else []
    return [*item.name.values(), *(item.variant or {}).values(), *item.aliases, *size]


def _one(option: Item | None) -> list[Item]:
    return [] if option is None else [option]


def _cheapest(options: Sequence[Item]) -> list[Item]:
    return [min(options, key=lambda item: item.price_paise)]


def _dearest(options: Sequence[Item]) -> list[Item]:
    return [max(options, key=lambda item: item.price_paise)]


def _smallest(options: Sequence[Item]) -> list[Item]:
    return [min(options, key=_size(options))]


def _largest(options: Sequence[Item]) -> list[Item]:
    return [max(options, key=_size(options))]


def _size(options: Sequence[Item]) -> Callable[[Item], Decimal]:
    """How large an option is: by what a piece holds where all of them say so, else by its price."""
    held = {item.key: _content(item) for item in options}
    if len({kind for kind, _ in held.values()}) == 1 and None not in {kind for kind, _ in held.values()}:
        return lambda item: held[item.key][1]
    return lambda item: Decimal(item.price_paise)


def _content(item: Item) -> tuple[str | None, Decimal]:
    pack = item.measure.pack
    if pack is None or pack.unit not in SCALES:
        return None, Decimal(0)
    kind, scale = SCALES[pack.unit]
    return kind, pack.quantity * scale


def _so_many(count: int) -> Callable[[Sequence[Item]], list[Item]]:
    """*Both* of two are those two; of three it does not say which."""
    return lambda options: list(options) if len(options) == count else []


PICKS: Mapping[str, Callable[[Sequence[Item]], list[Item]]] = {
    "any": lambda options: [options[0]],
    "both": _so_many(BOTH),
    "three": _so_many(THREE),
    "all": lambda options: list(options),
    "cheapest": _cheapest,
    "dearest": _dearest,
    "smallest": _smallest,
    "largest": _largest,
}
SO_MANY = frozenset({"both", "three", "all"})  # of these picks
