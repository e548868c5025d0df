"""The stock by the words of an owner, held against the ledger."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from fastapi.testclient import TestClient

from munshi import database
from munshi.catalogue import search
from munshi.catalogue import service as catalogue
from tests.backend.books import KIRANA
from tests.backend.orders.conftest import Customer, Decision
from tests.backend.orders.serving.saying import of
from tests.backend.readings import reading, sides

OWNER = "919000000001"
Left = Callable[[str], Decimal | None]


@pytest.fixture
def ramesh(books: None, client: TestClient) -> Customer:
    """The owner of the kirana."""
    return Customer(client, OWNER)


def tells(
    owner: Customer, kind: str, name: str, quantity: str | None = None, unit: str | None = None, **more: Any
) -> Decision:
    """One product, and what has happened to it."""
    named = {"name": name, "quantity": quantity, "unit": unit, "start": 0}
    return owner.do("/stock/updates", lines=[named], marks=[{"kind": kind, "start": 9}], **more)


def test_what_came_is_in_the_ledger(ramesh: Customer, left: Left) -> None:
    before = left("CHEENI-LOOSE")
    assert before is not None
    answer = tells(ramesh, "came", "chini", "5", "kg")
    assert answer.outcome == "updated"
    assert left("CHEENI-LOOSE") == before + 5


def test_what_is_left_is_counted_and_what_broke_is_taken_off(ramesh: Customer, left: Left) -> None:
    tells(ramesh, "left", "chini", "40", "kg")
    assert left("CHEENI-LOOSE") == 40
    tells(ramesh, "lost", "chini", "500", "g")
    assert left("CHEENI-LOOSE") == Decimal("39.5")


def test_what_ran_out_cannot_be_ordered(ramesh: Customer, priya: Customer) -> None:
    tells(ramesh, "gone", "chini")
    assert "sold_out" in priya.says("2 kg chini").notes


def test_far_more_than_ever_is_shown_first_and_written_by_a_yes_once(ramesh: Customer, left: Left) -> None:
    before = left("CHEENI-LOOSE")
    assert before is not None
    shown = tells(ramesh, "came", "chini", "9000", "kg")
    assert shown.outcome == "confirm"
    assert left("CHEENI-LOOSE") == before
    yes = {
        "question": "confirm_stock",
        "summary": shown.facts["summary"],
        "reading": {"text": "haan", "intents": [{"name": "affirm", "confidence": 1}]},
    }
    assert ramesh.do("/answers", **yes).facts["answer"]["outcome"] == "updated"
    ramesh.do("/answers", **yes)
    assert left("CHEENI-LOOSE") == before + 9000


def test_a_price_moves_and_a_slip_is_asked_about(ramesh: Customer) -> None:
    assert tells(ramesh, "dearer", "chini", sums=[{"paise": 200}]).facts["rows"][0]["new_price_paise"] == 4800
    assert tells(ramesh, "priced", "chini", "480").outcome == "confirm"
    with database.transaction() as session:
        sugar = catalogue.get(session, KIRANA, "CHEENI-LOOSE")
        assert sugar
        assert sugar.price_paise == 4800


def test_what_may_be_two_things_is_asked_with_what_a_tap_says(ramesh: Customer) -> None:
    asked = tells(ramesh, "gone", "maggi")
    assert asked.outcome == "choose_product"
    tap = asked.facts["options"][0]["tap"]
    done = ramesh.do("/stock/updates", lines=[tap["order_line"]], marks=[{"kind": tap["kind"]}])
    assert done.outcome == "updated"


def test_without_a_word_for_what_happened_it_is_asked(ramesh: Customer) -> None:
    answer = ramesh.do("/stock/updates", lines=[{"name": "chini", "quantity": "40", "unit": "kg"}])
    assert answer.outcome == "ask_kind"


def test_a_customer_changes_nothing(priya: Customer, left: Left) -> None:
    before = left("CHEENI-LOOSE")
    assert tells(priya, "gone", "chini").outcome == "not_allowed"
    assert left("CHEENI-LOOSE") == before


def test_a_unit_that_does_not_fit_changes_nothing(ramesh: Customer, left: Left) -> None:
    before = left("CHEENI-LOOSE")
    answer = tells(ramesh, "came", "chini", "5", "l")
    assert answer.facts["notes"][0]["note"] == "ask_unit"
    assert left("CHEENI-LOOSE") == before


def test_what_was_sold_today_is_told_to_the_owner_alone(ramesh: Customer, priya: Customer) -> None:
    assert ramesh.read("/sales").outcome == "nothing_sold"
    priya.orders("6 kg chini")
    sold = ramesh.read("/sales")
    assert (sold.facts["orders"], sold.facts["best"][0]["quantity"]) == (1, "6")
    assert priya.read("/sales").outcome == "not_allowed"


def says(who: Customer, wish: str, text: str, *lines: dict[str, Any], **more: Any) -> Decision:
    """Words about goods that read like a wish."""
    placed = [{"start": 0, **line} for line in lines]
    message = {"lines": [{name: line[name] for name in line if name != "start"} for line in lines]}
    stock = {"text": text, "lines": placed, "marks": more.pop("marks", [])}
    return who.do("/goods/told", wish=wish, message=message, stock=stock, **more)


def test_who_keeps_the_stock_tells_a_price_where_others_ask_for_it(ramesh: Customer, priya: Customer) -> None:
    sugar = {"name": "chini", "quantity": "48"}
    assert says(priya, "price", "chini ka rate 48", sugar).outcome == "prices"
    assert says(ramesh, "price", "chini ka rate 48", sugar, asks=True).outcome == "prices"
    told = says(ramesh, "price", "chini ka rate 48", sugar)
    assert (told.outcome, told.facts["rows"][0]["new_price_paise"]) == ("updated", 4800)


def test_a_statement_of_who_keeps_the_stock_is_no_purchase(ramesh: Customer, priya: Customer) -> None:
    sugar = {"name": "chini", "quantity": "3"}
    asked = says(ramesh, "order", "chini 3", sugar)
    assert (asked.outcome, [each["kind"] for each in asked.facts["options"]]) == (
        "ask_kind",
        ["came", "priced", "order"],
    )
    assert "lines" not in ramesh.do("/cart/view").facts
    assert says(ramesh, "order", "chini 3", sugar, orders=True).cart == {"Sugar": "3"}
    assert says(priya, "order", "chini 3", sugar).cart == {"Sugar": "3"}


def test_what_fills_a_cart_that_was_begun_clearly_is_ordered(ramesh: Customer) -> None:
    says(ramesh, "order", "chini 3 bhej do", {"name": "chini", "quantity": "3"}, orders=True)
    assert says(ramesh, "order", "maggi 2", {"name": "maggi", "quantity": "2"}).outcome != "ask_kind"


def test_what_ran_out_is_written_where_it_is_not_asked(ramesh: Customer, left: Left) -> None:
    gone, sugar = [{"kind": "gone", "start": 6}], {"name": "chini"}
    assert (
        says(ramesh, "availability", "chini khatam kya", sugar, marks=gone, asks=True).outcome == "in_stock"
    )
    assert says(ramesh, "availability", "chini khatam", sugar, marks=gone).outcome == "updated"
    assert left("CHEENI-LOOSE") == 0


def test_an_amount_of_nothing_is_the_number_of_an_open_order(ramesh: Customer, priya: Customer) -> None:
    reference = priya.orders("6 kg chini").facts["reference"]
    number = reference.removeprefix("ORD-")
    shown = says(ramesh, "order", f"{number} bhi le lo", {"quantity": number}, orders=True)
    assert (shown.outcome, shown.facts["reference"]) == ("to_move", reference)
    assert says(priya, "order", f"{number} bhi", {"quantity": number}).outcome != "to_move"


def test_what_is_said_of_the_goods_of_an_order_is_not_of_the_stock(
    ramesh: Customer, priya: Customer, left: Left
) -> None:
    reference = priya.orders("6 kg chini").facts["reference"]
    before = left("CHEENI-LOOSE")
    told = {"text": f"{reference} me chini 6 ki jagah 2 kar do", "reference": reference}
    stock = {**told, "lines": [{"name": "chini", "quantity": "2", "start": 12}], "marks": []}
    message = {"lines": [{"name": "chini", "quantity": "2", "op": "set"}]}
    shown = ramesh.do("/goods/told", wish="change", message=message, stock=stock)
    assert (shown.outcome, shown.facts["reference"]) == ("to_move", reference)
    assert left("CHEENI-LOOSE") == before


def test_a_sum_beside_a_product_is_its_price(ramesh: Customer) -> None:
    told: dict[str, Any] = {
        "text": "chini ab ₹48 kilo",
        "lines": [{"name": "chini"}],
        "sums": [{"paise": 4800, "start": 9}],
    }
    assert ramesh.do("/stock/updates", **told).facts["rows"][0]["new_price_paise"] == 4800


def priced(
    owner: Customer, text: str, name: str, quantity: str | None = None, kind: str = "priced"
) -> Decision:
    """A price in words of which no number is read as money."""
    line = {"name": name, "quantity": quantity, "start": text.index(name)}
    return owner.do("/stock/updates", text=text, lines=[line], marks=[{"kind": kind, "start": 0}])


def test_the_one_number_that_is_not_of_the_name_is_the_price(ramesh: Customer) -> None:
    assert priced(ramesh, "new rate chini 48", "chini").facts["rows"][0]["new_price_paise"] == 4800
    assert (
        priced(ramesh, "increase chini by 2", "chini", kind="dearer").facts["rows"][0]["new_price_paise"]
        == 5000
    )


def test_a_number_of_its_name_says_which_is_meant(books: None, client: TestClient) -> None:
    deepak = Customer(client, "919000000301", "100000000000003")
    told = priced(deepak, "tv 43 inch wala rate 31000 kar do", "tv", "31000")
    assert [row["name"]["en"] for row in told.facts["rows"]] == ["Samsung 43 inch TV"]


def test_of_two_numbers_neither_is_the_price(ramesh: Customer) -> None:
    asked = priced(ramesh, "rate chini 46 48", "chini")
    assert asked.outcome == "ask_amount"


def test_a_name_ends_where_the_word_for_its_price_begins(ramesh: Customer) -> None:
    line = {"name": "chini rate 48", "start": 0}
    told = ramesh.do(
        "/stock/updates", text="chini rate 48 kar do", lines=[line], marks=[{"kind": "priced", "start": 6}]
    )
    assert told.facts["rows"][0]["new_price_paise"] == 4800


def answers(who: Customer, shown: Decision, text: str, *happened: str) -> Decision:
    """Words behind what was shown."""
    sides = [{"facet": "happened", "value": each} for each in happened]
    reading = {"text": text, "intents": [{"name": "nlu_fallback", "confidence": 0.6}], "facets": sides}
    return who.do("/answers", question="take_meant", summary=shown.facts["summary"], reading=reading)


def test_what_was_shown_is_chosen_in_words_too(ramesh: Customer) -> None:
    sugar = {"name": "chini", "quantity": "48"}
    asked = says(ramesh, "order", "chini 48", sugar)
    assert answers(ramesh, asked, "chini ka bhav kal batata hun", "priced").outcome == "left"
    assert answers(ramesh, asked, "aaj ki bikri").outcome == "left"
    written = answers(ramesh, asked, "naya daam", "priced").facts["answer"]
    assert written["facts"]["rows"][0]["new_price_paise"] == 4800
    assert answers(ramesh, asked, "2").facts["answer"]["outcome"] == "updated"
    assert answers(ramesh, asked, "9").outcome == "left"


def test_an_amount_of_nothing_that_is_named_changes_nothing(ramesh: Customer, left: Left) -> None:
    before = left("CHEENI-LOOSE")
    lines = [
        {"name": name, "quantity": "1", "unit": "kg", "start": start}
        for name, start in (("chini", 0), (None, 20))
    ]
    answer = ramesh.do("/stock/updates", lines=lines, marks=[])
    assert answer.outcome == "ask_kind"
    assert all(None not in note.get("names", ()) for note in answer.facts.get("notes", ()))
    assert left("CHEENI-LOOSE") == before


def test_what_is_back_and_counted_at_nought_is_asked_how_much_there_is(ramesh: Customer, left: Left) -> None:
    tells(ramesh, "gone", "chini")
    assert left("CHEENI-LOOSE") == 0
    assert tells(ramesh, "back", "chini").outcome == "ask_amount"


def test_the_whole_name_of_a_product_is_never_asked_about(ramesh: Customer) -> None:
    with database.transaction() as session:
        sugar = catalogue.get(session, KIRANA, "CHEENI-LOOSE")
        assert sugar
        named = dict(sugar.name)
    for called in named.values():
        assert tells(ramesh, "priced", called, "48").outcome != "choose_product"


def sets(owner: Customer, figure: str, name: str = "chini") -> Decision:
    """Goods that are set to a bare figure: *chini 48 kar do*."""
    named = {"name": name, "quantity": figure, "start": 0}
    return owner.do("/stock/updates", lines=[named], marks=[{"kind": "set", "start": 9}])


def test_a_bare_figure_near_the_price_and_far_from_what_is_left_is_the_new_price(ramesh: Customer) -> None:
    tells(ramesh, "left", "chini", "5", "kg")
    assert sets(ramesh, "48").facts["rows"][0]["new_price_paise"] == 4800
    assert sets(ramesh, "95").outcome == "ask_kind"


def test_a_bare_figure_that_may_be_what_is_left_is_asked_about(ramesh: Customer) -> None:
    tells(ramesh, "left", "chini", "45", "kg")
    assert sets(ramesh, "48").outcome == "ask_kind"


def test_several_bare_figures_near_the_prices_of_their_goods_are_shown_as_prices(ramesh: Customer) -> None:
    tells(ramesh, "left", "chini", "45", "kg")
    text = "chini 48 kar do, besan 100"
    lines = [
        {"name": "chini", "quantity": "48", "start": 0},
        {"name": "besan", "quantity": "100", "start": 17},
    ]
    marks = [{"kind": "set", "start": 9}]
    shown = ramesh.do("/stock/updates", text=text, lines=lines, marks=marks)
    assert shown.outcome == "confirm_prices"
    assert [row["new_price_paise"] for row in shown.facts["rows"]] == [4800, 10000]
    lines[1]["quantity"] = "3"
    assert ramesh.do("/stock/updates", text=text, lines=lines, marks=marks).outcome == "ask_kind"


def test_what_is_not_clear_is_named_beside_what_is_shown_first(ramesh: Customer, left: Left) -> None:
    tells(ramesh, "left", "chini", "45", "kg")
    text = "maggi 3000, chini 9000 kg aayi"
    lines = [
        {"name": "maggi", "quantity": "3000", "start": 0},
        {"name": "chini", "quantity": "9000", "unit": "kg", "start": 12},
    ]
    marks = [{"kind": "set", "start": 6}, {"kind": "came", "start": 26}]
    shown = ramesh.do("/stock/updates", text=text, lines=lines, marks=marks)
    assert (shown.outcome, len(shown.facts["notes"])) == ("confirm", 1)


@pytest.mark.parametrize("text", ["maggi 280 khatam", "maggi 280 khatam ho gayi"])
def test_a_size_beside_what_ran_out_counts_nothing(ramesh: Customer, left: Left, text: str) -> None:
    small = left("MAGGI-70")
    line = {"name": "maggi", "quantity": "280", "start": 0}
    marks = [{"kind": "gone", "start": text.index("khatam")}]
    written = ramesh.do("/stock/updates", text=text, lines=[line], marks=marks)
    assert written.outcome == "updated"
    assert left("MAGGI-280") == Decimal(0)
    assert left("MAGGI-70") == small


def test_an_amount_that_is_no_size_and_ran_out_is_asked_about(ramesh: Customer, left: Left) -> None:
    before = left("MAGGI-280"), left("MAGGI-70")
    line = {"name": "maggi", "quantity": "12", "start": 0}
    ramesh.do("/stock/updates", text="maggi 12 khatam", lines=[line], marks=[{"kind": "gone", "start": 9}])
    assert (left("MAGGI-280"), left("MAGGI-70")) == before


def test_a_count_far_above_what_was_ever_there_is_shown_first(ramesh: Customer, left: Left) -> None:
    before = left("CHEENI-LOOSE")
    assert tells(ramesh, "left", "chini", "9000", "kg").outcome == "confirm"
    assert left("CHEENI-LOOSE") == before


def amount(text: str, quantity: str, unit: str) -> dict[str, Any]:
    """A message that is an amount alone."""
    line = {"name": None, "quantity": quantity, "unit": unit}
    value = {"entity": "order_line", "value": line, "start": 0, "end": len(text)}
    return {"text": text, "intents": [{"name": "place_order", "confidence": 0.4}], "values": [value]}


def test_another_amount_in_answer_to_a_count_that_is_shown_is_written(ramesh: Customer, left: Left) -> None:
    shown = tells(ramesh, "left", "chini", "9000", "kg")
    ramesh.do(
        "/answers",
        question="confirm_stock",
        summary=shown.facts["summary"],
        reading=amount("are 4.75 kilo", "4.75", "kg"),
    )
    assert left("CHEENI-LOOSE") == Decimal("4.75")


def test_another_amount_of_what_is_asked_about_takes_the_place_of_the_first(
    ramesh: Customer, left: Left
) -> None:
    before = left("CHEENI-LOOSE")
    asked = says(ramesh, "order", "chini 48 kilo", {"name": "chini", "quantity": "48", "unit": "kg"})
    again = ramesh.do(
        "/answers",
        question="take_meant",
        summary=asked.facts["summary"],
        reading=amount("4.75 kilo", "4.75", "kg"),
    )
    answer = Decision(**again.facts["answer"])
    assert (answer.outcome, left("CHEENI-LOOSE")) == ("ask_kind", before)
    assert [each["tap"]["order_line"]["quantity"] for each in answer.facts["options"]] == ["4.75", "4.75"]


def denies(ramesh: Customer, text: str) -> Decision:
    """A count of sugar that is said not to be."""
    line = {"name": "chini", "quantity": "105", "unit": "kg", "start": 4}
    place = text.index("nahi")
    denied = {"facet": "asks_of_orders", "value": "denied", "start": place, "end": place + 4}
    return ramesh.do(
        "/stock/updates",
        text=text,
        lines=[line],
        marks=[{"kind": "gone", "start": place}],
        reading={
            "text": text,
            "intents": [{"name": "update_stock", "confidence": 0.8}],
            "facets": [denied],
        },
    )


def test_a_count_that_is_denied_is_put_right_by_the_one_behind_it(ramesh: Customer, left: Left) -> None:
    written = denies(ramesh, "are chini 105 kilo nahi hai, 4.75 kilo hai")
    assert written.outcome == "updated"
    assert "4.75" not in written.facts.get("passed_over", "")
    assert left("CHEENI-LOOSE") == Decimal("4.75")


def test_a_count_that_is_only_denied_is_asked_for_and_never_written(ramesh: Customer, left: Left) -> None:
    before = left("CHEENI-LOOSE")
    assert denies(ramesh, "are chini 105 kilo nahi hai").outcome == "ask_amount"
    assert left("CHEENI-LOOSE") == before


@pytest.mark.parametrize("text", ["chhoti maggi khatam", "chhoti maggi nahi hai"])
def test_a_word_before_a_name_tells_which_of_several_it_is(ramesh: Customer, left: Left, text: str) -> None:
    with database.transaction() as session:
        small, large = (catalogue.get(session, KIRANA, f"MAGGI-{size}") for size in ("70", "280"))
        assert small
        assert large
        small.name, large.name = (
            dict.fromkeys(("hi", "en", "hinglish"), f"{size} maggi") for size in ("Chhoti", "Badi")
        )
        search.renew(session, KIRANA)
    line, marks = {"name": "maggi", "start": 7}, [{"kind": "gone", "start": 13}]
    written = ramesh.do("/stock/updates", text=text, lines=[line], marks=marks)
    assert [row["name"]["en"] for row in written.facts["rows"]] == ["Chhoti maggi"]


def test_both_of_what_was_asked_are_meant(ramesh: Customer, left: Left) -> None:
    asked = tells(ramesh, "gone", "maggi")
    assert asked.outcome == "choose_product"
    read = {**reading("dono", "nlu_fallback"), "facets": sides("dono")}
    both = of(ramesh.do("/answers", question="take_meant", summary=asked.facts["summary"], reading=read))
    assert (both.outcome, len(both.facts["rows"])) == ("updated", len(asked.facts["options"]))


def test_out_of_stock_is_told_and_asks_nothing(ramesh: Customer, left: Left) -> None:
    text = "chini is out of stock"
    read = {**reading(text, "update_stock"), "facets": sides(text)}
    assert ramesh.do("/answers", question="", reading=read).outcome == "left"
