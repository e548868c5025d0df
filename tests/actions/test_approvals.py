"""What the actions of approvals send to the books about which requests, and how they say what the books decide."""

from typing import Any

import pytest
from rasa.core.nlg.interpolator import interpolate_text
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import approval_texts, approvals, deciding, leave_texts
from actions.backend import Answer
from actions.notices import ReceiveNotice
from engine.rasa import patches
from nlu.answers.collecting import QUESTIONS
from nlu.intents.priors import ANSWERS, kind_of
from tests.actions.books import Books, Facts, outcomes, pages, replies, run

NAMES = {"hi": "आकस्मिक छुट्टी", "en": "Casual leave", "hinglish": "Casual leave"}
DAYS = [
    {"date": f"2026-11-{day}", "portion": "full", "counted": True, "why": None, "holiday": None}
    for day in (26, 27)
]
LEAVE: Facts = {
    "reference": "LV-12", "kind": "leave", "name": "Asha", "type": "casual", "type_name": NAMES, "from": "2026-11-26",
    "to": "2026-11-27", "portion": "full", "days": DAYS, "count": "2", "unpaid": "0", "status": "pending",
    "reason": None, "balance": "12", "certificate": False, "asked_at": "2026-11-24T09:00:00+05:30",
    "clash": [{"name": "Ravi", "from": "2026-11-27", "to": "2026-11-27"}],
}  # fmt: skip
CLAIM: Facts = {
    "reference": "EXP-7", "kind": "claim", "name": "Ravi", "employee": "Ravi", "amount_paise": 45000,
    "category": "fuel",     "date": "2026-11-20", "purpose": None, "receipt": True, "over_limit": None,
    "asked_at": "2026-11-24T09:30:00+05:30",
}  # fmt: skip


def said(
    text: str, intent: str, slots: Facts | None = None, told: str = "utter_greet", **values: Any
) -> Tracker:
    """A conversation in which the person was told something, and then wrote this."""
    entities = [
        {"entity": name, "value": value, "start": 0, "end": 0}
        for name, found in values.items()
        for value in (found if isinstance(found, list) else [found])
    ]
    message = {"text": text, "intent": {"name": intent}, "entities": entities, "metadata": {"wamid": "w.1"}}
    spoken = {"parse_data": {"intent": {"name": "greet"}}}
    events = [
        {"event": "user", **spoken},
        {"event": "bot", "metadata": {"utter_action": told}},
        {"event": "user", **spoken},
    ]
    every = {"language": "hinglish", "asking": None, "deciding": None, **(slots or {})}
    return Tracker("100000000000004:919000000402", every, message, events, False, None, {}, "action_listen")


def decision(**of: Any) -> Facts:
    return {**deciding.NOTHING, **of}


def asked(question: str, *references: str, reason: str | None = None) -> Facts:
    return {"asking": question, "deciding": deciding.about(references, reason)}


@pytest.mark.parametrize(
    ("values", "slots", "sent"),
    [
        ({"reference": "LV-12"}, {}, {"references": ["LV-12"]}),
        ({"reference": ["LV-12", "LV-13"]}, {}, {"references": ["LV-12", "LV-13"]}),
        ({"person": "Ramesh", "decision": decision(kind="leave")}, {}, {"person": "Ramesh", "kind": "leave"}),
        ({"decision": decision(all=True)}, {}, {"all": True}),
        ({"decision": decision(count=2)}, {}, {"count": 2}),
        ({}, {}, {}),
        ({"decision": decision(each=[{"reference": "LV-12", "person": None, "approve": True}])}, {},
         {"each": [{"reference": "LV-12", "person": None, "approve": True}]}),
    ],
)  # fmt: skip
async def test_which_requests_are_meant(books: Books, values: Facts, slots: Facts, sent: Facts) -> None:
    await run(approvals.ApproveRequest(), said("…", "approve_request", slots, **values))
    assert books.calls[-1].url.path == "/api/approvals/approve"
    assert books.calls[-1].headers["Idempotency-Key"] == "w.1:action_approve_request"
    assert books.filled == {**sent, "said": "…"}


@pytest.mark.parametrize(
    ("values", "slots", "sent"),
    [
        (
            {"reference": "LV-12", "decision": decision(reason="kaam hai")},
            {},
            {"references": ["LV-12"], "reason": "kaam hai"},
        ),
        (
            {"reference": "LV-13", "decision": decision(reason="audit")},
            asked("rejection_reason", "LV-12"),
            {"references": ["LV-13"], "reason": "audit"},
        ),
        ({"person": "Ravi"}, asked("rejection_reason", "LV-12"), {"person": "Ravi"}),
    ],
)
async def test_which_are_refused_and_why(books: Books, values: Facts, slots: Facts, sent: Facts) -> None:
    await run(approvals.RejectRequest(), said("…", "reject_request", slots, **values))
    assert books.filled == {**sent, "said": "…"}


async def test_a_reference_without_a_word_decides_nothing_and_is_shown(books: Books) -> None:
    books.decide("list", rows=[LEAVE, CLAIM])
    message = said("LV-12", "approve_request", asked("rejection_reason", "LV-12"), reference="LV-12")
    message.latest_message["entities"][0]["end"] = len("LV-12")
    (told,), changed = await run(approvals.ApproveRequest(), message)
    assert (told["response"], changed) == ("utter_list_approvals_request", {})
    assert [call.method for call in books.calls] == ["GET"]


async def test_where_several_wait_each_can_be_tapped_and_the_reason_is_kept(books: Books) -> None:
    about = {**deciding.about(["LV-12", "EXP-7"], "audit hai"), "each": []}
    books.decide("choose_request", requests=[LEAVE, CLAIM], about=about)
    no = said("reject, audit hai", "reject_request", decision=decision(reason="audit hai"))
    (told,), changed = await run(approvals.RejectRequest(), no)
    assert [(each["title"], each["description"], each["payload"]) for each in told["buttons"]] == [
        (
            "LV-12 Asha",
            "Casual leave, Thu 26 Nov – Fri 27 Nov, 2 din",
            '/reject_request{"reference": "LV-12"}',
        ),
        ("EXP-7 Ravi", "₹450 Petrol-diesel, Fri 20 Nov", '/reject_request{"reference": "EXP-7"}'),
    ]
    assert changed == {"asking": "rejection_to_choose", "deciding": about, "summary": None}


async def test_the_reason_is_asked_about_the_request_that_is_refused(books: Books) -> None:
    books.decide("ask_reason", **LEAVE, about=deciding.about(["LV-12"]))
    (told,), changed = await run(approvals.RejectRequest(), said("…", "reject_request", reference="LV-12"))
    assert told["question"] == "*LV-12* (Asha, Casual leave, Thu 26 Nov – Fri 27 Nov, 2 din) kyun namanzoor?"
    assert changed == {**asked("rejection_reason", "LV-12"), "summary": None}


async def test_the_sum_of_several_is_shown_with_what_is_said_of_each(books: Books) -> None:
    rows = [{**LEAVE, "approve": True}, {**CLAIM, "approve": False}, {"reference": "LV-9", "approve": True}]
    about = {"each": [{"reference": "LV-12", "approve": True}]}
    books.decide("confirm", requests=rows, about=about, summary="LV-12+", reason="audit")
    (told,), changed = await run(approvals.ApproveRequest(), said("…", "approve_request"))
    assert told["sum"] == "2 manzoor, 1 namanzoor, wajah: audit"
    assert [line[:10] for line in told["requests"].splitlines()] == [
        "• ✅ *LV-12",
        "• ❌ *EXP-7",
        "• ✅ *LV-9*",
    ]
    assert changed == {"asking": "confirm_decisions", "deciding": about, "summary": "LV-12+"}


async def test_a_choice_that_is_not_understood_is_asked_again_and_then_goes_to_people(books: Books) -> None:
    unclear = Answer("choose_request", {"requests": [LEAVE, CLAIM], "unclear": True})
    dispatcher, slots = CollectingDispatcher(), asked("approval_to_choose", "LV-12", "EXP-7")
    await approvals.say_heard(dispatcher, said("haan", "affirm", slots), "approve_request", unclear)
    assert [each["response"] for each in dispatcher.messages] == [
        "utter_approve_request_unclear",
        "utter_approve_request_choose_request",
    ]


async def test_all_but_one_is_nobodys_guess(books: Books) -> None:
    books.decide("list", rows=[LEAVE, CLAIM])
    but = said("…", "approve_request", person="Asha", decision=decision(but=True))
    (shown,), _ = await run(approvals.ApproveRequest(), but)
    assert (books.calls[-1].method, shown["response"]) == ("GET", "utter_list_approvals_list")


def notice(facts: Facts, slots: Facts) -> Tracker:
    metadata = {"notice": {"name": "leave_requested", "facts": facts}}
    message = {"text": "", "intent": {"name": "receive_notice"}, "entities": [], "metadata": metadata}
    every = {"language": "en", "asking": None, "deciding": None, **slots}
    return Tracker("100000000000004:919000000402", every, message, [], False, None, {}, "action_listen")


@pytest.mark.parametrize(
    ("slots", "left"),
    [
        ({}, asked("decide_request", "LV-12")),
        (asked("decide_request", "LV-12"), asked("decide_request", "LV-12")),
        (asked("decide_request", "LV-11"), asked("decide_request")),
        ({"asking": "confirm_order"}, {}),
        (asked("rejection_reason", "LV-11"), {}),
    ],
)
async def test_a_notice_that_asks_for_a_decision_takes_no_other_questions_place(
    slots: Facts, left: Facts
) -> None:
    (told,), changed = await run(ReceiveNotice(), notice(LEAVE, slots))
    assert {name: value for name, value in changed.items() if name != "summary"} == left
    assert told["card"].splitlines()[-2:] == [
        "Balance now: 12 days",
        "Away at the same time: Ravi (Fri 27 Nov)",
    ]


async def test_what_is_not_there_is_not_told_to_the_approver(books: Books) -> None:
    assert "Balance" not in approval_texts.card({**LEAVE, "balance": None, "clash": []}, "en")
    assert "Away" not in approval_texts.card({**LEAVE, "balance": None, "clash": []}, "en")


async def test_many_requests_are_told_in_ten_lines_and_all_can_be_tapped(books: Books) -> None:
    rows = [{**LEAVE, "reference": f"LV-{number}"} for number in range(1, 14)]
    books.decide("list", rows=rows)
    (told,), _ = await run(approvals.ListApprovals(), said("kya kya pending hai", "list_approvals"))
    assert told["requests"].splitlines()[-1] == "… aur 3"
    assert len(told["buttons"]) == len(rows)


async def test_the_only_request_and_the_one_that_is_tapped_are_shown_whole(books: Books) -> None:
    for rows, reference in (([LEAVE], None), ([CLAIM, LEAVE], "LV-12")):
        books.decide("list", rows=rows)
        tapped = {"reference": reference} if reference else {}
        (told,), _ = await run(approvals.ListApprovals(), said("…", "list_approvals", **tapped))
        assert (told["response"], told["reference"]) == ("utter_list_approvals_request", "LV-12")


async def test_who_is_away_is_told_by_days_without_why(books: Books) -> None:
    days = [{"date": f"2026-11-{day}", "portion": "full"} for day in (25, 26, 30)]
    half = [{"date": "2026-11-27", "portion": "first"}]
    rows = [
        {"name": "Asha", "status": "approved", "days": days},
        {"name": "Ravi", "status": "pending", "days": half},
    ]
    books.decide("team", **{"from": "2026-11-25", "to": "2026-11-30"}, rows=rows)
    week = {"from": "2026-11-25", "to": "2026-11-30", "half": None, "ambiguous": False}
    (told,), _ = await run(approvals.AskTeamLeave(), said("…", "ask_team_leave", period=week, person="Asha"))
    assert dict(books.calls[-1].url.params) == {"from": "2026-11-25", "to": "2026-11-30", "person": "Asha"}
    assert told["rows"].splitlines() == [
        "• Asha: Wed 25 Nov – Thu 26 Nov aur Mon 30 Nov",
        "• Ravi: Fri 27 Nov (pehla aadha din) (manzoori baaki)",
    ]


def test_every_question_is_one_that_the_rules_and_the_understanding_know() -> None:
    (skill,) = (page for page in pages("approvals") if "asking" in page.content)
    choosing = {deciding.TO_APPROVE, deciding.TO_REJECT}
    questions = {deciding.SHOWN, deciding.WHY, deciding.SUM, *choosing}
    assert questions == set(skill.content["asking"])
    assert choosing | {deciding.WHY} <= set(QUESTIONS)
    assert {kind_of(deciding.SHOWN), kind_of(deciding.SUM)} <= set(ANSWERS)


def test_every_notice_that_asks_for_a_decision_is_one_of_the_books() -> None:
    assert set(deciding.ASK_TO_DECIDE) <= {
        name for skill in ("leave", "expenses", "approvals") for name in outcomes(skill)["Notice"]
    }


@pytest.mark.parametrize("request_", [LEAVE, CLAIM], ids=["leave", "claim"])
@pytest.mark.parametrize("language", ["hi", "en", "hinglish"])
def test_every_reply_is_filled(language: str, request_: Facts) -> None:
    patches.apply()
    decided = {"at": "2026-11-24T10:00:00+05:30", "by": "Selvi", "status": "approved", "person": "Asha"}
    facts = {**request_, **decided, "reason": "audit", "summary": "LV-12+"}
    rows = [{"reference": "LV-12", "name": "Asha", "kind": "leave", "outcome": "approved"}]
    away = {"from": "2026-11-24", "to": "2026-11-24", "rows": [], "person": "Asha"}
    texts = {
        **leave_texts.notice_variables(request_, language),
        **approval_texts.team_variables(away, language),
        **approval_texts.notice_variables({**request_, "first_approver": "Selvi"}, language),
        **approval_texts.variables({"rows": rows}, language),
        **approval_texts.variables({"requests": [LEAVE, CLAIM]}, language),
        **approval_texts.variables(facts, language),
        "employee": "Asha",
    }
    for name, variations in replies("approvals").items():
        (reply,) = (each for each in variations if each["condition"][0]["value"] == language)
        for template in (reply["text"], *(reply.get("custom") or {}).get("values", {}).values()):
            assert "{" not in interpolate_text(template, texts), name
