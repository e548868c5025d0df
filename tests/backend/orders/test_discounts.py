"""What is taken off, as policy, and that every sum adds up whatever the discounts are."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from munshi.orders.discounts import Discount, Reckoned, Sold, State, missing_paise, reckon, shared_out
from munshi.orders.totals import Priced, totals

NOW = datetime(2026, 11, 24, 19, 0, tzinfo=ZoneInfo("Asia/Kolkata"))  # a Tuesday
NAME = {"hi": "छूट", "en": "Off", "hinglish": "Chhoot"}


def off(id: str = "OFF", **said: Any) -> Discount:
    return Discount(id, NAME, **said)


def sold(sku: str, quantity: str, price_paise: int, category: str | None = None) -> Sold:
    return Sold(sku, category, Decimal(quantity), price_paise)


def taken(reckoned: Reckoned) -> dict[str, int]:
    return {given.discount.id: given.paise for given in reckoned.given}


def test_ten_per_cent_of_some_goods_leaves_the_others_as_they_are() -> None:
    found = reckon(
        [sold("A", "2", 5000), sold("B", "1", 9000)],
        [off(percent=Decimal(10), skus=frozenset({"A"}))],
        NOW,
    )
    assert found.of_lines == (1000, 0)


def test_two_for_one_gives_one_of_each_pair() -> None:
    discounts = [off(buy=1, get=1, categories=frozenset({"Biscuit"}))]
    for quantity, free in (("1", 0), ("2", 1), ("3", 1), ("4", 2)):
        found = reckon([sold("A", quantity, 1000, "Biscuit")], discounts, NOW)
        assert found.of_lines == (free * 1000,)


def test_of_two_discounts_of_one_line_the_better_one_counts_alone() -> None:
    discounts = [off("FIVE", percent=Decimal(5), skus=frozenset({"A"})), off("PAIR", buy=1, get=1)]
    assert taken(reckon([sold("A", "2", 1000)], discounts, NOW)) == {"PAIR": 1000}


def test_a_discount_of_the_order_is_of_what_the_goods_still_cost() -> None:
    discounts = [off("A", percent=Decimal(50), skus=frozenset({"A"})), off("ALL", percent=Decimal(10))]
    found = reckon([sold("A", "1", 2000), sold("B", "1", 1000)], discounts, NOW)
    assert taken(found) == {"A": 1000, "ALL": 200}
    assert found.of_lines == (1100, 100)


def test_the_sum_itself_is_enough() -> None:
    discounts = [off(off_paise=5000, above_paise=60000)]
    assert taken(reckon([sold("A", "1", 60000)], discounts, NOW)) == {"OFF": 5000}
    assert taken(reckon([sold("A", "1", 59999)], discounts, NOW)) == {}
    assert missing_paise(discounts[0], [sold("A", "1", 59999)]) == 1


def test_a_code_is_for_who_says_it_in_any_letters() -> None:
    discounts = [off(percent=Decimal(10), code="DIWALI10")]
    assert not reckon([sold("A", "1", 1000)], discounts, NOW).given
    assert reckon([sold("A", "1", 1000)], discounts, NOW, "diwali10").of_lines == (100,)


def test_its_first_and_last_days_count() -> None:
    runs = off(percent=Decimal(10), first=date(2026, 11, 24), last=date(2026, 11, 24))
    assert runs.state(NOW) is State.RUNS
    assert off(percent=Decimal(10), last=date(2026, 11, 23)).state(NOW) is State.LAPSED
    assert off(percent=Decimal(10), first=date(2026, 11, 25)).state(NOW) is State.NOT_YET


def test_happy_hours_end_on_the_minute_and_know_their_days() -> None:
    happy = off(percent=Decimal(20), weekdays=frozenset({1}), opens=time(18, 30), closes=time(19))
    assert happy.state(NOW.replace(hour=18, minute=59)) is State.RUNS
    assert happy.state(NOW) is State.NOT_NOW
    assert happy.state(NOW.replace(day=25, hour=18, minute=45)) is State.NOT_NOW


def test_more_than_the_goods_cost_is_never_taken_off() -> None:
    assert reckon([sold("A", "1", 3000)], [off(off_paise=5000)], NOW).of_lines == (3000,)


def test_gst_follows_what_is_paid() -> None:
    lines = [Priced(Decimal(1), 10000, Decimal(5), discount_paise=2000)]
    assert totals(lines, prices_include_gst=False, fee_paise=0).gst_paise == 400
    assert totals(lines, prices_include_gst=False, fee_paise=0).total_paise == 8400
    assert totals(lines, prices_include_gst=True, fee_paise=0).gst_paise == 380


SKUS, CATEGORIES = ("A", "B", "C"), ("Biscuit", "Tel", None)
LINES = st.lists(
    st.builds(
        Sold,
        st.sampled_from(SKUS),
        st.sampled_from(CATEGORIES),
        st.decimals("0.25", "50", places=2),
        st.integers(0, 500_000),
    ),
    max_size=6,
)
WAYS = st.one_of(
    st.fixed_dictionaries({"percent": st.decimals("0.5", "100", places=1)}),
    st.fixed_dictionaries({"off_paise": st.integers(1, 1_000_000)}),
    st.fixed_dictionaries({"buy": st.integers(1, 3), "get": st.integers(1, 3)}),
)


@st.composite
def any_discount(draw: st.DrawFn) -> Discount:
    way = draw(WAYS)
    of_goods: dict[str, Any] = (
        {} if "off_paise" in way else {"skus": draw(st.frozensets(st.sampled_from(SKUS)))}
    )
    return Discount(
        draw(st.sampled_from("XYZ")),
        NAME,
        **way,
        **of_goods,
        above_paise=draw(st.sampled_from([0, 100, 60000])),
        code=draw(st.sampled_from([None, "CODE"])),
    )


@given(LINES, st.lists(any_discount(), max_size=4, unique_by=lambda each: each.id), st.booleans())
def test_every_bill_adds_up_whatever_is_taken_off(
    lines: list[Sold], discounts: list[Discount], included: bool
) -> None:
    found = reckon(lines, discounts, NOW, "CODE")
    assert sum(found.of_lines) == sum(given.paise for given in found.given)
    assert all(0 <= paise <= line.amount_paise for paise, line in zip(found.of_lines, lines, strict=True))
    priced = [
        Priced(line.quantity, line.price_paise, Decimal(18), paise)
        for line, paise in zip(lines, found.of_lines, strict=True)
    ]
    sums = totals(priced, included, 3000)
    net = sums.goods_paise - sums.discount_paise
    assert net == sum(each.net_paise for each in priced) >= 0
    assert sums.total_paise == net + 3000 + (0 if included else sums.gst_paise)
    assert 0 <= sums.gst_paise <= net + len(lines)


@given(st.integers(0, 10**7), st.lists(st.integers(0, 10**7), min_size=1, max_size=8))
def test_what_is_shared_out_is_all_of_it_and_fits_each_line(paise: int, amounts: list[int]) -> None:
    paise = min(paise, sum(amounts))
    shares = shared_out(paise, amounts)
    assert sum(shares) == paise
    assert all(0 <= share <= amount for share, amount in zip(shares, amounts, strict=True))
