"""How much is meant, as policy."""

from decimal import Decimal

import pytest

from munshi.orders.quantities import (
    OWN,
    Measure,
    OffStep,
    OverLimit,
    Pack,
    QuantityMissing,
    UnderLeast,
    UnitUnfit,
    fits,
    quantity_for,
    refuse_under_least,
)

LOOSE = Measure("kg", Decimal("0.25"), Decimal(20))
BAG = Measure("bag", Decimal(1), Decimal(6), Pack(Decimal(5), "kg"))
WIRE = Measure("ft", Decimal("0.1"), least=Decimal(10))
ROLL = Measure("roll", Decimal(1))
EGGS = Measure("pc", Decimal(1), Decimal(60))
BANANAS = Measure("dozen", Decimal("0.5"))
GRAIN = Measure("quintal", Decimal("0.05"))
BUCKET = Measure("bucket", Decimal(1), pack=Pack(Decimal(20), "l"))
TABLETS = Measure("tablet", Decimal(1))


def q(text: str) -> Decimal:
    return Decimal(text)


@pytest.mark.parametrize(
    ("said", "unit", "sold", "wanted"),
    [
        ("2", "kg", LOOSE, "2"),
        ("500", "g", LOOSE, "0.5"),
        ("2", None, LOOSE, "2"),
        ("12", "pc", EGGS, "12"),
        ("1", "bag", BAG, "1"),
        ("2", "packet", BAG, "2"),
        ("10", "kg", BAG, "2"),
        ("0.2", "quintal", LOOSE, "20"),
        ("2", "coil", ROLL, "2"),
        ("50", "kg", GRAIN, "0.5"),
        ("40", "l", BUCKET, "2"),
        ("2", "bucket", BUCKET, "2"),
        ("10", "tablet", EGGS, "10"),
        ("10", "tablet", TABLETS, "10"),
        ("10", "capsule", TABLETS, "10"),
        ("10", None, TABLETS, "10"),
        ("24", "pc", BANANAS, "2"),
        ("6", None, BANANAS, "0.5"),
        ("2", OWN, BANANAS, "2"),
    ],
)
def test_what_is_said_becomes_the_unit_of_the_product(
    said: str, unit: str | None, sold: Measure, wanted: str
) -> None:
    assert quantity_for(q(said), unit, None, sold) == q(wanted)


def test_one_piece_is_assumed_of_what_is_counted() -> None:
    assert quantity_for(None, None, None, EGGS) == 1
    assert quantity_for(None, "bag", Pack(q("5"), "kg"), BAG) == 1


def test_one_dozen_is_assumed_of_what_is_sold_by_the_dozen() -> None:
    assert quantity_for(None, None, None, BANANAS) == 1


@pytest.mark.parametrize(("said", "nearest"), [("1", "0.5"), ("7", "1"), ("13", "1.5")])
def test_a_dozen_is_not_broken_further_than_its_step(said: str, nearest: str) -> None:
    with pytest.raises(OffStep) as off:
        quantity_for(q(said), None, None, BANANAS)
    assert off.value.nearest == q(nearest)


def test_a_strip_is_no_number_of_tablets() -> None:
    with pytest.raises(UnitUnfit):
        quantity_for(q("2"), "strip", None, TABLETS)


def test_weight_is_never_guessed() -> None:
    with pytest.raises(QuantityMissing):
        quantity_for(None, None, None, LOOSE)


@pytest.mark.parametrize(
    ("said", "unit", "sold"),
    [("1", "l", LOOSE), ("3", "kg", BAG), ("1", "packet", EGGS), ("1", "bag", LOOSE)],
)
def test_a_unit_that_does_not_fit_is_asked_about(said: str, unit: str, sold: Measure) -> None:
    with pytest.raises(UnitUnfit):
        quantity_for(q(said), unit, None, sold)


def test_a_ten_kilo_bag_is_no_five_kilo_bag() -> None:
    with pytest.raises(UnitUnfit):
        quantity_for(q("1"), "bag", Pack(q("10"), "kg"), BAG)
    assert quantity_for(q("1"), "bag", Pack(q("5000"), "g"), BAG) == 1


def test_off_the_step_the_next_step_up_is_offered() -> None:
    with pytest.raises(OffStep) as off:
        quantity_for(q("300"), "g", None, LOOSE)
    assert off.value.nearest == q("0.5")


def test_over_the_limit_the_limit_is_offered() -> None:
    with pytest.raises(OverLimit) as over:
        quantity_for(q("40"), "kg", None, LOOSE)
    assert over.value.most == 20


def test_two_kilos_can_only_mean_the_loose_one() -> None:
    assert fits("kg", q("2"), None, LOOSE)
    assert not fits("kg", q("2"), None, BAG)
    assert fits("kg", q("5"), None, BAG)


def test_what_is_sold_from_an_amount_on_is_not_sold_in_less() -> None:
    refuse_under_least(Decimal(10), WIRE)
    with pytest.raises(UnderLeast) as refused:
        refuse_under_least(Decimal(9), WIRE)
    assert refused.value.least == 10


def test_feet_and_metres_are_lengths_of_one_thing() -> None:
    assert fits("m", Decimal(3), None, WIRE)
    assert quantity_for(Decimal("3.048"), "m", None, WIRE) == 10
