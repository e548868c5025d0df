"""Who asks for the bill and pays at once has both: the bill, then how it is paid."""

import pytest

from tests.backend.books import OWNER
from tests.backend.orders.conftest import Customer
from tests.backend.orders.serving.saying import says
from tests.backend.orders.serving.test_moving import moves


@pytest.mark.parametrize(
    ("words", "rest"),
    [
        ("bill bhej do upi se abhi paisa kar deta hu", "upi se abhi paisa kar deta hu"),
        ("paise upi kar raha hu, bill bhej dena", "paise upi kar raha hu"),
        ("send the bill, i will pay by upi", "i will pay by upi"),
    ],
)
def test_the_bill_comes_first_and_the_paying_is_heard_next(priya: Customer, words: str, rest: str) -> None:
    reference = priya.orders("6 kg cheeni").facts["reference"]
    heard = says(priya, words, said="pay_bill").facts
    assert (heard["page"], heard["answer"]["outcome"], heard["rest"]) == ("request_invoice", "not_yet", rest)
    moves(Customer(priya.client, OWNER), reference, "accepted")
    heard = says(priya, words, said="pay_bill").facts
    assert heard["answer"]["outcome"] != "not_yet"
    assert (heard["page"], heard["rest"]) == (
        "request_invoice",
        rest,
    )


def test_a_bill_alone_and_paying_alone_are_what_they_were(priya: Customer) -> None:
    priya.orders("6 kg cheeni")
    for words in ("bill bhej do", "upi se abhi paisa kar deta hu"):
        heard = says(priya, words, said="pay_bill")
        assert heard.facts.get("page") != "request_invoice"
