"""Parts that shall be brought home are goods of an order; what a guarantee excludes is never called free."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from tests.backend.books import opened
from tests.backend.service.visits.conftest import PRIYA, Somebody

Who = Callable[[str], Somebody]
PARTS = "/parts/request"


def excludes(thing: str) -> None:
    """The guarantee of fridges does not cover it."""
    with opened() as session:
        query = text(
            "UPDATE warranty_policies SET excluded = jsonb_build_array(CAST(:thing AS text)) WHERE code = 'fridge'"
        )
        session.execute(query, {"thing": thing})
        session.commit()


@pytest.mark.parametrize(
    "said",
    [
        "1 mixer ka jar original ghar bhejo 7 Sneh Nagar 452001",
        "मिक्सर का जार घर भेज दो 7 स्नेह नगर 452001",
        "1 mixer jar, deliver it to 7 Sneh Nagar 452001",
    ],
)
def test_a_part_that_shall_be_brought_home_is_an_order(customer: Somebody, said: str) -> None:
    for path in (PARTS, "/visits/request"):
        assert customer.wants(said, path, pincode="452001").outcome == "goods"


@pytest.mark.parametrize(
    "said",
    [
        "mixer ka jar lagane ke liye mistri bhejo 7 Sneh Nagar 452001",
        "send a technician with a mixer jar to 7 Sneh Nagar 452001",
        "mixer ka jar milega?",
        "mixer ka jar original rakh do",
    ],
)
def test_a_part_for_who_comes_or_at_the_shop_is_no_order(customer: Somebody, said: str) -> None:
    assert customer.wants(said, PARTS).outcome != "goods"


def test_the_shown_part_that_shall_be_brought_goes_into_an_order(customer: Somebody) -> None:
    customer.wants("mixer ka jar original", PARTS)
    to_order = customer.answers(
        "confirm_part", "ghar bhejo, 7 Sneh Nagar 452001", intent="request_technician"
    )
    assert (to_order.outcome, to_order.page) == ("to_order", "request_spare_part")
    assert customer.answers("confirm_part", "haan", "x", "affirm").outcome != "reserved"


def test_a_part_that_is_kept_already_is_fetched(who: Who) -> None:
    priya = who(PRIYA)
    priya.agrees("confirm_part", priya.wants("mixer ka jar original", PARTS))
    assert priya.wants("mixer ka jar original ghar bhejo 7 Sneh Nagar 452001", PARTS).outcome != "goods"


@pytest.mark.parametrize("said", ["fridge ka gasket phat gaya", "फ्रिज का गैसकेट फट गया", "fridge gasket torn"])
def test_what_the_guarantee_excludes_is_charged_and_named(who: Who, said: str) -> None:
    excludes("gasket")
    shown = who(PRIYA).wants(f"{said}, mistri bhejo, 7 Sneh Nagar 452001", pincode="452001")
    assert (shown.facts["charge_paise"], shown.facts["free"]) == (35000, None)
    assert shown.facts["not_covered"] == "gasket"


def test_another_fault_of_the_same_machine_is_free(who: Who) -> None:
    shown = who(PRIYA).wants("fridge thanda nahi kar raha, mistri bhejo, 7 Sneh Nagar 452001")
    assert (shown.facts["charge_paise"], shown.facts["not_covered"]) == (0, None)


def test_a_part_that_the_guarantee_excludes_is_told_to_be_so(who: Who) -> None:
    excludes("thermostat jalna")
    for said in ("fridge ka thermostat guarantee me hai kya", "फ्रिज का थर्मोस्टेट गारंटी में है क्या"):
        assert who(PRIYA).answers("", said, intent="check_warranty").outcome == "part_excluded"


def test_that_no_technician_shall_come_is_no_wish_about_messages(customer: Somebody) -> None:
    for said in (
        "mistri mat bhejna, paani tapakna band ho gaya",
        "मिस्त्री मत भेजना",
        "dont send the technician",
    ):
        assert customer.answers("", said, intent="opt_out").page == "change_visit"
    assert customer.answers("", "offers mat bhejna", intent="opt_out").outcome == "left"
