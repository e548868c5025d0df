"""What the actions of expenses send to the books, and how they say what the books decide."""

from typing import Any

import pytest
from rasa.core.nlg.interpolator import interpolate_text
from rasa_sdk import Tracker

from actions import expense_texts, expenses
from actions.answers import HearAnswer
from actions.notices import ReceiveNotice
from actions.receiving import ReceiveAttachment
from engine.rasa import patches
from nlu.answers.collecting import QUESTIONS
from tests.actions.books import Books, Facts, outcomes, pages, replies, run

KEPT = {"path": "1/ab.jpg", "sha256": "ab", "mime_type": "image/jpeg"}
PHOTO = {"kind": "image", "size": 3, **KEPT}
FUEL: Facts = {
    "amount_paise": 250000,
    "category": "fuel",
    "date": "2026-11-23",
    "purpose": None,
    "receipt": True,
    "over_limit": {"limit_paise": 200000, "period": "claim"},
}
AUTO: Facts = {
    "amount_paise": 12050,
    "category": "travel",
    "date": "2026-11-24",
    "purpose": "bank",
    "receipt": False,
    "over_limit": None,
}
SPENT: Facts = {"first": "2026-11-01", "last": "2026-11-24", "number": 2, "waiting_paise": 18000}
SHOWN: Facts = {
    **SPENT,
    "claims": [FUEL, AUTO],
    "total_paise": 262050,
    "approver": "Selvi",
    "summary": "abc",
}
FILED: Facts = {
    **{each: FUEL[each] for each in ("amount_paise", "category", "date")},
    "reference": "EXP-7",
    "status": "pending",
    "decided_by": None,
    "reason": None,
    "approver": "Selvi",
    "paid_on": None,
    "payment_reference": None,
}


@pytest.fixture
def books(books: Books) -> Books:
    books.decide("confirm", **SHOWN)
    return books


def said(
    text: str = "",
    asking: str | None = None,
    *found: Facts,
    file: Facts | None = None,
    language: str = "hinglish",
    intent: str = "claim_reimbursement",
    **more: Any,
) -> Tracker:
    """A conversation whose last message was this."""
    metadata = {"wamid": "wamid.1", "attachment": file, **more}
    message = {"text": text, "intent": {"name": intent}, "entities": list(found), "metadata": metadata}
    slots = {"language": language, "asking": asking, "summary": "abc"}
    return Tracker("100000000000004:919000000401", slots, message, [], False, None, {}, "action_listen")


def entity(name: str, value: Any) -> Facts:
    return {"entity": name, "value": value}


YESTERDAY = {"from": "2026-11-23", "to": "2026-11-23", "half": None, "ambiguous": True}


async def test_what_is_said_goes_to_the_draft_as_it_was_read_once_for_this_message(books: Books) -> None:
    found = (
        entity("expense_category", "fuel"),
        entity("money", {"paise": 45000}),
        entity("expense_category", "travel"),
        entity("money", {"paise": 12000}),
        entity("period", YESTERDAY),
    )
    await run(expenses.ClaimReimbursement(), said("petrol 450 auto 120 kal", None, *found))
    (call,) = books.calls
    assert (call.url.path, call.headers["Idempotency-Key"]) == (
        "/api/claims/draft",
        "wamid.1:action_claim_reimbursement",
    )
    assert books.body["reading"]["values"] == list(found)


async def test_a_bill_without_words_goes_to_the_claim(books: Books) -> None:
    books.decide("ask_amount", claim={"amount_paise": None, "category": None, "date": None})
    (asked,), slots = await run(ReceiveAttachment(), said("/receive_attachment", file=PHOTO))
    assert books.body["reading"]["attachment"] == PHOTO
    assert (asked["response"], asked["about"]) == ("utter_claim_reimbursement_ask_amount", "")
    assert slots == {"asking": "claim_amount", "summary": None}


@pytest.mark.parametrize(
    ("asking", "file"),
    [
        ("confirm_order", PHOTO),
        ("leave_reason", PHOTO),
        (None, {**PHOTO, "kind": "voice"}),
        (None, {"kind": "image", "fault": "too_large"}),
    ],
)
async def test_what_is_no_bill_is_answered_honestly_and_leaves_the_question(
    books: Books, asking: str | None, file: Facts
) -> None:
    (told,), slots = await run(ReceiveAttachment(), said("/receive_attachment", asking, file=file))
    assert told["response"] == f"utter_receive_attachment_{file.get('fault') or file['kind']}"
    assert (books.calls, slots) == ([], {})


@pytest.mark.parametrize("outcome", ["not_offered", "not_allowed"])
async def test_the_photo_of_who_claims_nothing_here_is_a_photo(books: Books, outcome: str) -> None:
    books.decide(outcome)
    (told,), slots = await run(ReceiveAttachment(), said("/receive_attachment", file=PHOTO))
    assert (told["response"], slots) == ("utter_receive_attachment_image", {})


@pytest.mark.parametrize(
    ("language", "rows"),
    [
        (
            "en",
            [
                "*₹2,500* Fuel, Mon 23 Nov, 📎 bill\n⚠️ Over the limit of ₹2,000 for one claim",
                "*₹120.50* Travel, Tue 24 Nov, bank, no bill",
                "Total: *₹2,620.50*\nApprover: Selvi",
            ],
        ),
        ("hinglish", ["*₹2,500* Petrol-diesel", "seema ₹2,000", "bill nahi", "Kul: *₹2,620.50*"]),
        ("hi", ["*₹2,500* पेट्रोल-डीज़ल, सोम 23 नव॰", "कुल: *₹2,620.50*"]),
    ],
)
async def test_each_claim_its_bill_and_its_limit_are_shown_before_a_yes(
    books: Books, language: str, rows: list[str]
) -> None:
    (shown,), slots = await run(expenses.ClaimReimbursement(), said("", language=language))
    assert shown["response"] == "utter_claim_reimbursement_confirm"
    assert not [row for row in rows if row not in shown["look"]], shown["look"]
    assert slots == {"asking": "confirm_claim", "summary": "abc"}


async def test_one_claim_has_no_total(books: Books) -> None:
    books.decide("confirm", **{**SHOWN, "claims": [AUTO]})
    (shown,), _ = await run(expenses.ClaimReimbursement(), said("", language="en"))
    assert "Total" not in shown["look"]


async def test_a_question_says_which_claim_it_is_about(books: Books) -> None:
    books.decide("ask_receipt", claim={**AUTO, "category": "fuel"}, above_paise=10000)
    (asked,), slots = await run(expenses.ClaimReimbursement(), said("", language="en"))
    assert (asked["about"], asked["above"]) == ("*₹120.50, Fuel, Tue 24 Nov*: ", "₹100")
    assert slots["asking"] == "claim_receipt"


async def test_categories_can_be_tapped(books: Books) -> None:
    books.decide("ask_category", claim={}, options=["fuel", "food"])
    (asked,), _ = await run(expenses.ClaimReimbursement(), said("", language="en"))
    assert asked["buttons"] == [
        {"title": "Fuel", "payload": '/claim_reimbursement{"choice": "fuel"}'},
        {"title": "Food", "payload": '/claim_reimbursement{"choice": "food"}'},
    ]


async def test_a_filed_claim_is_told_with_what_was_said_beside_the_yes(books: Books) -> None:
    facts = {"references": ["EXP-7", "EXP-8"], "total_paise": 57000, "approver": "Selvi", "note": "client"}
    taken = {"skill": "expenses", "page": "claim_reimbursement", "rest": "mera balance"}
    books.decide("taken", **taken, answer={"outcome": "filed", "facts": facts})
    (told,), slots = await run(HearAnswer(), said("haan, client ke liye", "confirm_claim", intent="affirm"))
    assert (told["references"], told["total"]) == ("*EXP-7* aur *EXP-8*", "₹570")
    assert told["noted"] == ", note: client"
    assert slots == {"asking": None, "summary": None, "unanswered": "mera balance"}


async def test_an_answer_that_is_not_understood_is_said_so_and_asked_again(books: Books) -> None:
    answer = {"outcome": "ask_amount", "facts": {"claim": {}, "unclear": True}}
    books.decide("taken", skill="expenses", page="claim_reimbursement", rest=None, answer=answer)
    told, slots = await run(HearAnswer(), said("kuch bhi", "claim_amount"))
    assert [each["response"] for each in told] == [
        "utter_claim_reimbursement_unclear",
        "utter_claim_reimbursement_ask_amount",
    ]
    assert slots["asking"] == "claim_amount"


@pytest.mark.parametrize(
    ("facts", "line"),
    [
        ({}, "waiting for approval (Selvi)"),
        ({"status": "approved", "decided_by": "Kala"}, "approved (Kala)"),
        (
            {"status": "rejected", "decided_by": "Kala", "reason": "no bill"},
            "not approved (Kala), reason: no bill",
        ),
        (
            {"status": "paid", "decided_by": "Kala", "paid_on": "2026-11-24", "payment_reference": "UTR1"},
            "paid on Tue 24 Nov, payment UTR1",
        ),
    ],
)
async def test_where_a_claim_stands(books: Books, facts: Facts, line: str) -> None:
    books.decide("status", claims=[{**FILED, **facts}])
    (told,), slots = await run(
        expenses.CheckClaimStatus(), said("", "confirm_claim", entity("reference", "EXP-7"), language="en")
    )
    assert told["claims"] == f"• *EXP-7*: ₹2,500 Fuel, Mon 23 Nov, {line}"
    assert books.calls[-1].url.params["reference"] == "EXP-7"
    assert slots == {}


@pytest.mark.parametrize(
    ("name", "facts", "variable", "text"),
    [
        ("claim_requested", {**FUEL, "employee": "Asha"}, "look", "⚠️ Over the limit of ₹2,000 for one claim"),
        (
            "claim_decided",
            {"status": "approved", "by": "Selvi"},
            "verdict",
            "Selvi has approved your claim *EXP-7*",
        ),
        (
            "claim_decided",
            {"status": "rejected", "by": None, "reason": "no bill"},
            "verdict",
            "was not approved.\nReason: no bill",
        ),
        ("claim_paid", {"paid_on": "2026-11-24", "payment_reference": "UTR1"}, "payment", "UTR1"),
        ("claim_paid", {"status": None, "paid_on": "2026-11-24"}, "decision", "paid"),
    ],
)
async def test_what_is_told_unasked(name: str, facts: Facts, variable: str, text: str) -> None:
    notice = {"name": name, "facts": {**FILED, **facts}}
    tracker = said("", "confirm_order", language="en", intent="receive_notice", notice=notice)
    (told,), changed = await run(ReceiveNotice(), tracker)
    assert told["response"] == f"utter_notice_{name}"
    assert text in told[variable]
    assert changed == {}


def test_whatever_offers_a_yes_waits_for_it() -> None:
    """A reply with yes and no on it leaves the question open, so that a typed yes answers it too."""
    for outcome in outcomes("expenses")["ClaimReimbursement"]:
        reply = replies("expenses")[f"utter_claim_reimbursement_{outcome}"]
        asks = any("/affirm" in str(each.get("buttons")) for each in reply)
        assert not asks or outcome in expenses.ASKING, outcome


def test_every_question_is_one_that_the_rules_and_the_understanding_know() -> None:
    (skill,) = (page for page in pages("expenses") if "asking" in page.content)
    assert set(expenses.ASKING.values()) == set(skill.content["asking"]) <= set(QUESTIONS)


ALL: Facts = {
    **FILED,
    **FUEL,
    "reference": "EXP-7",
    "references": ["EXP-7"],
    "total_paise": 250000,
    "above_paise": 50000,
    "limit_days": 30,
    "employee": "Asha",
    "by": "Selvi",
    "status": "approved",
    "paid_on": "2026-11-24",
    "payment_reference": "UTR1",
}


@pytest.mark.parametrize("language", ["hi", "en", "hinglish"])
def test_every_reply_is_filled(language: str) -> None:
    patches.apply()
    claims = [{**FUEL, **FILED}]
    texts = {
        **expense_texts.notice_variables(ALL, language),
        **expense_texts.variables({"claims": claims}, language),
    }
    shown = expense_texts.variables(SHOWN, language)
    for name, variations in replies("expenses").items():
        (reply,) = (each for each in variations if each["condition"][0]["value"] == language)
        for template in (reply["text"], *(reply.get("custom") or {}).get("values", {}).values()):
            assert "{" not in interpolate_text(template, {**shown, **texts}), name
