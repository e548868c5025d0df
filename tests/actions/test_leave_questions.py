"""How a wish for leave is shown, asked about and confirmed."""

from typing import Any

import pytest

from actions import leave
from actions.answers import HearAnswer
from tests.actions.books import Books, Facts, run
from tests.actions.leaves import CASUAL, HOLIDAY, LOOK, day, said


@pytest.fixture
def books(books: Books) -> Books:
    books.decide("confirm", **LOOK)
    return books


def answers(books: Books, page: str, outcome: str, facts: Facts, **more: Any) -> None:
    """What the books say to the next answer to a question."""
    answer = {"outcome": outcome, "facts": facts}
    books.decide("taken", skill="leave", page=page, rest=None, answer=answer, **more)


async def heard(books: Books, text: str, **slots: Any) -> tuple[list[Facts], Facts]:
    """What is said to an answer, and the slots that are set."""
    return await run(HearAnswer(), said(text, slots))


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


async def test_of_two_leave_years_each_balance_is_shown(books: Books) -> None:
    years = [{"year": "2026", "before": "12", "after": "8"}, {"year": "2027", "before": "12", "after": "9"}]
    books.decide("confirm", **{**LOOK, "to": "2027-01-05", "today": "2026-11-24", "balances": years})
    (shown,), _ = await run(leave.ApplyLeave(), said("", {"language": "en"}))
    assert "Thu 24 Dec 2026 – Tue 5 Jan 2027" in shown["look"]
    assert "Balance 2026: 12 days → *8 days*\nBalance 2027: 12 days → *9 days*" in shown["look"]


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


async def test_what_waited_for_the_filed_leave_is_shown_with_it_and_confirmed_next(books: Books) -> None:
    following = {"outcome": "confirm", "facts": LOOK}
    facts = {"reference": "LV-1", "count": "1", "next": following, "from": "2026-11-25"}
    answers(books, "apply_leave", "filed", facts)
    (filed, shown), slots = await heard(books, "haan", asking="confirm_leave", summary="older")
    assert (filed["response"], shown["response"]) == (
        "utter_apply_leave_filed",
        "utter_apply_leave_confirm",
    )
    assert slots == {"asking": "confirm_leave", "summary": "abc", "unanswered": None}


async def test_what_was_not_understood_is_said_before_the_question_and_the_second_time_people_are_offered(
    books: Books,
) -> None:
    answers(books, "apply_leave", "ask_type", {"options": [], "unclear": True})
    (unclear, question), slots = await heard(books, "xyz", asking="leave_type")
    assert unclear["response"] == "utter_apply_leave_unclear"
    assert question["response"] == "utter_apply_leave_ask_type"
    assert slots == {"asking": "leave_type", "summary": None, "unanswered": None}
    told = {"event": "bot", "metadata": {"utter_action": "utter_apply_leave_unclear"}}
    written = {"event": "user", "parse_data": {"intent": {"name": "apply_leave"}}}
    tracker = said("xyz", {"asking": "leave_type"})
    tracker.events = [written, told, written]
    answers(books, "apply_leave", "ask_type", {"options": [], "unclear": True}, business="Kovai")
    (offered,), slots = await run(HearAnswer(), tracker)
    assert offered["response"].startswith("utter_nlu_fallback_")
    assert slots == {"unanswered": None}  # the question stays open


async def test_a_balance_told_beside_the_question_leaves_it_open(books: Books) -> None:
    answers(books, "check_leave_balance", "balance", {"rows": [], "year_ends": "2027-03-31"})
    (told,), slots = await heard(books, "balance kitna hai", asking="leave_type")
    assert (told["response"], slots) == ("utter_check_leave_balance_balance", {"unanswered": None})


@pytest.mark.parametrize(
    ("language", "line"), [("hinglish", "Aapka note: Ravi dekh lega"), ("en", "Your note: Ravi dekh lega")]
)
async def test_a_note_is_shown_before_a_yes_and_with_the_request(
    books: Books, language: str, line: str
) -> None:
    books.decide("confirm", **{**LOOK, "note": "Ravi dekh lega"})
    (shown,), _ = await run(leave.ApplyLeave(), said("", {"language": language}))
    assert line in shown["look"]
    facts = {"reference": "LV-1", "count": "1", "from": "2026-11-25", "note": "Ravi dekh lega"}
    answers(books, "apply_leave", "filed", facts)
    (filed,), _ = await heard(books, "haan, Ravi dekh lega", asking="confirm_leave")
    assert filed["noted"] == ", note: Ravi dekh lega"


async def test_after_a_refusal_other_days_are_heard_without_their_being_asked_for(books: Books) -> None:
    taken = {"reference": "LV-3", "status": "approved", "from": "2026-11-25", "to": "2026-11-25"}
    books.decide("overlap", **taken)
    (refused,), slots = await run(leave.ApplyLeave(), said("", {"language": "en"}))
    assert (refused["span"], refused["status"]) == ("Wed 25 Nov", "approved")
    assert slots["asking"] == "correct_leave"
