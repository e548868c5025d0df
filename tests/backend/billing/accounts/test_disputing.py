"""A customer calls an entry or the whole khata wrong in words: the owner hears which, and takes it back or not."""

from typing import Any

import pytest

from tests.backend.billing.accounts.conftest import Shopkeeper, balance, told
from tests.backend.orders.conftest import Decision
from tests.backend.readings import reading, value


def says(who: Shopkeeper, text: str) -> Decision:
    return who.do("/dues", reading=reading(text, "check_dues"), wanted=[])


def behind(who: Shopkeeper, text: str, intent: str) -> Decision:
    return who.do("/answers", question="correct_khata", reading=reading(text, intent))


@pytest.mark.parametrize(
    "text",
    ["isme 340 wala maine nahi liya", "the 340 is wrong", "340 वाली एंट्री गलत है", "i never took that 340"],
)
def test_the_entry_whose_sum_is_said_is_told_to_the_owner(
    owner: Shopkeeper, priya: Shopkeeper, text: str
) -> None:
    owner.writes("Priya Joshi", rupees=340)
    before = balance()
    assert says(priya, text).outcome == "verdict_wrong"
    notice = told("khata_disputed")[0]
    assert (notice["khata_paise"], notice["khata_words"], balance()) == (34000, text, before)


@pytest.mark.parametrize("text", ["mera hisaab galat hai", "mere khate me 77 zyada likha hai"])
def test_where_no_entry_has_the_sum_it_is_the_whole_khata(priya: Shopkeeper, text: str) -> None:
    assert says(priya, text).outcome == "doubt_told"
    assert told("khata_doubted")[0]["khata_words"] == text


@pytest.mark.parametrize("intent", ["deny", "nlu_fallback", "opt_in", "report_payment", "cancel_flow"])
def test_right_behind_the_balance_it_is_heard_whatever_it_sounds_like(priya: Shopkeeper, intent: str) -> None:
    heard = behind(priya, "ye galat hai", intent)
    assert heard.facts["answer"]["outcome"] == "doubt_told"


@pytest.mark.parametrize(
    ("text", "intent"), [("haan theek hai", "affirm"), ("galat bill bheja", "request_invoice")]
)
def test_what_clearly_wants_something_else_is_that(priya: Shopkeeper, text: str, intent: str) -> None:
    assert behind(priya, text, intent).outcome == "left"


def test_the_owner_takes_it_back_by_one_yes_and_the_customer_hears_it(
    owner: Shopkeeper, priya: Shopkeeper
) -> None:
    owner.writes("Priya Joshi", rupees=340)
    before = balance()
    says(priya, "340 maine nahi liya")
    entry = told("khata_disputed")[0]["khata_entry"]
    asked = owner.do("/cancellation", summary=f"entry_disputed|{entry}")
    assert (asked.outcome, asked.facts["amount_paise"], balance()) == ("confirm_strike", 34000, before)
    assert _yes(owner, asked)["outcome"] == "struck"
    assert (balance(), told("khata_struck")[0]["khata_paise"]) == (before - 34000, 34000)
    assert owner.do("/cancellation", summary=f"entry_disputed|{entry}").outcome == "changed"


def test_words_of_the_owner_find_what_was_called_wrong_where_nothing_was_just_written(
    owner: Shopkeeper, priya: Shopkeeper, now: Any
) -> None:
    owner.writes("Priya Joshi", rupees=340)
    now.passes(minutes=30)
    says(priya, "340 maine nahi liya")
    asked = owner.writes("Priya Joshi", rupees=340, text="Priya Joshi ki 340 wali entry galat thi hata do")
    assert asked.facts["answer"]["outcome"] == "confirm_strike"
    assert owner.do("/cancellation").outcome == "confirm_strike"


def test_a_customer_takes_nothing_back(owner: Shopkeeper, priya: Shopkeeper) -> None:
    owner.writes("Priya Joshi", rupees=340)
    says(priya, "340 maine nahi liya")
    entry = told("khata_disputed")[0]["khata_entry"]
    assert priya.do("/cancellation", summary=f"entry_disputed|{entry}").outcome == "changed"


def _yes(owner: Shopkeeper, asked: Decision) -> dict[str, Any]:
    said = reading("haan", "affirm")
    heard = owner.do("/answers", question="confirm_cancelling", summary=asked.facts["summary"], reading=said)
    answer: dict[str, Any] = heard.facts["answer"]
    return answer


def test_an_entry_that_was_just_shown_is_the_one_that_is_wrong(owner: Shopkeeper, priya: Shopkeeper) -> None:
    owner.writes("Priya Joshi", rupees=340)
    shown = priya.do("/answers", question="", reading=reading("340 kis cheez ka hai", "check_dues"))
    entry = shown.facts["answer"]["facts"]["summary"]
    said = priya.do(
        "/answers", question="correct_khata", summary=entry, reading=reading("galat hai", "deny")
    ).facts["answer"]
    assert (said["outcome"], said["facts"]["paise"]) == ("verdict_wrong", 34000)
    assert told("khata_disputed")[0]["khata_entry"] == int(entry)


def test_a_payment_that_the_customer_has_not_made_is_that_entry(owner: Shopkeeper, priya: Shopkeeper) -> None:
    paid = reading("Priya Joshi ne 25 diye", "record_payment", [value("person", "Priya Joshi")])
    paid["values"].append(value("money", {"paise": 2500}))
    owner.do("/payments/recorded", reading=paid)
    said = priya.do(
        "/answers", question="", reading=reading("25 वाली एंट्री, मैंने नहीं दिए", "cancel_flow")
    ).facts["answer"]
    assert (said["outcome"], said["facts"]["paise"]) == ("verdict_wrong", -2500)
    assert told("khata_sale_disputed")[0]["khata_order"] == "PAY-1"


@pytest.mark.parametrize(
    ("text", "written", "right"),
    [
        ("140 likha hai 100 hona chahiye tha", 140, 100),
        ("2000 nahi 1500 dene the", 2000, 1500),
        ("it shows 450, should be 390", 450, 390),
        ("2000 नहीं 1500 देने थे", 2000, 1500),
    ],
)
def test_another_sum_that_should_be_owed_is_told_to_the_owner(
    priya: Shopkeeper, text: str, written: int, right: int
) -> None:
    sums = [
        {
            "paise": each * 100,
            "role": "worth",
            "confidence": 0.9,
            "start": text.index(str(each)),
            "end": text.index(str(each)) + len(str(each)),
        }
        for each in (written, right)
    ]
    before = balance()
    read = {**reading(text, "record_payment"), "sums": sums}
    heard = priya.do("/answers", question="", reading=read).facts["answer"]
    assert (heard["outcome"], balance()) == ("doubt_told", before)


@pytest.mark.parametrize(
    "words",
    [
        "khari wapas kar di, ab kitna dena hai",
        "खारी वापस कर दी अब कितना देना है",
        "I returned the tea, what do I owe",
    ],
)
def test_goods_that_a_customer_took_back_are_told_to_the_owners(priya: Shopkeeper, words: str) -> None:
    before = balance()
    answer = priya.asks("back", text=words)
    assert (answer.outcome, answer.facts["balance_paise"]) == ("goods_back_told", before)
    assert told("khata_doubted")[-1]["khata_words"] == words


def _asks(who: Shopkeeper, text: str, intent: str = "nlu_fallback") -> Any:
    return who.do("/answers", question="", reading=reading(text, intent)).facts["answer"]


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("340 ka kya saman tha wo batao", "view_cart"),
        ("vo 340 ka kya liya tha maine?", "nlu_fallback"),
        ("what did i buy for 340", "view_cart"),
        ("340 का क्या सामान था", "view_cart"),
    ],
)
def test_what_was_bought_for_an_entry_is_told_from_the_khata(
    owner: Shopkeeper, priya: Shopkeeper, text: str, intent: str
) -> None:
    owner.writes("Priya Joshi", rupees=340)
    said = _asks(priya, text, intent)
    assert (said["outcome"], said["facts"]["items"][0]["paise"]) == ("entry_told", 34000)
    asked = priya.do("/answers", question="take_request", reading=reading(text, intent)).facts
    assert asked["answer"]["outcome"] == "entry_told"


@pytest.mark.parametrize("text", ["77 ka kya liya tha maine?", "what did i buy for 77", "77 का क्या लिया था"])
def test_what_was_bought_for_a_sum_that_stands_nowhere_is_asked_of_the_shop(
    priya: Shopkeeper, text: str
) -> None:
    assert _asks(priya, text)["outcome"] == "request_passed"


@pytest.mark.parametrize(
    "text", ["340 wali entry hati kya?", "is the 340 entry removed?", "340 वाली एंट्री हटी क्या?"]
)
def test_whether_an_entry_was_taken_out_is_told(owner: Shopkeeper, priya: Shopkeeper, text: str) -> None:
    owner.writes("Priya Joshi", rupees=340)
    assert _asks(priya, text)["outcome"] == "entry_told"
    says(priya, "340 maine nahi liya")
    entry = told("khata_disputed")[0]["khata_entry"]
    _yes(owner, owner.do("/cancellation", summary=f"entry_disputed|{entry}"))
    assert _asks(priya, text)["outcome"] == "entry_gone"


@pytest.mark.parametrize(
    "text",
    ["galat entry ka kya hua, 5000 ho gaya?", "what happened to the wrong entry?", "गलत एंट्री का क्या हुआ?"],
)
def test_what_became_of_a_wrong_entry_is_no_new_complaint(priya: Shopkeeper, text: str) -> None:
    assert _asks(priya, text)["outcome"] == "owes"
    assert not told("khata_doubted")


def test_a_statement_beside_that_question_is_heard_next(priya: Shopkeeper) -> None:
    text = "hisab thik hua kya? statement bhejo is mahine ka"
    heard = priya.do("/answers", question="", reading=reading(text, "check_dues")).facts
    assert (heard["answer"]["outcome"], heard["rest"]) == ("owes", "statement bhejo is mahine ka")


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("340 wala kab ka hai? maine to atta 3 kilo hi liya tha, 4 nahi", "3"),
        ("340 का कब का है? मैंने आटा 3 किलो ही लिया था", "3"),
        ("the 340? i took only 3 kg atta, not 4", "3"),
        ("340 kaise? maine to pure 780 diye the", "780"),
        ("340 कैसे? मैंने तो पूरे 780 दिए थे", "780"),
    ],
)
@pytest.mark.parametrize("question", ["", "give_address"])
def test_what_was_taken_or_paid_beside_a_sum_of_the_khata_is_no_order(
    owner: Shopkeeper, priya: Shopkeeper, text: str, quantity: str, question: str
) -> None:
    owner.writes("Priya Joshi", rupees=340)
    line = value(
        "order_line", {"name": "atta", "quantity": quantity, "unit": "kg", "pack": None, "op": "set"}
    )
    heard = priya.do("/answers", question=question, reading=reading(text, "modify_order", [line])).facts
    assert heard["answer"]["outcome"] == "verdict_wrong"
    assert told("khata_disputed")[0]["khata_words"] == text
