"""What is owed, for the customer and for who is in charge."""

import io
import json
from datetime import timedelta
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select, update

from munshi import clock
from munshi.billing.accounts import service
from munshi.billing.accounts.rules import Kind
from munshi.orders.models import Order
from tests.backend.billing.accounts.conftest import (
    ARJUN,
    EMPLOYEE,
    FATIMA,
    OWED,
    PRIYA,
    Shopkeeper,
    person_of,
)
from tests.backend.books import API_TOKEN, KIRANA, KIRANA_NUMBER, OWNER, Operator, opened
from tests.backend.readings import reading, value


def test_a_customer_hears_what_they_owe_since_when_and_how_to_pay(priya: Shopkeeper) -> None:
    owes = priya.asks()
    assert owes.outcome == "owes"
    assert (owes.facts["paise"], owes.facts["since"]) == (124000, "2026-10-05")
    assert "/p/" in owes.facts["link"]


def test_who_owes_nothing_and_who_has_paid_ahead_hear_so(owner: Shopkeeper) -> None:
    owner.person = FATIMA
    assert owner.asks().outcome == "owes_nothing"
    with opened() as session:
        service.post(session, KIRANA, person_of(session, FATIMA).id, Kind.PAYMENT, -5000, "test:1")
    ahead = owner.asks()
    assert (ahead.outcome, ahead.facts["paise"]) == ("paid_ahead", -5000)


@pytest.mark.parametrize("phone", [ARJUN, EMPLOYEE])
def test_what_others_owe_is_not_for_customers_and_employees(owner: Shopkeeper, phone: str) -> None:
    owner.person = phone
    assert owner.asks(name="Priya Joshi").outcome == "only_own"
    assert owner.asks("sheet").outcome == "only_own"
    assert owner.asks("remind").outcome == "only_own"
    assert owner.asks(text="sabse zyada kiska baki hai?").outcome == "only_own"


@pytest.mark.parametrize(
    "text",
    [
        "mera kitna baki h total aur kis kis cheez ka",
        "मेरा कुल कितना बाकी है और किस किस चीज़ का",
        "my total due and what for",
    ],
)
def test_who_asks_of_their_own_hears_it_whatever_others_the_words_sound_like(
    priya: Shopkeeper, text: str
) -> None:
    own = {"facets": [{"facet": "ones_own", "value": "so"}]}
    owes = priya.do("/dues", reading={**reading(text, "check_dues"), **own}, wanted=["everybody"])
    assert (owes.outcome, owes.facts["paise"]) == ("owes", 124000)
    kinds = {each["kind"] for each in owes.facts["items"]}
    assert owes.facts["opening_only"] is (kinds == {Kind.OPENING})


@pytest.mark.parametrize(
    "text",
    ["saman ki list chahiye bhai, kab kya liya tha", "कब क्या लिया था बताओ", "list of what i took when"],
)
def test_what_was_taken_when_is_the_statement_and_no_price_list(priya: Shopkeeper, text: str) -> None:
    taken = priya.do("/answers", question="", reading=reading(text, "view_menu")).facts
    assert (taken["page"], taken["answer"]["outcome"]) == ("check_dues", "statement")


def test_a_customer_may_name_themself(priya: Shopkeeper) -> None:
    assert priya.asks(name="Priya").outcome == "owes"


def test_the_owner_asks_for_one_by_name_and_of_two_is_asked_which(owner: Shopkeeper) -> None:
    assert owner.asks(name="Arjun").facts["paise"] == OWED[ARJUN]
    asked = owner.asks(name="Priya")
    assert (asked.outcome, len(asked.facts["options"])) == ("choose_customer", 2)
    chosen = owner.asks(account=asked.facts["options"][1]["account"], text=None)
    assert (chosen.outcome, chosen.facts["name"]) == ("owed", "Priya Malhotra")
    assert owner.asks(name="Ganesh").outcome == "not_known"


def test_all_are_shown_by_the_oldest_with_the_sum_and_a_sheet(owner: Shopkeeper) -> None:
    everybody = owner.asks("everybody")
    assert (everybody.facts["number"], everybody.facts["total_paise"]) == (3, sum(OWED.values()))
    assert [row["name"] for row in everybody.facts["oldest"]] == [
        "Priya Joshi",
        "Arjun Patel",
        "Priya Malhotra",
    ]
    book = load_workbook(io.BytesIO(_file(owner, everybody.facts["files"][0]["source"], OWNER)))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert rows[1][:3] == ("Priya Joshi", "+919000000101", 1240)


def test_a_sheet_and_a_statement_are_for_who_may_see_them(owner: Shopkeeper) -> None:
    everybody = owner.asks("everybody").facts["files"][0]["source"]
    statement = owner.asks("statement", name="Arjun").facts["files"][0]["source"]
    assert _file(owner, everybody, PRIYA, status=403)
    assert _file(owner, statement, PRIYA, status=403)
    assert _file(owner, statement, ARJUN).startswith(b"%PDF")


def _file(owner: Shopkeeper, source: str, phone: str, status: int = 200) -> bytes:
    headers = {
        "Authorization": f"Bearer {API_TOKEN}",
        "Munshi-Number": KIRANA_NUMBER,
        "Munshi-Person": phone,
    }
    answer = owner.client.get(source, headers=headers)
    assert answer.status_code == status, answer.text
    content: bytes = answer.content
    return content


def test_a_statement_has_what_was_before_what_came_and_what_is_left(owner: Shopkeeper) -> None:
    with opened() as session:
        person = person_of(session)
        service.post(session, KIRANA, person.id, Kind.CREDIT, 20000, "test:1")
        service.post(session, KIRANA, person.id, Kind.PAYMENT, -50000, "test:2", way="cash")
    facts = owner.asks("statement", name="Priya Joshi", days=("2026-11-01", "2026-11-30")).facts
    sums = [facts[f"{name}_paise"] for name in ("opening", "more", "less", "closing")]
    assert sums == [124000, 20000, 50000, 94000]
    assert facts["last"] == "2026-11-24"


def test_a_statement_begins_with_the_old_balance_and_on_no_day_before(owner: Shopkeeper) -> None:
    with opened() as session:
        began = min(entry.at for entry in service.entries(session, KIRANA, person_of(session).id))
    facts = owner.asks("statement", name="Priya Joshi", days=("2026-01-01", "2026-11-30")).facts
    assert (facts["first"], facts["opening_paise"]) == (clock.on_the_wall(began, "Asia/Kolkata")[:10], 124000)


def test_days_of_which_nothing_is_known_are_told_so(owner: Shopkeeper) -> None:
    assert owner.asks(name="Fatima", days=("2026-10-01", "2026-10-31")).outcome == "statement_empty"


def test_how_far_a_customer_may_buy_is_told(priya: Shopkeeper, owner: Shopkeeper) -> None:
    limit = priya.asks("limit")
    assert (limit.outcome, limit.facts["limit_paise"], limit.facts["room_paise"]) == ("limit", 300000, 176000)
    assert owner.asks("limit", name="Fatima").outcome == "no_khata"


def test_the_operator_reads_khatas_and_the_ledger(operator: Operator) -> None:
    shown = operator.gets(f"/businesses/{KIRANA}/khata").json()["items"]
    assert {each["person"]: each["balance_paise"] for each in shown} == OWED
    entries = operator.gets(f"/businesses/{KIRANA}/khata/entries").json()["items"]
    assert {entry["kind"] for entry in entries} == {"opening"}


def test_the_operator_answers_a_wrong_entry_by_its_opposite_once(operator: Operator) -> None:
    key = operator.gets(f"/businesses/{KIRANA}/khata/entries").json()["items"][0]["key"]
    path = f"/businesses/{KIRANA}/khata/entries/reversals"
    answers = [_posts(operator, path, key) for _ in range(2)]
    assert [answer["outcome"] for answer in answers] == ["reversed", "undone_already"]
    assert answers[0]["facts"]["balance_paise"] == 0


def _posts(operator: Operator, path: str, key: str) -> Any:
    headers = {"Authorization": f"Bearer {operator.token}"}
    answer = operator.client.post(f"/api{path}", json={"key": key}, headers=headers)
    assert answer.status_code == 200, answer.text
    return answer.json()


def _pays(phone: str, paise: int, key: str, days_ago: int = 0) -> None:
    with opened() as session:
        at = clock.now() - timedelta(days=days_ago)
        service.post(
            session, KIRANA, person_of(session, phone).id, Kind.PAYMENT, -paise, key, way="cash", at=at
        )


def test_who_has_paid_today_is_told_by_name_and_sum(owner: Shopkeeper) -> None:
    assert owner.asks("paid", "everybody").outcome == "nobody_paid"
    _pays(PRIYA, 24000, "a")
    _pays(ARJUN, 10000, "b")
    _pays(PRIYA, 1000, "c")
    _pays(FATIMA, 5000, "d", days_ago=1)
    with opened() as session:
        wrong = service.post(
            session, KIRANA, person_of(session, FATIMA).id, Kind.PAYMENT, -700, "e", way="cash"
        )
        service.reverse(session, wrong, None)
    paid = owner.asks("paid", "everybody")
    assert (paid.outcome, paid.facts["number"], paid.facts["total_paise"]) == ("paid", 2, 35000)
    assert {row["name"]: row["paise"] for row in paid.facts["payers"]} == {
        "Priya Joshi": 25000,
        "Arjun Patel": 10000,
    }
    assert all(row["ways"] == {"cash": row["paise"]} for row in paid.facts["payers"])


def test_who_has_paid_on_the_days_that_are_named(owner: Shopkeeper) -> None:
    _pays(FATIMA, 5000, "d", days_ago=1)
    day = (clock.now() - timedelta(days=1)).date().isoformat()
    paid = owner.asks("paid", days=(day, day))
    assert [row["name"] for row in paid.facts["payers"]] == ["Fatima Khan"]


def test_who_has_paid_is_not_for_customers(owner: Shopkeeper) -> None:
    owner.person = ARJUN
    assert owner.asks("paid").outcome == "only_own"


def test_which_of_two_with_one_name_is_answered_by_a_number(owner: Shopkeeper) -> None:
    asked = owner.asks(name="Priya")
    accounts = [option["account"] for option in asked.facts["options"]]
    summary = json.dumps({"wanted": [], "from": None, "to": None, "accounts": accounts})
    told = owner.answers("dues_customer", summary, "nlu_fallback", text="2")
    assert (told.outcome, told.facts["account"]) == ("owed", accounts[1])


def test_an_old_balance_is_what_was_owed_before_and_nothing_that_was_bought(owner: Shopkeeper) -> None:
    facts = owner.asks("statement", name="Priya Joshi", days=("2026-10-01", "2026-11-30")).facts
    sums = [facts[f"{name}_paise"] for name in ("opening", "more", "less", "closing")]
    assert sums == [124000, 0, 0, 124000]


def test_a_khata_is_found_by_its_phone(owner: Shopkeeper) -> None:
    assert owner.asks(phone=f"+{PRIYA}").facts["paise"] == OWED[PRIYA]
    assert owner.asks(phone="+919800000999").outcome == "not_known"


@pytest.mark.parametrize("text", ["usko reminder bhejo", "उसको याद दिला दो", "send her a reminder"])
def test_who_was_just_looked_at_is_reminded_alone(owner: Shopkeeper, priya: Shopkeeper, text: str) -> None:
    priya.asks()
    account = str(owner.asks(name="Priya Joshi").facts["account"])
    wish = {**reading(text, "check_dues"), "facets": [{"facet": "wanted", "value": "remind"}]}
    heard = owner.do("/answers", question="take_khata", summary=account, reading=wish).facts["answer"]
    named = heard["facts"].get("rows") or heard["facts"].get("skipped")
    assert [each["name"] for each in named] == ["Priya Joshi"]


@pytest.mark.parametrize("intent", ["record_credit", "ask_sales_summary", "record_payment", "nlu_fallback"])
@pytest.mark.parametrize("text", ["Arjun ka hisab", "अर्जुन का खाता", "Arjun's balance"])
def test_a_name_and_a_khata_show_it_whatever_else_they_sound_like(
    owner: Shopkeeper, intent: str, text: str
) -> None:
    heard = owner.do("/answers", question="", reading=reading(text, intent)).facts["answer"]
    assert (heard["outcome"], heard["facts"]["paise"]) == ("owed", OWED[ARJUN])


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("in the statement please send from 1 november", "1 november"),
        ("1 nov se hisab bhejo", "1 nov"),
        ("1 नवंबर से हिसाब भेजो", "1 नवंबर"),
    ],
)
def test_a_statement_from_a_day_on_is_until_today(priya: Shopkeeper, text: str, day: str) -> None:
    one = {"from": "2026-11-01", "to": "2026-11-01", "half": None, "ambiguous": False}
    at = text.index(day)
    read = reading(text, "check_dues", [value("period", one, at, at + len(day))])
    facts = priya.do("/dues", reading=read, wanted=["statement"]).facts
    assert (facts["first"], facts["last"]) == ("2026-11-01", "2026-11-24")
    read["text"] = text.replace("from", "of").replace(" se ", " ka ").replace(" से ", " का ")
    facts = priya.do("/dues", reading=read, wanted=["statement"]).facts
    assert facts["last"] == "2026-11-01"


@pytest.mark.parametrize("text", ["no, the whole period", "nahi, poore din ka", "नहीं, पूरे दिनों का"])
def test_other_days_right_behind_a_statement_are_its_days(priya: Shopkeeper, text: str) -> None:
    days = {"from": "2026-11-01", "to": "2026-11-08", "half": None, "ambiguous": False}
    read = reading(text, "ask_sales_summary", [value("period", days)])
    said = priya.do("/answers", question="take_statement", summary="1|2026-11-01|2026-11-01", reading=read)
    facts = said.facts["answer"]["facts"]
    assert (facts["first"], facts["last"]) == ("2026-11-01", "2026-11-08")


@pytest.mark.parametrize(
    "text", ["is mahine ka hisab bhi bhej do", "send me my statement", "मेरा हिसाब भेज दो"]
)
@pytest.mark.parametrize("question", ["confirm_order", "order_address"])
def test_a_statement_comes_whatever_is_asked_and_the_question_stays(
    priya: Shopkeeper, text: str, question: str
) -> None:
    said = priya.do("/answers", question=question, reading=reading(text, "place_order")).facts
    assert (said["answer"]["outcome"], said["stays"]) == ("statement", True)


def test_who_owes_is_told_with_what_is_on_its_way_and_not_paid(owner: Shopkeeper, arjun: Shopkeeper) -> None:
    placed = arjun.orders("6 kg cheeni").facts["reference"]
    assert owner.asks("everybody").facts["on_the_road"] == []
    with opened() as session:
        session.execute(update(Order).where(Order.reference == placed).values(status="out_for_delivery"))
        total = session.scalar(select(Order.total_paise).where(Order.reference == placed))
    road = owner.asks("everybody").facts["on_the_road"]
    assert [(each["reference"], each["paise"]) for each in road] == [(placed, total)]
