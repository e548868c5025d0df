"""What stands in an address and what was ordered beside it."""

import pytest

from munshi.orders.bringing import _without
from munshi.orders.messages import Said


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
