"""What answers an open question about a claim, in whatever words, and what is said beyond the answer."""

from typing import Any

import pytest

from tests.backend.expenses.conftest import MANAGER, OWNER, Colleague, Facts, bill, decides
from tests.backend.readings import hear, reading, value

TODAY = "2026-11-24"
PHOTO = {"kind": "image", **bill("a")}


def answers(asha: Colleague, question: str, shown: Facts | None = None, **read: Any) -> Facts | None:
    """What became of an answer; None where the question does not take it."""
    read.setdefault("intent", "claim_reimbursement")
    return hear(asha, question, (shown or {}).get("summary"), reading(**read))


def money(rupees: int, role: str | None = None) -> Facts:
    return value("money", {"paise": rupees * 100}, role=role)


def category(name: str, role: str | None = None) -> Facts:
    return value("expense_category", name, role=role)


def day(iso: str) -> Facts:
    return value("period", {"from": iso, "to": iso, "half": None, "ambiguous": False})


def test_sums_and_kinds_go_to_the_draft_in_their_order_and_what_was_told_says_what_for(
    asha: Colleague,
) -> None:
    values = [
        category("fuel"),
        money(450),
        category("travel"),
        money(120),
        day(TODAY),
        value("note", "client"),
    ]
    told = asha.do("/claims/draft", reading=reading(intent="claim_reimbursement", values=values))
    assert told.claims == [(45000, "fuel", TODAY), (12000, "travel", TODAY)]
    assert [each["purpose"] for each in told.facts["claims"]] == ["client", "client"]


def test_what_is_taken_out_is_no_longer_claimed(asha: Colleague) -> None:
    asha.says(450, 100, category=["travel", "food"], on=TODAY)
    values = [category("travel", "taken_out"), category("food"), money(300)]
    told = answers(asha, "confirm_claim", text="auto rehne do, khana 300 karo", values=values)
    assert told is not None
    assert [each["amount_paise"] for each in told["facts"]["claims"]] == [30000]


def test_what_it_was_for_may_name_sums_and_days_and_changes_none(asha: Colleague) -> None:
    assert asha.says(450, category="other", on=TODAY).outcome == "ask_purpose"
    assert answers(asha, "claim_purpose", intent="affirm", text="haan") is not None
    told = answers(asha, "claim_purpose", text="kal 500 ki delivery", values=[money(500)])
    assert told is not None
    (claim,) = told["facts"]["claims"]
    assert (claim["amount_paise"], claim["purpose"]) == (45000, "kal 500 ki delivery")


@pytest.mark.parametrize("intent", ["receive_attachment", "request_invoice", "claim_reimbursement"])
def test_a_bill_is_an_answer_whatever_is_said_with_it(asha: Colleague, intent: str) -> None:
    assert asha.says(600, category="fuel", on=TODAY).outcome == "ask_receipt"
    text = None if intent == "receive_attachment" else "ye raha bill"
    told = answers(asha, "claim_receipt", intent=intent, text=text, attachment=PHOTO)
    assert told is not None
    assert told["facts"]["claims"][0]["receipt"] is True


@pytest.mark.parametrize("fault", [{"kind": "voice"}, {"fault": "too_large"}])
def test_what_is_no_bill_is_left_to_who_says_so(asha: Colleague, fault: Facts) -> None:
    asha.says(600, category="fuel", on=TODAY)
    came = {**PHOTO, **fault}
    assert answers(asha, "claim_receipt", intent="receive_attachment", text=None, attachment=came) is None


def test_what_is_not_understood_is_asked_again_and_said_so(asha: Colleague) -> None:
    asha.says(category="food", on=TODAY)
    again = answers(asha, "claim_amount", intent="nlu_fallback", text="kuch bhi")
    assert again is not None
    assert (again["outcome"], again["facts"]["unclear"]) == ("ask_amount", True)
    bare = answers(asha, "claim_amount", intent="nlu_fallback", text="450")
    assert bare is not None
    assert bare["outcome"] == "confirm"


def test_a_yes_files_with_what_was_said_beside_it_and_serves_another_wish_next(asha: Colleague) -> None:
    shown = asha.says(450, category="travel", on=TODAY).facts
    as_answer = [value("agreed", True, 0, 6), value("note", "client se milne gaya tha", 6, 30)]
    text = "haan, client se milne gaya tha"
    filed = answers(asha, "confirm_claim", shown, intent="nlu_fallback", text=text, as_answer=as_answer)
    assert filed is not None
    assert (filed["outcome"], filed["facts"]["note"]) == ("filed", "client se milne gaya tha")
    shown = asha.says(120, category="travel", on=TODAY).facts
    as_answer = [value("agreed", True, 0, 18)]
    text = "haan bhej do, aur purane claim ka kya hua"
    filed = answers(asha, "confirm_claim", shown, intent="check_claim_status", text=text, as_answer=as_answer)
    assert filed is not None
    assert (filed["outcome"], filed["rest"]) == ("filed", "purane claim ka kya hua")


def test_a_yes_with_a_bill_or_another_sum_shows_the_claim_first(asha: Colleague) -> None:
    shown = asha.says(450, category="travel", on=TODAY).facts
    with_bill = answers(asha, "confirm_claim", shown, intent="affirm", text="haan", attachment=PHOTO)
    assert with_bill is not None
    assert (with_bill["outcome"], with_bill["facts"]["claims"][0]["receipt"]) == ("confirm", True)
    more = [value("agreed", True, 0, 8), category("food"), money(120), day(TODAY)]
    again = answers(asha, "confirm_claim", with_bill["facts"], text="haan aur khana 120 bhi", values=more)
    assert again is not None
    assert (again["outcome"], len(again["facts"]["claims"])) == ("confirm", 2)


def test_another_bill_is_claimed_on_the_persons_word(asha: Colleague) -> None:
    asha.files(450, category="travel", on=TODAY)
    assert asha.says(450, category="travel", on=TODAY).outcome == "same_facts"
    told = answers(asha, "confirm_other_bill", intent="affirm", text="haan")
    assert told is not None
    assert told["outcome"] == "confirm"
    dropped = answers(asha, "confirm_claim", told["facts"], intent="deny", text="nahi")
    assert dropped is not None
    assert dropped["outcome"] == "dropped"


def test_after_a_bill_that_was_not_taken_another_one_is_or_nothing(asha: Colleague) -> None:
    asha.files(450, category="travel", on=TODAY, bills="a")
    assert asha.says(300, category="food", on=TODAY, bills="a").outcome == "same_receipt"
    assert answers(asha, "correct_claim", intent="nlu_fallback", text="hmm") is None
    assert answers(asha, "correct_claim", intent="track_order", text="order kahan hai") is None
    other = {"kind": "image", **bill("b")}
    told = answers(asha, "correct_claim", intent="receive_attachment", text=None, attachment=other)
    assert told is not None
    assert told["outcome"] == "confirm"


@pytest.mark.parametrize(
    "text", ["aaj chai ke 120 kharcha hua", "आज चाय के 120 ख़र्च हुए", "spent 120 on tea today"]
)
@pytest.mark.parametrize("question", ["give_address", "choose_quantity", "confirm_order"])
def test_what_was_spent_is_a_claim_and_no_answer_to_a_question_of_orders(
    asha: Colleague, question: str, text: str
) -> None:
    values = [category("food"), money(120), day(TODAY)]
    told = answers(asha, question, text=text, values=values, as_answer=[day(TODAY)])
    assert told is not None
    assert (told["page"], told["facts"]["claims"][0]["amount_paise"]) == ("claim_reimbursement", 12000)


@pytest.mark.parametrize("text", ["120 nahi 210", "120 नहीं 210", "not 120, 210", "210 tha 120 nahi"])
def test_of_two_sums_the_claim_that_has_the_wrong_one_gets_the_other(asha: Colleague, text: str) -> None:
    both = [category("travel"), money(120), category("food"), money(40), day(TODAY)]
    shown = answers(asha, "claim_amount", text="auto 120 aur chai 40 aaj", values=both)
    read: list[Facts] = [money(210)]
    right = answers(asha, "confirm_claim", shown and shown["facts"], text=text, values=read)
    assert right
    claims = [(each["category"], each["amount_paise"]) for each in right["facts"]["claims"]]
    assert claims == [("travel", 21000), ("food", 4000)]


@pytest.mark.parametrize(
    "text", ["claims pe is mahine kitna gaya", "spent on claims this month", "क्लेम पर कुल कितना गया"]
)
def test_who_decides_asks_what_was_spent_on_claims(asha: Colleague, text: str) -> None:
    wish = reading(intent="claim_reimbursement", text=text)
    reference = asha.files(450, category="travel", on=TODAY).facts["references"][0]
    before = hear(Colleague(asha.client, MANAGER), "", None, wish)
    assert before
    sums = ("total_paise", "waiting_paise")
    assert [before["facts"][each] for each in sums] == [0, 45000]
    decides(MANAGER, reference, approve=True)
    spent = hear(Colleague(asha.client, OWNER), "", None, wish)
    assert spent
    assert (spent["outcome"], [spent["facts"][each] for each in sums]) == ("spent", [45000, 0])
    assert hear(asha, "", None, wish) is None
