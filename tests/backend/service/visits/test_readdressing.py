"""The address of a visit that waits is put right, and of nothing else."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from munshi.service.visits.places import with_house
from tests.backend.books import opened
from tests.backend.service.visits.conftest import Somebody, at, last_told, technician_of

SNEH = "7 Sneh Nagar"


def _addresses() -> list[str]:
    with opened() as session:
        return list(session.execute(text("SELECT address FROM visits ORDER BY id")).scalars())


def test_an_address_said_after_the_yes_corrects_the_visit_and_its_ticket(customer: Somebody) -> None:
    visit = customer.books()
    corrected = customer.answers("", f"address is 21 MG road 452001 {visit}", intent="ask_store_info")
    assert (corrected.outcome, corrected.page) == ("readdressed", "change_visit")
    assert _addresses() == ["21 MG road"]
    with opened() as session:
        assert session.execute(text("SELECT address FROM tickets ORDER BY id DESC LIMIT 1")).scalar_one() == (
            "21 MG road"
        )
    assert customer.answers("", "pata badlo 5 Tulsi Nagar", intent="ask_store_info").outcome == "readdressed"
    far = customer.answers("", "address 5 Tulsi Nagar 110001", intent="ask_store_info")
    assert far.outcome == "nobody_there"
    asks = customer.answers("", "kya aap 5 Tulsi Nagar aate ho", intent="ask_store_info")
    assert asks.outcome == "left"


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("naya pata likh lo, 45 Lake View Colony 452001", "45 Lake View Colony"),
        ("AC wali visit ka address badal do: plot 7, Ram Nagar 452001", "plot 7, Ram Nagar"),
        ("technician ko 9 Park Street 452001 pe bhejna", "9 Park Street"),
        ("send the technician to my office instead, 7 Tank Road 452001", "7 Tank Road"),
        ("हम शिफ्ट हो गए, 18 गुलाब नगर 452001 पर आना", "18 गुलाब नगर"),
    ],
)
def test_talk_around_it_is_no_part_of_the_address(customer: Somebody, said: str, address: str) -> None:
    visit = customer.books()
    assert customer.answers("", said, intent="modify_order").outcome == "readdressed"
    assert _addresses() == [address]
    assert last_told(technician_of(visit), "visit_readdressed")["address"] == address


def test_an_address_that_is_to_be_another_is_asked_for(customer: Somebody) -> None:
    customer.books()
    assert customer.answers("", "mera address badalna hai", intent="ask_my_data").outcome == "ask_new_address"
    assert customer.answers("give_new_address", "kyun?").outcome == "left"
    given = customer.answers("give_new_address", "12 Palm Street 452001")
    assert (given.outcome, _addresses()) == ("readdressed", ["12 Palm Street"])
    assert (
        customer.answers("", "change the address please", intent="ask_my_data").outcome == "ask_new_address"
    )
    assert customer.answers("give_new_address", "rehne do", intent="deny").outcome == "address_kept"
    assert _addresses() == ["12 Palm Street"]


def test_an_address_alone_is_shown_first(customer: Somebody) -> None:
    customer.books()
    shown = customer.answers("", "12 Palm Street 452001")
    assert (shown.outcome, shown.facts["address"], _addresses()) == (
        "confirm_address",
        "12 Palm Street",
        [SNEH],
    )
    assert customer.agrees("confirm_visit_address", shown).outcome == "readdressed"
    assert _addresses() == ["12 Palm Street"]


def test_a_machine_with_an_address_may_be_another_and_is_shown_first(customer: Somebody) -> None:
    customer.books()
    shown = customer.answers(
        "", "AC ke liye mistri bhejna 12 Palm Street 452001", intent="request_technician"
    )
    assert (shown.outcome, _addresses()) == ("confirm_address", [SNEH])
    said = "mummy ke ghar 12 Palm Street 452001 pe bhi AC ki service karwani hai"
    assert customer.answers("", said, intent="request_technician").outcome == "left"
    assert _addresses() == [SNEH]


def test_it_is_put_right_while_an_hour_is_asked_of_the_visit_and_not_while_another_is_booked(
    customer: Somebody,
) -> None:
    customer.books()
    said = "galat address tha, 12 Palm Street 452001"
    assert customer.answers("choose_new_slot", said, intent="change_visit").outcome == "readdressed"
    assert customer.answers("give_visit_address", said).outcome != "readdressed"


def test_of_visits_that_go_to_several_addresses_none_moves_unnamed(customer: Somebody) -> None:
    first = customer.books()
    second = customer.books("fridge", at("2026-11-26", "11:30"))
    both = customer.answers("", "hum shift ho gaye, 12 Palm Street 452001")
    assert (both.outcome, len(both.facts["visits"])) == ("readdressed", 2)
    assert customer.answers("", f"{first} ka pata 3 Hill Road 452001").outcome == "readdressed"
    assert _addresses() == ["3 Hill Road", "12 Palm Street"]
    assert customer.answers("", "address change karo 8 Lake Road 452001").outcome == "which_address"
    assert customer.answers("", "fridge wale ka address 8 Lake Road 452001").outcome == "readdressed"
    assert _addresses() == ["3 Hill Road", "8 Lake Road"]
    assert second


def test_what_goes_to_an_address_or_tells_a_fault_changes_none(customer: Somebody) -> None:
    customer.books()
    order = customer.answers("", "2 kilo aata 12 Palm Street 452001 bhej do", intent="place_order")
    fault = customer.answers("", "fridge thanda nahi kar raha, 12 Palm Street 452001", intent="raise_ticket")
    assert (order.outcome, fault.outcome) == ("left", "left")
    assert (
        customer.answers("", "pata nahi kab badal gaya", intent="change_visit").outcome != "ask_new_address"
    )
    assert _addresses() == [SNEH]


def test_who_is_on_the_way_hears_the_other_house_and_turns_back_for_no_other_area(
    customer: Somebody, who: Callable[[str], Somebody]
) -> None:
    visit = customer.books(when=at("2026-11-24", "14:30"))
    assert who(technician_of(visit)).steps(visit, "on_way").outcome == "on_way"
    assert customer.answers("", "address galat tha, 12 Palm Street 452001").outcome == "readdressed"
    assert last_told(technician_of(visit), "visit_readdressed")["address"] == "12 Palm Street"
    assert customer.answers("", "address galat tha, 12 Palm Street 452010").outcome == "nobody_there"


@pytest.mark.parametrize(
    "said", ["मकान 27 है और पिनकोड 452001", "makaan 27 hai aur pincode 452001", "house no 27, pincode 452001"]
)
def test_a_house_alone_is_of_the_street_that_is_known(customer: Somebody, said: str) -> None:
    customer.books()
    customer.answers("", "mera address badalna hai", intent="ask_my_data")
    given = customer.answers("give_new_address", said, pincode="452001")
    assert (given.outcome, _addresses()) == ("readdressed", ["27 Sneh Nagar"])


@pytest.mark.parametrize("said", ["9 Park Street", "27 Main road", "B-4 Tilak Nagar"])
def test_a_house_with_its_street_is_a_new_address(said: str) -> None:
    assert with_house(said, SNEH) == said


@pytest.mark.parametrize(
    "said",
    [
        "बेटे ने AC ठीक कर दिया, अब मत भेजिए",
        "bete ne AC theek kar diya, ab mat bhejiye",
        "my son repaired the AC, no need to send anyone",
    ],
)
@pytest.mark.parametrize("read_as", ["check_ticket_status", "change_visit", "raise_ticket"])
def test_who_wants_nobody_sent_any_more_is_asked_once_whether_the_visit_is_off(
    customer: Somebody, said: str, read_as: str
) -> None:
    visit = customer.books()
    shown = customer.answers("", said, intent=read_as)
    if shown.outcome == "left":  # the page of that very wish
        shown = customer.wants(said, "/visits/change")
    assert shown.outcome in ("confirm_cancel", "confirm_ending")
    assert visit in str(shown.facts)


@pytest.mark.parametrize(
    "said",
    [
        "Same hotel address as the visit, 452001",
        "visit wale pate par hi 452001",
        "विज़िट वाले पते पर ही, 452001",
    ],
)
def test_an_answer_to_where_an_order_goes_is_the_orders(customer: Somebody, said: str) -> None:
    customer.books()
    answered = customer.answers("give_address", said, intent="ask_store_info")
    assert (answered.page, _addresses()) == ("place_order", [SNEH])


def test_an_address_to_the_question_of_an_order_moves_no_visit(customer: Somebody) -> None:
    customer.books()
    customer.answers("give_address", "address is 21 MG road 452001, visit ke baad", intent="place_order")
    assert _addresses() == [SNEH]


def test_a_corrected_address_keeps_the_name_of_the_house(customer: Somebody) -> None:
    visit = customer.books()
    whole = "Hotel Lake View, Shyamla Hills, Indore"
    said = f"Visit {visit} address: {whole} 452001"
    customer.answers("", said, intent="change_visit", addresses=[whole])
    assert _addresses() == [whole]


@pytest.mark.parametrize(
    ("said", "addresses"),
    [
        (
            "B-45 vikas nagar? nahi sorry tilak nagar sector 9 house 45, 452001",
            ["B-45 vikas nagar", "tilak nagar sector 9 house 45, 452001"],
        ),
        (
            "B-45 vikas nagar galat hai, tilak nagar sector 9 house 45, 452001",
            ["B-45 vikas nagar", "tilak nagar sector 9 house 45, 452001"],
        ),
    ],
)
def test_an_address_that_is_taken_back_is_no_part_of_the_right_one(
    customer: Somebody, said: str, addresses: list[str]
) -> None:
    asked = customer.wants("AC ke liye mistri bhejo", time=at("2026-11-25", "11:30"))
    assert asked.outcome == "ask_address"
    shown = customer.answers("give_visit_address", said, addresses=addresses, pincode="452001")
    assert (shown.outcome, shown.facts["address"]) == ("confirm", "tilak nagar sector 9 house 45"), shown


def test_only_the_address_that_is_left_is_where_the_shown_visit_goes(customer: Somebody) -> None:
    shown = customer.wants(
        "AC ke liye mistri bhejo, B-45 vikas nagar, tilak nagar sector 9 house 45 452001",
        time=at("2026-11-25", "11:30"),
    )
    said = "address me vikas nagar hata do, sirf tilak nagar sector 9 house 45 452001"
    right = customer.answers(
        "confirm_visit",
        said,
        shown.facts["summary"],
        "modify_order",
        addresses=["vikas nagar", "tilak nagar sector 9 house 45 452001"],
        pincode="452001",
    )
    assert (right.outcome, right.facts["address"]) == ("confirm", "tilak nagar sector 9 house 45"), right
