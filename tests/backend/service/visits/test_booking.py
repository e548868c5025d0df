"""Visits are booked by a yes to a summary, once, into a slot that is free at that moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine, text

from munshi.app import create
from tests.backend.books import Clock, opened
from tests.backend.service.visits.conftest import (
    FATIMA,
    NUMBER,
    OWNER,
    PRIYA,
    RAVI,
    SALIM,
    SHOP,
    Somebody,
    at,
    last_told,
    reading,
    told,
)

TOMORROW = {"time": at("2026-11-25", "11:30")}
Who = Callable[[str], Somebody]


def test_a_machine_a_place_and_a_time_are_asked_one_after_the_other(customer: Somebody) -> None:
    assert customer.wants("mistri bhej do").outcome == "choose_machine"
    asked = customer.answers("choose_visit_machine", "AC")
    assert asked.outcome == "ask_address"
    assert asked.facts["charge_paise"] == 45000
    slots = customer.answers("give_visit_address", "7 Sneh Nagar, 452001", pincode="452001")
    assert slots.outcome == "choose_slot"
    assert len(slots.facts["slots"]) == 9
    shown = customer.answers("choose_visit_slot", "2")
    assert shown.outcome == "confirm"
    assert shown.facts["starts_at"] == slots.facts["slots"][1]["at"]


@pytest.mark.parametrize(
    ("said", "intent", "whether"),
    [
        ("kitna charge hai?", "ask_price", None),
        ("what are your charges", "ask_price", None),
        ("कितनी फ़ीस है", "check_dues", None),
        ("kaun aayega?", "track_order", "who"),
        ("who will come", "track_order", "who"),
        ("450 to bahut zyada hai", "give_feedback", "fixed"),
    ],
)
@pytest.mark.parametrize("question", ["choose_visit_slot", "confirm_visit"])
def test_what_is_asked_beside_an_open_question_is_told_with_it(
    customer: Somebody, question: str, said: str, intent: str, whether: str | None
) -> None:
    when: dict[str, Any] = TOMORROW if question == "confirm_visit" else {}
    shown = customer.wants("AC ke liye mistri bhejo, 7 Sneh Nagar 452001", **when)
    again = customer.answers(question, said, shown.facts.get("summary"), intent)
    assert (again.outcome, again.facts["charge_paise"]) == (shown.outcome, 45000)
    assert again.facts.get("asked_whether") == whether


def test_an_hour_for_a_machine_that_has_a_visit_moves_that_visit(customer: Somebody) -> None:
    visit = customer.books()
    same = customer.wants("AC ke liye mistri kal bhejo", time=at("2026-11-25"))
    assert same.outcome == "has_visit"
    other = customer.wants("AC ke liye kal 4 baje mistri bhejo", time=at("2026-11-25", "16:30"))
    moved = other.facts["answer"]
    assert (other.outcome, moved["outcome"], moved["facts"]["visit"]) == ("moves", "confirm_move", visit)
    assert (
        customer.answers("confirm_move_visit", "haan", moved["facts"]["summary"], "affirm").outcome == "moved"
    )


def test_a_yes_books_once_and_the_technician_hears_of_it(customer: Somebody) -> None:
    shown = customer.wants("AC ke liye kal 11:30 baje, 7 Sneh Nagar 452001", time=at("2026-11-25", "11:30"))
    booked = customer.agrees("confirm_visit", shown)
    assert booked.outcome == "booked"
    assert booked.facts["visit"] == "VIS-1"
    assert customer.agrees("confirm_visit", shown).outcome == "booked_already"
    technician = {"Salim Mansuri": SALIM, "Ravi Solanki": RAVI}[booked.facts["technician"]]
    job = last_told(technician, "visit_job")
    assert job["address"] == "7 Sneh Nagar"
    assert job["map"].startswith("https://maps.google.com/?q=7%20Sneh%20Nagar")


def test_nobody_who_runs_the_shop_has_a_customers_visit_in_their_own_name(who: Who) -> None:
    owner = who(OWNER)
    owner.wants("sunita ke AC ke liye kal 11:30 baje, 7 Sneh Nagar 452001", time=at("2026-11-25", "11:30"))
    told = owner.wants("haan, naam sunita 919853000604", phone="+919853000604")
    assert told.outcome == "for_customer"
    assert owner.answers("confirm_visit", "haan", intent="affirm").outcome != "booked"


def test_within_the_guarantee_the_visit_is_free_and_after_it_costs(who: Who, customer: Somebody) -> None:
    free = who(PRIYA).wants("fridge ke liye mistri, 3 Sneh Nagar 452001", time=at("2026-11-25", "11:30"))
    assert (free.facts["free"], free.facts["charge_paise"], free.facts["until"]) == (
        "guarantee",
        0,
        "2027-03-11",
    )
    costs = customer.wants("AC ke liye mistri, 3 Sneh Nagar 452001", time=at("2026-11-25", "11:30"))
    assert (costs.facts["free"], costs.facts["charge_paise"], costs.facts["until"]) == (
        None,
        45000,
        "2026-04-19",
    )


def test_a_visit_of_yearly_care_is_free_and_counts(who: Who) -> None:
    priya = who(PRIYA)
    shown = priya.wants("RO ki service, 3 Sneh Nagar 452001", time=at("2026-11-25", "11:30"))
    assert shown.facts["free"] == "amc"
    assert priya.agrees("confirm_visit", shown).outcome == "booked"
    with opened() as session:
        assert session.execute(text("SELECT used FROM amc_contracts")).scalar_one() == 2


def test_the_open_ticket_of_the_machine_is_what_somebody_comes_for(who: Who) -> None:
    who(FATIMA).books("washing machine")
    with opened() as session:
        row = session.execute(
            text("SELECT t.reference, t.status FROM visits v JOIN tickets t ON t.id = v.ticket_id")
        ).one()
        assert tuple(row) == ("TKT-2", "assigned")


def test_a_visit_without_a_ticket_gets_one(customer: Somebody) -> None:
    customer.books()
    with opened() as session:
        query = text("SELECT t.problem FROM visits v JOIN tickets t ON t.id = v.ticket_id")
        assert "AC ke liye mistri" in session.execute(query).scalar_one()


def test_who_has_a_visit_already_is_not_given_a_second_one_by_the_same_words(customer: Somebody) -> None:
    reference = customer.books()
    again = customer.wants("AC ke liye mistri bhejo")
    assert again.outcome == "has_visit"
    assert again.facts["visit"] == reference


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("mixer ke liye mistri bhejo", "nobody_for_it"),
        ("AC ke liye mistri, 9 MG Road 110001", "outside_area"),
    ],
)
def test_what_nobody_does_and_where_nobody_goes_is_said(customer: Somebody, said: str, outcome: str) -> None:
    assert customer.wants(said).outcome == outcome


@pytest.mark.parametrize("word", ["शाम वाला", "evening one", "shaam ko"])
def test_a_part_of_the_day_narrows_the_list_down(customer: Somebody, word: str) -> None:
    customer.wants("AC ke liye mistri, 7 Sneh Nagar 452001")
    slots = customer.answers("choose_visit_slot", word)
    assert slots.outcome == "choose_slot"
    assert all(row["at"][11:13] >= "16" for row in slots.facts["slots"])


def test_an_hour_after_which_it_suits_is_no_hour_at_which_it_must_be(customer: Somebody) -> None:
    customer.wants("AC ke liye mistri, 7 Sneh Nagar 452001")
    slots = customer.answers(
        "choose_visit_slot", "5 baje ke baad", time={"from": "17:00", "to": None, "date": None}
    )
    assert slots.outcome == "choose_slot"
    assert all(row["at"][11:13] >= "17" for row in slots.facts["slots"])


def test_an_hour_that_is_not_free_is_never_taken_for_another(customer: Somebody) -> None:
    said = customer.wants("AC ke liye kal shaam 8 baje, 7 Sneh Nagar 452001", time=at("2026-11-25", "20:00"))
    assert said.outcome == "no_slot_then"
    assert {row["at"][:13] for row in said.facts["slots"]} <= {f"2026-11-25T{hour}" for hour in range(15, 19)}
    assert customer.answers("choose_visit_slot", "2").outcome == "confirm"


@pytest.mark.parametrize(
    ("said", "hour"),
    [("tomorrow 3.30", "15:30"), ("tomorrow 3", "15:00"), ("tomorrow 11.15 bhejo", "11:15")],
)
def test_the_minutes_of_an_hour_right_behind_its_day_are_heard(
    customer: Somebody, said: str, hour: str
) -> None:
    day = {"entity": "period", "value": {"from": "2026-11-25", "to": "2026-11-25"}, "start": 28, "end": 36}
    text_ = f"AC not cooling, send someone {said}"
    read = {**reading(text_), "values": [{**day, "start": 29, "end": 37}]}
    customer._post(
        "/visits/request", {"reading": reading("AC ke liye mistri, 7 Sneh Nagar 452001", pincode="452001")}
    )
    shown = customer._post("/visits/request", {"reading": read})
    assert (shown["outcome"], shown["facts"]["starts_at"][11:16]) == ("confirm", hour), shown


def test_an_hour_that_is_named_is_one_whatever_is_listed(customer: Somebody) -> None:
    shown = customer.wants("AC ke liye kal 12 baje, 7 Sneh Nagar 452001", time=at("2026-11-25", "12:00"))
    assert (shown.outcome, shown.facts["starts_at"][:16]) == ("confirm", "2026-11-25T12:00")
    booked = customer.agrees("confirm_visit", shown)
    assert (booked.outcome, booked.facts["starts_at"][:16]) == ("booked", "2026-11-25T12:00")


@pytest.mark.parametrize(
    ("said", "goes_along"), [("geyser ki service karwani hai, kal 2 baje", False), ("AC nahi, geyser", True)]
)
def test_a_fault_goes_with_the_machine_that_it_names(customer: Somebody, said: str, goes_along: bool) -> None:
    fault = "AC thanda nahi kar raha"
    customer.wants(f"{fault}, mistri bhejo, 7 Sneh Nagar 452001", pincode="452001")
    customer.answers("choose_visit_slot", said, time=at("2026-11-25", "14:00"))
    shown = customer.answers("choose_visit_slot", "kal 2 baje", time=at("2026-11-25", "14:00"))
    assert (shown.facts["machine"], fault in (shown.facts.get("told") or "")) == ("geyser", goes_along)


@pytest.mark.parametrize("said", ["rehne do, AC theek ho gaya", "AC ab chal raha hai"])
def test_what_works_again_needs_nobody(customer: Somebody, said: str) -> None:
    customer.wants("AC thanda nahi kar raha, mistri bhejo, 7 Sneh Nagar 452001", pincode="452001")
    assert customer.answers("choose_visit_slot", said).outcome == "dropped"


def test_a_time_that_has_passed_is_said_to_have_passed(customer: Somebody) -> None:
    past = customer.wants("AC ke liye aaj 9 baje, 7 Sneh Nagar 452001", time=at("2026-11-24", "09:00"))
    assert past.outcome == "past"
    assert past.facts["slots"]


def test_on_sunday_nobody_comes_and_the_next_days_are_offered(customer: Somebody) -> None:
    sunday = customer.wants(
        "AC ke liye sunday ko, 7 Sneh Nagar 452001", period={"from": "2026-11-29", "to": "2026-11-29"}
    )
    assert sunday.outcome == "no_slot_then"
    assert sunday.facts["slots"][0]["at"].startswith("2026-11-30")


def test_a_no_leaves_it_and_books_nothing(customer: Somebody) -> None:
    shown = customer.wants("AC ke liye mistri, 7 Sneh Nagar 452001", time=at("2026-11-25", "11:30"))
    assert customer.answers("confirm_visit", "nahi", shown.facts["summary"], "deny").outcome == "dropped"
    assert told(RAVI) == []


def test_a_no_to_another_visit_names_the_one_that_stands(customer: Somebody) -> None:
    shown = customer.wants("AC ke liye mistri, 7 Sneh Nagar 452001", time=at("2026-11-25", "11:30"))
    booked = customer.answers("confirm_visit", "haan", shown.facts["summary"], "affirm")
    assert booked.outcome == "booked"
    customer.wants("geyser ke liye bhi mistri bhejo")
    left = customer.answers("choose_visit_slot", "chhodo cancel kar do, nahi chahiye", intent="cancel_flow")
    assert left.outcome == "dropped_others_stand"
    assert [each["visit"] for each in left.facts["visits"]] == [booked.facts["visit"]]


def test_a_slot_that_was_taken_meanwhile_is_said_to_be_with_the_next_ones(
    customer: Somebody, who: Who, now: Clock
) -> None:
    when = at("2026-11-25", "11:30")
    shown = customer.wants("AC ke liye mistri, 7 Sneh Nagar 452001", time=when)
    now.passes(minutes=6)  # so long it was kept
    for other in ("919000000701", "919000000702"):
        who(other).books(when=when)
    taken = customer.agrees("confirm_visit", shown)
    assert taken.outcome == "slot_taken"
    assert taken.facts["slots"]


def test_a_kirana_without_technicians_offers_none(client: TestClient, books: None) -> None:
    shop = Somebody(client, PRIYA)
    with opened() as session:
        session.execute(text("DELETE FROM technicians"))
    assert shop.wants("mistri bhejo").outcome == "not_offered"


def test_a_hundred_people_after_the_last_five_slots_book_exactly_five(own_books: Engine, now: Clock) -> None:
    with opened() as session:
        technicians = text(
            "UPDATE technicians SET most = CASE person_id WHEN (SELECT min(person_id) FROM technicians) THEN 3"
            " ELSE 2 END, skills = ARRAY['chimney']"
        )
        session.execute(technicians)
        session.execute(
            text("DELETE FROM technicians WHERE person_id = (SELECT max(person_id) FROM technicians)")
        )
        session.execute(
            text(
                "UPDATE businesses SET settings = jsonb_set(settings, '{visits,terms,days}', '2') WHERE id = :shop"
            ),
            {"shop": "deepak-electronics"},
        )
        session.execute(text('UPDATE technicians SET hours = \'{"wed": ["10:30-20:30"]}\''))
    client = TestClient(create())

    def books(place: int) -> str:
        person = Somebody(client, str(919100000000 + place))
        answer = person.wants("chimney ke liye jaldi mistri, 7 Sneh Nagar 452001")
        for _ in range(8):
            if answer.outcome == "confirm":
                answer = person.agrees("confirm_visit", answer)
            elif answer.outcome == "slot_taken":
                answer = person.answers("choose_visit_slot", "1")
            else:
                break
        return answer.outcome

    with ThreadPoolExecutor(12) as people:
        outcomes = list(people.map(books, range(100)))
    assert outcomes.count("booked") == 5
    with opened() as session:
        rows = session.execute(
            text("SELECT technician_id, starts_at, ends_at FROM visits ORDER BY technician_id, starts_at")
        ).all()
    assert len(rows) == 5
    assert all(a[0] != b[0] or a[2] <= b[1] for a, b in pairwise(rows))


def test_the_board_of_the_day_is_for_who_runs_the_business(customer: Somebody, who: Who) -> None:
    reference = customer.books(when=at("2026-11-24", "14:30"))
    board = who(OWNER).wants("aaj ki visit", "/visits/change")
    assert board.outcome == "board"
    assert [job["visit"] for job in board.facts["jobs"]] == [reference]
    assert NUMBER


def test_an_hour_alone_is_one_of_the_working_day(customer: Somebody) -> None:
    customer.wants("AC ke liye mistri bhejo, 7 Sneh Nagar 452001", time=at("2026-11-25"))
    shown = customer.answers("choose_visit_slot", "2.30", intent="place_order")
    assert shown.outcome in ("confirm", "choose_slot")
    starts = [row["at"] for row in shown.facts.get("slots", ())] or [shown.facts["starts_at"]]
    assert all("T14:30" in start for start in starts)


def test_a_danger_told_with_the_wish_is_warned_of_urgent_and_told_to_the_owner(who: Who) -> None:
    fatima = who(FATIMA)
    asked = fatima.wants("AC se dhuan aa raha hai, mistri bhejo", time=at("2026-11-25", "11:30"))
    assert asked.facts["warns"] == "sparks"
    shown = fatima.answers("give_visit_address", "7 Sneh Nagar, 452001", pincode="452001")
    assert "warns" not in shown.facts
    assert fatima.agrees("confirm_visit", shown).outcome == "booked"
    ticket = last_told(OWNER, "ticket_raised")["ticket"]
    assert (ticket["hazard"], ticket["priority"]) == ("sparks", "urgent")


@pytest.mark.parametrize("said", ["abhi bhi chingari nikal rahi hai", "yes but it is sparking now"])
def test_a_danger_told_while_a_question_is_open_is_heard(customer: Somebody, said: str) -> None:
    shown = customer.wants("AC ke liye mistri, 7 Sneh Nagar 452001", time=at("2026-11-25", "11:30"))
    again = customer.answers("confirm_visit", said, shown.facts["summary"])
    assert (again.outcome, again.facts["warns"]) == ("confirm", "sparks")
    customer.agrees("confirm_visit", again)
    assert last_told(OWNER, "ticket_raised")["ticket"]["priority"] == "urgent"


def test_a_danger_makes_the_ticket_that_is_there_urgent(customer: Somebody) -> None:
    customer.books()
    assert last_told(OWNER, "ticket_raised")["ticket"]["priority"] == "normal"
    there = customer.wants("AC me short circuit ho gaya, koi aao")
    assert (there.outcome, there.facts["warns"]) == ("has_visit", "sparks")
    assert last_told(OWNER, "ticket_raised")["ticket"]["priority"] == "urgent"


def test_what_is_wrong_reaches_who_comes_though_the_machine_was_chosen_after_it(customer: Somebody) -> None:
    customer.wants("bahut awaaz karti hai, kisi ko bhejo, 7 Sneh Nagar 452001")
    customer.answers("choose_visit_machine", "AC")
    shown = customer.answers("choose_visit_slot", "kal 11.30", time=at("2026-11-25", "11:30"))
    booked = customer.agrees("confirm_visit", shown)
    technician = {"Salim Mansuri": SALIM, "Ravi Solanki": RAVI}[booked.facts["technician"]]
    assert last_told(technician, "visit_job")["problem"].startswith("bahut awaaz karti hai")
    assert last_told(OWNER, "ticket_raised")["ticket"]["problem"].startswith("bahut awaaz karti hai")


def test_a_machine_of_another_maker_is_under_no_guarantee_of_the_shop(who: Who) -> None:
    shown = who(PRIYA).wants(
        "whirlpool fridge ke liye mistri, 3 Sneh Nagar 452001", time=at("2026-11-25", "11:30")
    )
    assert (shown.outcome, shown.facts["product"], shown.facts["free"]) == (
        "confirm",
        "Whirlpool fridge",
        None,
    )


def test_one_of_what_was_bought_is_chosen_by_its_maker(customer: Somebody) -> None:
    assert customer.wants("mistri bhej do").outcome == "choose_machine"
    asked = customer.answers("choose_visit_machine", "voltas wala")
    assert (asked.outcome, asked.facts["machine"]) == ("ask_address", "ac")


def test_another_hour_after_one_that_is_taken_is_of_the_same_day(customer: Somebody) -> None:
    asked = customer.wants("AC ke liye mistri, 7 Sneh Nagar 452001", time=at("2026-11-26", "20:00"))
    assert asked.outcome == "no_slot_then"
    shown = customer.answers("choose_visit_slot", "11.30 theek hai", time=at(None, "11:30"))  # type: ignore[arg-type]
    assert shown.outcome == "confirm"
    assert shown.facts["starts_at"].startswith("2026-11-26T11:30")


@pytest.mark.parametrize("said", ["just cancel everything, I don't want the visit", "rehne do, nahi karwana"])
def test_who_wants_nobody_to_come_is_not_asked_again(customer: Somebody, said: str) -> None:
    shown = customer.wants("AC ke liye mistri, 7 Sneh Nagar 452001", time=at("2026-11-25", "11:30"))
    assert customer.answers("confirm_visit", said, shown.facts["summary"]).outcome == "dropped"


def test_any_hour_of_a_day_is_not_the_hour_of_before(customer: Somebody) -> None:
    customer.wants("AC ke liye mistri, 7 Sneh Nagar 452001", time=at("2026-11-25", "23:00"))
    day = {"from": "2026-11-26", "to": "2026-11-26"}
    slots = customer.answers("choose_visit_slot", "26 ko kisi bhi time chalega", period=day)
    assert slots.outcome in ("choose_slot", "confirm")


def test_a_word_under_a_photo_is_no_address_of_a_visit(customer: Somebody) -> None:
    customer.wants("AC ke liye mistri bhejo")
    photo = {"kind": "image", "path": "x/y.png", "sha256": "ab" * 32, "mime_type": "image/png"}
    body = {"question": "give_visit_address", "summary": None}
    said = {**reading("upar se pani tapak raha dekho", "nlu_fallback"), "attachment": photo}
    answer = customer._post("/answers", {**body, "reading": said})["facts"]["answer"]
    assert answer["outcome"] == "ask_address"
    shown = customer.answers("give_visit_address", "7 Sneh Nagar 452001", time=at("2026-11-25", "11:30"))
    assert shown.facts.get("address", "7 Sneh Nagar") == "7 Sneh Nagar"


def test_a_yes_to_the_only_machine_is_that_one_and_a_no_in_many_words_leaves_it(customer: Somebody) -> None:
    with opened() as session:
        mine = "person_id = (SELECT person_id FROM person_aliases WHERE value = :me AND business_id = :shop)"
        session.execute(
            text(f"UPDATE sold_products SET standing = 'refused' WHERE {mine} AND name NOT ILIKE '%AC%'"),
            {"me": customer.person, "shop": SHOP},
        )
    asked = customer.wants("kal koi aa sakta hai kya")
    assert (asked.outcome, len(asked.facts["options"])) == ("choose_machine", 1)
    said = "nahi rehne do, kisi ko mat bhejo"
    assert customer.answers("choose_visit_machine", said, intent="cancel_order").outcome == "dropped"
    customer.wants("kal koi aa sakta hai kya")
    assert customer.answers("choose_visit_machine", "haan", intent="affirm").outcome == "ask_address"


def test_a_question_about_the_charge_is_no_payment(customer: Somebody) -> None:
    shown = customer.wants("AC ke liye mistri, 7 Sneh Nagar 452001", time=at("2026-11-25", "11:30"))
    asked = "450 even if you only look at it?"
    again = customer.answers("confirm_visit", asked, shown.facts["summary"], "report_payment")
    assert (again.outcome, again.facts["summary"]) == ("confirm", shown.facts["summary"])


def test_an_hour_that_was_shown_is_offered_to_nobody_else_for_some_minutes(
    customer: Somebody, who: Who, now: Clock
) -> None:
    said = "AC ke liye mistri bhejo, 7 Sneh Nagar 452001"
    shown = [somebody.wants(said, time=TOMORROW["time"]) for somebody in (customer, who(PRIYA))]
    assert [each.outcome for each in shown] == ["confirm", "confirm"]  # two can come then
    assert who(FATIMA).wants(said, time=TOMORROW["time"]).outcome == "no_slot_then"
    now.passes(minutes=4)
    assert customer.agrees("confirm_visit", shown[0]).outcome == "booked"
    now.passes(minutes=2)
    assert who(FATIMA).wants(said, time=TOMORROW["time"]).outcome == "confirm"


@pytest.mark.parametrize(
    "said",
    [
        "inverter ki battery ko chhuna theek hai kya",
        "is it safe to touch the battery?",
        "बैटरी को छूना ठीक है क्या",
    ],
)
@pytest.mark.parametrize("read_as", ["ask_availability", "place_order", "view_menu"])
def test_whether_something_may_be_touched_is_no_question_about_goods(
    customer: Somebody, said: str, read_as: str
) -> None:
    heard = customer.answers("", said, intent=read_as)
    assert (heard.outcome, heard.facts.get("warns")) == ("keep_off", "sparks")


def test_a_touch_screen_is_goods(customer: Somebody) -> None:
    assert customer.answers("", "touch screen laptop hai kya?", intent="ask_availability").outcome == "left"
