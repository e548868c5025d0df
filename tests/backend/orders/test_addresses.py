"""Where an order goes, as policy."""

from typing import Any

import pytest

from munshi.orders.address_words import is_thin, sure_address, written_address
from munshi.orders.addresses import Address, address_in, shared_place
from tests.backend.books import OWNER
from tests.backend.orders.conftest import HOME, Customer
from tests.backend.readings import hear, reading

FLAT = {"text": "flat 302, Shanti Apartment", "kind": "address"}


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("14 MG Road, Indore 452001", Address("452001", "14 MG Road, Indore")),
        ("452001", Address("452001", None)),
        ("Civil Lines, opp. Clock Tower, 452001", Address("452001", "Civil Lines, opp. Clock Tower")),
        ("14 Freeganj, near clock tower, 456010", Address("456010", "14 Freeganj, near clock tower")),
        ("फ्लैट ३०२, राजवाड़ा, ४५२ ००७", Address("452007", "फ्लैट 302, राजवाड़ा")),
        ("pincode 452001 hai, 14 MG Road", Address("452001", "pincode hai, 14 MG Road")),
        ("2 kilo cheeni", None),
        ("9826012345", None),
        ("order 1042 kahan hai", None),
    ],
)
def test_an_address_is_known_by_its_pincode(text: str, address: Address | None) -> None:
    assert address_in(text) == address


@pytest.mark.parametrize(
    ("text", "street"),
    [
        ("19 Malharganj", "19 Malharganj"),
        ("6 purani sadak", "6 purani sadak"),
        ("८ रामनगर", "8 रामनगर"),
        ("4 kaju katli", None),
        ("6 nagar", "6 nagar"),
    ],
)
def test_a_street_is_known_by_its_words_or_how_its_name_ends(text: str, street: str | None) -> None:
    found = sure_address(text)
    assert (found.text if found else None) == street


@pytest.mark.parametrize(
    ("name", "address", "known"),
    [
        (
            "Sneh Apartments",
            "7 Sneh Nagar, Indore 452001",
            Address(
                "452001",
                "Sneh Apartments, 7 Sneh Nagar, Indore (https://maps.google.com/?q=22.700000,75.870000)",
            ),
        ),
        (None, None, Address(None, "https://maps.google.com/?q=22.700000,75.870000")),
    ],
)
def test_a_place_on_the_map_is_an_address(name: str | None, address: str | None, known: Address) -> None:
    assert shared_place(name, address, 22.7, 75.87) == known


def test_where_to_bring_an_order_is_asked_before_the_yes(stranger: Customer) -> None:
    asked = stranger.says("6 kg cheeni")
    assert (asked.outcome, asked.facts["summary"]) == ("ask_address", None)
    assert stranger.do("/orders", summary=None).outcome == "ask_address"
    bill = stranger.says(text="14 MG Road, Indore 452001")
    assert (bill.outcome, bill.facts["where"]["pincode"]) == ("confirm", "452001")
    order = stranger.do("/orders", summary=bill.facts["summary"])
    assert order.facts["where"]["address"] == "14 MG Road, Indore"


def test_the_parts_of_an_address_come_in_any_order(stranger: Customer) -> None:
    stranger.says("6 kg cheeni")
    assert stranger.says(text="452001").outcome == "ask_street"
    assert stranger.says(text="flat 302, Shanti Apartment", left_over=[FLAT]).outcome == "confirm"


def test_of_a_street_the_pincode_is_asked(stranger: Customer) -> None:
    stranger.says("6 kg cheeni")
    assert stranger.says(text="flat 302, Shanti Apartment", left_over=[FLAT]).outcome == "ask_pincode"
    bill = stranger.says(text="452001")
    assert (bill.outcome, bill.facts["where"]["address"]) == ("confirm", "flat 302, Shanti Apartment")


def test_an_address_in_the_order_itself_is_not_asked_again(stranger: Customer) -> None:
    bill = stranger.says("6 kg cheeni", pincode="452001", left_over=[FLAT])
    assert bill.outcome == "confirm"
    assert bill.facts["where"]["address"] == "flat 302, Shanti Apartment"


def test_a_street_that_is_told_later_takes_the_place_of_the_one_before(stranger: Customer) -> None:
    stranger.says("6 kg cheeni", pincode="452001", left_over=[FLAT])
    other = "B-204 Silver Springs, AB road"
    bill = stranger.says(
        text=f"nahi, {other} likho", left_over=[{"text": "AB road likho", "kind": "address"}]
    )
    assert (bill.facts["where"]["address"], bill.facts["where"]["pincode"]) == (other, "452001")


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("achha theek hai cash de dunga. flat 12, shanti apartment", "flat 12, shanti apartment"),
        ("B-204 Silver Springs, AB road. pls pack eggs carefully", "B-204 Silver Springs, AB road"),
        ("address is only Flat 5 Orchid Towers 452003. yes place", "Flat 5 Orchid Towers"),
        (
            "house no 45?? thats not mine. only Flat 302 Shanti Apartments 452001",
            "Flat 302 Shanti Apartments",
        ),
        ("8/2 vijay nagar ghar ka number hai, 452001", "8/2 vijay nagar"),
        ("45/2 pata hai mera, sneh nagar", "45/2, sneh nagar"),
        ("पता तो लिखा था, 8 जेल रोड 452002", "8 जेल रोड"),
        ("C-21 palasia 452001 pe bhej do", "C-21 palasia"),
        ("452001, 12 lake view, ghanti mat bajana", "12 lake view"),
        ("14, MG Road, Rajwada ke paas", "14, MG Road, Rajwada ke paas"),
        ("H. no. 5, Sneh Nagar", "5, Sneh Nagar"),
        ("5 chhoti gwaltoli, 452001", "5 chhoti gwaltoli"),
        ("ek packet, 452016, 14 banganga, nakad", "14 banganga"),
        ("raat ko 452014 40 bhagwati nagar", "40 bhagwati nagar"),
        ("ok 10, 31 palshikar colony 452016", "31 palshikar colony"),
        ("jaldi bhejo 6 saket 452018 asap", "6 saket"),
        ("birthday h to 20 rajwada 452002", "20 rajwada"),
    ],
)
def test_of_a_message_only_the_address_is_the_address(said: str, address: str) -> None:
    found = written_address(said)
    assert found
    assert found.text == address


@pytest.mark.parametrize(
    "said", ["shelcal nahi pucha maine azithral pucha tha", "palasia", "haan", "ghar pe bhej do"]
)
def test_what_has_no_pincode_no_figure_and_no_place_is_no_address(said: str) -> None:
    assert written_address(said) is None


def test_talk_instead_of_an_address_is_neither_address_nor_note(stranger: Customer) -> None:
    stranger.says("6 kg cheeni")
    said = "shelcal nahi pucha maine"
    again = stranger.says(text=said, left_over=[{"text": said, "kind": "note"}])
    assert (again.outcome, again.notes) == ("ask_address", ["address_unclear"])
    assert again.facts["where"]["address"] is None
    assert again.facts["beside"]["said"] == []


@pytest.mark.parametrize("said", ["दुकान से लूंगा मैं", "dukaan se lunga", "khud aaunga", "i will come myself"])
def test_who_names_the_shop_when_asked_where_fetches_it(stranger: Customer, said: str) -> None:
    stranger.says("6 kg cheeni")
    bill = stranger.says(text=said, left_over=[{"text": said, "kind": "note"}])
    assert (bill.outcome, bill.facts["where"]["fulfilment"]) == ("confirm", "pickup")
    assert bill.facts["beside"]["said"] == []


def test_goods_and_a_note_beside_an_address_are_heard_too(stranger: Customer) -> None:
    stranger.says("6 kg cheeni")
    text = "B-204 Silver Springs, AB road 452001. 30 ande bhi. gate band hai"
    said = [{"text": "AB road", "kind": "address"}, {"text": "gate band hai"}]
    bill = stranger.says("30 pc ande", text=text, pincode="452001", left_over=said)
    assert (bill.outcome, bill.cart) == ("confirm", {"Sugar": "6", "Eggs": "30"})
    assert bill.facts["where"]["address"] == "B-204 Silver Springs, AB road"
    assert bill.facts["beside"]["said"] == ["gate band hai"]


def test_what_is_said_beside_a_corrected_address_is_no_note(stranger: Customer) -> None:
    stranger.says("6 kg cheeni", pincode="452001", left_over=[FLAT])
    text = "galat likha hai. 14 Snehlata Ganj 452003"
    bill = stranger.says(text=text, pincode="452003", left_over=[{"text": "galat likha hai"}])
    assert bill.facts["where"]["address"] == "14 Snehlata Ganj"
    assert bill.facts["beside"]["said"] == []


def test_a_house_that_was_read_as_goods_is_where_they_go(stranger: Customer) -> None:
    bill = stranger.says("6 kg cheeni", "14 - snehlata ganj", pincode="452003")
    assert (bill.outcome, bill.facts["where"]["address"]) == ("confirm", "14 snehlata ganj")


def test_a_place_on_the_map_is_where_the_cart_goes(stranger: Customer) -> None:
    stranger.says("6 kg cheeni")
    place: dict[str, Any] = {"latitude": 22.7, "longitude": 75.87, "name": "Sneh Apartments"}
    assert stranger.do("/cart/place", **place).outcome == "ask_pincode"
    bill = stranger.says(text="452001")
    assert bill.facts["where"]["address"].startswith("Sneh Apartments (https://maps.google.com/")


def test_the_next_bill_proposes_the_address_of_the_last_order(priya: Customer) -> None:
    first = priya.says("6 kg cheeni")
    assert not first.facts["where"]["proposed"]
    priya.do("/orders", summary=first.facts["summary"])
    second = priya.says("6 kg cheeni")
    assert (second.outcome, second.facts["where"]["address"]) == ("confirm", HOME)
    assert second.facts["where"]["proposed"]


def test_another_street_than_the_proposed_one_asks_for_its_pincode(priya: Customer) -> None:
    priya.orders("6 kg cheeni")
    priya.says("6 kg cheeni")
    asked = priya.says(text="flat 302, Shanti Apartment", left_over=[FLAT])
    assert (asked.outcome, asked.facts["where"]["address"]) == ("ask_pincode", "flat 302, Shanti Apartment")


def test_what_is_picked_up_asks_for_no_address(stranger: Customer) -> None:
    assert stranger.says("1 kg cheeni").outcome == "confirm"
    fetched = stranger.says("12 kg aalu", left_over=[{"text": "le jaunga", "kind": "way", "value": "pickup"}])
    assert (fetched.outcome, fetched.facts["fee_paise"]) == ("confirm", 0)
    assert fetched.facts["where"]["fulfilment"] == "pickup"


def test_where_the_shop_does_not_go_the_order_is_picked_up(stranger: Customer) -> None:
    stranger.says("6 kg cheeni")
    bill = stranger.says(text="1 Connaught Place, Delhi 110001")
    assert (bill.outcome, bill.notes) == ("confirm", ["pickup_outside_area"])
    assert bill.facts["where"]["fulfilment"] == "pickup"


def test_what_is_no_address_is_asked_again(stranger: Customer) -> None:
    stranger.says("6 kg cheeni")
    again = stranger.says(text="haan")
    assert (again.outcome, again.notes) == ("ask_address", ["address_unclear"])


def test_taking_all_out_instead_of_an_address_asks_whether_to(stranger: Customer) -> None:
    stranger.says("6 kg cheeni")
    assert stranger.do("/cart/lines", lines=[{"op": "remove"}], text="sab hata do").outcome == "confirm_empty"


def test_another_address_while_the_bill_is_shown_is_shown_with_it(priya: Customer) -> None:
    first = priya.says("6 kg cheeni")
    second = priya.says(text="14 MG Road 452001")
    assert second.facts["where"]["address"] == "14 MG Road"
    assert priya.do("/orders", summary=first.facts["summary"]).outcome == "changed"
    assert priya.do("/orders", summary=second.facts["summary"]).facts["where"]["pincode"] == "452001"


def test_more_goods_instead_of_an_address_are_goods(stranger: Customer) -> None:
    stranger.says("6 kg cheeni")
    assert stranger.says("30 pc ande", text="30 ande bhi").cart == {"Sugar": "6", "Eggs": "30"}


def test_to_a_shown_bill_a_yes_is_asked_for_once_more(priya: Customer) -> None:
    priya.says("6 kg cheeni")
    again = priya.says(text="hmm")
    assert (again.outcome, again.notes) == ("confirm", ["say_yes"])


def test_an_address_where_the_shop_does_not_go_is_refused_for_a_placed_order(priya: Customer) -> None:
    priya.orders("6 kg cheeni")
    assert priya.says(text="1 Connaught Place, Delhi 110001").outcome == "address_outside"
    assert priya.read("/orders/tracked").facts["where"]["pincode"] == "452001"


def test_a_wrong_address_is_corrected_until_the_order_leaves(priya: Customer) -> None:
    priya.orders("6 kg cheeni")
    priya.says(text="41 MG Road, Indore 452001")
    assert priya.read("/orders/tracked").facts["where"]["address"] == "41 MG Road, Indore"
    owner = Customer(priya.client, OWNER)
    for status in ("accepted", "ready", "out_for_delivery"):
        owner.do("/orders/1001/status", status=status)
    priya.says(text="1 MG Road, Indore 452001")
    assert priya.read("/orders/tracked").facts["where"]["address"] == "41 MG Road, Indore"


def test_the_letter_of_a_house_is_no_goods(stranger: Customer) -> None:
    stranger.says("6 kg cheeni", pincode="452001", left_over=[FLAT])
    bill = stranger.says("204 - b", text="pata galat hai. B-204 Silver Springs, AB road likho")
    assert bill.facts["where"]["address"] == "B-204 Silver Springs, AB road"
    assert list(bill.cart) == ["Sugar"]


def test_a_street_that_wants_its_pincode_goes_on_in_the_next_piece(stranger: Customer) -> None:
    stranger.says("6 kg cheeni")
    assert stranger.says(text="shastri nagar, hanuman mandir ke paas").outcome == "ask_pincode"
    bill = stranger.says(text="452001, makan no 14")
    assert bill.outcome == "confirm"
    assert bill.facts["where"]["address"] == "shastri nagar, hanuman mandir ke paas, makan no 14"


def test_a_correction_of_the_goods_is_no_address(stranger: Customer) -> None:
    stranger.says("12 - eggs", "6 kg cheeni")
    wrong = {"text": "make the eggs ones", "kind": "note"}
    said = "sorry make the eggs ones 10"
    asked = stranger.says("10 - -", text=said, said=said, left_over=[wrong])
    assert (asked.outcome, asked.cart) == ("ask_address", {"Eggs": "10", "Sugar": "6"})


def test_what_gives_way_goes_and_what_comes_is_no_address(stranger: Customer) -> None:
    stranger.says("6 kg cheeni", "0.5 kg paneer")
    said = "arre pata nahi bol raha, paneer ki jagah eggs 5"
    place = {"text": "pata nahi bol raha, paneer ki jagah eggs 5", "kind": "address"}
    asked = stranger.says("- - paneer", "5 - eggs", text=said, said=said, left_over=[place])
    assert (asked.outcome, asked.cart) == ("ask_address", {"Sugar": "6", "Eggs": "5"})


@pytest.mark.parametrize(
    ("said", "lines", "address"),
    [
        ("H No 45/B, Sector 3, Awas Nagar, 452001", ["45 - B"], "45/B, Sector 3, Awas Nagar"),
        ("Egg Market Colony, Qtr C-45, 452001", ["- - Egg"], "Egg Market Colony, Qtr C-45"),
        ("ग्राम नागदा, शिव मंदिर के सामने, 452001", [], "ग्राम नागदा, शिव मंदिर के सामने"),
        ("वार्ड नं 5, गली न. 2, बजरंग चौक, 452001", [], "वार्ड नं 5, गली न. 2, बजरंग चौक"),
    ],
)
def test_no_part_of_an_address_is_lost_or_bought(
    stranger: Customer, said: str, lines: list[str], address: str
) -> None:
    stranger.says("6 kg cheeni")
    bill = stranger.says(*lines, text=said, said=said)
    assert (bill.facts["where"]["address"], bill.cart) == (address, {"Sugar": "6"})


def test_what_is_not_sold_and_begins_the_place_is_of_the_address(stranger: Customer) -> None:
    stranger.says("6 kg chini")
    place = {"text": "मकान न. 22", "kind": "address", "value": "whole"}
    said = "लाल बंगला मकान न. 22, 452001 में भिजवा देना"
    line = {"name": "लाल बंगला", "text": "लाल बंगला"}
    bill = stranger.do("/cart/lines", lines=[line], said=said, text=said, left_over=[place], pincode="452001")
    assert bill.facts["where"]["address"] == "लाल बंगला मकान न. 22"
    assert bill.notes == []


@pytest.mark.parametrize(
    ("address", "thin"),
    [
        ("film nagar", True),
        ("film nagar, hyderabad", True),
        ("Vijay Nagar Indore", True),
        ("palasia", True),
        ("विजय नगर", True),
        ("14 MG Road", False),
        ("MG Road", False),
        ("near clock tower, film nagar", False),
        ("SBI ke paas, vijay nagar", False),
        ("Sharma Medical, Vijay Nagar", False),
        ("Skyline Interiors Vijay Nagar", False),
        ("second floor, Shanti Apartment, palasia", False),
    ],
)
def test_an_address_that_names_only_an_area_is_thin(address: str, thin: bool) -> None:
    assert is_thin(address) is thin


THIN = {"text": "film nagar 452001", "left_over": [{"text": "film nagar", "kind": "address"}]}


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("flat 301", "flat 301, film nagar"),
        ("near clock tower", "near clock tower, film nagar"),
        ("301 film nagar 452001", "301 film nagar"),
        ("film nagar", "film nagar"),
        ("film nagar 452001", "film nagar"),
        ("bas itna hi hai", "film nagar"),
        ("12 Sneh Nagar 452001", "12 Sneh Nagar"),
    ],
)
def test_the_house_of_an_area_is_asked_once(stranger: Customer, said: str, address: str) -> None:
    stranger.says("6 kg cheeni")
    assert stranger.says(**THIN).outcome == "ask_house"
    bill = stranger.says(text=said)
    assert (bill.outcome, bill.facts["where"]["address"]) == ("confirm", address)
    assert [note["note"] for note in bill.facts["notes"]] == []


@pytest.mark.parametrize("said", ["nahi hai", "no landmark", "कोई लैंडमार्क नहीं है"])
def test_who_has_no_house_to_name_is_shown_the_bill(stranger: Customer, said: str) -> None:
    stranger.says("6 kg cheeni")
    assert stranger.says(**THIN).outcome == "ask_house"
    heard = hear(stranger, "give_address", None, reading(said, "deny"))
    assert heard
    assert (heard["outcome"], heard["facts"]["where"]["address"]) == ("confirm", "film nagar")


@pytest.mark.parametrize(
    ("said", "street"),
    [
        ("deliver tmrw morning at 10 to 77 sethi colony 452007", "77 sethi colony"),
        ("at 10 am to 12 park street 452007", "12 park street"),
    ],
)
def test_the_hour_before_an_address_is_none_of_it(said: str, street: str) -> None:
    assert sure_address(said) == Address("452007", street)
