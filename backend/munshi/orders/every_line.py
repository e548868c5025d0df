"""What is said of everything in the cart at once: twice or half as much, or one amount of each."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from munshi.orders.desk import Desk
from munshi.orders.halves import HALF
from munshi.orders.messages import Message, Said
from munshi.orders.portions import half_portion
from munshi.orders.settling import put_instead
from munshi.orders.wishes import Line, Op, Wish
from munshi.word_lists import WordLists, plain

LISTS = WordLists(__file__, "every_line.yml")
_words = LISTS.words
TWICE = Decimal(2)
BOTH = 2


def is_not_all(said: str | None) -> bool:
    """Whether words say that not all of it is meant: *not the whole order*, *poora nahi*."""
    return LISTS.has(plain(said), "not_all")


def take(desk: Desk, message: Message) -> Message | None:
    """Sets every line of the cart to what the message says of all; the message without it, None where it says nothing.

    Beside other things that are counted, the amount of all stands right behind its word: *dono 5-5, aur 3 torch*.
    """
    if not desk.cart.lines or desk.cart.open_wish:
        return None
    words = plain(message.said).split()
    all_of_it = _words("all") | (_words("both") if len(desk.cart.lines) == BOTH else frozenset())
    named = [line for line in message.lines if line.name and not line.beside]
    if all_of_it.isdisjoint(words) or any(line.quantity is None for line in named):
        return None
    counted = [line for line in message.lines if not line.name and line.quantity is not None]
    amounts = [line for line in counted if line.op is not Op.REMOVE]
    doubles = not _words("double").isdisjoint(words) and not named
    if not doubles and len(amounts) != 1:
        return None
    if named and not _stands_behind(words, all_of_it, amounts[0]):
        return None
    if not doubles and amounts[0].quantity == HALF and amounts[0].unit is None and not named:
        _halve(desk)
    else:
        wishes = [_twice(line) if doubles else _so_much(line, amounts) for line in desk.cart.lines]
        desk.note_results(desk.cart.fulfil(wishes, desk.shelf))
    return replace(message, lines=[line for line in message.lines if line not in counted])


def says_more(message: Message) -> bool:
    """Whether there is more to hear: other things, where it goes, how it is paid, a note."""
    beside = message.beside
    told = beside.says_terms or beside.notes or beside.without_notes
    return bool(told) or any(not line.beside for line in message.lines)


def _stands_behind(words: Sequence[str], all_of_it: frozenset[str], amount: Said) -> bool:
    """Whether an amount stands right behind the word for all."""
    text = plain(amount.text).split()
    return any(
        word in all_of_it and words[at + 1 : at + 1 + len(text)] == text for at, word in enumerate(words)
    )


def _halve(desk: Desk) -> None:
    """Half of each line; one of a dish that has a half portion is that, and what cannot be halved is asked about."""
    for line in list(desk.cart.lines):
        half = half_portion(desk, line) if line.quantity == 1 else None
        if half is not None:
            put_instead(desk, line, half, None)
            continue
        item = line.item
        wish = Wish(item.name["en"], (item.key,), line.quantity * HALF, item.measure.unit, op=Op.SET)
        desk.note_results(desk.cart.fulfil([wish], desk.shelf))


def _twice(line: Line) -> Wish:
    item = line.item
    return Wish(item.name["en"], (item.key,), line.quantity * TWICE, item.measure.unit, op=Op.SET)


def _so_much(line: Line, amounts: Sequence[Said]) -> Wish:
    said, item = amounts[0], line.item
    return Wish(item.name["en"], (item.key,), said.quantity, said.unit, said.pack, op=Op.SET)
