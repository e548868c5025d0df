"""What the actions of leave send to the books, and how they say what the books decide."""

from typing import Any

import pytest
from rasa.core.nlg.interpolator import interpolate_text
from rasa_sdk import Tracker

from actions import leave
from actions.notices import ReceiveNotice
from engine import patches
from nlu.answers.collecting import QUESTIONS
from tests.actions.books import Books, Facts, outcomes, pages, replies, run

CASUAL = {"hi": "आकस्मिक छुट्टी", "en": "Casual leave", "hinglish": "Casual leave"}
COMP_OFF = {"hi": "कॉम्प ऑफ", "en": "Comp-off", "hinglish": "Comp-off"}
CHRISTMAS = {"hi": "क्रिसमस", "en": "Christmas", "hinglish": "Christmas"}


def day(iso: str, weekday: int, **more: Any) -> Facts:
    return {
        "date": iso,
        "weekday": weekday,
        "portion": "full",
        "counted": True,
        "why": None,
        "holiday": None,
        **more,
    }


SUNDAY = day("2026-12-27", 6, counted=False, why="weekly_off")
HOLIDAY = day("2026-12-25", 4, counted=False, why="holiday", holiday=CHRISTMAS)
LOOK: Facts = {
    "type": "casual",
    "name": CASUAL,
    "from": "2026-12-24",
    "to": "2026-12-28",
    "portion": "full",
    "days": [day("2026-12-24", 3), HOLIDAY, day("2026-12-26", 5), SUNDAY, day("2026-12-28", 0)],
    "count": "3",
    "excluded": [HOLIDAY, SUNDAY],
    "before": "8",
    "after": "5",
    "available": "8",
    "unpaid": "0",
    "reason": None,
    "certificate": False,
    "clash": [{"name": "Ravi", "from": "2026-12-28", "to": "2026-12-28"}],
    "approver": "Selvi",
    "summary": "abc",
}
REQUEST = {
    **{each: LOOK[each] for each in ("type", "name", "from", "to", "portion", "days", "count")},
    "reference": "LV-12",
    "unpaid": "0",
    "status": "pending",
    "reason": "family wedding",
}


@pytest.fixture
def books(books: Books) -> Books:
    books.decide("confirm", **LOOK)
    return books


def said(text: str = "", slots: Facts | None = None, *found: Facts, file: Facts | None = None) -> Tracker:
    """A conversation whose last message was this."""
    metadata = {"wamid": "wamid.1", "attachment": file}
    message = {"text": text, "intent": {"name": "any"}, "entities": list(found), "metadata": metadata}
    every = {"language": "hinglish", "asking": None, "summary": None, **(slots or {})}
    return Tracker("100000000000004:919000000401", every, message, [], False, None, {}, "action_listen")


def entity(name: str, value: Any, **more: Any) -> Facts:
    return {"entity": name, "value": value, **more}


def period(first: str | None, last: str | None, half: str | None = None, **more: Any) -> Facts:
    value = {"from": first, "to": last, "half": half, "ambiguous": False}
    return entity("period", value, **more)


async def test_what_is_said_goes_to_the_draft_once_for_this_message(books: Books) -> None:
    found = (period("2026-11-25", "2026-11-27"), entity("leave_type", "casual"))
    await run(leave.ApplyLeave(), said("kal se teen din CL", None, *found))
    (call,) = books.calls
    assert (call.url.path, call.headers["Idempotency-Key"]) == (
        "/api/leave/draft",
        "wamid.1:action_apply_leave",
    )
    assert books.said == {"period": found[0]["value"] | {"half": None}, "leave_type": "casual"}


@pytest.mark.parametrize(
    ("found", "sent"),
    [
        ([period("2026-11-25", "2026-11-25", role="start")], {"from": "2026-11-25", "to": None}),
        ([period("2026-11-24", "2026-11-27", role="end")], {"from": None, "to": "2026-11-27"}),
    ],
)
async def test_an_end_that_was_not_said_is_not_sent(books: Books, found: list[Facts], sent: Facts) -> None:
    await run(leave.ApplyLeave(), said("", None, *found))
    assert sent.items() <= books.said["period"].items()


async def test_days_apart_are_sent_apart_and_those_beside_the_leave_not_at_all(books: Books) -> None:
    wedding = period("2026-11-28", "2026-11-28", role="beside")
    found = wedding, period("2026-11-25", "2026-11-25"), period("2026-11-27", "2026-11-27")
    await run(leave.ApplyLeave(), said("", None, *found))
    assert books.said["period"]["from"] == "2026-11-25"
    assert [each["from"] for each in books.said["others"]] == ["2026-11-27"]


@pytest.mark.parametrize(("role", "half"), [("late", "first"), ("early", "second")])
async def test_who_comes_late_or_goes_early_is_away_for_that_half(books: Books, role: str, half: str) -> None:
    await run(leave.ApplyLeave(), said("", None, period("2026-11-25", "2026-11-25", role=role)))
    assert books.said["half"] == half


async def test_what_waited_for_the_filed_leave_is_shown_with_it_and_confirmed_next(books: Books) -> None:
    following = {"outcome": "confirm", "facts": LOOK}
    books.decide("filed", reference="LV-1", count="1", next=following, **{"from": "2026-11-25"})
    (filed, shown), slots = await run(leave.ConfirmLeave(), said("haan", {"summary": "older"}))
    assert (filed["response"], shown["response"]) == (
        "utter_apply_leave_filed",
        "utter_apply_leave_confirm",
    )
    assert slots == {"asking": "confirm_leave", "summary": "abc"}


async def test_a_yes_to_what_has_changed_was_understood(books: Books) -> None:
    books.decide("changed", **LOOK)
    tracker = said("haan", {"asking": "confirm_leave", "summary": "older"})
    tracker.latest_message["intent"] = {"name": "affirm"}
    (shown,), _ = await run(leave.ConfirmLeave(), tracker)
    assert shown["response"] == "utter_apply_leave_changed"


async def test_of_two_leave_years_each_balance_is_shown(books: Books) -> None:
    years = [{"year": "2026", "before": "12", "after": "8"}, {"year": "2027", "before": "12", "after": "9"}]
    books.decide("confirm", **{**LOOK, "to": "2027-01-05", "today": "2026-11-24", "balances": years})
    (shown,), _ = await run(leave.ApplyLeave(), said("", {"language": "en"}))
    assert "Thu 24 Dec 2026 – Tue 5 Jan 2027" in shown["look"]
    assert "Balance 2026: 12 days → *8 days*\nBalance 2027: 12 days → *9 days*" in shown["look"]


async def test_half_a_day_without_its_day_is_a_half_of_the_one_known(books: Books) -> None:
    await run(
        leave.ApplyLeave(), said("half day kar do", {"asking": "confirm_leave"}, period(None, None, "any"))
    )
    assert books.said == {"half": "any", "text": "half day kar do"}


async def test_of_two_types_the_last_one_is_meant(books: Books) -> None:
    types = (entity("leave_type", "casual"), entity("leave_type", "sick"))
    await run(leave.ApplyLeave(), said("casual nahi sick", {"asking": "confirm_leave"}, *types))
    assert books.said["leave_type"] == "sick"


async def test_a_reason_may_name_days_and_changes_none(books: Books) -> None:
    tracker = said("26 ko shaadi hai", {"asking": "leave_reason"}, period("2026-11-26", "2026-11-26"))
    await run(leave.ApplyLeave(), tracker)
    assert books.said == {"reason": "26 ko shaadi hai"}


async def test_a_certificate_comes_with_the_message_or_later(books: Books) -> None:
    kept = {"path": "1/ab.jpg", "sha256": "ab", "mime_type": "image/jpeg"}
    asking = {"asking": "leave_certificate"}
    await run(leave.ApplyLeave(), said("", asking, file={"kind": "image", "size": 3, **kept}))
    assert books.said == {"attachment": kept, "text": ""}
    await run(leave.ApplyLeave(), said("baad mein dunga", asking))
    assert books.said == {"choice": "later"}
    await run(
        leave.ApplyLeave(), said("/receive_attachment", asking, file={"kind": "image", "fault": "too_large"})
    )
    assert books.said == {}


@pytest.mark.parametrize(
    ("language", "rows"),
    [
        ("en", ["*Casual leave*: Thu 24 Dec – Mon 28 Dec", "Counted: *3 days*", "Fri 25 Dec (Christmas) and Sun 27 Dec",
                "8 days → *5 days*", "Selvi"]),
        ("hinglish", ["Thu 24 Dec – Mon 28 Dec", "*3 din*", "Sun 27 Dec (weekly off)", "8 din → *5 din*"]),
        ("hi", ["गुरु 24 दिस॰", "*3 दिन*", "(क्रिसमस)", "(साप्ताहिक छुट्टी)", "8 दिन → *5 दिन*"]),
    ],
)  # fmt: skip
async def test_the_arithmetic_is_shown_before_a_yes(books: Books, language: str, rows: list[str]) -> None:
    (shown,), slots = await run(leave.ApplyLeave(), said("", {"language": language}))
    assert shown["response"] == "utter_apply_leave_confirm"
    assert not [row for row in rows if row not in shown["look"]], shown["look"]
    assert slots == {"asking": "confirm_leave", "summary": "abc"}


async def test_an_employee_is_not_told_who_else_is_away(books: Books) -> None:
    (shown,), _ = await run(leave.ApplyLeave(), said(""))
    assert "Ravi" not in shown["look"]


async def test_many_weekly_offs_are_counted_and_holidays_named(books: Books) -> None:
    offs = [day(f"2026-12-{number:02}", 6, counted=False, why="weekly_off") for number in (6, 13, 20, 27, 30)]
    books.decide("confirm", **{**LOOK, "excluded": [HOLIDAY, *offs]})
    (shown,), _ = await run(leave.ApplyLeave(), said("", {"language": "en"}))
    assert "Fri 25 Dec (Christmas) and 5 weekly offs" in shown["look"]


async def test_a_half_is_named(books: Books) -> None:
    half = {**LOOK, "to": "2026-12-24", "portion": "first", "count": "0.5", "excluded": []}
    books.decide("confirm", **half)
    (shown,), _ = await run(leave.ApplyLeave(), said("", {"language": "en"}))
    assert "Thu 24 Dec (first half)" in shown["look"]
    assert "*0.5 day*" in shown["look"]


async def test_types_are_listed_with_what_is_left_and_can_be_tapped(books: Books) -> None:
    unpaid = {"hi": "बिना वेतन", "en": "Without pay", "hinglish": "Bina tankhwah"}
    options = [
        {"type": "casual", "choice": "casual", "name": CASUAL, "available": "2.5"},
        {"type": "unpaid", "choice": "unpaid", "name": unpaid, "available": None},
    ]
    books.decide("ask_type", options=options)
    (question,), slots = await run(leave.ApplyLeave(), said("", {"language": "en"}))
    assert question["options"] == "• Casual leave: 2.5 days left\n• Without pay"
    assert question["buttons"][1] == {"title": "Without pay", "payload": '/apply_leave{"choice": "unpaid"}'}
    assert slots["asking"] == "leave_type"


async def test_two_days_can_be_tapped(books: Books) -> None:
    books.decide("ask_which_day", options=["2026-11-23", "2026-11-25"])
    (question,), _ = await run(leave.ApplyLeave(), said("", {"language": "en"}))
    assert [button["title"] for button in question["buttons"]] == ["Mon 23 Nov", "Wed 25 Nov"]
    assert question["buttons"][0]["payload"] == '/apply_leave{"choice": "2026-11-23"}'


async def test_a_yes_confirms_what_was_shown_and_a_tap_what_its_button_stood_under(books: Books) -> None:
    books.decide(
        "filed", reference="LV-1", approver=None, count="1", **{"from": "2026-11-25", "to": "2026-11-25"}
    )
    await run(leave.ConfirmLeave(), said("haan", {"summary": "abc"}))
    assert books.said == {"summary": "abc"}
    await run(leave.ConfirmLeave(), said("/affirm", {"summary": "newer"}, entity("summary", "older")))
    assert books.said == {"summary": "older"}


async def test_what_was_not_understood_is_said_before_the_question_and_the_second_time_goes_to_people(
    books: Books,
) -> None:
    books.decide("ask_type", options=[])
    asking = {"asking": "leave_type"}
    (unclear, question), _ = await run(leave.ApplyLeave(), said("xyz", asking))
    assert unclear["response"] == "utter_apply_leave_unclear"
    assert question["response"] == "utter_apply_leave_ask_type"
    (question,), _ = await run(
        leave.ApplyLeave(), said("25 se 27", asking, period("2026-11-25", "2026-11-27"))
    )
    assert question["response"] == "utter_apply_leave_ask_type"
    books.decide("handed_over", business="Kovai")
    tracker = said("xyz", asking)
    told = {"event": "bot", "metadata": {"utter_action": "utter_apply_leave_unclear"}}
    written = {"event": "user", "parse_data": {"intent": {"name": "apply_leave"}}}
    tracker.events = [written, told, written]
    books.decide("ask_type", options=[], business="Kovai")
    (handed,), slots = await run(leave.ApplyLeave(), tracker)
    assert handed["response"].startswith("utter_nlu_fallback_")
    assert slots == {"asking": None, "summary": None}


async def test_after_a_refusal_other_days_are_heard_without_their_being_asked_for(books: Books) -> None:
    taken = {"reference": "LV-3", "status": "approved", "from": "2026-11-25", "to": "2026-11-25"}
    books.decide("overlap", **taken)
    (refused,), slots = await run(leave.ApplyLeave(), said("", {"language": "en"}))
    assert (refused["span"], refused["status"]) == ("Wed 25 Nov", "approved")
    assert slots["asking"] == "correct_leave"


async def test_what_is_only_told_leaves_the_open_question_open(books: Books) -> None:
    rows = [{"type": "casual", "name": CASUAL, "balance": "8", "pending": "1", "available": "7"}]
    books.decide("balance", rows=rows, year_ends="2027-03-31", type=None)
    tracker = said("", {"asking": "confirm_leave", "language": "en"}, entity("leave_type", "casual"))
    (told,), slots = await run(leave.CheckLeaveBalance(), tracker)
    assert told["rows"] == "• Casual leave: *7 days* (and 1 day waiting for approval)"
    assert told["year_ends"] == "31 Mar 2027"
    assert books.calls[-1].url.params["type"] == "casual"
    assert slots == {}


async def test_requests_are_listed_with_what_became_of_them(books: Books) -> None:
    rejected = {**REQUEST, "status": "rejected", "decided_by": "Selvi", "decision_reason": "stock-taking"}
    books.decide("status", requests=[rejected])
    (told,), _ = await run(
        leave.CheckLeaveStatus(), said("", {"language": "en"}, entity("reference", "LV-12"))
    )
    assert told["requests"] == (
        "• *LV-12*: Casual leave, Thu 24 Dec – Mon 28 Dec, not approved (Selvi), reason: stock-taking"
    )
    assert "buttons" not in told or not told["buttons"]
    assert books.calls[-1].url.params["reference"] == "LV-12"


async def test_holidays_of_a_period_are_listed_by_name(books: Books) -> None:
    books.decide("holidays", rows=[HOLIDAY])
    tracker = said("", {"language": "hi"}, period("2026-12-01", "2026-12-31"))
    (told,), _ = await run(leave.ListHolidays(), tracker)
    assert "क्रिसमस" in told["rows"]
    assert dict(books.calls[-1].url.params) == {"from": "2026-12-01", "to": "2026-12-31"}


async def test_a_request_to_take_back_is_chosen_by_a_tap(books: Books) -> None:
    books.decide("choose_request", requests=[REQUEST])
    (question,), slots = await run(leave.CancelLeave(), said(""))
    assert question["buttons"] == [{"title": "LV-12", "payload": '/cancel_leave{"reference": "LV-12"}'}]
    assert slots["asking"] == "leave_to_cancel"


async def test_a_kept_leave_is_no_matter_of_the_books(books: Books) -> None:
    (kept,), slots = await run(leave.KeepLeave(), said("nahi", {"asking": "confirm_cancel_leave"}))
    assert kept["response"] == "utter_cancel_leave_kept"
    assert (books.calls, slots) == ([], {"asking": None, "summary": None})


@pytest.mark.parametrize("action", [leave.ApplyLeave, leave.CancelLeave])
def test_whatever_offers_a_yes_waits_for_it(action: type[leave.LeaveAction]) -> None:
    """A reply with yes and no on it leaves the question open, so that a typed yes answers it too."""
    for outcome in outcomes("leave")[action.__name__]:
        reply = replies("leave")[f"utter_{action.page}_{outcome}"]
        asks = any("/affirm" in str(each.get("buttons")) for each in reply)
        assert not asks or outcome in action.asking, outcome


def test_every_question_is_one_that_the_rules_and_the_understanding_know() -> None:
    (skill,) = (page for page in pages("leave") if "asking" in page.content)
    asked = {*leave.ASKING.values(), *leave.ASKING_TO_CANCEL.values()}
    assert asked == set(skill.content["asking"])
    assert asked - {"confirm_cancel_leave"} <= set(QUESTIONS)


ALL: Facts = {
    **LOOK, **REQUEST, "until": "2026-12-31", "day": HOLIDAY, "most": "3", "needed": 7, "limit": 3, "after_days": "2",
    "returned": "3", "options": [], "requests": [REQUEST], "rows": [HOLIDAY], "year_ends": "2027-03-31",
    "business": "Kovai", "employee": "Asha", "balance": "8", "by": "Selvi", "decision_reason": None,
    "good_until": "2027-01-21",
}  # fmt: skip


@pytest.mark.parametrize("language", ["hi", "en", "hinglish"])
async def test_every_reply_is_filled(language: str) -> None:
    patches.apply()
    texts = leave.leave_texts.variables({**ALL, "status": "approved"}, language) | {"card": "…"}
    for name, variations in replies("leave").items():
        (reply,) = (each for each in variations if each["condition"][0]["value"] == language)
        values = {**texts, "business": "Kovai"}
        for template in (reply["text"], *(reply.get("custom") or {}).get("values", {}).values()):
            assert "{" not in interpolate_text(template, values), name


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        (
            {"status": "approved", "by": "Selvi", "decision_reason": None},
            "✅ Selvi has approved your leave *LV-12*",
        ),
        ({"status": "approved", "by": None, "decision_reason": None}, "✅ Your leave *LV-12* is approved"),
        ({"status": "rejected", "by": "Selvi", "decision_reason": "stock-taking"}, "\nReason: stock-taking"),
    ],
)
async def test_an_employee_hears_what_was_decided_by_whom_and_why(facts: Facts, verdict: str) -> None:
    told = await noticed("leave_decided", {**REQUEST, **facts})
    assert told["response"] == "utter_notice_leave_decided"
    assert verdict in told["verdict"]


@pytest.mark.parametrize(
    ("until", "good"), [("2027-01-21", "Take it by Thu 21 Jan."), (None, "Take it whenever you like.")]
)
async def test_an_employee_hears_what_work_on_an_off_day_has_earned(until: str | None, good: str) -> None:
    earned = {"from": "2026-11-22", "portion": "full", "count": "1", "good_until": until}
    told = await noticed("comp_off_recorded", {**earned, "name": "Asha", "type_name": COMP_OFF})
    assert (told["span"], told["count"], told["name"]) == ("Sun 22 Nov", "1 day", "Comp-off")
    assert told["good"] == good


async def noticed(name: str, facts: Facts) -> dict[str, Any]:
    """What is said of a notice to somebody who reads English; it leaves the open question as it is."""
    message = {"intent": {"name": "receive_notice"}, "metadata": {"notice": {"name": name, "facts": facts}}}
    slots = {"language": "en", "asking": None, "summary": None}
    tracker = Tracker("1:919000000101", slots, message, [], False, None, {}, "action_listen")
    (told,), changed = await run(ReceiveNotice(), tracker)
    assert changed == {}
    return told
