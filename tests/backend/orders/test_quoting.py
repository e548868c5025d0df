"""A quotation: goods at today's prices on paper, and nothing ordered."""

from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import Engine

from munshi import database
from munshi.business import service as businesses
from munshi.orders import quoting
from munshi.orders.quotation_paper import sheet
from tests.backend.books import KIRANA, Operator
from tests.backend.orders.conftest import MANAGER, Customer, Facts
from tests.backend.readings import reading, value

PAPER = f"/businesses/{KIRANA}/quotation.pdf"


def asks(who: Customer, said: str, *lines: tuple[str, str, str | None]) -> Facts:
    """What somebody is answered who asks for a quotation, with the outcome."""
    goods = [
        value("order_line", {"name": name, "quantity": amount, "unit": unit, "pack": None, "op": None})
        for name, amount, unit in lines
    ]
    heard = who.do("/answers", question="", reading=reading(said, "place_order", goods))
    return {"page": heard.facts.get("page"), **heard.facts.get("answer", {"outcome": heard.outcome})}


@pytest.mark.parametrize(
    "said",
    [
        "send me a quotation for 6 kg sugar and 2 kg poha",
        "6 kilo chini aur 2 kg poha ka quotation bana do",
        "6 किलो चीनी और 2 किलो पोहा का कोटेशन भेजो",
        "proforma for 6 kg sugar, 2 kg poha",
    ],
)
def test_goods_are_quoted_and_nothing_is_ordered(priya: Customer, said: str) -> None:
    answer = asks(priya, said, ("sugar", "6", "kg"), ("poha", "2", "kg"))
    assert (answer["page"], answer["outcome"]) == ("ask_price", "quotation")
    lines = {line["name"]["en"]: line for line in answer["facts"]["lines"]}
    assert (lines["Sugar"]["quantity"], lines["Poha"]["quantity"]) == ("6", "2")
    assert answer["facts"]["total_paise"] == sum(line["amount_paise"] for line in lines.values())
    assert not priya.do("/cart/view").facts.get("lines")


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("6 kilo cheeni ka quotation chahiye", "cheeni ka quotation"),
        ("6 kilo cheeni ka estimate bana do", "cheeni ka estimate"),
        ("6 किलो चीनी का कोटेशन", "चीनी का कोटेशन"),
    ],
)
def test_the_word_itself_is_no_part_of_a_name(priya: Customer, said: str, name: str) -> None:
    answer = asks(priya, said, (name, "6", "kg"))
    assert [line["name"]["en"] for line in answer["facts"]["lines"]] == ["Sugar"]


def test_of_the_cart_where_the_word_alone_was_read_as_goods(priya: Customer) -> None:
    priya.says("6 kg chini")
    answer = asks(priya, "I only need a quotation on paper", ("quotation on paper", "1", None))
    assert [line["quantity"] for line in answer["facts"]["lines"]] == ["6"]


def test_a_yes_takes_all_that_was_quoted(priya: Customer) -> None:
    asks(priya, "quotation for 6 kg sugar and 2 kg poha", ("sugar", "6", "kg"), ("poha", "2", "kg"))
    yes = reading("yes", "affirm", [value("consent", "yes")])
    taken = priya.do("/answers", question="take_shown", reading=yes).facts["answer"]
    assert {line["name"]["en"]: line["quantity"] for line in taken["facts"]["lines"]} == {
        "Sugar": "6",
        "Poha": "2",
    }


def test_what_is_in_the_cart_is_quoted_where_nothing_is_named(priya: Customer) -> None:
    priya.says("6 kg chini")
    answer = asks(priya, "iska quotation bhej do")
    assert answer["outcome"] == "quotation_alone"
    assert [line["quantity"] for line in answer["facts"]["lines"]] == ["6"]


def test_without_goods_it_is_asked_of_what(priya: Customer) -> None:
    assert asks(priya, "quotation chahiye")["outcome"] == "quotation_of_what"


def test_a_name_that_may_be_several_things_is_asked_and_none_is_quoted(priya: Customer) -> None:
    answer = asks(priya, "quotation for 2 oil", ("tel", "2", None))
    assert answer["outcome"] == "quotation_unclear"
    assert len(answer["facts"]["rows"]) > 1


@pytest.mark.parametrize("said", ["quotation nahi, bill chahiye", "no quotation please"])
def test_who_wants_none_gets_none(priya: Customer, said: str) -> None:
    assert asks(priya, said)["page"] != "ask_price"


def test_the_shop_gets_one_to_send_on_in_the_name_of_the_customer(books: None, priya: Customer) -> None:
    owner = Customer(priya.client, MANAGER)
    answer = asks(owner, "Gopal Traders ke naam quotation banao: 6 kg chini", ("chini", "6", "kg"))
    assert answer["outcome"] == "quotation_to_send"
    assert not answer["facts"]["takes"]


def test_the_paper_has_what_was_said(priya: Customer, operator: Operator) -> None:
    answer = asks(priya, "quotation for 6 kg sugar", ("sugar", "6", "kg"))
    (file,) = answer["facts"]["files"]
    address = urlsplit(file["source"])
    assert address.path == f"/api{PAPER}"
    made = operator.gets(PAPER, **{name: said[0] for name, said in parse_qs(address.query).items()})
    assert made.content.startswith(b"%PDF")


@pytest.mark.parametrize("goods", ["", "SUGAR", "NOTHING=1", "=1"])
def test_a_paper_without_goods_is_refused(operator: Operator, goods: str) -> None:
    assert operator.gets(PAPER, goods=goods).status_code in (404, 422)


def test_it_says_for_whom_and_that_it_is_no_bill(own_books: Engine) -> None:
    with database.transaction() as session:
        business = businesses.get(session, KIRANA)
        assert business
        line = next(iter(quoting.lines_of(session, KIRANA, ["CHEENI-LOOSE=6"])))
        said = sheet(business, quoting.quoted(business, [line]), "Gopal Traders", "hi")
    assert said["recipient"]["name"] == "Gopal Traders"
    assert said["estimate"]["kind"] == "quotation"
    assert said["estimate"]["lines"][0]["quantity"] == "6 किलो"
