"""A wish for a visit may name goods that go with it, and goods may want somebody who puts them in."""

import pytest

from tests.backend.service.visits.conftest import Somebody, at


@pytest.mark.parametrize(
    "said",
    [
        "AC ke liye kal aa jao, 1 remote bhi le aana, 7 Sneh Nagar 452001",
        "come for the AC tomorrow and bring a remote too, 7 Sneh Nagar 452001",
        "एसी की विज़िट कल, 7 स्नेह नगर 452001",
    ],
)
def test_who_comes_for_a_machine_brings_what_is_named_and_nothing_is_ordered(
    customer: Somebody, said: str
) -> None:
    heard = customer.hears(said, [_line("remote", "1"), _time()], "place_order")
    assert (heard.page, heard.facts["machine"]) == ("request_technician", "ac")


@pytest.mark.parametrize("said", ["2 AC bhejo kal", "AC kharidna hai, kal bhejo", "remote ghar bhej do"])
def test_what_is_counted_or_bought_is_no_visit(customer: Somebody, said: str) -> None:
    heard = customer.hears(said, [_line("AC", "2"), _time()], "place_order")
    assert heard.page != "request_technician"


@pytest.mark.parametrize(
    "said",
    [
        "1 AC remote aur lagane wala bhi bhejo, 7 Sneh Nagar 452001",
        "1 AC remote and someone to fit it, 7 Sneh Nagar 452001",
    ],
)
def test_who_puts_goods_in_brings_them_and_nothing_is_ordered(customer: Somebody, said: str) -> None:
    heard = customer.hears(said, [_line("AC remote", "1"), _time()], "place_order")
    assert (heard.outcome, heard.rest, heard.facts.get("second")) == ("confirm", None, None)
    assert "remote" in heard.facts["told"]


def _line(name: str, quantity: str) -> dict[str, object]:
    return {"entity": "order_line", "value": {"name": name, "quantity": quantity}}


def _time() -> dict[str, object]:
    return {"entity": "time", "value": at("2026-11-25", "11:30")}
