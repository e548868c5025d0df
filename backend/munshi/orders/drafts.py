"""A person's cart: its lines, and the wishes that still need an answer. Pure; how it is stored stands at the end."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from munshi.orders.items import AddOn, Item, Shelf, sku_of
from munshi.orders.kept import Kept
from munshi.orders.quantities import Pack
from munshi.orders.wishes import (
    ORDER_OF_QUESTIONS,
    Ask,
    Gone,
    Line,
    Offer,
    Op,
    Question,
    Removed,
    Settled,
    Wish,
    settle,
)


@dataclass(frozen=True)
class Before:
    """The lines and wishes of a cart, as stored, before they were changed last."""

    lines: Sequence[dict[str, Any]]
    wishes: Sequence[dict[str, Any]]


@dataclass
class Cart:
    """What one person is putting together; the first wish is the one that is asked about."""

    serial: int = 0
    lines: list[Line] = field(default_factory=list)
    wishes: list[Wish] = field(default_factory=list)
    pincode: str | None = None
    address: str | None = None
    before: "Before | None" = None
    kept: Kept = field(default_factory=Kept)

    @property
    def open_wish(self) -> Wish | None:
        """The wish whose question is open."""
        return self.wishes[0] if self.wishes else None

    @property
    def is_empty(self) -> bool:
        """Nothing in it, and nothing asked."""
        return not self.lines and not self.wishes

    def held(self, item: Item) -> Decimal:
        """How much of an item is in the cart."""
        return sum((line.quantity for line in self.lines if line.item.key == item.key), Decimal(0))

    def empty(self) -> None:
        """Takes everything out; the next cart is another one."""
        self.lines, self.wishes, self.serial = [], [], self.serial + 1
        self.kept = Kept()

    def fulfil(self, wishes: Sequence[Wish], shelf: Shelf) -> list[Settled]:
        """Settles these wishes one after the other; what must be asked waits with the questions that are open."""
        results = [result for wish in wishes if (result := self._fulfil(wish, shelf))]
        self._sort()
        return results

    def _sort(self) -> None:
        self.wishes.sort(key=lambda wish: ORDER_OF_QUESTIONS.index(wish.question or Ask.CHOOSE_PRODUCT))

    def look_again(self, shelf: Shelf) -> list[Settled]:
        """Settles everything anew: prices, stock and offers may have changed. Says what did."""
        lines, wishes = self.lines, self.wishes
        self.lines, self.wishes = [], []
        kept = {line.item.key: line for line in lines}
        again = [
            Wish(line.item.name["en"], (line.item.key,), line.quantity, line.item.measure.unit, op=Op.SET)
            for line in lines
        ]
        results = self.fulfil([*again, *wishes], shelf)
        self.lines = [_as_before(line, kept.get(line.item.key)) for line in self.lines]
        return [result for result in results if not isinstance(result, Question)]

    def _fulfil(self, wish: Wish, shelf: Shelf) -> Settled | None:
        result = settle(wish, shelf, self.held)
        if isinstance(result, Question):
            self._wait(result.wish)
        elif isinstance(result, Line):
            self._put(result)
        elif isinstance(result, Gone | Removed):
            self.lines = [line for line in self.lines if line.item.key != result.item.key]
        return result

    def _wait(self, wish: Wish) -> None:
        """The same is not asked twice: an offer that is open already covers a second wish for the same thing."""
        asked = [(each.items, each.question, each.offer) for each in self.wishes if each.offer]
        if (wish.items, wish.question, wish.offer) not in asked:
            self.wishes.append(wish)

    def answer(self, answers: Sequence[Wish], shelf: Shelf) -> list[Settled]:
        """Settles what became of the wish that was asked about; what is still open of it stays in front."""
        self.wishes.pop(0)
        waiting, self.wishes = self.wishes, []
        results = [result for wish in answers if (result := self._fulfil(wish, shelf))]
        self.wishes += waiting
        self._sort()
        return results

    def undo(self, shelf: Shelf) -> bool:
        """Brings back what was there before the last change; whether there was one."""
        if self.before is None:
            return False
        self.lines = list(lines_from_store(self.before.lines, shelf))
        self.wishes = [wish_from_store(each) for each in self.before.wishes]
        return True

    def changed_last(self) -> list[Item]:
        """What the last change has put in, or of which it has changed the amount."""
        if self.before is None:
            return []
        there = {row["item"]: row["quantity"] for row in self.before.lines}
        return [line.item for line in self.lines if there.get(line.item.key) != str(line.quantity)]

    def _put(self, new: Line) -> None:
        for place, line in enumerate(self.lines):
            if line.item.key == new.item.key:
                self.lines[place] = replace(new, add_ons=line.add_ons)
                return
        self.lines.append(new)


def _as_before(line: Line, before: Line | None) -> Line:
    """A line that stays: with the add-ons that the dish still has, at today's prices."""
    if before is None:
        return line
    wanted = {add_on.key for add_on in before.add_ons}
    add_ons = tuple(each for each in line.item.add_ons if each.key in wanted)
    return replace(line, add_ons=add_ons, unsaid=before.unsaid and before.quantity == line.quantity)


def lines_to_store(cart: Cart) -> list[dict[str, Any]]:
    """The lines as JSON; names and prices are looked up anew when they are read."""
    return [
        {
            "item": line.item.key,
            "quantity": str(line.quantity),
            "add_ons": [add_on.key for add_on in line.add_ons],
            **({"unsaid": True} if line.unsaid else {}),
        }
        for line in cart.lines
    ]


def lines_from_store(stored: Sequence[dict[str, Any]], shelf: Shelf) -> Iterator[Line]:
    """The lines on today's terms; what the business no longer has is gone."""
    for row in stored:
        item = shelf.item(row["item"])
        if item is not None:
            add_ons: tuple[AddOn, ...] = tuple(each for each in item.add_ons if each.key in row["add_ons"])
            yield Line(item, Decimal(row["quantity"]), add_ons, row.get("unsaid", False))


def wish_to_store(wish: Wish) -> dict[str, Any]:
    """A wish as JSON."""
    pack = wish.pack and {"quantity": str(wish.pack.quantity), "unit": wish.pack.unit}
    offer = wish.offer and {
        "item": wish.offer.item,
        "quantity": str(wish.offer.quantity),
        "op": wish.offer.op,
    }
    return {
        "asked": wish.asked,
        "items": list(wish.items),
        "quantity": None if wish.quantity is None else str(wish.quantity),
        "unit": wish.unit,
        "pack": pack,
        "op": wish.op,
        "sure": wish.sure,
        "also": list(wish.also),
        "question": wish.question,
        "offer": offer,
        "repeats": wish.repeats,
        "doubted": wish.doubted,
        "worth": wish.worth,
        **({"of_those": True} if wish.of_those else {}),
    }


def wish_from_store(stored: dict[str, Any]) -> Wish:
    """The wish that was stored."""
    pack, offer = stored["pack"], stored["offer"]
    return Wish(
        stored["asked"],
        tuple(stored["items"]),
        None if stored["quantity"] is None else Decimal(stored["quantity"]),
        stored["unit"],
        Pack(Decimal(pack["quantity"]), pack["unit"]) if pack else None,
        Op(stored["op"]),
        stored["sure"],
        tuple(stored["also"]),
        Ask(stored["question"]) if stored["question"] else None,
        Offer(offer["item"], Decimal(offer["quantity"]), Op(offer["op"])) if offer else None,
        stored.get("repeats", False),
        stored.get("doubted", False),
        stored.get("worth"),
        stored.get("of_those", False),
    )


def skus_in(lines: Sequence[dict[str, Any]], wishes: Sequence[dict[str, Any]]) -> set[str]:
    """The products that a stored cart speaks of, to look them all up at once."""
    keys = [row["item"] for row in lines]
    for wish in wishes:
        keys += [*wish["items"], *wish["also"], *([wish["offer"]["item"]] if wish["offer"] else [])]
    return {sku_of(key) for key in keys}
