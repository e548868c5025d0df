"""A shop that repairs and has typed in nothing but who goes out for what, and a plain list of goods."""

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.backend.books import Clock, Operator
from tests.backend.readings import reading
from tests.backend.service.conftest import Somebody
from tests.backend.service.visits.conftest import at

NUMBER, RAJU, CUSTOMER = "100000000000777", "919000077701", "919811177701"

Shop = Callable[..., Somebody]


@pytest.fixture
def shop(books: None, client: TestClient, now: Clock) -> Shop:
    """Its customer; `skills` are the machines for which Raju goes out."""

    def opens(*skills: str) -> Somebody:
        Operator(client).brings_in(_file(skills)).raise_for_status()
        return Somebody(client, CUSTOMER, NUMBER)

    return opens


def _file(skills: tuple[str, ...]) -> dict[str, Any]:
    name = {"hi": "Membrane", "en": "Membrane", "hinglish": "Membrane"}
    week = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    return {
        "version": 1,
        "business": {
            "id": "plain-repairs", "name": "Plain Repairs", "kind": "repair", "language": "hinglish",
            "address": "5 Station Road, Nagpur", "pincode": "440001", "state": "MH",
            "prices_include_gst": True, "skills": ["orders", "billing", "service"],
        },
        "numbers": [{"phone_number_id": NUMBER, "display_number": "+91 90000 77700"}],
        "hours": {day: ["10:00-20:00"] for day in week},
        "delivery": {"pincodes": ["440001"], "pickup": True},
        "people": [
            {"name": "Meena", "roles": ["owner"], "phones": ["919000077700"], "language": "hinglish"},
            {"name": "Raju", "roles": ["employee"], "phones": [RAJU], "language": "hinglish"},
        ],
        "visits": {
            "terms": {"minutes": 60, "every": 60, "notice_minutes": 60, "days": 14, "charge_paise": 25000},
            "technicians": [{"person": RAJU, "skills": list(skills), "pincodes": ["440001"]}],
        },
        "products": [
            {"sku": "A", "name": name, "unit": "pc", "price_paise": 180000, "gst_rate": "18", "hsn": "8421"}
        ],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("skill", "said"),
    [
        ("two_wheeler", "meri scooty start nahi ho rahi"),
        ("sewing_machine", "silai machine ki sui toot jati hai"),
        ("sewing_machine", "machine bahut awaaz kar rahi hai"),  # the only kind that is seen to here
        ("water_purifier", "RO se paani bahut kam aa raha hai"),
    ],
)
def test_a_fault_asks_where_and_with_an_hour_it_is_a_visit(shop: Shop, skill: str, said: str) -> None:
    customer = shop(skill)
    assert customer.reports(said).outcome == "ask_address"
    shown = customer.answers("give_ticket_address", "14 Laxmi Nagar 440001", "place_order")
    assert shown
    assert shown.outcome == "confirm"
    hour = {"entity": "time", "value": at("2026-11-25", "11:00")}
    visit = customer.answers("confirm_ticket", "kal 11 baje", "nlu_fallback", hour)
    assert visit
    assert visit.outcome == "wanted"
    assert (visit.facts["answer"]["outcome"], visit.facts["answer"]["facts"]["told"]) == ("confirm", said)


def test_a_bare_hour_at_which_the_shop_sleeps_is_of_the_evening(shop: Shop) -> None:
    customer = shop("microwave")
    customer.reports("microwave chalu nahi hota")
    customer.answers("give_ticket_address", "14 Laxmi Nagar 440001", "place_order")
    hour = {"entity": "time", "value": at("2026-11-25", "07:00")}
    visit = customer.answers("confirm_ticket", "kal 7 baje", "nlu_fallback", hour)
    assert visit
    assert "2026-11-25T19:00" in visit.facts["answer"]["facts"]["starts_at"]


def test_the_maker_and_the_model_are_told_and_agree_to_nothing(shop: Shop) -> None:
    customer = shop("two_wheeler")
    customer.reports("meri bike start nahi ho rahi")
    customer.answers("give_ticket_address", "honda shine", "nlu_fallback")
    shown = customer.answers("give_ticket_address", "14 Laxmi Nagar 440001", "place_order")
    assert shown
    assert shown.facts["product"] == "Honda two wheeler"
    assert shown.facts["problem"] == "meri bike start nahi ho rahi. honda shine"
    again = customer.answers("confirm_ticket", "honda activa", "affirm", summary=shown.facts["summary"])
    assert again
    assert again.outcome == "confirm"


def test_a_machine_that_is_said_to_be_well_is_not_the_one(shop: Shop) -> None:
    customer = shop("water_purifier", "geyser")
    customer.reports("geyser me paani garam nahi ho raha")
    customer.answers("give_ticket_address", "nahi RO me dikkat hai, geyser theek hai", "raise_ticket")
    shown = customer.answers("give_ticket_address", "14 Laxmi Nagar 440001", "place_order")
    assert shown
    assert shown.facts["product"] == "water purifier"


def test_a_fault_right_behind_the_complaint_is_written_to_it(shop: Shop) -> None:
    customer = shop("fridge")
    customer.reports("fridge thanda nahi kar raha")
    shown = customer.answers("give_ticket_address", "14 Laxmi Nagar 440001", "place_order")
    assert shown
    customer.says_yes("confirm_ticket", shown)
    more = customer.answers("", "aur bas awaaz bhi karta hai", "raise_ticket")
    assert more
    assert more.outcome == "noted_on_ticket"


@pytest.mark.parametrize("said", ["kal aayega na wo?", "14 Laxmi Nagar 440001"])
def test_a_question_and_an_address_name_no_machine(shop: Shop, said: str) -> None:
    customer = shop("fridge", "ac")
    assert customer.reports("kuch chalta nahi").outcome == "ask_product"
    asked = customer.answers("ticket_product", said, "raise_ticket")
    assert asked
    assert asked.outcome == "ask_product"


def test_a_second_phone_goes_along(shop: Shop) -> None:
    customer = shop("water_purifier")
    customer.reports("RO se paani nahi aa raha")
    said = "14 Laxmi Nagar 440001, dusra number 9822012345"
    start = said.index("98220")
    phone = {"entity": "phone", "value": "+919822012345", "start": start, "end": len(said)}
    shown = customer.answers("give_ticket_address", said, "place_order", phone)
    assert shown
    assert shown.facts["problem"].endswith("dusra number 9822012345")


def test_who_had_it_repaired_elsewhere_reports_nothing(shop: Shop) -> None:
    customer = shop("fridge")
    customer.reports("fridge kharab hai")
    customer.answers("give_ticket_address", "14 Laxmi Nagar 440001", "place_order")
    dropped = customer.answers("confirm_ticket", "nahi rehne do, kisi aur se karwa liya", "nlu_fallback")
    assert dropped
    assert dropped.outcome == "dropped"


def _repaired(customer: Somebody, said: str, now: Clock) -> None:
    """A complaint of it that was put right by the owner."""
    customer.reports(said)
    shown = customer.answers("give_ticket_address", "14 Laxmi Nagar 440001", "place_order")
    assert shown
    reference = customer.says_yes("confirm_ticket", shown).facts["ticket"]["reference"]
    owner = Somebody(customer.client, "919000077700", NUMBER)
    assert owner.moves(reference, "resolved", reason="thermostat badla").outcome == "moved"


def test_what_was_repaired_and_fails_again_is_put_right_free_of_charge(shop: Shop, now: Clock) -> None:
    customer = shop("geyser")
    _repaired(customer, "geyser se garam paani nahi aata", now)
    now.passes(days=10)
    again = customer.reports("geyser phir se garam paani nahi deta")
    assert (again.outcome, again.facts["free"]) == ("confirm", True), again


@pytest.mark.parametrize(
    ("days", "said"), [(40, "geyser garam paani nahi deta"), (10, "geyser ki light jalti rehti hai")]
)
def test_another_fault_or_one_that_comes_too_late_costs_what_a_visit_costs(
    shop: Shop, now: Clock, days: int, said: str
) -> None:
    customer = shop("geyser")
    _repaired(customer, "geyser se garam paani nahi aata", now)
    now.passes(days=days)
    shown = customer.reports(said)
    if shown.outcome == "ask_address":
        answer = customer.answers("give_ticket_address", "14 Laxmi Nagar 440001", "place_order")
        assert answer
        shown = answer
    assert not shown.facts["free"]


def test_a_visit_for_what_was_repaired_and_fails_again_is_free(shop: Shop, now: Clock) -> None:
    customer = shop("geyser")
    _repaired(customer, "geyser se garam paani nahi aata", now)
    now.passes(days=10)
    wish = [{"entity": "time", "value": at("2026-12-05", "11:00")}]
    shown = customer.do(
        "/visits/request",
        reading=reading(
            "geyser garam paani nahi deta phir se, 14 Laxmi Nagar 440001 pe mistri bhejo",
            "request_technician",
            wish,
        ),
    )
    assert (shown.outcome, shown.facts["free"]) == ("confirm", "repeat"), shown


def test_a_fault_told_with_the_question_what_its_piece_costs_is_of_the_visit(shop: Shop) -> None:
    customer = shop("water_purifier")
    said = reading("RO ki membrane kharab hai, badalne ka kitna lagega", "ask_price")
    told = customer.do("/answers", question="", summary=None, reading=said).facts
    assert told["page"] == "request_technician"
    assert told["answer"]["facts"]["asked_part"]["part_price_paise"] == 180000


@pytest.mark.parametrize(
    "address",
    ["no no, send, 6 Church Lane 440001", "speaks telugu, 6 Church Lane 440001", "6 Church Lane 440001"],
)
def test_talk_before_the_first_comma_is_no_part_of_an_address(shop: Shop, address: str) -> None:
    customer = shop("ac")
    said = reading(f"AC kharab hai, mistri bhejo, {address}", "request_technician")
    hour = {"entity": "time", "value": at("2026-11-25", "11:00")}
    shown = customer.do("/visits/request", reading={**said, "values": [hour], "addresses": [address]})
    assert shown.outcome == "confirm", shown
    assert shown.facts["address"].startswith("6 Church Lane")


@pytest.mark.parametrize(
    ("said", "wish"),
    [("AC lagwane ka kitna lagega", "AC lagwane"), ("गीजर ठीक करने का कितना लगेगा", "गीजर ठीक करने")],
)
def test_a_question_of_the_price_is_no_fault_of_the_visit(shop: Shop, said: str, wish: str) -> None:
    customer = shop("ac", "geyser")
    assert (
        customer.do("/answers", question="", summary=None, reading=reading(said, "ask_price")).outcome
        == "taken"
    )
    hour = {"entity": "time", "value": at("2026-11-25", "11:00")}
    street = "6 Church Lane 440001"
    told = reading(f"kal 11 baje bhej do, {street}", "request_technician", [hour])
    shown = customer.do(
        "/answers", question="give_visit_address", summary=None, reading={**told, "addresses": [street]}
    ).facts["answer"]
    assert shown["outcome"] == "confirm", shown
    assert wish == shown["facts"]["told"], shown


@pytest.mark.parametrize(
    "said",
    [
        "bought it 2 yrs back from croma. is it in warranty?",
        "2 saal pehle liya tha, warranty me hai kya",
        "दो साल पहले ख़रीदा था, वारंटी में है क्या",
    ],
)
def test_the_guarantee_of_what_was_bought_is_its_makers_and_the_question_stays(shop: Shop, said: str) -> None:
    customer = shop("tv")
    assert customer.reports("tv me sound hai picture nahi").outcome == "ask_address"
    told = customer.answers("give_ticket_address", said, "check_warranty")
    assert told is not None
    assert told.outcome in ("maker_guarantees", "maker_only")
    shown = customer.answers("give_ticket_address", "12 Shanti Nagar 440001", "place_order")
    assert shown is not None
    assert (shown.outcome, shown.facts["problem"]) == ("confirm", "tv me sound hai picture nahi")


def test_their_complaints_are_shown_while_one_is_asked_for(shop: Shop) -> None:
    customer = shop("tv")
    customer.reports("tv me sound hai picture nahi")
    told = customer.answers("give_ticket_address", "meri shikayatein", "check_ticket_status")
    assert told is not None
    assert told.outcome in ("none", "one", "several")
