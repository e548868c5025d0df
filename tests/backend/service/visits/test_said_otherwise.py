"""What customers and the shop say in words of their own is taken for what it is, and nothing else is changed."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from munshi.asking.reading import Reading
from munshi.orders.address_words import surely_an_address
from munshi.service.estimates.questions import refuses
from munshi.service.visits import words
from tests.backend.books import opened
from tests.backend.service.visits.conftest import (
    ARJUN,
    OWNER,
    PRIYA,
    RAVI,
    SALIM,
    Somebody,
    arrives,
    at,
    last_told,
    reading,
    technician_of,
)

Who = Callable[[str], Somebody]
STRANGER = "919000000199"
TODAY, TOMORROW = at("2026-11-24", "14:30"), at("2026-11-25", "11:30")


@pytest.mark.parametrize(
    ("said", "is_no"),
    [
        ("mahenga hai rehne do nahi karwana. ab kitna dena hai", True),
        ("rehne do nahi karwana ab kitna dena hai", True),
        ("too costly, leave it. how much do i owe?", True),
        ("महँगा है, रहने दो। अब कितना देना है", True),
        ("nahi karwana to kitna dena hai?", False),
        ("rehne do, local part kitne ka hai?", False),
    ],
)
def test_a_plain_no_that_asks_what_is_due_is_a_no(said: str, is_no: bool) -> None:
    assert refuses(Reading(said, [("nlu_fallback", 0.5)])) is is_no


def test_who_refuses_an_estimate_hears_what_the_visit_comes_to(customer: Somebody, who: Who) -> None:
    visit = customer.books(when=TODAY)
    technician = who(technician_of(visit))
    arrives(visit, technician, ARJUN)
    technician.answers("tell_diagnosis", "purza ghis gaya")
    shown = technician.answers("tell_estimate", "labour 500")
    technician.steps(visit, "send_estimate", summary=shown.facts["summary"])
    said = "mahenga hai rehne do nahi karwana. ab kitna dena hai"
    refused = customer.answers("decide_estimate", said, f"{visit}:1", "reject_request")
    assert (refused.outcome, refused.facts["estimate_paise"]) == ("rejected", 45000)


@pytest.mark.parametrize("said", ["serial CP20260707", "bought in july, serial number KG20260110 hai"])
def test_a_serial_is_no_address(said: str) -> None:
    assert not surely_an_address(said)
    assert surely_an_address(f"{said}, 22 Lalbagh 226001")


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("[installation](name) ke liye mistri bhejo, 7 Sneh Nagar 452001", None),
        ("[AMC](name), geyser garam nahi, 7 Sneh Nagar 452001", None),
        ("geyser ka [thermostat](name) kharab hai, mistri bhejo 7 Sneh Nagar 452001", None),
        ("geyser garam nahi karta, 7 Sneh Nagar 452001, [Sunita](name)", "Sunita"),
        ("geyser garam nahi karta. 7 Sneh Nagar 452001 [Sunita](name) jaldi aana", "Sunita"),
        ("main [Sunita](name) bol rahi hu, geyser garam nahi karta, 7 Sneh Nagar 452001", "Sunita"),
    ],
)
def test_a_name_is_kept_only_where_it_is_clearly_said(
    customer: Somebody, said: str, name: str | None
) -> None:
    shown = Somebody(customer.client, STRANGER).wants(said, time=TOMORROW)
    assert shown.facts.get("called") == name, shown
    with opened() as session:
        query = text(
            "SELECT p.name FROM persons p JOIN person_aliases a ON a.person_id = p.id WHERE a.value = :phone"
        )
        assert session.execute(query, {"phone": STRANGER}).scalar_one_or_none() == name


@pytest.mark.parametrize("said", ["pehle batao guarantee bachi hai ki nahi", "abhi guarantee me hai kya?"])
def test_the_guarantee_is_told_while_the_address_is_asked(who: Who, said: str) -> None:
    stranger = who(STRANGER)
    asked = stranger.wants("fridge thanda nahi kar raha", "/tickets/draft")
    assert asked.outcome == "ask_address"
    told = stranger.answers("give_ticket_address", said)
    assert told.page == "check_warranty", told
    own = who(PRIYA)
    own.wants("fridge thanda nahi kar raha, mistri bhejo")
    shown = own.answers("give_visit_address", said)
    assert (shown.page, shown.outcome) == ("check_warranty", "shown"), shown


@pytest.mark.parametrize(
    "said", ["ok who changed it? i need it today, tomorrow i am not home", "kal nahi, aaj hi chahiye"]
)
def test_who_needs_it_on_another_day_moves_it(customer: Somebody, said: str) -> None:
    customer.books(when=TOMORROW)
    moved = customer.answers("", said, intent="cancel_flow", time=at("2026-11-24"))
    assert (moved.page, moved.outcome) == ("change_visit", "choose_slot"), moved


def test_the_owner_hears_that_a_customer_moves_back_what_the_shop_has_moved(
    customer: Somebody, who: Who
) -> None:
    visit = customer.books(when=TODAY)
    owner = who(OWNER)
    shown = owner.answers("", f"{visit} kal 11:30 baje kar do", time=TOMORROW)
    assert owner.agrees("confirm_move_visit", shown).outcome == "moved"
    shown = customer.answers("", "aaj 2:30 baje kar do", intent="change_visit", time=TODAY)
    assert customer.agrees("confirm_move_visit", shown).outcome == "moved"
    told = last_told(OWNER, "visit_moved_back")
    assert (told["visit"], told["new_at"][:16]) == (visit, "2026-11-25T11:30")


@pytest.mark.parametrize(
    "said",
    [
        "{giver} kal chhutti pe hai, uske kaam {taker} ko de do",
        "mark {giver} sick tomorrow and give his jobs to {taker}",
    ],
)
def test_all_that_somebody_who_is_away_has_goes_to_another(customer: Somebody, who: Who, said: str) -> None:
    visit = customer.books(when=TOMORROW)
    phone = technician_of(visit)
    names = {SALIM: "Salim", RAVI: "Ravi"}
    giver, taker = names[phone], names[RAVI if phone == SALIM else SALIM]
    marked = said.format(giver=giver, taker=taker)
    given = who(OWNER).answers("", marked, intent="approve_request", time=at("2026-11-25"))
    assert given.outcome in ("given_all", "given_none"), given
    assert giver in (given.rest or ""), given


def test_a_visit_is_moved_by_whose_it_is_without_an_apostrophe(customer: Somebody, who: Who) -> None:
    visit = customer.books(when=TODAY)
    with opened() as session:
        name = session.execute(
            text(
                "SELECT p.name FROM persons p JOIN visits v ON v.person_id = p.id WHERE v.reference = :visit"
            ),
            {"visit": visit},
        ).scalar_one()
    said = f"shift {name.split()[0].lower()}s visit to tomorrow 11:30"
    shown = who(OWNER).answers("", said, intent="change_visit", time=TOMORROW)
    assert (shown.outcome, shown.facts["visit"]) == ("confirm_move", visit), shown


def test_a_visit_for_what_works_again_is_called_off_and_nobody_else_sent(
    customer: Somebody, who: Who
) -> None:
    visit = customer.books(when=TOMORROW)
    name = {SALIM: "Salim", RAVI: "Ravi"}.get(technician_of(visit), "mistri")
    shown = customer.answers("", f"nahi nahi, AC chal gaya, {name} ko mat bhejo", intent="nlu_fallback")
    assert (shown.outcome, shown.facts["visit"]) == ("confirm_cancel", visit), shown
    assert (
        customer.answers("confirm_cancel_visit", "haan", shown.facts["summary"], "affirm").outcome
        == "cancelled"
    )


@pytest.mark.parametrize("said", ["शिकायत भी बंद करो", "close my complaint also"])
def test_a_complaint_is_closed_by_a_yes_whatever_is_asked(customer: Somebody, said: str) -> None:
    shown = customer.wants("AC thanda nahi kar raha, 7 Sneh Nagar 452001", "/tickets/draft")
    customer.agrees("confirm_ticket", shown)
    asked = customer.answers("confirm_erasing", said, "anything")
    assert asked.outcome == "confirm_end", asked
    assert customer.agrees("confirm_ending", asked).outcome == "ended"


def test_words_of_the_desk_are_machines_work_and_what_it_speaks_of() -> None:
    assert all(map(words.is_of_desk, ("installation", "RO service", "guarantee", "mistri", "fitting")))
    assert not any(map(words.is_of_desk, ("Sunita", "Anand Rao", "Kiran", "Jal")))


@pytest.mark.parametrize(
    "said",
    [
        "kal AC ki servicing karwani hai subah 11:30 baje",
        "kal AC ki servicing karani hai dopahar 11:30 baje",
        "कल एसी की सर्विसिंग करवानी है सुबह 11:30 बजे",
    ],
)
def test_work_between_a_day_and_its_hour_is_no_time(customer: Somebody, said: str) -> None:
    span = {"entity": "time", "value": at("2026-11-25", "11:30"), "start": 0, "end": len(said)}
    asked = f"{said}, 7 Sneh Nagar 452001"
    read = {**reading(asked), "values": [span, {"entity": "pincode", "value": "452001"}]}
    shown = customer._post("/visits/request", {"reading": read})
    assert shown["outcome"] == "confirm", shown
    assert any(each in shown["facts"]["told"] for each in ("servicing", "सर्विसिंग")), shown["facts"]["told"]


def test_an_hour_is_nobodys_name(customer: Somebody) -> None:
    customer.wants("AC ke liye mistri bhejo, 7 Sneh Nagar 452001")
    read = {
        **reading("5:30", "nlu_fallback", time=at("2026-11-25", "17:30")),
        "people": [{"start": 2, "end": 4, "other": False}],
    }
    body = {"question": "choose_visit_slot", "summary": None, "reading": read}
    shown = customer._post("/answers", body)["facts"]["answer"]
    assert shown["outcome"] in ("confirm", "no_slot_then")
    assert "called" not in shown["facts"]


def test_a_yes_with_haste_takes_the_soonest_of_the_days_that_are_shown(customer: Somebody) -> None:
    day = {"from": "2026-11-26", "to": "2026-11-26", "half": None, "ambiguous": False}
    shown = customer.wants("AC ke liye mistri bhejo, 7 Sneh Nagar 452001", period=day)
    assert shown.outcome == "choose_slot", shown
    soonest = customer.answers("choose_visit_slot", "haan jaldi kar do", intent="affirm")
    assert (soonest.outcome, soonest.facts["starts_at"][:10]) == ("confirm", "2026-11-26"), soonest


@pytest.mark.parametrize(
    "said", ["घर पर कुत्ता है ध्यान रखना", "ghar pe kutta hai, dhyan rakhna", "there is a dog at home"]
)
def test_what_who_comes_must_mind_is_noted_before_the_yes(customer: Somebody, said: str) -> None:
    customer.wants("AC ke liye mistri bhejo, 7 Sneh Nagar 452001", time=at("2026-11-25", "11:30"))
    shown = customer.answers("confirm_visit", said)
    assert shown.outcome == "confirm", shown
    assert said.split(",")[0] in f"{shown.facts['told']} {shown.facts.get('note')}"
