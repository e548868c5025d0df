"""The name that a customer says is kept at the desk, and shown to who comes and to the owner."""

import pytest
from sqlalchemy import text

from munshi.asking.reading import Named, Reading
from munshi.service.visits.called import without_names
from tests.backend.books import opened
from tests.backend.service.visits.conftest import (
    ARJUN,
    OWNER,
    Somebody,
    at,
    last_told,
    reading,
    technician_of,
)

STRANGER = "919000000199"


@pytest.mark.parametrize(
    ("marked", "rest"),
    [
        ("AC band hai, mera naam [Deepa Rao](name) hai", "AC band hai"),
        ("main [Sunil](name) bol raha hu, AC band hai", "AC band hai"),
        ("this is [Anita](name) speaking, my AC is broken", "my AC is broken"),
        ("2 malviya nagar 462003 [Rekha](name)", "2 malviya nagar 462003"),
        ("12 kolar road 462023. - [Vivek](name)", "12 kolar road 462023"),
        ("मेरा नाम [रमेश](name) है", ""),
        ("[raju](other) ko bhejo", "raju ko bhejo"),
    ],
)
def test_a_name_and_what_leads_to_it_are_no_part_of_the_rest(marked: str, rest: str) -> None:
    said = reading(marked)
    left = without_names(Reading(said["text"], [], people=[Named(**each) for each in said["people"]]))
    assert (left.text or "").strip(" ,.-") == rest
    assert len(left.text or "") == len(said["text"])


def test_who_the_shop_does_not_know_is_called_what_they_say(
    customer: Somebody,
) -> None:
    stranger = Somebody(customer.client, STRANGER)
    said = "geyser garam nahi karta, naam [Ramesh Kumar](name), mistri bhejo 7 Sneh Nagar 452001"
    shown = stranger.wants(said, time=at("2026-11-25", "11:30"))
    assert (shown.outcome, shown.facts["told"]) == ("confirm", "geyser garam nahi karta")
    assert shown.facts["called"] == "Ramesh Kumar"
    shown = stranger.answers("confirm_visit", "[Ramesh Kamal](name) hai, Kumar nahi")
    assert (shown.facts["called"], shown.facts["told"]) == ("Ramesh Kamal", "geyser garam nahi karta")
    shown = stranger.answers("confirm_visit", "[Ramesh Kumar](name) hi hai")
    visit = str(stranger.agrees("confirm_visit", shown).facts["visit"])
    assert last_told(technician_of(visit), "visit_job")["customer_name"] == "Ramesh Kumar"
    assert last_told(OWNER, "ticket_raised")["ticket"]["customer"]["name"] == "Ramesh Kumar"


def test_what_the_shop_calls_somebody_stays(customer: Somebody) -> None:
    before = last_told(technician_of(customer.books()), "visit_job")["customer_name"]
    customer.wants("mera naam [Ramesh](name) hai, fridge ke liye mistri bhejo")
    visit = customer.books("fridge", at("2026-11-26", "11:30"))
    assert last_told(technician_of(visit), "visit_job")["customer_name"] == before, ARJUN


def test_what_somebody_said_is_put_right_behind_the_booking(customer: Somebody) -> None:
    stranger = Somebody(customer.client, STRANGER)
    said = "geyser garam nahi karta, naam [Ramesh Kumar](name), mistri bhejo 7 Sneh Nagar 452001"
    visit = str(
        stranger.agrees("confirm_visit", stranger.wants(said, time=at("2026-11-25", "11:30"))).facts["visit"]
    )
    right = stranger.answers("", f"{visit} mein naam [Ramesh Kamal](name) likho, Kumar nahi")
    assert (right.outcome, right.facts["customer_name"]) == ("called", "Ramesh Kamal")


@pytest.mark.parametrize(
    "said",
    [
        "[Voltas](name) AC thanda nahi karta, mistri bhejo 7 Sneh Nagar 452001",
        "my [LG](name) fridge is not cooling, send a technician to 7 Sneh Nagar 452001",
        "[सैमसंग](name) फ्रिज ठंडा नहीं करता, मिस्त्री भेजो 7 Sneh Nagar 452001",
    ],
)
def test_a_maker_is_no_customer_s_name(customer: Somebody, said: str) -> None:
    stranger = Somebody(customer.client, STRANGER)
    shown = stranger.wants(said, time=at("2026-11-25", "11:30"))
    assert (shown.outcome, shown.facts.get("called")) == ("confirm", None), shown
    assert _name_of(STRANGER) is None


def test_who_is_called_like_a_maker_says_so(customer: Somebody) -> None:
    stranger = Somebody(customer.client, STRANGER)
    said = "mera naam [Bajaj](name) hai, geyser kharab, mistri bhejo 7 Sneh Nagar 452001"
    stranger.wants(said, time=at("2026-11-25", "11:30"))
    assert _name_of(STRANGER) == "Bajaj"


def test_a_maker_s_name_gives_way_to_a_person_s(customer: Somebody) -> None:
    stranger = Somebody(customer.client, STRANGER)
    said = "geyser garam nahi karta, naam [Ramesh](name), mistri bhejo 7 Sneh Nagar 452001"
    stranger.wants(said, time=at("2026-11-25", "11:30"))
    with opened() as session:
        session.execute(text("UPDATE persons SET name = 'HP' WHERE name = 'Ramesh'"))
        session.commit()
    stranger.answers("", "mera naam HP nahi hai, mera naam [Deepak](name) hai", intent="ask_my_data")
    assert _name_of(STRANGER) == "Deepak"


def _name_of(phone: str) -> str | None:
    with opened() as session:
        query = text(
            "SELECT p.name FROM persons p JOIN person_aliases a ON a.person_id = p.id WHERE a.value = :phone"
        )
        name: str | None = session.execute(query, {"phone": phone}).scalar_one()
        return name
