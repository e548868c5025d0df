"""What is ordered: one line for each item, with quantity, unit and pack, by a grammar over the words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from nlu.orders.counting.amounts import NOTHING, Amount, Measure, merge
from nlu.orders.counting.each import are_things, things
from nlu.orders.counting.models import begins_with_model, is_model, is_size
from nlu.orders.goods import is_quality
from nlu.orders.parts import Kind, Part
from nlu.orders.words import AND, JOINTS, WALA
from nlu.words.reading import Word
from nlu.words.unit_words import HOLDING, HOLDING_MORE

LONGEST_TEXT = 4096  # characters that one message can hold
HALF, ONE = Amount(Decimal("0.5")), Amount(Decimal(1))
MOST_LINES = 100
LONGEST_NAME = 12  # words; what is longer is a story


@dataclass(frozen=True)
class Line:
    """One item as it was asked for; `start` and `end` are its words."""

    name: str | None
    amount: Amount
    start: int
    end: int
    op: str | None = None

    @property
    def is_bare(self) -> bool:
        """Whether nothing is said of how much."""
        return self.amount == NOTHING

    def value(self) -> dict[str, Any]:
        """The line as the entity's value."""
        return {
            "name": self.name,
            "quantity": _decimal(self.amount.quantity),
            "unit": self.amount.unit,
            "pack": _pack(self.amount.pack),
            "op": self.op,
        }


@dataclass(frozen=True)
class Item:
    """A name with its amounts while a segment is being read; either may still be missing."""

    name: Part | None
    amounts: tuple[Part, ...]

    @property
    def start(self) -> int:
        """The first word."""
        return min(part.start for part in self._parts())

    @property
    def end(self) -> int:
        """The word after the last."""
        return max(part.end for part in self._parts())

    def _parts(self) -> Iterator[Part]:
        yield from self.amounts
        if self.name:
            yield self.name


def lines_of(words: Sequence[Word], parts: Sequence[Part]) -> list[Line]:
    """The lines that the parts make."""
    items: list[Item] = []
    for segment in _segments(parts):
        for item in _items(words, segment):
            items = _joined(words, items, item)
    apart = (each for item in items for each in _apart(words, item, alone=len(items) == 1))
    return _shared(words, list(apart))[:MOST_LINES]


def _segments(parts: Sequence[Part]) -> Iterator[list[Part]]:
    segment: list[Part] = []
    for part in parts:
        if part.kind is Kind.BREAK:
            if segment:
                yield segment
            segment = []
        elif part.kind is not Kind.OUTSIDE:
            segment.append(part)
    if segment:
        yield segment


def _items(words: Sequence[Word], segment: Sequence[Part]) -> Iterator[Item]:
    """Pairs names and amounts by what the segment begins with."""
    runs = _runs(segment)
    if not runs:
        return
    if _counts_kinds(words, runs):
        yield Item(runs[0][0], ())
        yield from _amount_first(runs[1:])
    elif runs[0][0].kind is Kind.AMOUNT:
        yield from _amount_first(runs)
    else:
        yield from _name_first(runs)


def _counts_kinds(words: Sequence[Word], runs: Sequence[Sequence[Part]]) -> bool:
    """Whether a thing stands before the counts of its kinds: "pen 5 blue 5 black", "dal ek half ek full"."""
    kinds = [run[0].kind for run in runs]
    turns = kinds == [Kind.NAME, Kind.AMOUNT] * (len(runs) // 2) + [Kind.NAME]
    return turns and are_kinds(words, [run[0] for run in runs[2::2]])


def are_kinds(words: Sequence[Word], names: Sequence[Part]) -> bool:
    """Whether several names say only which kind of a thing is meant: blue and black, half and full, *steam wale*."""
    named = all(name.kind is Kind.NAME for name in names)
    return named and len(names) > 1 and all(_is_kind(words, name) for name in names)


def _is_kind(words: Sequence[Word], name: Part) -> bool:
    """Whether a name is a quality, or what it is like with *wala*."""
    is_like = any(word.key in WALA for word in words[name.start + 1 : name.end + 1])
    return is_like or all(map(is_quality, words[name.start : name.end]))


def _runs(segment: Sequence[Part]) -> list[list[Part]]:
    """Amounts that follow each other stand together, names each by itself."""
    runs: list[list[Part]] = []
    for part in segment:
        if runs and part.kind is Kind.AMOUNT and runs[-1][0].kind is Kind.AMOUNT:
            runs[-1].append(part)
        else:
            runs.append([part])
    return runs


def _amount_first(runs: list[list[Part]]) -> Iterator[Item]:
    """2 kilo aata 1 maggi; what describes the pack may follow: 750 ml coke 2 bottles."""
    if begins_with_model(runs):
        yield Item(Part(Kind.NAME, runs[0][0].start, runs[1][0].end), tuple(runs[2]))
        return
    at = 0
    while at < len(runs):
        amounts = runs[at] if runs[at][0].kind is Kind.AMOUNT else []
        at += bool(amounts)
        name = runs[at][0] if at < len(runs) and runs[at][0].kind is Kind.NAME else None
        at += name is not None
        while name and len(amounts) > 1 and _are_of_two(amounts[0], amounts[1]):
            yield Item(None, (amounts.pop(0),))
        after = runs[at] if at < len(runs) and runs[at][0].kind is Kind.AMOUNT else []
        if name:
            name, amounts, rest = _with_half(name, amounts, after)
            runs[at : at + bool(after)] = [rest] if rest else []
            after = rest
        if name and after and amounts and is_model(after[0], amounts[0]):
            name, after = Part(Kind.NAME, name.start, after[0].end), after[1:]
            runs[at : at + 1] = [after] if after else []
        own = after if at + 1 >= len(runs) else after[: _described(after)]
        if name and amounts and after and (own or len(after) > 1) and is_size(amounts[-1], after[0]):
            name, amounts, own = Part(Kind.NAME, amounts[-1].start, name.end), amounts[:-1], own or after[:1]
        if not name or not own:
            yield Item(name, tuple(amounts))
            continue
        yield from _two_names(name, amounts, own) or [Item(name, (*amounts, *own))]
        at += 1
        if len(own) < len(after):
            runs.insert(at, after[len(own) :])


def _are_of_two(one: Part, other: Part) -> bool:
    """Whether two amounts before a name count vessels of which none is in the other: "20 jar 10 box bisleri"."""
    first, second = one.amount or NOTHING, other.amount or NOTHING
    counted = all(each.quantity and each.unit in HOLDING and not each.pack for each in (first, second))
    inside = first.unit in HOLDING_MORE and second.unit not in HOLDING_MORE
    return counted and first.unit != second.unit and not inside


def _with_half(name: Part, before: list[Part], after: list[Part]) -> tuple[Part, list[Part], list[Part]]:
    """Beside a count, half is a portion and part of the name: "ek half biryani", "2 biryani half"."""
    if before and after and after[0].amount == HALF:
        return Part(Kind.NAME, name.start, after[0].end), before, after[1:]
    portion = bool(after) and after[0].amount is not None and after[0].amount.is_count
    if before and (len(before) > 1 or portion) and before[-1].amount == HALF:
        return Part(Kind.NAME, before[-1].start, name.end), before[:-1], after
    return name, before, after


def _described(amounts: Sequence[Part]) -> int:
    """How many amounts speak of the name before them: a pack, or a unit alone ("2 milk packets 1 bread")."""
    first = amounts[0].amount if amounts else None
    return int(bool(first and first.quantity is None))


def _two_names(name: Part, before: Sequence[Part], after: Sequence[Part]) -> list[Item] | None:
    """Two amounts that fit no one thing, around two words, are of two: "2 kilo aata chawal 5 kilo"."""
    first, second = (before[0].amount, after[0].amount) if before and after else (None, None)
    if not first or not second or merge(first, second) or name.end - name.start != 2:
        return None
    names = (Part(Kind.NAME, at, at + 1) for at in (name.start, name.end - 1))
    return [Item(each, tuple(amounts)) for each, amounts in zip(names, (before, after), strict=True)]


def _name_first(runs: Sequence[Sequence[Part]]) -> Iterator[Item]:
    """aata 2 kilo chawal 5 kilo; "chini 1 kilo 2 packet namak 1 maggi" turns round."""
    at = 0
    while at < len(runs):
        name = runs[at][0]
        amounts = list(runs[at + 1]) if at + 1 < len(runs) and runs[at + 1][0].kind is Kind.AMOUNT else []
        at += 1 + bool(amounts)
        turns = len(amounts) > 1 and at < len(runs) and runs[-1][0].kind is Kind.NAME
        if len(amounts) > 1 and is_model(amounts[0], amounts[1], among=not turns):
            name, amounts = Part(Kind.NAME, name.start, amounts[0].end), amounts[1:]
            turns = turns and len(amounts) > 1
        halved = len(amounts) > 1 and not turns and amounts[0].amount == HALF
        if halved and (amounts[1].amount or NOTHING).is_count:
            name, amounts = Part(Kind.NAME, name.start, amounts[0].end), amounts[1:]  # "noodles half 1"
        if turns and amounts[0].amount and not amounts[0].amount.pack:
            yield Item(name, (amounts[0],))
            yield from _amount_first([amounts[1:], *map(list, runs[at:])])
            return
        yield Item(name, tuple(amounts))


def _joined(words: Sequence[Word], items: list[Item], item: Item) -> list[Item]:
    """An amount by itself belongs to the bare name before it, a bare name to the amount before it.

    A word for one before a name only names it where how many stands behind: "ek maggi reh gayi, 4 packet". What an
    *and* joins comes besides: "2 packet de do aur bread".
    """
    last = items[-1] if items else None
    if last and last.name and item.name is None and _only_names(words, last):
        return [*items[:-1], Item(last.name, item.amounts)]
    if last and item.name is None and last.name and (not last.amounts or _are_so_many(last, item)):
        return [*items[:-1], Item(last.name, (*last.amounts, *item.amounts))]
    if (
        last
        and last.name is None
        and item.name is not None
        and not (item.amounts or _comes_besides(words[last.end : item.start]))
    ):
        return [*items[:-1], Item(item.name, last.amounts)]
    return [*items, item]


def _comes_besides(between: Sequence[Word]) -> bool:
    """Whether an *and* behind another word joins what follows; alone it says that there shall be more: "4 aur roti"."""
    return len(between) > 1 and any(word.plain in AND for word in between)


def _only_names(words: Sequence[Word], item: Item) -> bool:
    """Whether no more is said of how much than "ek" or "a" before the name."""
    ones = [part for part in item.amounts if part.amount == ONE and not words[part.start].is_number]
    return len(item.amounts) == len(ones) == 1 and item.start == ones[0].start


def _are_so_many(thing: Item, more: Item) -> bool:
    """Whether an amount by itself counts the packs before it, or says what they hold.

    "500 ml thums up, 2 bottles"; "6 milk, 1 litre ones".
    """
    if len(thing.amounts) != 1 or len(more.amounts) != 1:
        return False
    size, count = (each.amounts[0].amount or NOTHING for each in (thing, more))
    if count.quantity is None:
        return count.pack is not None and size.quantity is not None and not size.is_measure
    is_size = size.is_measure or (size.quantity is None and size.pack is not None)
    return is_size and (count.unit in HOLDING or (count.unit is None and size.quantity is None))


def _apart(words: Sequence[Word], item: Item, *, alone: bool) -> list[Item]:
    """An amount of each is of several things: "haldi mirch dhaniya 100-100 gram"; not "4 box of 500 g each"."""
    is_each = len(item.amounts) == 1 and bool(item.amounts[0].amount and item.amounts[0].amount.each)
    name = item.name if is_each else None
    inside = words[name.start : name.end] if name else ()
    if name is None or any(word.plain in JOINTS or word.is_number or not word.key for word in inside):
        return [item]
    names = things(words, name)
    amount = item.amounts[0].amount
    if not alone and not are_things(words, names, measured=bool(amount and amount.is_measure)):
        return [item]
    said_at = 0 if item.amounts[0].start < name.start else len(names) - 1
    return [Item(each, item.amounts if i == said_at else ()) for i, each in enumerate(names)]


def _shared(words: Sequence[Word], items: Sequence[Item]) -> list[Line]:
    """The lines; "ek ek kilo" and "sab" share an amount with every bare name beside it."""
    lines = [_line(words, item) for item in items]
    for i, line in enumerate(lines):
        if line.amount.each:
            one = replace(line.amount, each=False)
            lines[i] = replace(line, amount=one)
            lines = _spread(lines, i, one, forwards=items[i].name is None or _begins_with_amount(items[i]))
    return lines


def _begins_with_amount(item: Item) -> bool:
    return bool(item.name and item.amounts and item.amounts[0].start < item.name.start)


def _spread(lines: list[Line], at: int, amount: Amount, *, forwards: bool) -> list[Line]:
    others = range(at + 1, len(lines)) if forwards else range(at - 1, -1, -1)
    for i in others:
        if not lines[i].is_bare:
            break
        lines[i] = replace(lines[i], amount=amount)
    return lines


def _line(words: Sequence[Word], item: Item) -> Line:
    amount = NOTHING
    for part in item.amounts:
        merged = merge(amount, part.amount) if part.amount else None
        amount = merged or amount
    name = text_of(words, item.name.start, item.name.end) if item.name else None
    return Line(name, amount, item.start, item.end)


def text_of(words: Sequence[Word], start: int, end: int) -> str:
    """Words as they were written, the first of them where they are many."""
    written = ""
    named = words[start:end][:LONGEST_NAME]
    for before, word in zip([None, *named], named, strict=False):
        written += (" " if before and before.end < word.start else "") + word.text
    return written


def _decimal(quantity: Decimal | None) -> str | None:
    if quantity is None:
        return None
    return f"{quantity.quantize(Decimal('0.001')).normalize():f}"


def _pack(measure: Measure | None) -> dict[str, str | None] | None:
    return {"quantity": _decimal(measure.quantity), "unit": measure.unit} if measure else None
