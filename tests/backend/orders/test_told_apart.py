"""What is name and what is amount of a line, as the shelf tells it."""

from decimal import Decimal
from types import SimpleNamespace
from typing import Any, cast

import pytest

from munshi.orders.desk import Desk
from munshi.orders.items import Item
from munshi.orders.kept import Beside, Spoken
from munshi.orders.messages import Message, Said
from munshi.orders.nearest import among
from munshi.orders.quantities import Measure, Pack
from munshi.orders.shelf import StockedShelf, likely, measured_by, of_size, pack_in
from munshi.orders.some_of_those import with_some_of_those
from munshi.orders.told_apart import (
    note_what_counts_nothing,
    read_by_shelf,
    with_figure_before,
    with_its_figure,
    with_units_as_names,
    with_whole_names,
)

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


@pytest.mark.parametrize(
    ("number", "name", "measures"),
    [(4, "sq wire", True), (4, "wire", False), (6, "sq wire", False), (10, "m wire", False)],
)
def test_what_measures_a_thing_in_its_name_counts_none(number: int, name: str, measures: bool) -> None:
    wire = SimpleNamespace(name={"en": "Wire 4 sq mm"}, aliases=())
    assert measured_by(cast(Item, wire), Decimal(number), name) is measures


def named(name: str) -> Any:
    """Something that is sold by the piece and is called so."""
    measure = Measure("pc", Decimal(1), pack=pack_in(name, "pc"))
    return SimpleNamespace(name={"en": name}, aliases=(), measure=measure)


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("Sarso tel 1 L", Pack(Decimal(1), "l")),
        ("Butter 500 g", Pack(Decimal(500), "g")),
        ("Pampers M", None),
        ("Gloves 2 M", None),
    ],
)
def test_a_size_in_a_name_is_what_a_piece_holds(name: str, pack: Pack | None) -> None:
    assert pack_in(name, "pc") == pack


@pytest.mark.parametrize(
    ("quantity", "unit", "meant"),
    [
        (1, "kg", ["Fevicol 1 kg"]),
        (500, "g", ["Fevicol 500 g"]),
        (2, "kg", ["Fevicol 1 kg", "Fevicol 500 g"]),
        (2, None, ["Fevicol 1 kg", "Fevicol 500 g"]),
    ],
)
def test_a_pack_of_just_so_much_is_meant(quantity: int, unit: str | None, meant: list[str]) -> None:
    items = [named("Fevicol 1 kg"), named("Fevicol 500 g")]
    assert [item.name["en"] for item in likely(items, Decimal(quantity), unit, None)] == meant


@pytest.mark.parametrize("text", ["paint brush do inch", "पेंट ब्रश दो इंच", "brush 2 inch", "two inch brush"])
def test_a_size_in_words_is_of_the_name_and_leaves_nothing_over(text: str) -> None:
    names = [f"Paint brush {size} inch" for size in (2, 4)]
    piece = Measure("pc", Decimal(1))
    found = among([Item(name, {"en": name}, piece, 6000, Decimal(0)) for name in names], text)
    assert found is not None
    assert ([item.sku for item in found.items], found.left) == (["Paint brush 2 inch"], "")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("12 watt wale", "Bulb 12W"),
        ("9w", "Bulb 9W"),
        ("do inch", "Brush 2 inch"),
        ("दो इंच वाला", "Brush 2 inch"),
        ("15 watt", None),
        ("12", None),
    ],
)
def test_a_size_alone_names_the_one_thing_that_has_it(text: str, found: str | None) -> None:
    item = of_size([named("Bulb 9W"), named("Bulb 12W"), named("Brush 2 inch"), named("Brush 4 inch")], text)
    assert (item and item.name["en"]) == found


@pytest.mark.parametrize(
    ("said", "name", "quantity", "unit"),
    [
        (Said("sq wire", Decimal(4), pack=Pack(Decimal(10), "m")), "sq wire 4", Decimal(10), "m"),
        (Said("sq wire", Decimal(4)), "sq wire", Decimal(4), None),
        (Said("wire", Decimal(4), pack=Pack(Decimal(10), "m")), "wire", Decimal(4), None),
    ],
)
def test_ten_metres_of_a_wire_that_is_called_by_a_figure_are_ten(
    said: Said, name: str, quantity: Decimal | None, unit: str | None
) -> None:
    wire = SimpleNamespace(name={"en": "Wire 4 sq mm"}, aliases=())
    shelf = SimpleNamespace(meant=lambda _: SimpleNamespace(items=(wire,)))
    read = with_its_figure(cast(StockedShelf, shelf), said)
    assert (read.name, read.quantity, read.unit) == (name, quantity, unit)


@pytest.mark.parametrize(
    ("text", "name", "unit", "read"),
    [
        ("10 shampoo ke pouch", "shampoo", "packet", ("shampoo pouch", None)),
        ("1 shampoo bottle", "shampoo", "bottle", ("shampoo bottle", None)),
        ("10 shampoo ke packet", "shampoo", "packet", ("shampoo", "packet")),
        ("2 kilo shampoo", "shampoo", "kg", ("shampoo", "kg")),
    ],
)
def test_what_it_comes_in_tells_it_from_others_called_alike(
    text: str, name: str, unit: str, read: tuple[str, str | None]
) -> None:
    sold = {
        each: SimpleNamespace(key=each, name={"en": each}, aliases=(), measure=Measure("pc", Decimal(1)))
        for each in ("shampoo pouch", "shampoo bottle")
    }

    def meant(said: str) -> Any:
        one = sold.get(said)
        items = (one,) if one else tuple(sold.values())
        return SimpleNamespace(items=items, against=not one and said != "shampoo", left="", sure=bool(one))

    desk = SimpleNamespace(shelf=SimpleNamespace(meant=meant))
    (line,) = read_by_shelf(cast(Desk, desk), Message([Said(name, Decimal(10), unit, text=text)]))
    assert (line.name, line.unit) == read


@pytest.mark.parametrize(
    ("text", "name", "sold", "number", "counts"),
    [
        ("4 hinges", "hinge", "Hinge 4in", 4, True),
        ("do brush", "brush", "Paint Brush 2in", 2, True),
        ("telma 40", "telma", "Telma 40", 40, False),
    ],
)
def test_a_number_before_a_name_counts_and_one_behind_may_be_of_it(
    text: str, name: str, sold: str, number: int, counts: bool
) -> None:
    item = SimpleNamespace(name={"en": sold}, aliases=(), measure=Measure("pc", Decimal(1)))
    shelf = SimpleNamespace(meant=lambda _: SimpleNamespace(items=(item,)))
    read = with_its_figure(cast(Any, shelf), Said(name, Decimal(number), text=text))
    assert (read.quantity == number) is counts


@pytest.mark.parametrize(
    ("text", "name"), [("2 extra roti", "extra roti"), ("2 tawa roti", "roti"), ("2 roti", "roti")]
)
def test_the_word_before_a_name_is_of_it_where_something_is_called_so(text: str, name: str) -> None:
    extra, chapati = (SimpleNamespace(name={"en": each}, aliases=()) for each in ("Extra roti", "Chapati"))
    found = {"extra roti": (extra,)}
    shelf = SimpleNamespace(meant=lambda said: SimpleNamespace(items=found.get(said, (chapati, extra))))
    desk = cast(Desk, SimpleNamespace(shelf=shelf))
    message = with_whole_names(desk, Message([Said("roti", Decimal(2), text=text)]))
    assert [line.name for line in message.lines] == [name]


def on_shelf(name: str) -> StockedShelf:
    """A shelf on which every word means one thing of this name."""
    return cast(StockedShelf, SimpleNamespace(meant=lambda said: SimpleNamespace(items=(named(name),))))


@pytest.mark.parametrize(
    ("said", "name", "quantity"),
    [
        (Said("sugar strips", Decimal(50), "box", text="sugar strips, box of 50"), "sugar strips 50", None),
        (Said("sugar strips", Decimal(50), "box", text="50 box sugar strips"), "sugar strips", 50),
        (Said("sugar strips", Decimal(40), "box", text="sugar strips, box of 40"), "sugar strips", 40),
    ],
)
def test_what_a_pack_holds_is_no_number_of_packs(said: Said, name: str, quantity: int | None) -> None:
    read = with_its_figure(on_shelf("Sugar Strips 50"), said)
    assert (read.name, read.quantity) == (name, quantity)


@pytest.mark.parametrize(
    ("kept", "text", "name", "quantity"),
    [
        ("Lactogen 1 400 g", "lactogen 2", "lactogen 2", None),
        ("Lactogen 1 400 g", "2 lactogen", "lactogen", 2),
        ("MCB 2 pole", "lactogen 3", "lactogen", 3),
        ("Lactogen 400 g", "lactogen 2", "lactogen", 2),
    ],
)
def test_a_number_is_of_the_name_where_that_has_another(
    kept: str, text: str, name: str, quantity: int | None
) -> None:
    figure = Decimal(next(word for word in text.split() if word.isdecimal()))
    read = with_its_figure(on_shelf(kept), Said("lactogen", figure, text=text))
    assert (read.name, read.quantity) == (name, quantity)


def test_some_of_what_is_counted_is_no_other_thing() -> None:
    sweet = Said("meethi lassi", Decimal(2), text="2 meethi lassi")
    one = Said("lassi", Decimal(1), text="ek lassi")
    said = "2 meethi lassi, ek lassi me chini kam"
    made = Beside(notes=[Spoken("chini kam", of_making=True, wished=True)])
    told = with_some_of_those(Message([sweet, one], said=said, beside=made))
    assert list(told.lines) == [sweet]
    assert [(note.text, note.about) for note in told.beside.notes] == [
        ("ek lassi me chini kam", "meethi lassi")
    ]


@pytest.mark.parametrize("beside", [Beside(), Beside(notes=[Spoken("jaldi bhejna", wished=True)])])
def test_fewer_of_another_kind_without_a_wish_is_another_thing(beside: Beside) -> None:
    lines = [Said("meethi lassi", Decimal(2)), Said("lassi", Decimal(1))]
    assert (
        list(with_some_of_those(Message(lines, said="2 meethi lassi, 1 lassi", beside=beside)).lines) == lines
    )


@pytest.mark.parametrize(
    ("said", "named", "quantity"),
    [
        ("ek cheez bhul gyi 2 vim bar bhi daal do", False, 2),
        ("1 5 star", True, 1),  # the figure is of the name
        ("ek vim bar bhi daal do", False, 1),
        ("2 vim bar. no 1", False, 1),  # what stands as a figure was read as one
    ],
)
def test_the_figure_right_before_a_name_counts_it(said: str, named: bool, quantity: int) -> None:
    desk = cast(Desk, SimpleNamespace(shelf=SimpleNamespace(is_name=lambda _: named)))
    name = "star" if named else "vim bar"
    heard = with_figure_before(desk, Message([Said(name, Decimal(1))], said=said))
    assert [line.quantity for line in heard.lines] == [Decimal(quantity)]
