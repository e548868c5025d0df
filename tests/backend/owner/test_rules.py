"""What a word about the stock does to it, and what is more than usual."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from munshi.owner.rules import (
    Kind,
    Mark,
    end_of,
    is_much,
    kind_at,
    moves_much,
    new_figure,
    new_price,
    of_a_price,
    price_told,
    rupees_said,
)

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
TOMORROW = date(2026, 11, 25)


def test_what_runs_out_until_kal_runs_out_until_tomorrow() -> None:
    yesterday = date(2026, 11, 23)
    assert end_of(NOW, yesterday, None, counted=True) == end_of(NOW, TOMORROW, None, counted=True)


def test_what_is_there_again_from_tomorrow_is_sold_out_until_midnight() -> None:
    assert end_of(NOW, TOMORROW, time(), counted=True) == datetime(2026, 11, 25, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "paise"), [("pan 40 ab 165 ka ho gaya", 16500), ("pan 40 mehnga hua, tel 90", None)]
)
def test_the_price_is_the_number_that_is_not_of_the_name(text: str, paise: int | None) -> None:
    assert rupees_said(text, 0, [Decimal(40)]) == paise


@pytest.mark.parametrize(
    ("text", "product", "counted", "kind"),
    [
        ("50 kilo chini came", "chini", True, Kind.CAME),
        ("bread and butter gone", "bread", False, Kind.GONE),
        ("bread, butter, jam gone", "bread", False, Kind.GONE),
        ("acc gone, brass tap priced 310", "brass", False, Kind.PRICED),
        ("came 30 reams and 20 bags today. bottles gone", "bags", True, Kind.CAME),
        ("came 30 reams and 20 bags today. bottles gone", "bottles", False, Kind.GONE),
        ("pens 100 came, pencils 50, erasers gone", "pencils", True, Kind.CAME),
        ("pens 100 came, pencils 50, erasers gone", "erasers", False, Kind.GONE),
        ("pencils back, 50 came", "pencils", True, Kind.CAME),
        ("chini", "chini", False, None),
    ],
)
def test_which_word_says_what_happened(text: str, product: str, counted: bool, kind: Kind | None) -> None:
    marks = [Mark(each, text.find(each)) for each in Kind if text.find(each) >= 0]
    marks.sort(key=lambda mark: mark.start)
    assert kind_at(text, marks, text.index(product), counted=counted) is kind


@pytest.mark.parametrize(
    ("kind", "left", "quantity", "then"),
    [(Kind.CAME, 10, 5, 15), (Kind.LOST, 10, 4, 6), (Kind.LOST, 3, 4, 0), (Kind.LEFT, 10, 4, 4)],
)
def test_what_is_there_afterwards(kind: Kind, left: int, quantity: int, then: int) -> None:
    assert new_figure(kind, Decimal(left), Decimal(quantity)) == then


def test_a_price_never_falls_below_nothing() -> None:
    assert new_price(Kind.CHEAPER, 300, 500) == 0
    assert new_price(Kind.DEARER, 300, 500) == 800
    assert new_price(Kind.PRICED, 300, 500) == 500


def test_a_sum_without_an_amount_is_a_price() -> None:
    assert of_a_price(Kind.LOST, None, 1000) is Kind.CHEAPER
    assert of_a_price(Kind.LOST, Decimal(10), None) is Kind.LOST
    assert of_a_price(Kind.GONE, None, 1000) is Kind.GONE


def test_a_bare_number_of_a_price_is_in_rupees() -> None:
    assert price_told(None, Decimal(42), None) == 4200
    assert price_told(300, Decimal(42), None) == 300
    assert price_told(None, Decimal(42), "kg") is None


def test_what_is_much_is_measured_by_what_came_before() -> None:
    assert is_much(Decimal(201), Decimal(100))
    assert not is_much(Decimal(200), Decimal(100))
    assert not is_much(Decimal(200), None)


def test_a_price_that_moves_by_a_fifth_may_be_a_slip() -> None:
    assert moves_much(1000, 1300)
    assert not moves_much(1000, 1100)
