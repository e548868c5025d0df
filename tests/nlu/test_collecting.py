"""A bare answer reaches the request that is being made; what clearly wants something else stays itself."""

from typing import Any

import pytest

from nlu.answers.collecting import QUESTIONS, answered, values_of_answer
from nlu.intents.priors import Ranking
from nlu.pages.trial import MOMENT
from nlu.words.reading import read

BILL = [("request_invoice", 0.97), ("claim_reimbursement", 0.02)]
YES = [("affirm", 0.79), ("talk_to_human", 0.07)]
NO = [("deny", 0.97), ("opt_out", 0.01)]
GOODS = [("place_order", 0.73), ("modify_order", 0.1)]
ANYTHING = [("give_feedback", 0.4), ("nlu_fallback", 0.11)]
BALANCE = [("check_leave_balance", 0.99), ("check_dues", 0.01)]
PETROL = [("claim_reimbursement", 0.93), ("apply_leave", 0.02)]
PASSED = [("approve_request", 0.97), ("check_leave_status", 0.02)]
LEFT = [("cancel_flow", 0.99), ("opt_out", 0.01)]


@pytest.mark.parametrize(
    ("asking", "text", "ranking", "intent"),
    [
        ("leave_dates", "25 se 27", ANYTHING, "apply_leave"),
        ("leave_dates", "bukhar hai", [("nlu_fallback", 0.95)], "apply_leave"),
        ("leave_dates", "26", ANYTHING, "apply_leave"),
        ("leave_dates", "bas kal", [("cancel_flow", 0.86)], "apply_leave"),
        ("leave_dates", "mera leave balance kitna hai", BALANCE, None),
        ("leave_dates", "2 kilo aata bhej do", [("place_order", 1.0)], None),
        ("leave_dates", "chhodo", LEFT, None),
        ("leave_dates", "nahi", NO, None),
        ("leave_days", "teen", GOODS, "apply_leave"),
        ("leave_days", "do", GOODS, "apply_leave"),
        ("leave_day", "kal wala", [("repeat_order", 0.96)], "apply_leave"),
        ("leave_half", "second half", GOODS, "apply_leave"),
        ("leave_half", "petrol 350 kal", [("claim_reimbursement", 0.85)], None),
        ("leave_dates", "auto 120 somvar", [("claim_reimbursement", 0.7)], None),
        ("leave_dates", "ramesh ne kal 500 diye", [("record_payment", 0.8)], None),
        ("leave_half", "subah", [("greet", 0.66)], "apply_leave"),
        ("leave_type", "casual", BALANCE[:1], "apply_leave"),
        ("leave_type", "how many casual leaves do i have", BALANCE, None),
        ("leave_type", "namaste", [("greet", 0.98)], None),
        ("leave_type", "thank you", [("thank", 0.99)], None),
        ("leave_type", "namaste casual", [("greet", 0.7)], "apply_leave"),
        ("leave_reason", "dhanyawad", [("thank", 0.95)], None),
        ("leave_reason", "gaadi kharab hai", [("raise_ticket", 0.99)], "apply_leave"),
        ("leave_certificate", "baad me dunga", [("cancel_flow", 0.87)], "apply_leave"),
        ("leave_certificate", "rehne do", LEFT, None),
        ("leave_certificate", "later", LEFT, "apply_leave"),
        ("confirm_leave", "chhutti cancel kar do", [("cancel_leave", 1.0)], "cancel_flow"),
        ("correct_leave", "chhutti cancel kar do", [("cancel_leave", 1.0)], None),
        ("confirm_leave", "LV-1 cancel kar do", [("cancel_leave", 1.0)], None),
        ("confirm_leave", "nahi 26 se", NO, "apply_leave"),
        ("confirm_leave", "26 se kar do", YES, "apply_leave"),
        ("confirm_leave", "sick kar do", YES, "apply_leave"),
        ("confirm_leave", "8 tak badha dijiye", [("modify_order", 0.93)], "apply_leave"),
        ("confirm_leave", "haan kar do", YES, None),
        ("confirm_leave", "nahi", NO, None),
        ("confirm_leave", "kal 500 ka petrol dala bike me", PETROL, None),
        ("confirm_unpaid_leave", "haan bina paise ke chalega", YES, None),
        ("confirm_unpaid_leave", "2 din hi kar do", [("modify_order", 0.7)], "apply_leave"),
        ("leave_to_cancel", "LV-2", [("approve_request", 0.54)], "cancel_leave"),
        ("leave_to_cancel", "2", GOODS, "cancel_leave"),
        ("claim_amount", "450", GOODS, "claim_reimbursement"),
        ("claim_category", "khana", ANYTHING, "claim_reimbursement"),
        ("claim_date", "20", GOODS, "claim_reimbursement"),
        ("claim_date", "kal", [("repeat_order", 0.96)], "claim_reimbursement"),
        ("claim_date", "nahi", NO, None),
        ("claim_date", "bill nahi hai, kal ka hai", BILL, "claim_reimbursement"),
        ("claim_date", "bill bhej do", BILL, None),
        ("confirm_claim", "8 wali chhutti 9 ko kar do", [("modify_order", 0.9)], None),
        ("confirm_claim", "no bill", BILL, "claim_reimbursement"),
        (
            "claim_purpose",
            "client ke yahan machine theek karne",
            [("raise_ticket", 0.99)],
            "claim_reimbursement",
        ),
        ("claim_receipt", "nahi", NO, None),
        ("claim_receipt", "bill kho gaya", [("request_invoice", 0.99)], "claim_reimbursement"),
        ("claim_receipt", "ye raha bill", [("request_invoice", 0.72)], "claim_reimbursement"),
        ("claim_receipt", "mera leave balance kitna hai", BALANCE, None),
        ("confirm_claim", "nahi 500 tha", NO, "claim_reimbursement"),
        ("confirm_claim", "haan bhej do", YES, None),
        ("confirm_claim", "mera leave balance kitna hai", BALANCE, None),
        ("confirm_claim", "kal se teen din ki chhutti chahiye", [("apply_leave", 0.99)], None),
        ("confirm_other_bill", "haan doosra bill hai", YES, None),
        ("rejection_reason", "kaam bahut hai", [("check_ticket_status", 0.5)], "reject_request"),
        ("rejection_reason", "us din delivery bhi hai", [("ask_store_info", 0.93)], "reject_request"),
        ("rejection_reason", "Suresh ki chhutti pehle hi approve hai", PASSED, "reject_request"),
        ("rejection_reason", "accha approve kar do", PASSED, None),
        ("rejection_reason", "manzoor", PASSED, None),
        ("rejection_reason", "nahi", NO, None),
        ("rejection_reason", "theek hai", [("affirm", 0.99)], None),
        ("rejection_reason", "2 kilo aata bhej do", [("place_order", 1.0)], None),
        ("rejection_reason", "mera leave balance kitna hai", BALANCE, None),
        ("approval_to_choose", "pehla wala", [("repeat_order", 0.6)], "approve_request"),
        ("approval_to_choose", "dono kar do", YES, "approve_request"),
        ("approval_to_choose", "asha wali kar do", YES, "approve_request"),
        ("approval_to_choose", "haan", YES, None),
        ("approval_to_choose", "2 kilo aata bhej do", [("place_order", 1.0)], None),
        ("rejection_to_choose", "LV-12", PASSED, "reject_request"),
        ("confirm_order", "26 se kar do", YES, None),
        (None, "25 se 27", ANYTHING, None),
    ],
)
def test_what_answers_the_open_question(
    asking: str | None, text: str, ranking: Ranking, intent: str | None
) -> None:
    assert answered(text, read(text), ranking, asking) == intent


def day(iso: str) -> dict[str, Any]:
    return {"from": iso, "to": iso, "half": None, "ambiguous": False}


def half(which: str) -> dict[str, Any]:
    return {"from": None, "to": None, "half": which, "ambiguous": False}


@pytest.mark.parametrize(
    ("asking", "text", "value"),
    [
        ("confirm_leave", "nahi 26 se", day("2026-11-26")),
        ("confirm_leave", "नहीं, 26 से", day("2026-11-26")),
        ("confirm_leave", "26 se kar do", day("2026-11-26")),
        ("leave_dates", "23", day("2026-12-23")),
        ("confirm_leave", "6 tak", day("2026-12-06")),
        ("confirm_leave", "6 tak badhana hai", day("2026-12-06")),
        ("leave_dates", "32", None),
        ("confirm_leave", "2 log aur hain", None),
        ("leave_days", "teen", {"days": 3}),
        ("leave_days", "3 kar do", {"days": 3}),
        (
            "leave_days",
            "kal se 2 din",
            {"from": "2026-11-25", "to": "2026-11-26", "half": None, "ambiguous": False},
        ),
        ("leave_half", "pehla", half("first")),
        ("leave_half", "पहला", half("first")),
        ("leave_half", "dopahar wala", half("second")),
        ("leave_half", "pehla ya dusra", None),
    ],
)
def test_what_only_the_question_makes_of_a_few_words(
    asking: str, text: str, value: dict[str, Any] | None
) -> None:
    found = values_of_answer(text, read(text), MOMENT, "apply_leave", asking)
    assert [each.value for each in found] == ([value] if value else [])


@pytest.mark.parametrize(
    ("asking", "text", "value"),
    [
        ("claim_date", "20", day("2026-11-20")),
        ("claim_date", "२०", day("2026-11-20")),
        ("claim_date", "24", day("2026-11-24")),
        ("claim_date", "28", day("2026-10-28")),
        ("claim_date", "450", {"paise": 45000}),
        ("claim_date", "20 rupaye", {"paise": 2000}),
        ("claim_amount", "20", {"paise": 2000}),
        ("confirm_claim", "20", {"paise": 2000}),
    ],
)
def test_the_day_of_a_bill_is_past(asking: str, text: str, value: dict[str, Any]) -> None:
    found = values_of_answer(text, read(text), MOMENT, "claim_reimbursement", asking)
    assert [each.value for each in found] == [value]


def test_without_the_question_a_figure_is_no_day() -> None:
    assert values_of_answer("nahi 26 se", read("nahi 26 se"), MOMENT, "apply_leave", None) == []
    assert values_of_answer("nahi 26 se", read("nahi 26 se"), MOMENT, "deny", "confirm_leave") == []


def test_a_request_is_told_from_others_by_its_day() -> None:
    """Without any question: the one of the 12th, whichever month it is of next."""
    said = "12 wali cancel kar do"
    (found,) = values_of_answer(said, read(said), MOMENT, "cancel_leave", None)
    assert found.value == day("2026-12-12")


def test_no_question_belongs_to_two_intents() -> None:
    assert {question.intent for question in QUESTIONS.values()} == {
        "apply_leave",
        "approve_request",
        "ask_my_data",
        "cancel_leave",
        "change_visit",
        "check_dues",
        "claim_reimbursement",
        "do_visit",
        "give_feedback",
        "raise_ticket",
        "record_credit",
        "record_payment",
        "register_warranty",
        "reject_request",
        "report_payment",
        "request_spare_part",
        "request_technician",
    }


@pytest.mark.parametrize("text", ["kal 11:30 wala", "11:30 wala", "कल 11:30 वाला"])
def test_the_minutes_of_an_hour_are_no_day_of_the_month(text: str) -> None:
    found = values_of_answer(text, read(text), MOMENT, "request_technician", "choose_visit_slot")
    assert [(each.entity, each.value["from"]) for each in found] == [("time", "11:30")]
