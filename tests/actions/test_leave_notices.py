"""What an employee hears of a leave without asking."""

from typing import Any

import pytest
from rasa_sdk import Tracker

from actions.notices import ReceiveNotice
from tests.actions.books import Facts, run
from tests.actions.leaves import REQUEST

COMP_OFF = {"hi": "कॉम्प ऑफ", "en": "Comp-off", "hinglish": "Comp-off"}


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
