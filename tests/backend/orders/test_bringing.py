"""What stands in an address and what was ordered beside it."""

from decimal import Decimal

import pytest

from munshi.orders.bringing import _without, _without_amount
from munshi.orders.messages import Said
from munshi.orders.quantities import Pack


@pytest.mark.parametrize(
    ("said", "line", "left"),
    [
        ("1 kilo anar 13 bakhtawar nagar", "1 kilo anar", ", 13 bakhtawar nagar"),
        ("anar 13 bakhtawar nagar", "anar 1", "anar 13 bakhtawar nagar"),
        ("अनार 14 गीता भवन", "अनार 1", "अनार 14 गीता भवन"),
    ],
)
def test_goods_are_cut_out_of_an_address_by_whole_words(said: str, line: str, left: str) -> None:
    assert _without(said, [Said("anar", text=line)]) == left


@pytest.mark.parametrize(
    ("before", "line", "tail", "left"),
    [
        ("2 kg ", Said("moong dal", Decimal(2), "kg"), "22 shankar nagar", "22 shankar nagar"),
        ("2 kg ", Said("moong dal", Decimal(2), "kg"), "2 shankar nagar", "2 shankar nagar"),
        ("", Said("atta", Decimal(2), "kg"), "2 kilo 22 shankar nagar", " 22 shankar nagar"),
        ("", Said("atta", Decimal(2), "kg"), "22 shankar nagar", "22 shankar nagar"),
        ("", Said("लक्स साबुन", Decimal(3)), "3, 12 गीता भवन", ", 12 गीता भवन"),
        ("2 bread 1 ", Said("ghee", Decimal(1), pack=Pack(Decimal(1), "l")), "1L 5 vesu", " 5 vesu"),
        ("1L ", Said("ghee", Decimal(2), pack=Pack(Decimal(1), "l")), "1 lakshmi nagar", "1 lakshmi nagar"),
        ("", Said("lux", Decimal(3)), "3a geeta bhavan", "3a geeta bhavan"),
    ],
)
def test_a_house_keeps_its_figures_behind_goods_that_are_counted_alike(
    before: str, line: Said, tail: str, left: str
) -> None:
    assert _without_amount(line, before, tail) == left
