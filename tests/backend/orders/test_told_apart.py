"""What is name and what is amount of a line, as the shelf tells it."""

from decimal import Decimal
from types import SimpleNamespace
from typing import Any, cast

import pytest

from munshi.orders.desk import Desk
from munshi.orders.messages import Message, Said
from munshi.orders.quantities import Measure, Pack
from munshi.orders.told_apart import note_what_counts_nothing, with_units_as_names

ROPE = Measure("m", Decimal(1))


def shop(*names: str, loose: Measure = ROPE) -> Any:
    """A desk whose shelf has one thing, sold `loose`, and others of these names."""
    item = SimpleNamespace(measure=loose)
    notes: list[dict[str, Any]] = []
    shelf = SimpleNamespace(
        meant=lambda name: SimpleNamespace(items=(item,)), is_name=lambda words: words in names
    )
    return SimpleNamespace(
        shelf=shelf, notes=notes, note=lambda name, **facts: notes.append({"note": name, **facts})
    )


def packed(name: str, pack: Pack, unit: str) -> Said:
    return Said(name, Decimal(1), unit, pack)


@pytest.mark.parametrize(("name", "unit"), [("rope", "bucket"), ("रस्सी", "bucket")])
def test_a_count_of_something_sold_here_is_a_line_of_its_own(name: str, unit: str) -> None:
    message = Message(lines=[packed(name, Pack(Decimal(10), "m"), unit)])
    rope, bucket = with_units_as_names(cast(Desk, shop("bucket")), message).lines
    assert (rope.name, rope.quantity, rope.unit, rope.pack) == (name, Decimal(10), "m", None)
    assert (bucket.name, bucket.quantity, bucket.unit) == (unit, Decimal(1), None)


def test_a_count_of_nothing_sold_here_is_of_the_pack() -> None:
    message = Message(lines=[packed("rope", Pack(Decimal(10), "m"), "bucket")])
    assert len(with_units_as_names(cast(Desk, shop()), message).lines) == 1


@pytest.mark.parametrize(
    ("said", "amount", "told"),
    [
        ("4 elbows, 2 tees, 12 ft pipe, pick up tomorrow", "2 tees", True),
        ("4 elbows, 12 ft pipe, pick up in 2 days", "2", False),
    ],
)
def test_an_amount_between_counted_things_is_said_to_count_nothing(
    said: str, amount: str, told: bool
) -> None:
    desk, line = shop(), Said(None, Decimal(2), text=amount)
    named = [Said("elbows", Decimal(4), text="4 elbows"), Said("pipe", Decimal(12), "ft", text="12 ft pipe")]
    beside = SimpleNamespace(notes=[], ways=["pickup"])
    message = SimpleNamespace(said=said, lines=[*named, line], beside=beside)
    note_what_counts_nothing(desk, [line], cast(Message, message))
    assert bool(desk.notes) is told
