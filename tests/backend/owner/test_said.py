"""Until when something is sold out, as a message says it."""

from datetime import date, time

import pytest

from munshi.orders.messages import Said
from munshi.owner.rules import Kind, Mark
from munshi.owner.said import SaidUntil, Told

TOMORROW = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("hammer aaj nahi, kal se milega", time()),
        ("hammer nahi kal tak", None),
    ],
)
def test_the_day_is_of_the_product_before_it(text: str, hour: time | None) -> None:
    marks = [Mark(Kind.GONE, text.index("nahi"))]
    marks += [Mark(Kind.BACK, text.index("se milega"))] if "se milega" in text else []
    until = SaidUntil(text.index("kal"), TOMORROW)
    (told,) = Told([(Said("hammer"), 0)], marks, until=until, text=text).each(lambda said: said)
    assert (told.kind, told.until) == (Kind.GONE, SaidUntil(until.start, TOMORROW, hour))


def test_the_day_of_another_product_is_not_of_this_one() -> None:
    text = "maggi nahi, doodh nahi kal tak"
    lines = [(Said("maggi"), 0), (Said("doodh"), text.index("doodh"))]
    until = SaidUntil(text.index("kal"), TOMORROW)
    maggi, doodh = Told(lines, [Mark(Kind.GONE, 6)], until=until, text=text).each(lambda said: said)
    assert (maggi.until, doodh.until) == (None, until)
