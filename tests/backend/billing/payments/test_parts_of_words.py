"""What of a message was paid, what is only to come, and what was too much: only what was paid is a claim."""

import pytest

from munshi.asking.bodies import ReadingBody
from munshi.billing.pieces import beside_to_come, to_come
from tests.backend.billing.payments.conftest import Payer, reading
from tests.backend.billing.payments.test_several import says
from tests.nlu.sum_texts import with_sums


@pytest.mark.parametrize(
    ("text", "later", "paid"),
    [
        ("400 bhej diye baki 5 tareekh ko dunga", "baki 5 tareekh ko dunga", "400 bhej diye"),
        ("paid 300, rest 73 cash to delivery boy", "rest 73 cash to delivery boy", "paid 300"),
        ("याद दिलाने के लिए शुक्रिया, बाकी सोमवार को दूँगी", "बाकी सोमवार को दूँगी", None),
        ("paid remaining 73 also by upi", "", "paid remaining 73 also by upi"),
    ],
)
def test_the_rest_is_told_from_what_was_paid(text: str, later: str, paid: str | None) -> None:
    said = ReadingBody(**with_sums({"reading": reading("report_payment", says=text)})["reading"]).reading()
    assert (to_come(said), beside_to_come(said)) == (later, paid)


@pytest.mark.parametrize(
    ("text", "paise"),
    [
        ("paid 300, rest 73 cash to delivery boy", 30000),
        ("500 upi kar diye, 295 zyada gaye", 50000),
        ("500 bhej diye galti se, 295 wapas karo", 50000),
    ],
)
def test_only_what_was_paid_is_reported(payer: Payer, text: str, paise: int) -> None:
    said = payer.do("/payments/reported", reading=says(text, "report_payment"))
    assert (said.outcome, said.facts["pay_paise"], said.facts["pay_words"]) == ("reported", paise, text)
