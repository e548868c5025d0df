"""Days, hours, counts, houses, codes and phones are no sums of money."""

import pytest

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
