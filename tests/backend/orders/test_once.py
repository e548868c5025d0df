"""What shall come again and again is ordered once, which is said and noted."""

import pytest

from tests.backend.orders.conftest import Customer


@pytest.mark.parametrize(
    ("said", "phrase"),
    [
        ("roz 6 kilo chini bhej do", "roz"),
        ("send 6 kg sugar every week", "every week"),
        ("हर सुबह 6 किलो चीनी", "हर सुबह"),
    ],
)
def test_it_comes_once_and_the_shop_reads_how_often_it_is_wanted(
    priya: Customer, said: str, phrase: str
) -> None:
    bill = priya.says("6 kg chini", said=said)
    assert bill.note("only_once")["names"] == [phrase]
    assert phrase in str(bill.facts["beside"])
    placed = priya.do("/orders", summary=bill.facts["summary"])
    assert placed.outcome == "placed"


@pytest.mark.parametrize("said", ["roz wali 6 kilo chini bhej do", "6 kilo chini bhej do", "the usual 6 kg"])
def test_what_always_comes_is_wanted_once_more(priya: Customer, said: str) -> None:
    assert "only_once" not in priya.says("6 kg chini", said=said).notes
