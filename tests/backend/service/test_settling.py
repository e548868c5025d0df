"""Goods of an order that came wrong: replaced, paid back or credited, once, and never for more than they cost."""

from decimal import Decimal
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from munshi.billing.accounts import service as accounts
from munshi.billing.payments import service as payments
from munshi.billing.payments.rules import Way
from munshi.billing.payments.service import Said
from munshi.business import exchange
from munshi.business import service as business_service
from munshi.catalogue import stock
from munshi.people import service as people
from munshi.service.settling.rules import Goods, shared_out
from tests.backend.billing.bills.conftest import WAY, bills, delivered, moves, order, ordered
from tests.backend.books import KIRANA, KIRANA_NUMBER, PRIYA, opened
from tests.backend.orders.conftest import Customer, at_home
from tests.backend.readings import value
from tests.backend.service.conftest import Decision, Somebody, Who, told

OWNER = "919000000001"


@pytest.fixture
def priya(books: None, client: TestClient) -> Customer:
    return at_home(Customer(client))


@pytest.fixture
def owner(who: Who) -> Somebody:
    return who(OWNER, KIRANA_NUMBER)


@pytest.fixture
def mine(who: Who) -> Somebody:
    return who(PRIYA, KIRANA_NUMBER)


def complains(mine: Somebody, words: str) -> str:
    shown = mine.reports(words)
    assert shown.outcome == "confirm", shown
    return str(mine.says_yes("confirm_ticket", shown).facts["ticket"]["reference"])


def taps(owner: Somebody, ticket: str, way: str, goods: str | None = None) -> Decision:
    return owner.moves(ticket, "resolved", settled=way, goods=goods)


def agrees(owner: Somebody, shown: Decision) -> Decision:
    answer = owner.answers("confirm_settling", "haan", "affirm", summary=shown.facts["summary"])
    assert answer
    return answer


def pays(reference: str, paise: int, way: Way = Way.UPI) -> str:
    with opened() as session:
        person = people.find(session, KIRANA, PRIYA)
        assert person
        return payments.record(session, KIRANA, person.id, Said(paise, way, named=reference), None).reference


def balance() -> int:
    with opened() as session:
        person = people.find(session, KIRANA, PRIYA)
        assert person
        return accounts.balance(session, KIRANA, person.id)


def on_hand(sku: str) -> Any:
    with opened() as session:
        return stock.on_hand(session, KIRANA, [sku])[sku]


def test_a_replacement_goes_out_free_and_is_taken_from_the_stock_once(
    priya: Customer, mine: Somebody, owner: Somebody
) -> None:
    bought = delivered(priya, "4 kg sabudana")
    line, before, owed = order(bought).lines[0], on_hand(order(bought).lines[0].sku), balance()
    ticket = complains(mine, "sabudana ke packet phate hue nikle")
    shown = taps(owner, ticket, "replace")
    assert (shown.outcome, on_hand(line.sku)) == ("confirm_replace", before)
    done = agrees(owner, shown)
    assert done.outcome == "settled"
    again = order(done.facts["ticket"]["made_good"]["replacement"])
    assert (again.total_paise, again.status, str(again.lines[0].quantity)) == (0, "accepted", "4.000")
    assert on_hand(line.sku) == before - 4
    moves(again.reference, *WAY[1:])
    assert (on_hand(line.sku), balance(), len(bills())) == (before - 4, owed, 1)
    assert "ticket_resolved" in told(PRIYA)


def test_a_replacement_that_is_not_there_is_not_promised(
    priya: Customer, mine: Somebody, owner: Somebody
) -> None:
    bought = delivered(priya, "4 kg sabudana")
    ticket = complains(mine, "sabudana toota hua nikla")
    with opened() as session:
        stock.count(session, KIRANA, {order(bought).lines[0].sku: 1})  # type: ignore[dict-item]
    gone = agrees(owner, taps(owner, ticket, "replace"))
    assert (gone.outcome, gone.facts["instead"]) == ("out_of_stock", ["refund", "credit"])


def test_credit_is_taken_off_the_account_with_a_credit_note(
    priya: Customer, mine: Somebody, owner: Somebody
) -> None:
    bought = delivered(priya, "4 kg sabudana", "4 kg cheeni")
    sugar, owed = order(bought).lines[1], balance()
    ticket = complains(mine, "chini kam aayi")
    shown = taps(owner, ticket, "credit")
    assert (shown.outcome, shown.facts["settled_paise"]) == ("confirm_credit", sugar.amount_paise)
    done = agrees(owner, shown)
    assert balance() == owed - sugar.amount_paise
    note = bills()[-1]
    assert (note.kind, note.total_paise) == ("credit_note", sugar.amount_paise)
    assert done.facts["ticket"]["made_good"]["credit_note"] == note.number


def test_money_goes_back_by_the_way_it_came_and_only_once(
    priya: Customer, mine: Somebody, owner: Somebody
) -> None:
    bought = delivered(priya, "4 kg sabudana", "4 kg cheeni")
    total, sugar = order(bought).total_paise, order(bought).lines[1].amount_paise
    paid, owed = pays(bought, total), balance()
    ticket = complains(mine, "maine chini mangi thi, namak aaya")
    shown = taps(owner, ticket, "refund")
    assert shown.facts["back"] == [{"way": "upi", "paise": sugar}]
    agrees(owner, shown)
    with opened() as session:
        payment = payments.find(session, KIRANA, paid)
        assert payment
        assert payment.refunded_paise == sugar
    assert balance() == owed
    assert taps(owner, ticket, "refund").outcome == "no_such_move"
    assert mine.moves(ticket, "reopened").outcome == "reopened"
    assert taps(owner, ticket, "refund").outcome == "settled_already"
    assert agrees(owner, shown).outcome == "settled_already"


def test_money_that_went_back_by_words_since_the_complaint_is_shown_before_it_goes_back_again(
    priya: Customer, mine: Somebody, owner: Somebody
) -> None:
    bought = delivered(priya, "4 kg sabudana", "4 kg cheeni")
    paid = pays(bought, order(bought).total_paise)
    ticket = complains(mine, "maine chini mangi thi, namak aaya")
    assert taps(owner, ticket, "refund").facts["given_paise"] == 0
    with opened() as session:
        payment = payments.locked(session, KIRANA, paid)
        assert payment
        payments.refund(session, payment, None, 5000)
    assert taps(owner, ticket, "refund").facts["given_paise"] == 5000


def test_what_was_not_paid_is_not_given_back(priya: Customer, mine: Somebody, owner: Somebody) -> None:
    delivered(priya, "4 kg sabudana")
    refused = taps(owner, complains(mine, "sabudana kharab nikli"), "refund")
    assert (refused.outcome, refused.facts["instead"]) == ("not_paid", ["credit", "replace"])


def test_what_is_not_delivered_is_not_owed_and_not_credited(
    priya: Customer, mine: Somebody, owner: Somebody
) -> None:
    ordered(priya, "4 kg sabudana")
    assert taps(owner, complains(mine, "sabudana kharab nikli"), "credit").outcome == "not_delivered"


def test_of_several_goods_it_is_asked_which_and_less_than_all_can_be_said(
    priya: Customer, mine: Somebody, owner: Somebody
) -> None:
    bought = delivered(priya, "4 kg sabudana", "4 kg cheeni")
    each = order(bought).lines[0].price_paise
    asked = taps(owner, complains(mine, "galat saman aaya hai"), "credit")
    assert (asked.outcome, len(asked.facts["options_of_goods"])) == ("ask_goods", 2)
    shown = owner.answers("choose_settled_goods", "sabudana", "place_order", summary=asked.facts["summary"])
    assert shown
    assert shown.facts["settled_paise"] == 4 * each
    fewer = owner.answers("confirm_settling", "1", "place_order", summary=shown.facts["summary"])
    assert fewer
    assert fewer.facts["settled_paise"] == each
    assert agrees(owner, fewer).outcome == "settled"


def test_as_many_as_the_complaint_counts_are_shown_first(
    priya: Customer, mine: Somebody, owner: Somebody
) -> None:
    bought = delivered(priya, "4 kg sabudana")
    pays(bought, order(bought).total_paise)
    ticket = complains(mine, "1 sabudana kharab nikla")
    shown = taps(owner, ticket, "refund")
    assert shown.outcome == "confirm_refund"
    assert [each["quantity"] for each in shown.facts["settled_goods"]] == ["1"]
    assert agrees(owner, shown).outcome == "settled"


@pytest.mark.parametrize("intent", ["modify_order", "report_payment", "place_order"])
@pytest.mark.parametrize("words", ["{} me se 1 sabudana wapas karni hai", "{} me se 1 sabudana wapas"])
def test_goods_of_a_delivered_order_that_shall_go_back_are_a_complaint_of_it(
    priya: Customer, mine: Somebody, owner: Somebody, words: str, intent: str
) -> None:
    bought = delivered(priya, "4 kg sabudana")
    pays(bought, order(bought).total_paise)
    shown = mine.answers("", words.format(bought), intent, value("reference", bought))
    assert shown
    assert (shown.outcome, shown.facts["order"]) == ("confirm", bought)
    ticket = str(mine.says_yes("confirm_ticket", shown).facts["ticket"]["reference"])
    goods = taps(owner, ticket, "refund").facts["settled_goods"]
    assert [each["quantity"] for each in goods] == ["1"]


@pytest.mark.parametrize("words", ["500 wapas karo", "maggi wapas", "sabudana wapas hota hai kya?"])
def test_money_other_goods_and_a_question_are_no_goods_to_go_back(
    priya: Customer, mine: Somebody, words: str
) -> None:
    delivered(priya, "4 kg sabudana")
    shown = mine.answers("", words, "nlu_fallback")
    assert shown is None or shown.outcome != "confirm"


def test_a_no_does_nothing(priya: Customer, mine: Somebody, owner: Somebody) -> None:
    delivered(priya, "4 kg sabudana")
    owed, ticket = balance(), complains(mine, "sabudana kharab nikli")
    shown = taps(owner, ticket, "credit")
    left = owner.answers("confirm_settling", "nahi", "deny", summary=shown.facts["summary"])
    assert left
    assert (left.outcome, balance()) == ("left_open", owed)


def test_a_broken_replacement_is_credited_at_what_the_first_one_cost(
    priya: Customer, mine: Somebody, owner: Somebody
) -> None:
    bought = delivered(priya, "4 kg sabudana")
    cost, owed = order(bought).lines[0].amount_paise, balance()
    first = agrees(owner, taps(owner, complains(mine, "sabudana toota nikla"), "replace"))
    moves(first.facts["ticket"]["made_good"]["replacement"], *WAY[1:])
    second = complains(mine, "sabudana phir toota hua aaya")
    done = agrees(owner, taps(owner, second, "credit"))
    assert done.outcome == "settled"
    assert balance() == owed - cost
    assert taps(owner, complains(mine, "sabudana kharab thi"), "credit").outcome == "settled_already"


def test_a_customer_and_an_employee_settle_nothing(priya: Customer, mine: Somebody, who: Who) -> None:
    delivered(priya, "4 kg sabudana")
    ticket = complains(mine, "sabudana kharab nikli")
    for somebody in (mine, who("919000000021", KIRANA_NUMBER)):
        assert taps(somebody, ticket, "credit").outcome == "not_allowed"


@pytest.mark.parametrize(
    "words",
    [
        "maine chini mangi thi, namak aaya",
        "चीनी मंगाई थी नमक आया",
        "i ordered sugar but got salt",
        "got salt instead of sugar",
        "chini ki jagah namak bhej diya",
    ],
)
def test_the_ticket_is_of_what_was_asked_for_and_not_of_what_came(
    priya: Customer, mine: Somebody, words: str
) -> None:
    delivered(priya, "2 packet tata namak", "4 kg cheeni")
    assert [name["en"] for name in mine.reports(words).facts["order_lines"]] == ["Sugar"]


def test_what_was_made_good_goes_out_with_the_file_and_comes_back(
    priya: Customer, mine: Somebody, owner: Somebody
) -> None:
    delivered(priya, "4 kg sabudana", "4 kg cheeni")
    agrees(owner, taps(owner, complains(mine, "chini kam aayi"), "credit"))
    with opened() as session:
        business = business_service.get(session, KIRANA)
        assert business
        said = exchange.export(session, business)
        kept = said["tickets"]["raised"][-1]["settlements"]
        assert [(each["way"], each["goods"]) for each in kept] == [("credit", [{"line": 2, "quantity": "4"}])]
        file = exchange.as_yaml(said)
        assert exchange.bring_in(session, file).outcome == "unchanged"
        moved = file.replace(f"id: {KIRANA}", "id: moved-kirana").replace(KIRANA_NUMBER, "100000000000077")
        assert exchange.bring_in(session, moved).outcome == "created"
        again = business_service.get(session, "moved-kirana")
        assert again
        assert exchange.as_yaml(exchange.export(session, again)) == moved


@given(
    quantity=st.integers(1, 40),
    paise=st.integers(0, 10_000_00),
    parts=st.lists(st.integers(1, 40), max_size=8),
)
def test_parts_of_a_line_never_come_to_more_than_the_line(
    quantity: int, paise: int, parts: list[int]
) -> None:
    settled, sum_of_parts = Decimal(0), 0
    for part in parts:
        goods = Goods(1, Decimal(quantity), paise, "ORD-1", 1, settled)
        taken = min(Decimal(part), goods.left)
        sum_of_parts += goods.worth(taken)
        settled += taken
    assert sum_of_parts <= paise
    assert settled < quantity or sum_of_parts == paise


@given(paise=st.integers(0, 1_000_00), paid=st.lists(st.integers(0, 1_000_00), max_size=5))
def test_no_more_goes_back_than_was_paid(paise: int, paid: list[int]) -> None:
    shares = shared_out(paise, paid)
    assert sum(shares) == min(paise, sum(paid))
    assert all(share <= there for share, there in zip(shares, paid, strict=True))
