"""A *dabba* counts what is sold by the can, the tin or the jar."""

from decimal import Decimal
from types import SimpleNamespace
from typing import Any, cast

import pytest

from munshi.orders.called_boxes import in_own_box
from munshi.orders.desk import Desk
from munshi.orders.messages import Said
from munshi.orders.quantities import Measure, Pack

FOUR_LITRES = Pack(Decimal(4), "l")


def sold_by(*units: str) -> Desk:
    items = [SimpleNamespace(measure=Measure(unit, Decimal(1), pack=FOUR_LITRES)) for unit in units]
    cart = SimpleNamespace(open_wish=None)
    desk: Any = SimpleNamespace(
        cart=cart, shelf=SimpleNamespace(meant=lambda name: SimpleNamespace(items=items))
    )
    return cast(Desk, desk)


@pytest.mark.parametrize(
    ("text", "units", "unit"),
    [
        ("ट्रैक्टर इमल्शन सफेद 4 लीटर के 2 डिब्बे", ["can"], "can"),
        ("2 dabbe primer", ["tin"], "tin"),
        ("2 dibba achaar", ["jar"], "jar"),
        ("2 boxes of emulsion", ["can"], "box"),
        ("2 peti thums up", ["can"], "box"),
        ("2 dabba mithai", ["can", "box"], "box"),
        ("2 dabba paint", ["can", "tin"], "box"),
        ("2 dabba ande", ["pc"], "box"),
    ],
)
def test_a_dabba_is_what_the_thing_is_sold_in(text: str, units: list[str], unit: str) -> None:
    line = Said("paint", Decimal(2), "box", FOUR_LITRES, text=text)
    assert in_own_box(sold_by(*units), line).unit == unit
