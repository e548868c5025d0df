"""A booked visit is asked about, moved and cancelled by its customer, and by nobody else."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text

from tests.backend.books import Clock, opened
from tests.backend.service.visits.conftest import (
    ARJUN,
    FATIMA,
    OWNER,
    PRIYA,
    RAVI,
    SALIM,
    Decision,
    Somebody,
    at,
    reading,
    technician_of,
    told,
)

Who = Callable[[str], Somebody]
CHANGE = "/visits/change"
TOMORROW = {"from": "2026-11-25", "to": "2026-11-25", "ambiguous": True}


def test_who_asks_is_told_when_and_who(customer: Somebody) -> None:
    reference = customer.books()
    told_ = customer.wants("mistri kab aayega", CHANGE)
    assert told_.outcome == "visits"
    assert told_.facts["visits"][0]["visit"] == reference
    assert told_.facts["visits"][0]["technician"]


def test_who_has_none_is_told_so(customer: Somebody) -> None:
    assert customer.wants("mistri kab aayega", CHANGE).outcome == "none"


def test_who_has_none_and_names_a_machine_wants_one(customer: Somebody) -> None:
    wanted = customer.wants("AC thanda nahi kar raha, mistri bhejiye", CHANGE)
    assert wanted.outcome == "wanted"
    assert wanted.facts["answer"]["outcome"] == "ask_address"
    assert customer.wants("AC wala mistri kab aayega", CHANGE).outcome == "none"


def test_a_visit_whose_hour_has_passed_is_said_to_be_late(customer: Somebody, now: Clock) -> None:
    customer.books(when=at("2026-11-24", "14:30"))
    now.passes(hours=5)
    assert customer.wants("mistri abhi tak nahi aaya", CHANGE).facts["visits"][0]["late"]


def test_it_moves_to_the_day_and_hour_that_are_said(customer: Somebody) -> None:
    reference = customer.books()
    shown = customer.wants("visit parso 3:30 baje kar do", CHANGE, time=at("2026-11-26", "15:30"))
    assert shown.outcome == "confirm_move"
    moved = customer.agrees("confirm_move_visit", shown)
    assert moved.outcome == "moved"
    assert (moved.facts["visit"], moved.facts["starts_at"]) == (reference, "2026-11-26T15:30:00+05:30")
    assert customer.agrees("confirm_move_visit", shown).outcome == "moved_already"


def test_an_hour_alone_is_of_the_day_of_the_visit(customer: Somebody) -> None:
    customer.books()
    shown = customer.wants(
        "time badal do 4:30 baje", CHANGE, time={"from": "16:30", "to": None, "date": None}
    )
    choices = [shown.facts.get("new_at"), *(row["at"] for row in shown.facts.get("slots", ()))]
    assert any(each and each.startswith("2026-11-25T16:30") for each in choices)


def test_who_is_not_home_is_offered_other_times(customer: Somebody) -> None:
    customer.books()
    assert customer.wants("kal nahi aa paunga, time badal do", CHANGE).outcome == "choose_slot"


def test_cancelling_is_asked_first_and_frees_the_slot(customer: Somebody, who: Who) -> None:
    reference = customer.books()
    asked = customer.wants("visit cancel kar do", CHANGE)
    assert asked.outcome == "confirm_cancel"
    assert customer.agrees("confirm_cancel_visit", asked).outcome == "cancelled"
    assert customer.agrees("confirm_cancel_visit", asked).outcome == "cancelled_already"
    names = [name for person in (SALIM, RAVI) for name, _ in told(person)]
    assert names == ["visit_job", "visit_cancelled"]
    with opened() as session:
        assert session.execute(text("SELECT status FROM visits")).scalar_one() == "cancelled"
    assert reference != who("919000000801").books()


def test_a_day_that_is_named_with_a_cancel_is_the_day_that_is_cancelled(customer: Somebody) -> None:
    customer.books()
    for said in ("kal ki visit cancel kar do", "kal mistri ko mat bhejna"):
        assert customer.wants(said, CHANGE, period=TOMORROW).outcome == "confirm_cancel"
    moved = customer.wants("kal mat bhejna, uski jagah parso bhejo", CHANGE, time=at("2026-11-26", "15:30"))
    assert moved.outcome in ("choose_slot", "confirm_move")


def test_a_bare_cancel_is_no_yes_and_no_no(customer: Somebody) -> None:
    customer.books()
    asked = customer.wants("visit cancel kar do", CHANGE)
    again = customer.answers("confirm_cancel_visit", "cancel kar do", asked.facts["summary"], "cancel_flow")
    assert again.outcome == "confirm_cancel"


def test_a_no_keeps_it(customer: Somebody) -> None:
    customer.books()
    asked = customer.wants("visit cancel kar do", CHANGE)
    kept = customer.answers("confirm_cancel_visit", "nahi", asked.facts["summary"], "deny")
    assert kept.outcome == "kept"


def test_of_several_it_is_asked_which(customer: Somebody) -> None:
    customer.books()
    customer.books("geyser", at("2026-11-26", "11:30"))
    which = customer.wants("visit cancel kar do", CHANGE)
    assert which.outcome == "choose_visit"
    asked = customer.answers("choose_visit", "2")
    assert asked.outcome == "confirm_cancel"
    assert asked.facts["machine"] == "geyser"


def test_the_visit_of_somebody_else_is_nobodys(customer: Somebody, who: Who) -> None:
    reference = customer.books()
    assert who(PRIYA).wants(f"{reference} cancel karo", CHANGE, reference=reference).outcome == "not_found"


def test_once_the_technician_is_on_the_way_it_is_too_late(customer: Somebody, who: Who) -> None:
    reference = customer.books(when=at("2026-11-24", "14:30"))
    for technician in (SALIM, RAVI):
        who(technician).steps(reference, "on_way")
    assert customer.wants("visit cancel kar do", CHANGE).outcome == "too_late"
    assert customer.wants("visit kal kar do", CHANGE, time=at("2026-11-25", "11:30")).outcome == "too_late"


def test_a_time_that_has_passed_moves_nothing(customer: Somebody) -> None:
    reference = customer.books()
    past = customer.wants("visit aaj 9 baje kar do", CHANGE, time=at("2026-11-24", "09:00"))
    assert past.outcome == "past"
    assert past.facts["starts_at"].startswith("2026-11-25T11:30")
    assert reference


def test_what_was_just_booked_can_be_taken_back_by_its_button(customer: Somebody) -> None:
    shown = customer.wants("AC ke liye mistri, 7 Sneh Nagar 452001", time=at("2026-11-25", "11:30"))
    act = customer.agrees("confirm_visit", shown).facts["act"]
    assert customer.undoes(act).outcome == "cancelled"
    assert customer.wants("mistri kab aayega", CHANGE).outcome == "none"


def _ticket_of(visit: str) -> tuple[str, int | None]:
    with opened() as session:
        query = text(
            "SELECT t.status, t.assigned_id FROM visits v JOIN tickets t"
            " ON t.id = v.ticket_id AND t.business_id = v.business_id WHERE v.reference = :visit"
        )
        status, assigned = session.execute(query, {"visit": visit}).one()
        return str(status), assigned


def test_with_a_visit_goes_the_ticket_that_its_booking_raised(customer: Somebody) -> None:
    visit = customer.books()
    shown = customer.wants("visit cancel kar do", "/visits/change")
    cancelled = customer.agrees("confirm_cancel_visit", shown)
    assert (cancelled.outcome, cancelled.facts["visit_ticket_status"]) == ("cancelled", "cancelled")
    assert _ticket_of(visit)[0] == "cancelled"


def test_a_ticket_of_before_is_open_again_when_its_visit_is_cancelled(customer: Somebody) -> None:
    visit = customer.books()
    with opened() as session:
        session.execute(text("UPDATE tickets SET summary = 'said-before' WHERE status = 'assigned'"))
        session.commit()
    shown = customer.wants("visit cancel kar do", "/visits/change")
    assert customer.agrees("confirm_cancel_visit", shown).facts["visit_ticket_status"] == "open"
    assert _ticket_of(visit) == ("open", None)


def test_nobody_sets_out_on_another_day(customer: Somebody, who: Callable[[str], Somebody]) -> None:
    tomorrow = customer.books()
    assert who(OWNER).steps(tomorrow, "on_way").outcome == "not_today"
    assert who(OWNER).steps(tomorrow, "arrived").outcome == "not_today"


def test_the_owner_may_send_somebody_else_than_who_is_on_the_way(
    customer: Somebody, who: Callable[[str], Somebody]
) -> None:
    visit = customer.books(when=at("2026-11-24", "14:30"))
    assert who(OWNER).steps(visit, "on_way").outcome == "on_way"
    options = who(OWNER).steps(visit, "assign").facts["options"]
    given = who(OWNER).steps(visit, "assign", technician=str(options[0]["person"]))
    assert (given.outcome, given.facts["visit_status"]) == ("assigned", "booked")


def _reported(customer: Somebody) -> str:
    """A complaint for which nobody comes yet."""
    shown = customer.wants("AC awaaz karta hai", "/tickets/draft")
    if shown.outcome == "ask_address":
        shown = customer.answers("give_ticket_address", "7 Sneh Nagar, 452001", intent="place_order")
    raised = customer.answers("confirm_ticket", "haan", shown.facts["summary"], "affirm")
    assert raised.outcome == "raised"
    return str(raised.facts["ticket"]["reference"])


def test_who_has_a_ticket_and_no_visit_hears_of_it_and_fixes_a_time_by_saying_one(customer: Somebody) -> None:
    reference = _reported(customer)
    told_ = customer.answers("", "mistri kab aayega", intent="track_order")
    assert (told_.outcome, told_.facts["ticket"]["reference"]) == ("none_but_ticket", reference)
    shown = customer.answers("", "kal 11.30 bhejna", intent="place_order", time=at("2026-11-25", "11:30"))
    assert (shown.outcome, shown.facts["machine"]) == ("confirm", "ac")
    assert customer.agrees("confirm_visit", shown).outcome == "booked"
    with opened() as session:
        query = text("SELECT t.reference FROM visits v JOIN tickets t ON t.id = v.ticket_id")
        assert session.execute(query).scalar_one() == reference


@pytest.mark.parametrize(
    ("said", "intent"), [("move it to friday", "apply_leave"), ("nahi, shukrawar ko", "deny")]
)
def test_a_day_that_is_said_of_the_only_visit_moves_it(customer: Somebody, said: str, intent: str) -> None:
    customer.books()
    shown = customer.answers("", said, intent=intent, time=at("2026-11-27", "11:30"))
    assert (shown.outcome, shown.page) == ("confirm_move", "change_visit")


def test_who_says_that_it_is_not_to_be_cancelled_is_told_when_it_is(customer: Somebody) -> None:
    customer.books()
    assert customer.wants("visit cancel mat karna, pakka hai na", "/visits/change").outcome == "visits"


def test_the_owner_sees_what_a_technician_has_done_today(customer: Somebody, who: Who) -> None:
    customer.books(when=at("2026-11-24", "14:30"))
    for name in ("salim", "ravi"):
        day = who(OWNER).answers("", f"{name} ne aaj kya kya kiya", intent="list_leaves")
        assert day.outcome in ("day_of", "no_jobs_of")
        assert day.facts["technician"].lower().startswith(name)


def test_what_it_costs_is_answered_by_the_visit_that_is_booked(customer: Somebody) -> None:
    customer.books()
    told_ = customer.answers("", "isme kitna kharcha aayega", intent="ask_price")
    assert (told_.outcome, told_.facts["charge_paise"]) == ("cost", 45000)


def _says(customer: Somebody, said: str, *values: dict[str, Any]) -> Decision:
    read = {**reading(said, "change_visit"), "values": values}
    return Decision(**customer._post(CHANGE, {"reading": read}))


def test_a_day_that_is_denied_moves_nothing_that_is_called_off(customer: Somebody) -> None:
    customer.books()
    told = "kal nahi ho payega, main bahar ja raha hu. rehne dijiye, cancel kar do"
    day = {"entity": "period", "value": TOMORROW, "start": 0, "end": 3}
    assert _says(customer, told, day).outcome == "confirm_cancel"


def test_the_hour_of_the_visit_is_left_where_another_is_named(customer: Somebody) -> None:
    customer.books(when=at("2026-11-25", "15:30"))
    said = "3:30 baje wo ghar pe nahi, 4:30 baje ho sakta hai?"
    left, wished = (
        {
            "entity": "time",
            "value": {"date": None, "from": hour, "to": None},
            "start": start,
            "end": start + 9,
        }
        for hour, start in (("15:30", 0), ("16:30", 27))
    )
    assert _says(customer, said, left, wished).facts["new_at"][11:16] == "16:30"


@pytest.mark.parametrize(
    "said",
    [
        "is my visit on wednesday all right and did he get my message about the dog?",
        "budh ko aa rahe ho na?",
        "बुधवार को आ रहे हैं ना?",
    ],
)
def test_a_question_about_the_day_of_the_visit_moves_nothing(customer: Somebody, said: str) -> None:
    visit = customer.books()
    answer = customer.wants(said, "/visits/change", time=at("2026-11-25"))
    assert (answer.outcome, [row["visit"] for row in answer.facts["visits"]]) == ("visits", [visit])


@pytest.mark.parametrize(
    "said",
    [
        "do I have to pay 250 if nothing is wrong?",
        "kuch kharab nahi nikla to bhi 250 dene padenge?",
        "कुछ नहीं निकला तो भी देना पड़ेगा?",
    ],
)
def test_what_is_to_be_paid_if_nothing_is_wrong_is_of_the_visit_and_no_khata(
    customer: Somebody, said: str
) -> None:
    customer.wants("AC thanda nahi karta, 7 Sneh Nagar 452001")
    beside = customer.answers("choose_visit_slot", said, intent="check_dues")
    assert (beside.outcome, beside.page) == ("choose_slot", "request_technician")
    customer.answers("choose_visit_slot", "kal 11.30", time=at("2026-11-25", "11:30"))
    customer.agrees(
        "confirm_visit", customer.answers("choose_visit_slot", "11.30", time=at("2026-11-25", "11:30"))
    )
    assert customer.answers("", said, intent="check_dues").outcome == "cost"


@pytest.mark.parametrize(
    "said", ["{} kal 7:45 pe kar do", "{} कल 7:45 पर कर दो", "move {} to 7.45 pm tomorrow"]
)
def test_an_hour_at_which_nobody_is_free_is_said_also_where_one_other_is_left(
    customer: Somebody, who: Who, said: str
) -> None:
    visit = customer.books(when=at("2026-11-25", "11:30"))
    late = at("2026-11-25", "19:45")
    moved = who(OWNER).answers("", said.format(visit), reference=visit, time=late)
    assert moved.outcome == "no_slot_then", moved


def test_a_move_to_somebody_else_says_so_before_the_yes_and_to_the_customer(
    customer: Somebody, who: Who
) -> None:
    visit = customer.books(when=at("2026-11-25", "11:30"))
    before = technician_of(visit)
    other = who(FATIMA).books(when=at("2026-11-25", "15:00"))
    who(OWNER).answers("", f"{other} {'Salim' if before == SALIM else 'Ravi'} ko de do", intent="do_visit")
    assert technician_of(other) == before
    shown = who(OWNER).answers(
        "", f"{visit} kal 3 baje kar do", reference=visit, time=at("2026-11-25", "15:00")
    )
    assert shown.outcome == "confirm_move", shown
    assert shown.facts["new_technician"], shown
    assert who(OWNER).agrees("confirm_move_visit", shown).outcome == "moved"
    assert technician_of(visit) != before
    assert [name for name, _ in told(ARJUN)][-2:] == ["visit_moved", "visit_assigned"]
