"""What a helper tells of a sale or a khata: one tap of who may write it does so, once, and the helper hears of it."""

from typing import Any

import pytest
from sqlalchemy import select, text

from munshi.orders.told_entries.models import ToldEntry
from tests.backend.billing.accounts.conftest import EMPLOYEE, PRIYA, Shopkeeper, balance, kirana, owner
from tests.backend.books import OWNER, opened
from tests.backend.orders.conftest import Decision
from tests.backend.orders.counter.test_selling import answers, left, paid, sold_to, yes
from tests.backend.readings import reading, value

__all__ = ["kirana", "owner"]
SOLD = "counter pe 2 kilo cheeni bechi, walk-in, cash mila"
ON_KHATA = "Priya Joshi ke khate me 250 likh do"
GOODS = {"name": "cheeni", "quantity": "2", "unit": "kg"}


@pytest.fixture
def helper(owner: Shopkeeper) -> Shopkeeper:
    return Shopkeeper(owner.client, EMPLOYEE)


def tells(helper: Shopkeeper, words: str, intent: str, **said: Any) -> Decision:
    read = reading(words, intent, [value(name, each) for name, each in said.items()])
    return Decision(**helper.do("/answers", question="", reading=read).facts["answer"])


def taps(who: Shopkeeper, verdict: str = "right", path: str = "/sales/counter") -> Decision:
    with opened() as session:
        number = session.scalars(select(ToldEntry.id).order_by(ToldEntry.id.desc())).first()
    return who.do(
        path, reading=reading(None, "record_sale", [value("told", str(number)), value("verdict", verdict)])
    )


def told(person: str) -> list[tuple[str, dict[str, Any]]]:
    query = text("SELECT name, facts FROM assistant.notices WHERE person = :person ORDER BY id")
    with opened() as session:
        return [(row.name, row.facts) for row in session.execute(query, {"person": person})]


def test_a_tap_writes_the_sale_that_was_shown_once_and_the_helper_hears_it(
    owner: Shopkeeper, helper: Shopkeeper
) -> None:
    before = left()
    assert tells(helper, SOLD, "record_sale", order_line=GOODS).outcome == "helper_money"
    assert (left(), paid()) == (before, [])
    name, facts = told(OWNER)[-1]
    assert name == "order_helper_sale"
    assert (facts["told_facts"]["total_paise"], facts["told_facts"]["payment"]) == (9200, "cash")
    assert taps(owner).outcome == "sold"
    assert before is not None
    assert (left(), paid()) == (before - 2, [("confirmed", "cash", 9200)])
    assert told(EMPLOYEE)[-1][0] == "order_helper_written"
    again = taps(owner)
    assert again.outcome == "told_written"
    assert (left(), len(paid())) == (before - 2, 1)


def test_a_no_writes_nothing_and_the_helper_hears_it(owner: Shopkeeper, helper: Shopkeeper) -> None:
    tells(helper, SOLD, "record_sale", order_line=GOODS)
    assert taps(owner, "wrong").outcome == "told_no"
    assert taps(owner).outcome == "told_left"
    assert paid() == []
    assert told(EMPLOYEE)[-1][0] == "order_helper_left"


def test_what_is_not_whole_is_asked_after_the_tap_and_told_once_it_is_written(
    owner: Shopkeeper, helper: Shopkeeper
) -> None:
    tells(helper, "counter pe 2 kilo cheeni bechi, walk-in", "record_sale", order_line=GOODS)
    asked = taps(owner)
    assert asked.outcome == "ask_way_walk_in"
    heard = [name for name, _ in told(EMPLOYEE)]
    assert "order_helper_written" not in heard
    shown = answers(owner, "sale_way", values=[value("choice", "cash")])
    assert yes(owner, shown).outcome == "sold"
    assert told(EMPLOYEE)[-1][0] == "order_helper_written"
    assert taps(owner).outcome == "told_written"


def test_a_price_that_changed_since_is_shown_before_it_is_written(
    owner: Shopkeeper, helper: Shopkeeper
) -> None:
    tells(helper, SOLD, "record_sale", order_line=GOODS)
    with opened() as session:
        session.execute(text("UPDATE products SET price_paise = 5000 WHERE sku = 'CHEENI-LOOSE'"))
    assert taps(owner).outcome == "confirm"
    assert paid() == []


def test_a_tap_writes_the_khata_once(owner: Shopkeeper, helper: Shopkeeper) -> None:
    before = balance(PRIYA)
    tells(helper, ON_KHATA, "record_credit", person="Priya Joshi", money={"paise": 25000})
    name, facts = told(OWNER)[-1]
    assert (name, facts["told_facts"]["rows"][0]["paise"]) == ("order_helper_credit", 25000)
    assert balance(PRIYA) == before
    assert taps(owner, path="/credits").outcome == "written"
    assert taps(owner, path="/credits").outcome == "told_written"
    assert balance(PRIYA) == before + 25000
    assert told(EMPLOYEE)[-1][0] == "order_helper_written"


def test_told_twice_in_the_same_words_it_is_one_entry(owner: Shopkeeper, helper: Shopkeeper) -> None:
    for _ in range(2):
        tells(helper, SOLD, "record_sale", order_line=GOODS)
    assert [name for name, _ in told(OWNER)].count("order_helper_sale") == 1


def test_who_may_not_write_it_cannot_tap_it(owner: Shopkeeper, helper: Shopkeeper) -> None:
    tells(helper, SOLD, "record_sale", order_line=GOODS)
    assert taps(helper).outcome == "not_allowed"
    assert (paid(), sold_to(EMPLOYEE)) == ([], [])


NEWS = "utter_notice_order_helper_sale"


def says(
    who: Shopkeeper, words: str, intent: str, question: str = "", summary: str | None = None, **more: Any
) -> Any:
    body = {"question": question, "summary": summary, "reading": reading(words, intent), **more}
    return who.do("/answers", **body)


def test_a_bare_yes_right_behind_the_only_news_writes_it(owner: Shopkeeper, helper: Shopkeeper) -> None:
    tells(helper, SOLD, "record_sale", order_line=GOODS)
    assert says(owner, "haan", "affirm", told=[NEWS]).facts["answer"]["outcome"] == "sold"
    assert says(owner, "haan", "affirm", told=[NEWS]).outcome == "left"
    assert len(paid()) == 1


@pytest.mark.parametrize(("words", "intent"), [("haan", "affirm"), ("ok", "affirm"), ("nahi", "deny")])
def test_where_two_wait_a_bare_answer_decides_neither(
    owner: Shopkeeper, helper: Shopkeeper, words: str, intent: str
) -> None:
    shown = owner.do("/credits", reading=reading("Priya Joshi aur Arjun Patel 50 udhaar", "record_credit"))
    tells(helper, SOLD, "record_sale", order_line=GOODS)
    taken = says(owner, words, intent, "confirm_credit", shown.facts.get("summary"), told=[NEWS]).facts
    assert (taken["stays"], taken["answer"]["outcome"]) == (True, "told_waits")
    assert paid() == []


def test_of_several_entries_it_is_asked_which(owner: Shopkeeper, helper: Shopkeeper) -> None:
    tells(helper, SOLD, "record_sale", order_line=GOODS)
    tells(helper, ON_KHATA, "record_credit", person="Priya Joshi", money={"paise": 25000})
    asked = says(owner, "haan", "affirm", told=[NEWS]).facts["answer"]
    assert [each["kind"] for each in asked["facts"]["told_entries"]] == ["credit", "sale"]
    assert paid() == []


def test_a_bare_yes_behind_news_of_another_kind_is_asked_about(owner: Shopkeeper) -> None:
    shown = tells_of_sale(owner)
    asked = says(owner, "haan", "affirm", "confirm_sale", shown.facts["summary"], behind_news=True)
    assert (asked.outcome, paid()) == ("which", [])
    assert (
        says(owner, "haan", "affirm", "confirm_sale", shown.facts["summary"]).facts["answer"]["outcome"]
        == "sold"
    )


def test_undo_takes_back_what_they_wrote_last_and_leaves_the_sale_that_waits(owner: Shopkeeper) -> None:
    shown = tells_of_sale(owner)
    entry = [value("person", "Priya Joshi"), value("money", {"paise": 9000})]
    owner.do("/credits", reading=reading("Priya Joshi ke khate me 90 likho", "record_credit", entry))
    taken = says(owner, "undo", "cancel_flow", "confirm_sale", shown.facts["summary"]).facts
    assert (taken["stays"], taken["answer"]["outcome"]) == (True, "confirm_strike")
    assert taken["answer"]["facts"]["amount_paise"] == 9000
    assert (
        says(owner, "haan", "affirm", "confirm_sale", shown.facts["summary"]).facts["answer"]["outcome"]
        == "sold"
    )


def tells_of_sale(owner: Shopkeeper) -> Decision:
    """A sale that the owner tells, shown and not agreed to."""
    read = reading("counter pe 2 kilo cheeni bechi cash", "record_sale", [value("order_line", GOODS)])
    shown = owner.do("/sales/counter", reading=read)
    assert shown.outcome == "confirm"
    return shown


def test_a_tap_leaves_the_sale_that_they_were_telling_themselves(
    owner: Shopkeeper, helper: Shopkeeper
) -> None:
    shown = tells_of_sale(owner)
    tells(helper, SOLD, "record_sale", order_line=GOODS)
    assert taps(owner).outcome == "sold"
    again = says(owner, "haan", "affirm", "confirm_sale", shown.facts["summary"]).facts["answer"]
    assert again["outcome"] in ("sold", "changed")
