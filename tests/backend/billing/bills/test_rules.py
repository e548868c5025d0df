"""What a bill says: every figure is worked out a second time, in fractions of whole numbers and by another road."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from munshi.billing.bills.rules import (
    Item,
    Kind,
    Line,
    Scheme,
    Sort,
    Terms,
    by_hsn,
    delivery,
    financial_year,
    kind_of,
    number_of,
    part_of,
    reckoned,
    sums,
)

RATES = (0, Decimal("0.25"), 3, 5, 18, 40)
NAME = {"hi": "चीज़", "en": "thing", "hinglish": "cheez"}

items = st.builds(
    Item,
    st.just(NAME),
    st.decimals("0.001", "200", places=3),
    st.just("kg"),
    st.integers(0, 5_000_00),
    st.sampled_from([Decimal(rate) for rate in RATES]),
    st.sampled_from([None, "1101", "1001", "3401", "340120"]),
)
terms = st.builds(Terms, st.sampled_from(Scheme), st.booleans(), st.booleans(), st.booleans())


def a(
    rate: int = 5, paise: int = 100_00, quantity: str = "1", hsn: str | None = "1101", **more: object
) -> Item:
    return Item(NAME, Decimal(quantity), "pc", paise, Decimal(rate), hsn, **more)  # type: ignore[arg-type]


def regular(*, included: bool = True, within: bool = True, round_off: bool = False) -> Terms:
    return Terms(Scheme.REGULAR, included, within, round_off)


def nearest(fraction: Fraction) -> int:
    """The nearest whole number, a half upwards, from whole numbers alone."""
    return (2 * fraction.numerator + fraction.denominator) // (2 * fraction.denominator)


def tax_again(item: Item, terms: Terms) -> tuple[int, int]:
    """Taxable value and all tax of an item: the second calculation."""
    quantity, rate = Fraction(item.quantity), Fraction(item.gst_rate)
    worth = nearest(quantity * item.price_paise) - item.discount_paise
    inside = terms.prices_include_gst or item.sort is Sort.DELIVERY
    share = rate / (100 + rate) if inside else rate / 100
    tax = 2 * nearest(worth * share / 2)
    taxable = worth - tax if inside else worth
    return (taxable, tax) if terms.scheme is Scheme.REGULAR else (taxable + tax, 0)


@given(st.lists(items, min_size=1, max_size=12), terms)
def test_a_second_calculation_comes_to_the_same(wanted: list[Item], on: Terms) -> None:
    lines = reckoned(wanted, on)
    again = [tax_again(item, on) for item in wanted]
    assert [(line.taxable_paise, line.tax_paise) for line in lines] == again
    total = sums(lines, on.round_off)
    whole = sum(taxable + tax for taxable, tax in again)
    rounded = 100 * nearest(Fraction(whole, 100)) if on.round_off else whole
    assert (total.total_paise, total.round_off_paise) == (rounded, rounded - whole)
    assert total.taxable_paise + total.exempt_paise == sum(taxable for taxable, _ in again)


@given(st.lists(items, min_size=1, max_size=12), terms)
def test_the_parts_of_a_bill_add_up(wanted: list[Item], on: Terms) -> None:
    lines = reckoned(wanted, on)
    total = sums(lines, on.round_off)
    parts = (total.taxable_paise, total.exempt_paise, total.cgst_paise, total.sgst_paise, total.igst_paise)
    assert sum(parts) + total.round_off_paise == total.total_paise
    assert total.cgst_paise == total.sgst_paise
    assert not (total.cgst_paise and total.igst_paise)
    assert -50 <= total.round_off_paise <= 50
    rows = by_hsn(lines)
    assert sum(row.taxable_paise for row in rows) == total.taxable_paise + total.exempt_paise
    assert sum(row.cgst_paise for row in rows) == total.cgst_paise
    assert sum(row.igst_paise for row in rows) == total.igst_paise


@given(st.lists(items, min_size=1, max_size=8), st.booleans())
def test_the_same_goods_cost_the_same_in_every_state(wanted: list[Item], included: bool) -> None:
    here = sums(reckoned(wanted, regular(included=included, within=True)))
    there = sums(reckoned(wanted, regular(included=included, within=False)))
    assert there.total_paise == here.total_paise
    assert there.igst_paise == here.cgst_paise + here.sgst_paise


def test_the_sheet_of_the_trade_comes_to_its_figures() -> None:
    """The example of a kirana's bill: prices without tax, one line exempt."""
    lines = reckoned(
        [a(5, 255_00, "2"), a(0, 32_00, "3.5", "1001"), a(5, 27_50, "4", "3401")], regular(included=False)
    )
    total = sums(lines, round_off=True)
    assert [line.taxable_paise for line in lines] == [51000, 11200, 11000]
    assert [line.cgst_paise for line in lines] == [1275, 0, 275]
    assert (total.taxable_paise, total.exempt_paise, total.cgst_paise) == (62000, 11200, 1550)
    assert (total.round_off_paise, total.total_paise) == (0, 76300)


@pytest.mark.parametrize(("paise", "rounded"), [(10049, 10000), (10050, 10100), (10099, 10100), (49, 0)])
def test_fifty_paise_are_rounded_up(paise: int, rounded: int) -> None:
    assert sums(reckoned([a(0, paise)], regular()), round_off=True).total_paise == rounded


def test_a_discount_comes_before_the_tax() -> None:
    (line,) = reckoned([a(18, 118_00, discount_paise=18_00)], regular())
    assert (line.taxable_paise, line.tax_paise, line.total_paise) == (8474, 1526, 100_00)


def kinds(*rates: int, scheme: Scheme = Scheme.REGULAR, registered: bool = False) -> Kind:
    lines = reckoned([a(rate) for rate in rates], Terms(scheme, True, True))
    return kind_of(scheme, lines, registered)


def test_what_is_taxed_and_what_is_exempt_need_different_documents() -> None:
    assert kinds(5, 18) is Kind.TAX_INVOICE
    assert kinds(0, 0) is Kind.BILL_OF_SUPPLY
    assert kinds(0, 5) is Kind.MIXED


def test_both_in_one_are_for_who_is_not_registered() -> None:
    assert kinds(0, 5, registered=True) is Kind.TAX_INVOICE


def test_a_composition_dealer_issues_a_bill_of_supply_without_tax() -> None:
    assert kinds(5, 18, scheme=Scheme.COMPOSITION) is Kind.BILL_OF_SUPPLY
    (line,) = reckoned([a(18, 118_00)], Terms(Scheme.COMPOSITION, True, True))
    assert (line.taxable_paise, line.tax_paise) == (118_00, 0)


def test_who_is_not_registered_writes_a_bill() -> None:
    assert kinds(5, scheme=Scheme.UNREGISTERED) is Kind.BILL


def test_bringing_is_taxed_as_most_of_what_is_brought() -> None:
    goods = [a(5, 300_00, hsn="1101"), a(18, 200_00, hsn="3402"), a(0, 250_00, hsn="1001")]
    brought = delivery(30_00, goods, NAME, None)
    assert (brought.gst_rate, brought.hsn) == (Decimal(5), "1101")
    (line,) = reckoned([brought], regular(included=False))
    assert line.total_paise == 30_00  # its tax is in it, whatever the goods do


def test_bringing_may_have_a_rate_of_its_own() -> None:
    assert delivery(30_00, [a(5)], NAME, Decimal(18)).gst_rate == 18


def taken_apart(line: Line, shares: Sequence[Decimal]) -> int:
    return sum(part_of(line, share).total_paise for share in shares)


@given(items, terms)
def test_a_part_of_a_line_is_never_more_than_the_line(item: Item, on: Terms) -> None:
    (line,) = reckoned([item], on)
    part = part_of(line, item.quantity / 2)
    assert 0 <= part.total_paise <= line.total_paise
    assert part.cgst_paise == part.sgst_paise


@pytest.mark.parametrize(
    ("day", "year"), [(date(2026, 3, 31), "25-26"), (date(2026, 4, 1), "26-27"), (date(2099, 5, 1), "99-00")]
)
def test_the_financial_year_begins_in_april(day: date, year: str) -> None:
    assert financial_year(day) == year


def test_a_number_has_at_most_sixteen_signs() -> None:
    assert number_of("INV", "26-27", 42) == "INV/26-27/0042"
    assert len(number_of("INV", "26-27", 999_999)) == 16
    with pytest.raises(ValueError, match="longer"):
        number_of("INV", "26-27", 1_000_000)
