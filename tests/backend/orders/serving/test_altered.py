"""What the shop would change of an order that it names: its customer is asked, and by their yes it changes."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from munshi.catalogue.models import Product
from tests.backend.books import KIRANA, PRIYA, Operator, opened
from tests.backend.orders.conftest import Customer, Decision
from tests.backend.orders.serving.saying import of, says, tells
from tests.backend.orders.serving.test_moving import moves
from tests.backend.orders.serving.test_run_outs import answers, question
from tests.backend.orders.test_notices import told
from tests.backend.readings import reading, sides, value

Left = Callable[[str], Decimal | None]


def removed(text: str, goods: str) -> dict[str, Any]:
    """Goods that words take out."""
    at = text.index(goods)
    return value("order_line", {"name": goods, "op": "remove"}, at, at + len(goods))


@pytest.fixture
def number(priya: Customer) -> str:
    """The number of an order of two things."""
    return str(priya.orders("6 kg chini", "2 l mungfali tel").facts["reference"]).removeprefix("ORD-")


def amounts(priya: Customer) -> dict[str, str]:
    """What is in the order."""
    return {line["name"]["en"]: line["quantity"] for line in priya.read("/orders/tracked").facts["lines"]}


@pytest.mark.parametrize(
    "words", ["{} me chini 4 hi denge", "{} mein chini sirf 4 kilo", "ORD-{} में चीनी 4 ही देंगे"]
)
def test_less_of_a_line_is_asked_of_its_customer_and_changes_by_their_yes(
    ramesh: Customer, priya: Customer, number: str, words: str
) -> None:
    before = priya.read("/orders/tracked").facts["total_paise"]
    asked = of(tells(ramesh, words.format(number)))
    assert (asked.outcome, asked.facts["offered_quantity"]) == ("amount_asked", "4")
    assert amounts(priya)["Sugar"] == "6"
    shown = question()
    assert [each["take"] for each in shown["takes"]] == ["other_amount", "leave_out", "cancel"]
    assert answers(priya, "other_amount", shown).outcome == "settled"
    assert amounts(priya)["Sugar"] == "4"
    after = priya.read("/orders/tracked").facts["total_paise"]
    assert after == shown["takes"][0]["total_paise"] < before
    assert "sold_out" not in Customer(priya.client, "919000000103").says("6 kg chini").notes


def test_more_of_a_line_is_taken_or_kept_as_it_was(ramesh: Customer, priya: Customer, number: str) -> None:
    moves(ramesh, f"ORD-{number}", "accepted")
    asked = of(tells(ramesh, f"{number} me chini 8 kar do", said="update_stock"))
    assert (asked.outcome, asked.facts["offered_quantity"]) == ("amount_asked", "8")
    shown = question()
    assert [each["take"] for each in shown["takes"]] == ["other_amount", "keep"]
    heard = says(priya, "nahi, rehne do", question="choose_run_out", said="deny", summary=shown["summary"])
    assert of(heard).outcome == "kept"
    assert told()[-1][1] == "order_kept"
    assert amounts(priya)["Sugar"] == "6"
    of(tells(ramesh, f"{number} me chini 2 aur kar do"))
    yes = says(priya, "haan", question="choose_run_out", said="affirm", summary=question()["summary"])
    assert of(yes).outcome == "settled"
    assert amounts(priya)["Sugar"] == "8"


def test_so_much_less_is_less_than_what_is_ordered(ramesh: Customer, number: str) -> None:
    asked = of(tells(ramesh, f"{number} me chini 2 kam kar do", said="record_payment"))
    assert (asked.outcome, asked.facts["offered_quantity"]) == ("amount_asked", "4")


def test_what_is_not_in_the_order_is_said_and_nobody_is_asked(ramesh: Customer, number: str) -> None:
    said = of(tells(ramesh, f"{number} me maggi 3 kar do", said="update_stock"))
    assert said.outcome == "no_such_line"
    assert (PRIYA, "order_run_out") not in told()


def test_as_much_as_there_is_already_asks_nobody(ramesh: Customer, number: str) -> None:
    assert of(tells(ramesh, f"{number} me chini 6 kar do")).outcome == "same_amount"


def test_the_stock_follows_the_yes(ramesh: Customer, priya: Customer, left: Left) -> None:
    number = priya.orders("6 - ande").facts["reference"].removeprefix("ORD-")
    before = left("ANDE")
    assert before is not None
    of(tells(ramesh, f"{number} me ande 4 hi milenge"))
    assert left("ANDE") == before
    assert answers(priya, "other_amount", question()).outcome == "settled"
    assert left("ANDE") == before + 2


def test_an_offered_amount_is_kept_in_the_file(ramesh: Customer, number: str, operator: Operator) -> None:
    of(tells(ramesh, f"{number} me chini 4 hi denge"))
    file = operator.gets(f"/businesses/{KIRANA}/export", format="json").json()
    (placed,) = (each for each in file["orders"]["placed"] if each["reference"] == f"ORD-{number}")
    assert Decimal(placed["run_outs"][0]["quantity"]) == 4


@pytest.mark.parametrize(
    "words", ["{} me chini khatam, aata chalega kya pucho", "{} chini nahi hai, aata de dun kya?"]
)
def test_what_is_offered_for_what_ran_out_is_asked_in_the_shops_words(
    ramesh: Customer, number: str, words: str
) -> None:
    asked: Decision = of(tells(ramesh, words.format(number)))
    assert asked.outcome == "customer_asked"
    assert question()["instead"]["name"]["en"] == "Wheat flour"


@pytest.mark.parametrize(
    "words",
    ["{} me 1 kilo pyaz add kar do", "{} pyaz 1 kg jodo", "add 1 kg onion to {}", "{} में 1 किलो प्याज जोड़ दो"],
)
def test_goods_that_the_order_has_not_are_put_in_by_one_yes_and_the_customer_is_told(
    ramesh: Customer, priya: Customer, words: str
) -> None:
    with opened() as session:
        sugar = session.get_one(Product, (KIRANA, "CHEENI-LOOSE"))
        sugar.name = {**sugar.name, "en": "Sugar 1 kg"}
    number = priya.orders("1 kg chini", "2 l mungfali tel").facts["reference"].removeprefix("ORD-")
    shown = of(tells(ramesh, words.format(number)))
    before, after = shown.facts["before_paise"], shown.facts["total_paise"]
    assert (shown.outcome, after > before) == ("confirm_goods_in", True)
    assert (PRIYA, "order_goods_added") not in told()
    read = reading("haan", "affirm")
    summary = shown.facts["summary"]
    done = of(ramesh.do("/answers", question="confirm_goods_in", summary=summary, reading=read))
    assert (done.outcome, done.facts["total_paise"]) == ("goods_in", after)
    assert (PRIYA, "order_goods_added") in told()
    assert (PRIYA, "order_run_out") not in told()


@pytest.mark.parametrize("words", ["chini hata do {} se", "remove sugar from {}", "{} से चीनी हटा दो"])
def test_a_line_taken_out_by_its_order_stays_on_the_shelf_and_its_customer_is_asked(
    ramesh: Customer, priya: Customer, number: str, left: Left, words: str
) -> None:
    before = left("CHEENI-LOOSE")
    assert before is not None
    assert of(tells(ramesh, words.format(number), said="modify_order")).outcome == "without_asked"
    shown = question()
    assert (shown["instead"], [each["take"] for each in shown["takes"]]) == (None, ["leave_out", "keep"])
    assert left("CHEENI-LOOSE") == before
    assert answers(priya, "leave_out", shown).outcome == "settled"
    assert "Sugar" not in amounts(priya)
    assert left("CHEENI-LOOSE") == before + 6


def test_who_keeps_the_line_that_the_shop_would_leave_out_has_it(
    ramesh: Customer, priya: Customer, number: str
) -> None:
    of(tells(ramesh, f"chini hata do {number} se", said="modify_order"))
    heard = says(priya, "nahi", question="choose_run_out", said="deny", summary=question()["summary"])
    assert of(heard).outcome == "kept"
    assert amounts(priya)["Sugar"] == "6"


@pytest.mark.parametrize("words", ["chini hata do priya ke order se", "priya ke order se cheeni hata do"])
def test_a_line_is_taken_out_of_the_order_of_who_is_named(
    ramesh: Customer, priya: Customer, number: str, words: str
) -> None:
    goods = words[words.index("ch") :].split()[0]
    read = {**reading(words, "modify_order", [removed(words, goods)]), "facets": sides(words)}
    assert of(ramesh.do("/answers", question="", reading=read)).outcome == "without_asked"


@pytest.mark.parametrize(
    "words", ["priya ke order me shakkar khatam h", "priya ke order me chini khatam hai"]
)
def test_what_is_gone_is_of_the_order_of_who_is_named_by_whatever_name(
    ramesh: Customer, priya: Customer, number: str, words: str
) -> None:
    told = of(says(ramesh, words))
    assert (told.outcome, told.facts["reference"]) == ("customer_asked", f"ORD-{number}"), told


def test_what_a_customer_leaves_out_by_name_is_no_yes_to_another_line(
    ramesh: Customer, priya: Customer, number: str
) -> None:
    first, last = amounts(priya)
    for name in (first, last):
        of(tells(ramesh, f"{name} hata do {number} se", said="modify_order"))
    text = f"{first} hata do baki bhej do"
    read = {**reading(text, "modify_order", [removed(text, first)]), "facets": sides(text)}
    asked = question()
    shown = of(priya.do("/answers", question="choose_run_out", summary=asked["summary"], reading=read))
    assert (shown.outcome, shown.facts["gone"]["name"]["en"]) == ("ask", first)
    assert {first, last} <= amounts(priya).keys()


def test_goods_that_the_order_has_not_are_taken_out_of_none(ramesh: Customer, number: str) -> None:
    said = of(tells(ramesh, f"maggi hata do {number} se", said="modify_order"))
    assert (said.outcome, said.facts["reference"]) == ("no_such_line", f"ORD-{number}")
