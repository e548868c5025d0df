"""Guarantees: looked up, registered, confirmed; and what is refused."""

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.backend.books import Operator
from tests.backend.readings import reading, value
from tests.backend.service.conftest import (
    ARJUN,
    FATIMA,
    OWNER,
    PRIYA,
    SHOP,
    Decision,
    Somebody,
    Who,
    photo,
    told,
)

A_LIST_OF_GOODS: dict[str, Any] = {
    "version": 1,
    "business": {
        "id": "plain-goods", "name": "Plain Goods", "kind": "repair", "language": "hinglish",
        "address": "5 Station Road, Nagpur", "pincode": "440001", "state": "MH",
        "prices_include_gst": True, "skills": ["orders", "billing", "service"],
    },
    "numbers": [{"phone_number_id": "100000000000778", "display_number": "+91 90000 77800"}],
    "people": [{"name": "Meena", "roles": ["owner"], "phones": ["919000077700"], "language": "hinglish"}],
    "products": [
        {"sku": sku, "name": dict.fromkeys(("hi", "en", "hinglish"), name), "unit": "pc",
         "price_paise": 560000, "gst_rate": "18", "hsn": "8504"}
        for sku, name in (("a", "Inverter 900 VA"), ("B", "Inverter 1400 VA"), ("C", "Battery wire"))
    ],
}  # fmt: skip


def check(mine: Somebody, words: str, *values: dict[str, object], **more: object) -> Decision:
    return mine.do("/warranty/check", reading=reading(words, "check_warranty", values, **more))  # type: ignore[arg-type]


def register(mine: Somebody, words: str | None, *values: dict[str, object], **more: object) -> Decision:
    return mine.do("/warranty/draft", reading=reading(words, "register_warranty", values, **more))  # type: ignore[arg-type]


def on(day: str) -> dict[str, object]:
    return value("period", {"from": day, "to": day, "half": None, "ambiguous": False})


def test_it_is_found_by_what_was_bought_by_serial_and_by_bill(who: Who) -> None:
    mine = who(PRIYA)
    by_name = check(mine, "fridge ki warranty kab tak hai").facts["pieces"]
    by_serial = check(mine, "serial LG20260312", value("serial_number", "LG20260312")).facts["pieces"]
    by_bill = check(mine, "bill 0412 ki warranty", value("reference", "0412")).facts["pieces"]
    assert [piece["serial"] for piece in by_name] == ["LG20260312"]
    assert by_name == by_serial == by_bill
    assert (by_name[0]["until"], by_name[0]["parts"][0]["until"]) == ("2027-03-11", "2036-03-11")


def test_what_is_told_wrong_beside_a_guarantee_can_be_reported_with_a_tap(who: Who) -> None:
    mine = who(PRIYA)
    assert not check(mine, "fridge ki warranty kab tak hai").facts["reports"]
    assert check(mine, "fridge thanda nahi kar raha, warranty hai kya").facts["reports"]
    tapped = reading(None, "raise_ticket", [value("choice", "spoken")])
    shown = mine.do("/tickets/draft", reading=tapped)
    assert shown.outcome == "confirm"
    assert "thanda nahi" in shown.facts["problem"]


BILL = "DE/25-26/0412"


@pytest.mark.parametrize(
    ("words", "intent", "question"),
    [
        (f"bill {BILL} ki guarantee", "register_warranty", ""),
        (f"fridge ka bill number {BILL} hai, warranty batao", "register_warranty", "warranty_serial"),
        (f"is my fridge under warranty? bill number {BILL}", "register_warranty", "warranty_model"),
        (f"बिल नंबर {BILL} की गारंटी कब तक", "check_warranty", ""),
        (BILL, "nlu_fallback", "correct_warranty_serial"),
    ],
)
def test_a_guarantee_is_found_by_the_number_of_the_bill_whatever_was_asked(
    who: Who, words: str, intent: str, question: str
) -> None:
    shown = who(PRIYA).answers(question, words, intent, value("reference", BILL))
    assert shown
    assert (shown.outcome, [each["serial"] for each in shown.facts["pieces"]]) == ("shown", ["LG20260312"])


def test_by_its_bill_the_shop_finds_anybodys_piece_and_a_customer_only_their_own(who: Who) -> None:
    named = value("reference", BILL)
    found = check(who(OWNER), f"bill {BILL} ki warranty", named).facts["pieces"]
    assert [each["serial"] for each in found] == ["LG20260312"]
    other = check(who(ARJUN), f"bill {BILL} ki warranty", named).facts["pieces"]
    assert "LG20260312" not in [each["serial"] for each in other]


def test_the_number_of_a_bill_is_not_taken_for_a_serial(who: Who) -> None:
    mine = who(ARJUN)
    register(mine, "warranty register karni hai")
    assert register(mine, "bill DE/26-27/0999", value("reference", "DE/26-27/0999")).outcome == "bill_unknown"


@pytest.mark.parametrize(
    "sent",
    [
        {**photo("text"), "kind": "document", "mime_type": "text/plain"},
        {"kind": "image", "fault": "not_allowed"},
    ],
)
def test_what_is_neither_picture_nor_pdf_is_no_bill(who: Who, sent: dict[str, Any]) -> None:
    mine = who(ARJUN)
    register(mine, "SM20267777", value("serial_number", "SM20267777"))
    assert register(mine, "5 november", on("2026-11-05")).outcome == "ask_bill"
    refused = mine.answers("warranty_bill", None, "receive_attachment", attachment=sent)
    assert refused
    assert refused.outcome == "bill_unfit"
    kept = mine.answers("warranty_bill", None, "receive_attachment", attachment=photo("bill"))
    assert kept
    assert kept.outcome == "confirm"


def test_since_when_not_and_what_a_visit_costs(who: Who) -> None:
    piece = check(who(ARJUN), "mere AC ki guarantee hai kya").facts["pieces"][0]
    assert (piece["holds"], piece["until"], piece["visit_paise"]) == (False, "2026-04-19", 45000)
    assert [part["holds"] for part in piece["parts"]] == [True, True]


def test_somebody_elses_bill_is_not_shown_with_the_serial(who: Who) -> None:
    piece = check(who(ARJUN), "LG20260312", value("serial_number", "LG20260312")).facts["pieces"][0]
    assert (piece["until"], piece["bill"], piece["own"]) == ("2027-03-11", None, False)


def test_a_picture_of_the_plate_asks_for_the_serial(who: Who) -> None:
    assert check(who(PRIYA), "", attachment=photo()).outcome == "ask_serial"


def test_the_shop_may_ask_by_phone_and_a_customer_only_of_their_own(who: Who) -> None:
    phone = value("phone", f"+{PRIYA}")
    assert {piece["serial"] for piece in check(who(OWNER), "warranty", phone).facts["pieces"]} == {
        "LG20260312",
        "KR20250710",
    }
    assert {piece["serial"] for piece in check(who(FATIMA), "warranty", phone).facts["pieces"]} == {
        "WH20251101",
        "SM20260815",
    }


def test_what_the_shop_has_sold_is_registered_at_once(who: Who) -> None:
    mine = who(PRIYA)
    shown = register(mine, "warranty register karo", value("serial_number", "BG20261120"))
    assert (shown.outcome, shown.facts["sold_on"]) == ("confirm", "2026-11-20")
    assert mine.says_yes("confirm_warranty", shown).outcome == "registered"
    assert check(mine, "geyser ki warranty").facts["pieces"][0]["standing"] == "held"


def test_what_it_has_not_sold_waits_for_the_owner(who: Who) -> None:
    mine = who(ARJUN)
    assert register(mine, "warranty register karni hai").outcome == "ask_serial"
    assert register(mine, "SM20267777", value("serial_number", "SM20267777")).outcome == "ask_date"
    assert register(mine, "5 november", on("2026-11-05")).outcome == "ask_bill"
    shown = register(mine, None, attachment=photo("bill"))
    waits = mine.says_yes("confirm_warranty", shown)
    assert (waits.outcome, told(OWNER)) == ("waits", ["warranty_to_confirm"])
    piece = waits.facts["piece"]["id"]
    assert mine.do("/warranty/decided", piece=piece, confirm=True).outcome == "not_allowed"
    assert who(OWNER).do("/warranty/decided", piece=piece, confirm=True).outcome == "confirmed"
    assert who(OWNER).do("/warranty/decided", piece=piece, confirm=False).outcome == "decided_already"
    assert told(ARJUN) == ["warranty_confirmed"]


@pytest.mark.parametrize(
    ("words", "intent", "outcome"),
    [
        ("manzoor", "approve_request", "confirmed"),
        ("haan", "affirm", "confirmed"),
        ("nahi, hamara bill nahi hai", "deny", "refused"),
    ],
)
def test_the_owner_decides_in_words_what_was_shown_last(
    who: Who, words: str, intent: str, outcome: str
) -> None:
    mine = who(ARJUN)
    register(mine, "SM20267777", value("serial_number", "SM20267777"))
    register(mine, "5 november", on("2026-11-05"))
    waits = mine.says_yes("confirm_warranty", register(mine, None, attachment=photo("bill")))
    piece = str(waits.facts["piece"]["id"])
    refused = mine.answers("decide_warranty_piece", words, intent, summary=piece)
    assert refused
    assert refused.outcome == "not_allowed"
    decided = who(OWNER).answers("decide_warranty_piece", words, intent, summary=piece)
    assert decided
    assert decided.outcome == outcome


@pytest.mark.parametrize(
    ("words", "values", "outcome"),
    [
        ("serial LG20260312", [value("serial_number", "LG20260312")], "serial_taken"),
        ("fridge serial ZZ1", [value("serial_number", "ZZ1")], "serial_unfit"),
        ("tv SM20267777", [value("serial_number", "SM20267777"), on("2026-12-25")], "future_date"),
        (
            "samsung tv SM20267777",
            [value("serial_number", "SM20267777"), on("2019-12-25")],
            "older_than_product",
        ),
    ],
)
def test_bad_input_is_named_and_moves_nothing(
    who: Who, words: str, values: list[dict[str, object]], outcome: str
) -> None:
    mine = who(ARJUN)
    assert register(mine, words, *values).outcome == outcome
    assert {piece["serial"] for piece in check(mine, "warranty").facts["pieces"]} == {
        "VX20250420",
        "BM20260905",
    }


def test_an_unknown_model_is_refused_with_what_there_is(who: Who) -> None:
    mine = who(ARJUN)
    assert register(mine, "register", value("serial_number", "QQ998877")).outcome == "ask_model"
    assert register(mine, "Hitachi projector").outcome == "not_ours"
    register(mine, "register", value("serial_number", "QQ998877"))
    answer = register(mine, "ek projector")
    assert answer.outcome == "unknown_model"
    assert answer.facts["options"]


def test_the_card_is_for_whose_it_is(who: Who, client: object) -> None:
    mine = who(PRIYA)
    piece = check(mine, "fridge ki warranty").facts["pieces"][0]["id"]
    file = mine.do("/warranty/card", piece=piece).facts["files"][0]
    answer = mine.client.get(file["source"], headers=mine._who())
    assert answer.content.startswith(b"%PDF")
    assert who(ARJUN).do("/warranty/card", piece=piece).outcome == "not_found"
    assert mine.client.get(file["source"], headers=who(ARJUN)._who()).status_code == 403


def test_what_was_sold_comes_as_a_sheet_all_of_it_or_none(who: Who, operator: Operator) -> None:
    good = "Serial No,Model,Date,Mobile,Invoice\nLG20261101,GL-B201,2026-11-01,9000000103,DE/26-27/0230\n"
    taken = operator.uploads(SHOP, good.encode(), of="sold-products")
    assert taken.json() == {"rows": 1, "changed": 1}, taken.text
    assert operator.uploads(SHOP, good.encode(), of="sold-products").json() == {"rows": 1, "changed": 0}
    serials = [piece["serial"] for piece in check(who(FATIMA), "fridge ki warranty").facts["pieces"]]
    assert serials == ["LG20261101"]
    bad = "serial,model,sold_on\nLG20261102,GL-B201,2026-11-02\nXX1,GL-B201,2026-11-02\nLG20261103,NONE,2026-11-02\n"
    refused = operator.uploads(SHOP, bad.encode(), of="sold-products")
    assert [fault["line"] for fault in refused.json()["errors"]] == [3, 4]
    assert "LG20261102" not in operator.gets(f"/businesses/{SHOP}/sold-products.csv").text


def test_a_machine_of_another_maker_is_registered_as_none_of_the_shop(who: Who) -> None:
    mine = who(ARJUN)
    other = register(mine, "whirlpool fridge ki warranty register karni hai, croma se liya")
    assert (other.outcome, other.facts["machine_called"]) == ("not_ours", "Whirlpool fridge")
    assert check(mine, "haier ki washing machine, warranty kab tak").outcome != "not_bought"


def _waits(mine: Somebody) -> str:
    register(mine, "SM20267777", value("serial_number", "SM20267777"))
    register(mine, "5 november", on("2026-11-05"))
    waits = mine.says_yes("confirm_warranty", register(mine, None, attachment=photo("bill")))
    return str(waits.facts["piece"]["id"])


@pytest.mark.parametrize("words", ["koi guarantee pending hai?", "SM20267777 wala pakka karo"])
def test_what_waits_for_the_owner_is_found_later_and_decided(who: Who, words: str) -> None:
    piece = _waits(who(ARJUN))
    shown = who(OWNER).answers("", words, "register_warranty")
    assert shown
    assert (shown.outcome, shown.facts["summary"]) == ("to_decide", piece)
    assert who(OWNER).says_yes("decide_warranty_piece", shown).outcome == "confirmed"
    assert who(OWNER).answers("", words, "register_warranty") is None


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("SM20267777 wali guarantee ka kya hai, manzoor kar do", "confirmed"),
        ("approve SM20267777", "confirmed"),
        ("SM20267777 नामंज़ूर", "refused"),
        ("SM20267777 manzoor ho gayi?", "to_decide"),
        ("SM20267777 ka kya hua", "to_decide"),
    ],
)
def test_one_that_is_named_with_a_verdict_is_decided_and_a_question_decides_nothing(
    who: Who, words: str, outcome: str
) -> None:
    _waits(who(ARJUN))
    others = who(OWNER).looks("/approvals").facts["others"]
    assert [(each["kind"], each["named"]) for each in others] == [("guarantee", "SM20267777")]
    decided = who(OWNER).answers("", words, "check_warranty")
    assert decided
    assert decided.outcome == outcome


def test_whose_registration_waits_is_told_how_it_stands_and_of_no_leave(who: Who) -> None:
    _waits(who(ARJUN))
    shown = who(ARJUN).answers("", "malik ne haan kar di kya", "check_leave_status")
    assert shown
    assert "waiting" in {piece["standing"] for piece in shown.facts["pieces"]}


def test_words_without_a_serial_do_not_answer_the_question_for_one(who: Who) -> None:
    register(who(ARJUN), "warranty register karni hai")
    assert who(ARJUN).answers("warranty_serial", "salim ne kya kiya", "nlu_fallback") is None


@pytest.mark.parametrize("said", ["Onida ka fridge register karna hai", "apni kelvinator register kar do"])
def test_another_makers_machine_is_refused_before_its_serial_is_asked(who: Who, said: str) -> None:
    assert register(who(PRIYA), said).outcome == "not_ours"


def test_who_asks_of_another_makers_guarantee_hears_that_it_is_not_the_shops(who: Who) -> None:
    assert check(who(PRIYA), "mera onida fridge guarantee mein hai kya").outcome == "not_ours"
    assert check(who(FATIMA), "do you give guarantee for kelvinator").outcome == "not_ours"


@pytest.mark.parametrize(
    "said",
    [
        "nahi customer ko nahi, deepak ko bhejna tha",
        "ravi wali bhi nahi",
        "not salim",
        "no no send the other boy there after lunch",
    ],
)
def test_a_no_about_something_else_turns_no_guarantee_down(who: Who, said: str) -> None:
    piece = _waits(who(ARJUN))
    assert who(OWNER).answers("decide_warranty_piece", said, "deny", summary=piece) is None


@pytest.fixture
def plain(books: None, client: TestClient) -> Callable[[str], Somebody]:
    """The people of a shop with nothing but a list of goods."""
    Operator(client).brings_in(A_LIST_OF_GOODS).raise_for_status()
    return lambda person: Somebody(client, person, A_LIST_OF_GOODS["numbers"][0]["phone_number_id"])


def test_what_the_shop_sells_is_registered_and_waits_for_the_owner(plain: Callable[[str], Somebody]) -> None:
    mine = plain("919811177701")
    serial = value("serial_number", "PP1400-88213")
    asked = register(
        mine, "register my inverter, serial PP1400-88213, bought 30 Nov", serial, on("2026-11-20")
    )
    assert asked.outcome == "ask_model"
    assert [each["name"]["en"] for each in asked.facts["options"]] == ["Inverter 900 VA", "Inverter 1400 VA"]
    shown = register(mine, "Inverter 1400 VA")
    assert (shown.outcome, shown.facts["serial"], shown.facts["sold_on"]) == (
        "confirm", "PP1400-88213", "2026-11-20",
    )  # fmt: skip
    waits = mine.says_yes("confirm_warranty", shown)
    assert (waits.outcome, told("919000077700")) == ("goods_wait", ["warranty_to_confirm"])
    piece = waits.facts["piece"]
    owner = plain("919000077700")
    assert owner.do("/warranty/decided", piece=piece["id"], confirm=True).outcome == "confirmed"
    kept = check(mine, "PP1400-88213", serial).facts["pieces"][0]
    assert (kept["standing"], kept["until"]) == ("held", None)


def test_what_no_list_of_goods_has_is_not_registered(plain: Callable[[str], Somebody]) -> None:
    mine = plain("919811177701")
    register(mine, "register", value("serial_number", "QQ998877"))
    assert register(mine, "ek projector").outcome == "unknown_goods"


@pytest.mark.parametrize(
    "said",
    [
        "Please tell the shop my inverter serial is PP1400-88213",
        "mere inverter ka serial PP1400-88213 hai",
        "मेरे इन्वर्टर का सीरियल PP1400-88213 है",
    ],
)
def test_a_serial_that_is_told_is_registered_and_sends_nobody(
    plain: Callable[[str], Somebody], said: str
) -> None:
    heard = plain("919811177701").answers("", said, "nlu_fallback", value("serial_number", "PP1400-88213"))
    assert heard
    assert heard.outcome == "ask_model"


def test_goods_that_are_registered_go_out_with_the_file_and_come_in(plain: Callable[[str], Somebody]) -> None:
    mine = plain("919811177701")
    serial = value("serial_number", "PP1400-88213")
    register(mine, "register, PP1400-88213", serial, on("2026-11-20"))
    mine.says_yes("confirm_warranty", register(mine, "Inverter 1400 VA"))
    operator = Operator(mine.client)
    file = operator.gets(f"/businesses/{A_LIST_OF_GOODS['business']['id']}/export", format="json").json()
    assert file["warranty"]["sold"][0]["model"] == "B"
    operator.brings_in(file).raise_for_status()


def test_no_charge_of_coming_is_told_for_what_is_carried_in(who: Who, operator: Operator) -> None:
    file = operator.gets(f"/businesses/{SHOP}/export", format="json").json()
    mixers = {each["model"] for each in file["warranty"]["models"] if not each.get("at_home", True)}
    pieces = [check(who(each), "guarantee").facts.get("pieces", []) for each in (PRIYA, ARJUN, FATIMA)]
    told = {piece["model"]: piece["visit_paise"] for rows in pieces for piece in rows}
    assert mixers
    assert all(told[each] is None for each in told if each in mixers)
    assert any(told[each] for each in told if each not in mixers)
