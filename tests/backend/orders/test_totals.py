"""What a cart costs, as policy."""

from decimal import Decimal

import pytest

from munshi.orders.totals import DeliveryTerms, Priced, delivery_fee, short_of_minimum, totals

TERMS = DeliveryTerms(fee_paise=3000, minimum_paise=20000, free_above_paise=50000)


def priced(quantity: str, price_paise: int, rate: str) -> Priced:
    return Priced(Decimal(quantity), price_paise, Decimal(rate))


def test_a_menu_price_gets_its_gst_on_top() -> None:
    sums = totals([priced("2", 14000, "5")], prices_include_gst=False, fee_paise=4000)
    assert (sums.goods_paise, sums.gst_paise, sums.total_paise) == (28000, 1400, 33400)


def test_a_shop_price_has_its_gst_inside() -> None:
    sums = totals([priced("1", 26200, "5")], prices_include_gst=True, fee_paise=0)
    assert (sums.goods_paise, sums.gst_paise, sums.total_paise) == (26200, 1248, 26200)


def test_the_two_halves_of_the_gst_are_equal() -> None:
    for price in range(1, 400):
        assert totals([priced("1", price, "5")], False, 0).gst_paise % 2 == 0


def test_half_a_paisa_is_rounded_up() -> None:
    assert totals([priced("0.25", 3802, "0")], True, 0).total_paise == 951


@pytest.mark.parametrize(("goods", "fee"), [(20000, 3000), (49999, 3000), (50000, 0), (80000, 0)])
def test_delivery_is_free_from_its_amount_on(goods: int, fee: int) -> None:
    assert delivery_fee(goods, TERMS) == fee


def test_the_minimum_itself_is_enough() -> None:
    assert short_of_minimum(19999, TERMS) == 1
    assert short_of_minimum(20000, TERMS) == 0
