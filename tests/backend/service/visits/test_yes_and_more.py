"""A yes and more in one message: the yes counts, and the rest is noted or answered, never taken for something else."""

from typing import Any

import pytest

from tests.backend.service.visits.conftest import Somebody, at, reading, technician_of, told

ASKED = "AC ke liye mistri bhejo, 7 Sneh Nagar 452001"
AGO: dict[str, Any] = {"from": "2026-08-01", "to": "2026-08-01", "half": None, "ambiguous": False}


@pytest.mark.parametrize(
    "said",
    [
        "haan kar do, par unko bata dena motor aapki hi di hui hai 3 mahine pehle ki",
        "हाँ कर दो, पर उनको बता देना मोटर आपकी ही दी हुई है 3 महीने पहले की",
        "yes book it, but tell them the motor is from you, 3 months ago",
    ],
)
def test_how_old_something_is_is_no_day_of_the_visit_and_the_yes_counts(
    customer: Somebody, said: str
) -> None:
    shown = customer.wants(ASKED, time=at("2026-11-25", "11:30"))
    booked = customer.answers("confirm_visit", said, shown.facts["summary"], "approve_request", period=AGO)
    assert (booked.outcome, booked.page) == ("booked", "request_technician")
    assert any(each in (booked.rest or "") for each in ("motor", "मोटर"))


def test_a_day_of_this_week_that_is_over_is_said_to_be_over(customer: Somebody) -> None:
    customer.wants(ASKED)
    yesterday = {**AGO, "from": "2026-11-23", "to": "2026-11-23"}
    heard = customer.answers("choose_visit_slot", "sirf 23 tarikh ko hi", period=yesterday)
    assert heard.outcome != "confirm"


@pytest.mark.parametrize(
    "said",
    [
        "wahi visit me dono AC, alag visit nahi chahiye",
        "उसी विज़िट में दोनों एसी, अलग विज़िट नहीं चाहिए",
        "both AC same visit, no separate visit",
    ],
)
def test_who_wants_no_second_visit_cancels_none(customer: Somebody, said: str) -> None:
    reference = customer.books()
    heard = customer.after(["utter_request_technician_booked"], said, intent="change_visit")
    assert heard.outcome == "noted", heard
    assert any(name == "visit_note" for name, _ in told(technician_of(reference)))


@pytest.mark.parametrize(
    "said",
    [
        "unko bata dena bill mere paas hai",
        "उनको बता देना मोटर 3 महीने पहले की है, बिल मेरे पास है",
        "tell them I have paid the bill",
    ],
)
def test_words_that_begin_with_whom_they_are_for_are_noted_and_no_payment(
    customer: Somebody, said: str
) -> None:
    reference = customer.books()
    assert customer.answers("", said, intent="report_payment", period=AGO).outcome == "noted"
    assert any(name == "visit_note" for name, _ in told(technician_of(reference)))


@pytest.mark.parametrize(
    "said", ["thoda pehle, 11.00 ho sakta hai?", "थोड़ा पहले, 11.00 हो सकता है?", "a bit earlier, 11:00?"]
)
def test_an_earlier_hour_that_is_named_moves_the_visit_after_a_yes(customer: Somebody, said: str) -> None:
    customer.books(when=at("2026-11-25", "16:30"))
    heard = customer.answers("", said, intent="apply_leave")
    assert heard.page == "change_visit"
    assert heard.outcome in ("confirm_move", "no_slot_then"), heard


@pytest.mark.parametrize(
    "said", ["fast charger fitting ke sath kitna lagega", "fast charger aur lagane ka kaam kitne ka hoga?"]
)
def test_the_work_is_priced_by_who_looks_and_the_goods_by_the_shelf(customer: Somebody, said: str) -> None:
    customer.wants(ASKED)
    heard = customer.answers("choose_visit_slot", said, intent="ask_price")
    assert (heard.outcome, heard.facts["asked_whether"]) == ("choose_slot", "work")
    assert heard.facts["asked_part"]["name"]["en"] == "20 W fast charger"


def test_of_work_without_goods_no_price_of_the_shelf_is_told(customer: Somebody) -> None:
    customer.wants(ASKED)
    heard = customer.answers("choose_visit_slot", "repair ka kitna lagega?", intent="ask_price")
    assert (heard.facts["asked_whether"], heard.facts["asked_part"]) == ("work", None)


@pytest.mark.parametrize(
    ("yes", "again"),
    [("ok yes book it.", "Same time please"), ("haan kar do,", "same time"), ("हाँ कर दो,", "वही समय")],
)
def test_the_shown_hour_once_more_behind_a_yes_is_no_second_wish(
    customer: Somebody, yes: str, again: str
) -> None:
    shown = customer.wants(ASKED, time=at("2026-11-25", "11:30"))
    said = f"{yes} {again}"
    left = {
        "text": again,
        "start": len(yes) + 1,
        "end": len(said),
        "kind": "note",
        "value": "wished",
        "line": None,
    }
    read = {**reading(said, "affirm"), "left_over": [left]}
    body = {"question": "confirm_visit", "summary": shown.facts["summary"], "reading": read}
    answer = customer._post("/answers", body)["facts"]
    assert (answer["answer"]["outcome"], answer["rest"]) == ("booked", None)
