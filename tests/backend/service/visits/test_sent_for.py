"""A wish for a visit may name goods that go with it, and goods may want somebody who puts them in."""

import pytest

from munshi.service.visits.words import machine_in
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


@pytest.mark.parametrize(
    "said",
    [
        "hello our AC is dripping on every table. please send someone tomorrow morning around 11",
        "hamara AC har taraf pani tapka raha hai, kal subah 11 baje kisi ko bhejo",
        "हमारा एसी हर तरफ़ पानी टपका रहा है, कल सुबह 11 बजे किसी को भेजिए",
    ],
)
def test_somebody_who_shall_come_for_a_machine_is_a_visit_and_no_product(
    customer: Somebody, said: str
) -> None:
    line = {"entity": "order_line", "value": {"name": "dripping on every table", "quantity": None}}
    heard = customer.hears(said, [{**line, "start": 16, "end": 40}, _time()], "place_order")
    assert (heard.page, heard.facts["machine"]) == ("request_technician", "ac")


@pytest.mark.parametrize(
    "said", ["our xerox machine gives black lines", "photocopy machine kharab hai", "फोटोकॉपी मशीन ख़राब है"]
)
def test_a_photocopier_is_called_by_several_names(said: str) -> None:
    assert machine_in(said) == "photocopier"


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


@pytest.mark.parametrize(
    ("said", "goods"),
    [
        ("2 AC Samsung aur lagane wala bhi bhejo, 7 Sneh Nagar 452001", "2 AC Samsung"),
        ("2 Samsung AC, and someone to install them, 7 Sneh Nagar 452001", "2 Samsung AC"),
    ],
)
def test_goods_with_who_puts_them_in_are_ordered_once_the_visit_is_booked(
    customer: Somebody, said: str, goods: str
) -> None:
    heard = customer.hears(said, [_line("AC", "2"), _time()], "place_order")
    assert heard.outcome == "confirm"
    assert heard.facts["second"] == goods
    booked = customer.agrees("confirm_visit", heard)
    assert booked.outcome == "booked"
    assert booked.rest == goods


@pytest.mark.parametrize("said", ["no repair, it is a new installation. House 21 Sneh Nagar 452001"])
def test_who_gives_the_address_that_was_asked_for_gives_nothing_up(customer: Somebody, said: str) -> None:
    customer.wants("AC lagane ke liye mistri bhejo", time=at("2026-11-25", "11:30"))
    given = customer.answers("give_visit_address", said, intent="request_technician")
    assert given.outcome == "confirm"


@pytest.mark.parametrize(
    "said", ["but I want to buy the AC too", "AC bhi kharidna hai", "मुझे एसी भी खरीदना है"]
)
def test_what_is_bought_too_leaves_the_visit_and_comes_next(customer: Somebody, said: str) -> None:
    shown = customer.wants("AC ke liye mistri bhejo, 7 Sneh Nagar 452001", time=at("2026-11-25", "11:30"))
    again = customer.answers("confirm_visit", said, shown.facts["summary"], "place_order")
    assert (again.outcome, again.facts["second"]) == ("confirm", said)


def _line(name: str, quantity: str) -> dict[str, object]:
    return {"entity": "order_line", "value": {"name": name, "quantity": quantity}}


def _time() -> dict[str, object]:
    return {"entity": "time", "value": at("2026-11-25", "11:30")}
