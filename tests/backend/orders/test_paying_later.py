"""The day on which somebody will pay is no day of delivery, also where another day is said for the goods."""

from datetime import date
from decimal import Decimal

import pytest

from munshi.orders.kept import Beside, SaidHour
from munshi.orders.messages import Message, Moment, Said
from munshi.orders.paying_later import without_its_day

SUNDAY, TODAY = date(2026, 11, 29), date(2026, 11, 24)


@pytest.mark.parametrize(
    ("said", "paid_on", "wanted"),
    [
        ("2 jam, paise sunday ko dunga, aaj bhejna", "sunday", "aaj"),
        ("2 जैम भेजो, पैसे रविवार को दूंगा, आज ही चाहिए", "रविवार", "आज"),
        ("2 jam today please, will pay the money on sunday", "sunday", "today"),
    ],
)
def test_the_goods_come_on_the_day_that_is_said_for_them(said: str, paid_on: str, wanted: str) -> None:
    times = [Moment(paid_on, SUNDAY), Moment(wanted, TODAY)]
    message = Message(
        [Said("jam", Decimal(2))], said=said, times=times, at_times=True, beside=Beside(hour=SaidHour(SUNDAY))
    )
    heard = without_its_day(message)
    assert heard.beside.hour is not None
    assert heard.beside.hour.day == TODAY
    assert any("jam" not in note.text for note in heard.beside.notes)
