"""Days, hours, counts, houses, codes and phones are no sums of money."""

import pytest

from munshi.asking.bodies import IntentBody, ReadingBody, SumBody, ValueBody
from munshi.asking.reading import Reading
from munshi.asking.sums import figures, is_called_by


@pytest.mark.parametrize(
    ("text", "rupees"),
    [
        ("baaki 5 tareekh ko dunga", []),
        ("452001 gate pe guard ko dena", []),
        ("₹452001 bheje, 150000 rupaye aur", [452001, 150000]),
        ("बाकी 600 5 दिसंबर को दूँगी", [600]),
        ("i will pay 500 on 10th", [500]),
        ("dec 5 ko 300 dunga", [300]),
        ("98270 09222 ka khata khol do, 500 limit", [500]),
        ("239 upi bheja 9827009214 ke liye", [239]),
        ("PAY-7 aur PAY-15 dono mil gaye", []),
        ("makan no 45 wale ne 200 diye", [200]),
        ("table 6 ka 480, room no 101 ka 1500", [480, 1500]),
        ("kal flight 8500, hotel room 1500 aur train ticket 850", [8500, 1500, 850]),
        ("shaam 5 baje 40 le lena", [40]),
        ("10:30 baje 300", [300]),
        ("2 kilo chini 88 ki", [88]),
        ("10 din me 250", [250]),
        ("2300 nahi, 230 diye", [2300, 230]),
        ("11 wale ko le liya", []),
        ("4 no wala ready hai", []),
        ("12 se 15 tak", [12, 15]),
        ("500 wala payment", [500]),
        ("25 वाली एंट्री गलत है", [25]),
        ("rs.500 aur ₹1,250.50", [500, 1250.5]),
    ],
)
def test_only_sums_are_sums(text: str, rupees: list[float]) -> None:
    assert figures(text) == [each * 100 for each in rupees]


@pytest.mark.parametrize(
    ("text", "called"),
    [("9214 wale ke order ke the", True), ("number 9214", True), ("9214 rupaye diye", False)],
)
def test_figures_by_which_somebody_is_called(text: str, called: bool) -> None:
    at = text.index("9214")
    assert is_called_by(text, at, at + 4) is called


def read(text: str, name: str) -> Reading:
    """A message with one line of this name, whose last figure seems to be a sum that was paid."""
    start = len(text) - len(text.split()[-1])
    return ReadingBody(
        text=text,
        intents=[IntentBody(name="place_order", confidence=0.9)],
        values=[ValueBody(entity="order_line", value={"name": name}, start=0, end=len(text))],
        sums=[SumBody(paise=5000, role="paid", confidence=0.9, start=start, end=len(text))],
    ).reading()


@pytest.mark.parametrize(
    ("text", "name", "sums"),
    [
        ("1 box sugar strips 50", "sugar strips 50", 0),
        ("शुगर स्ट्रिप्स 50", "शुगर स्ट्रिप्स 50", 0),
        ("1 box sugar strips 50", "sugar strips", 1),
    ],
)
def test_a_figure_of_the_name_of_goods_is_no_sum(text: str, name: str, sums: int) -> None:
    assert len(read(text, name).sums) == sums
