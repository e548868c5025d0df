"""The name that a customer says is kept at the desk, and shown to who comes and to the owner."""

import pytest

from munshi.asking.reading import Reading
from munshi.service.visits.called import name_in, unsigned
from tests.backend.service.visits.conftest import ARJUN, OWNER, Somebody, at, last_told, technician_of

STRANGER = "919000000199"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("fridge band hai, naam Ramesh Kumar, kal aana", "Ramesh Kumar"),
        ("mera naam Deepa Rao hai", "Deepa Rao"),
        ("main Sunil bol raha hu", "Sunil"),
        ("this is Anita speaking, my AC is broken", "Anita"),
        ("my name is Rahul Verma", "Rahul Verma"),
        ("मेरा नाम रमेश है", "रमेश"),
        ("मैं सुनीता बोल रही हूँ", "सुनीता"),
        ("technician ka naam Salim hai", None),
        ("technician ka naam kya hai", None),
        ("aapka naam kya hai", None),
        ("my name is not on the bill", None),
        ("main ghar pe hoon", None),
        ("main kal yahan hu", None),
        ("this is not here", None),
        ("this is the third time i am calling", None),
    ],
)
def test_a_name_is_what_somebody_says_of_themselves(text: str, name: str | None) -> None:
    assert name_in(text) == name


@pytest.mark.parametrize(
    ("text", "rest", "name"),
    [
        ("5 jawahar chowk 462003 naam Kailash", "5 jawahar chowk 462003", "Kailash"),
        ("2 malviya nagar 462003 Rekha", "2 malviya nagar 462003", "Rekha"),
        ("12 kolar road 462023. - Vivek", "12 kolar road 462023", "Vivek"),
        ("12 kolar road 462023 - Farhan Ali.", "12 kolar road 462023", "Farhan Ali"),
        ("14 अरेरा कॉलोनी 462023, महेश", "14 अरेरा कॉलोनी 462023", "महेश"),
        ("12 kolar road 462023 Anil Soni", "12 kolar road 462023", "Anil Soni"),
        ("12 kolar road 462023 Bhopal", None, None),
        ("12 kolar road 462023, lal bangla", None, None),
        ("12 kolar road 462023 aa jao", None, None),
        ("12 kolar road 462023 theek hai", None, None),
        ("12 kolar road 462023 near city park", None, None),
        ("12 kolar road 462023 jaldi bhejo", None, None),
        ("12 kolar road 462023, AC band hai", None, None),
        ("462011 kal subah", None, None),
        ("12 kolar road 462023 ok", None, None),
        ("12 kolar road 462023 please", None, None),
        ("12 kolar road 462023 thanks", None, None),
        ("pincode 462011 hai", None, None),
        ("462011 galat hai", None, None),
    ],
)
def test_a_name_behind_the_pincode_is_no_part_of_the_address(
    text: str, rest: str | None, name: str | None
) -> None:
    said = Reading(text, [("request_technician", 0.9)], addresses=[text])
    left, found = unsigned(said, "21 Zone 2, MP Nagar, Bhopal")
    assert (left.text, found) == (rest or text, name)
    assert name is None or left.addresses == [rest]


def test_who_the_shop_does_not_know_is_called_what_they_say(
    customer: Somebody,
) -> None:
    stranger = Somebody(customer.client, STRANGER)
    said = "geyser garam nahi karta, naam Ramesh Kumar, mistri bhejo 7 Sneh Nagar 452001"
    shown = stranger.wants(said, time=at("2026-11-25", "11:30"))
    assert (shown.outcome, shown.facts["told"]) == ("confirm", "geyser garam nahi karta")
    visit = str(stranger.agrees("confirm_visit", shown).facts["visit"])
    assert last_told(technician_of(visit), "visit_job")["customer_name"] == "Ramesh Kumar"
    assert last_told(OWNER, "ticket_raised")["ticket"]["customer"]["name"] == "Ramesh Kumar"


def test_what_the_shop_calls_somebody_stays(customer: Somebody) -> None:
    before = last_told(technician_of(customer.books()), "visit_job")["customer_name"]
    customer.wants("mera naam Ramesh hai, fridge ke liye mistri bhejo")
    visit = customer.books("fridge", at("2026-11-26", "11:30"))
    assert last_told(technician_of(visit), "visit_job")["customer_name"] == before, ARJUN
