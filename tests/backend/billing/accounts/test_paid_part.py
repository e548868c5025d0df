"""Of what was bought only what was not paid is owed."""

import pytest

from munshi.asking.sums import sums_in
from munshi.billing.accounts.drafts import Placed, Told
from munshi.billing.accounts.paid_part import without_paid_part


def owed(text: str) -> list[int]:
    """The sums that would be written, in rupees."""
    sums = [Placed(paise, start) for start, _, paise in sums_in(text)]
    told = without_paid_part(Told(people=[Placed("pooja", 0)], sums=sums, text=text))
    return [each.value // 100 for each in told.sums]


@pytest.mark.parametrize(
    ("text", "rupees"),
    [
        ("pooja ne 1850 ka pankha liya 1000 diya baki khate me likh do", 850),
        ("nahi 1000 to usne diye hai, baki sirf 850 likhna hai pooja ke khate me", 850),
        ("pooja ne 1200 ka samaan liya 700 diya 500 khate me", 500),
        ("pooja took a fan of 1850, paid 1000, rest on khata", 850),
        ("पूजा ने 1850 का पंखा लिया 1000 दिए बाकी खाते में लिखो", 850),
        ("pooja ko 1850 ka pankha diya, 1000 mil gaye, baki khate me", 850),
    ],
)
def test_only_the_rest_is_owed(text: str, rupees: int) -> None:
    assert owed(text) == [rupees]


@pytest.mark.parametrize(
    ("text", "rupees"),
    [
        ("pooja ke khate me 200 aur 300 likho", [200, 300]),
        ("pooja ko 500 diya 200 ka doodh", [500, 200]),
        ("pooja ne 200 ka doodh 300 ka ghee liya", [200, 300]),
        ("pooja ne 200 diye", [200]),
        ("pooja ne 1200 ka samaan liya 700 diya 400 khate me", [1200, 700, 400]),
    ],
)
def test_what_is_not_plain_stays_as_it_was_said(text: str, rupees: list[int]) -> None:
    assert owed(text) == rupees
