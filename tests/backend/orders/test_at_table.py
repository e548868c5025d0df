"""Another table for an order that is eaten at one."""

import pytest

from munshi.orders.moving import move
from munshi.orders.statuses import Status
from munshi.orders.tables import number_in, put_right
from tests.backend.books import opened
from tests.backend.orders.conftest import Customer, Decision
from tests.backend.orders.test_of_placed import told
from tests.backend.readings import value


def seated(who: Customer, table: str) -> Decision:
    """An order that is eaten at a table."""
    way = {"text": f"table {table}", "kind": "way", "value": "dine_in"}
    bill = who.says("4 pc butter naan", left_over=[way], said=f"4 butter naan, table {table}")
    return who.do("/orders", summary=bill.facts["summary"])


@pytest.mark.parametrize(
    ("said", "table"),
    [
        ("table 4 nahi 6 pe hai hum", "6"),
        ("हम टेबल 6 पर आ गए हैं", "6"),
        ("sorry we are at table 7 not 4", "7"),
    ],
)
def test_who_sits_at_another_table_has_the_order_moved(guest: Customer, said: str, table: str) -> None:
    seated(guest, "4")
    moved = told(guest, said)
    assert moved
    assert (moved.outcome, moved.facts["where"]["table"]) == ("table_moved", table)


@pytest.mark.parametrize("said", ["can we move to table 7?", "table 4 aur 5 ka bill ek saath bana dena"])
def test_a_question_and_one_bill_for_two_tables_go_to_the_shop(guest: Customer, said: str) -> None:
    seated(guest, "4")
    passed = told(guest, said)
    assert passed
    assert (passed.outcome, passed.facts["order_words"]) == ("words_passed", said)


def test_a_table_that_is_not_there_leaves_the_order_where_it_is(guest: Customer) -> None:
    seated(guest, "4")
    left = told(guest, "hum table 99 pe baithe hain")
    assert left
    assert (left.outcome, left.notes) == ("order_as_before", ["no_such_table"])


@pytest.mark.parametrize(
    ("said", "table"),
    [
        ("table 4 nahi 6", "6"),
        ("टेबल 4 नहीं 7 है", "7"),
        ("table no. 3 nahi table 5", "5"),
        ("table 7 not 4", "7"),
        ("2 dosa table 4, 3 nahi 4 idli", None),
    ],
)
def test_of_two_tables_that_holds_which_puts_the_other_right(said: str, table: str | None) -> None:
    assert put_right(said) == table


@pytest.mark.parametrize(
    ("words", "table"),
    [
        ("table 4", "4"),
        ("table no 7", "7"),
        ("table paanch", "5"),
        ("टेबल पाँच", "5"),
        ("table five", "5"),
        ("table do", None),
    ],
)
def test_a_table_is_named_by_a_figure_or_a_word(words: str, table: str | None) -> None:
    assert number_in(words) == table


def test_who_asks_for_the_total_at_a_table_sees_what_was_served_there_as_well(guest: Customer) -> None:
    first, second = seated(guest, "4"), seated(guest, "4")
    with opened() as session:
        for status in (Status.ACCEPTED, Status.READY, Status.DELIVERED):
            move(session, "annapurna-bhojanalay", first.facts["reference"], status, None)
    shown = guest.do("/cart/view")
    assert shown.outcome == "only_orders"
    assert {each["reference"] for each in shown.facts["ordered"]} == {
        first.facts["reference"],
        second.facts["reference"],
    }


def test_who_sits_there_and_asks_the_sum_beside_more_hears_it_first(guest: Customer) -> None:
    seated(guest, "4")
    said = "2 butter naan bhi aur bill kitna hua"
    line = {"name": "butter naan", "quantity": "2", "unit": "pc"}
    values = [{**value("order_line", line), "start": 0, "end": 13}]
    more = {"text": said, "intents": [{"name": "place_order", "confidence": 0.95}], "values": values}
    answer = guest.do("/answers", question="", reading=more)
    assert answer.facts["answer"]["outcome"] == "only_orders"
    assert answer.facts["rest"] == "2 butter naan bhi"


def test_more_at_a_table_is_an_order_of_its_own(guest: Customer) -> None:
    seated(guest, "4")
    line = {"name": "butter naan", "quantity": "2", "unit": "pc", "op": "add"}
    more = guest.do("/cart/lines", lines=[line], said="2 butter naan bhi jod do")
    assert (more.outcome, more.cart) == ("confirm", {"Butter naan": "2"})
