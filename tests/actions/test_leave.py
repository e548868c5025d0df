"""What is told of leave, and that every reply is filled and every question known."""

import pytest
from rasa.core.nlg.interpolator import interpolate_text

from actions import leave
from actions.collected import PageAction
from engine.rasa import patches
from nlu.answers.collecting import QUESTIONS
from tests.actions.books import Books, Facts, outcomes, pages, replies, run
from tests.actions.leaves import CASUAL, HOLIDAY, LOOK, REQUEST, entity, period, said


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


@pytest.mark.parametrize("action", [leave.ApplyLeave, leave.CancelLeave])
def test_whatever_offers_a_yes_waits_for_it(action: type[PageAction]) -> None:
    """A reply with yes and no on it leaves the question open, so that a typed yes answers it too."""
    for outcome in outcomes("leave")[action.__name__]:
        reply = replies("leave")[f"utter_{action.page.name}_{outcome}"]
        asks = any("/affirm" in str(each.get("buttons")) for each in reply)
        assert not asks or outcome in action.page.asking, outcome


def test_every_question_is_one_that_the_rules_and_the_understanding_know() -> None:
    (skill,) = (page for page in pages("leave") if "asking" in page.content)
    asked = {*leave.ASKING.values(), *leave.ASKING_TO_CANCEL.values()}
    assert asked == set(skill.content["asking"])
    assert asked - {"confirm_cancel_leave"} <= set(QUESTIONS)


ALL: Facts = {
    **LOOK, **REQUEST, "until": "2026-12-31", "day": HOLIDAY, "most": "3", "needed": 7, "limit": 3, "after_days": "2",
    "returned": "3", "options": [], "requests": [REQUEST], "rows": [HOLIDAY], "year_ends": "2027-03-31",
    "business": "Kovai", "employee": "Asha", "balance": "8", "by": "Selvi", "decision_reason": None,
    "good_until": "2027-01-21", "kinds": [{"hi": "कैज़ुअल", "en": "Casual", "hinglish": "Casual"}],
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
