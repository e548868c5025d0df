"""Which goods of an order a complaint is of, where it may name what came in their place too."""

from munshi.catalogue.goods import Kind, known
from munshi.orders.models import Order, OrderLine
from munshi.service.tickets import words
from munshi.service.tickets.phrases import Keys, keys

SHORTEST = 3  # letters of a word by which goods of an order are known


def lines_named(text: str, order: Order) -> list[int]:
    """The goods of an order that a text names, by their places; those that it says were asked for, where it does."""
    said = keys(text)
    found = {line.position: places for line in order.lines if (places := _places(said, line))}
    wanted = words.asked_for(said, {place for places in found.values() for place in places})
    return [line for line, places in found.items() if not wanted or wanted & places]


def word_before(text: str, line: OrderLine) -> str | None:
    """The word right before the goods of a line, by its sound."""
    said = keys(text)
    first = min(_places(said, line), default=0)
    return said[first - 1] if first else None


def _places(said: Keys, line: OrderLine) -> set[int]:
    """Where in a text the goods of a line are named: by a word of their names, or by another word for the same."""
    names = [keys(name) for name in line.name.values()]
    own = {word for name in names for word in name if len(word) >= SHORTEST and words.tells(word)}
    same = {concept for name in names for concept in _goods(name).values()}
    places = {place for place, word in enumerate(said) if word in own}
    return places | {place for place, concept in _goods(said).items() if concept in same}


def _goods(said: Keys) -> dict[int, str]:
    """The everyday goods that are named, by where."""
    return {
        phrase.start: concept.name
        for phrase in known().phrases(said)
        for concept in phrase.concepts
        if concept.kind is Kind.GOODS
    }
