"""What somebody is let off is an entry of its own kind: no payment, no cash, and only after the owner's yes."""

from typing import Any

import pytest

from munshi import clock
from munshi.billing.accounts import service
from munshi.billing.accounts.came import came_in
from tests.backend.billing.accounts.conftest import (
    EMPLOYEE,
    PRIYA,
    Shopkeeper,
    balance,
    has_written,
    kirana,
    person_of,
    told,
)
from tests.backend.books import opened
from tests.backend.readings import reading


def says(who: Shopkeeper, text: str) -> Any:
    return who.do("/answers", question="payment_amount", reading=reading(text, "place_order"))


def agrees(who: Shopkeeper, asked: Any) -> Any:
    shown = asked.facts["answer"]
    summary = shown["facts"]["summary"]
    return who.do(
        "/answers", question=shown["outcome"], summary=summary, reading=reading("haan", "affirm")
    ).facts["answer"]


@pytest.mark.parametrize(
    "text",
    [
        "Priya Joshi ke 25 maaf kar do",
        "Priya Joshi ko 25 chhod do, 1215 hi lena hai",
        "discount 25 de do Priya Joshi ko",
        "let off 25 of Priya Joshi",
    ],
)
def test_it_is_shown_with_both_balances_and_written_by_a_yes(
    owner: Shopkeeper, priya: Shopkeeper, text: str
) -> None:
    has_written(PRIYA, clock.now())
    before = balance()
    asked = says(owner, text)
    facts = asked.facts["answer"]["facts"]
    assert asked.facts["answer"]["outcome"] == "confirm_waiver"
    assert (facts["before_paise"], facts["balance_paise"], balance()) == (before, before - 2500, before)
    done = agrees(owner, asked)
    assert (done["outcome"], balance()) == ("waiver_written", before - 2500)
    assert told("khata_waiver")[0]["khata_paise"] == -2500
    with opened() as session:
        assert came_in(session, kirana(session).id, clock.now().replace(hour=0)) == {}
    owner.do("/acts/undone", act=done["facts"]["act"])
    assert balance() == before


def test_no_more_than_is_owed_is_let_off(owner: Shopkeeper) -> None:
    assert says(owner, "Priya Joshi ke 99999 maaf kar do").facts["answer"]["outcome"] == "less_too_much"


def test_a_balance_that_has_changed_is_shown_anew(owner: Shopkeeper, priya: Shopkeeper) -> None:
    asked = says(owner, "Priya Joshi ke 25 maaf kar do")
    owner.writes("Priya Joshi", rupees=50)
    assert agrees(owner, asked)["outcome"] == "confirm_waiver"


def test_a_customer_lets_nobody_off(priya: Shopkeeper) -> None:
    heard = says(priya, "mere 25 maaf kar do")
    assert heard.outcome == "left" or heard.facts["answer"]["outcome"] not in (
        "confirm_waiver",
        "waiver_written",
    )


def test_it_stands_on_the_statement_apart_from_what_was_paid(owner: Shopkeeper, priya: Shopkeeper) -> None:
    agrees(owner, says(owner, "Priya Joshi ke 25 maaf kar do"))
    shown = priya.asks("statement")
    assert (shown.facts["waived_paise"], shown.facts["less_paise"]) == (2500, 2500)
    with opened() as session:
        assert service.entries(session, kirana(session).id, person_of(session).id)[-1].kind == "waiver"


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Priya Joshi ke 25 maaf kiye aur Arjun ne 50 diye", "Arjun ne 50 diye"),
        ("let off 25 of Priya Joshi, Arjun paid 50", "Arjun paid 50"),
    ],
)
def test_what_is_told_of_somebody_else_beside_it_is_heard_next(
    owner: Shopkeeper, text: str, rest: str
) -> None:
    heard = says(owner, text)
    assert (heard.facts["answer"]["outcome"], heard.facts["rest"]) == ("confirm_waiver", rest)


def test_a_helper_is_told_that_the_owner_lets_off(owner: Shopkeeper) -> None:
    before, owner.person = balance(), EMPLOYEE
    answer = says(owner, "Priya Joshi ke 25 maaf kar do").facts["answer"]
    assert (answer["outcome"], balance()) == ("less_not_allowed", before)


@pytest.mark.parametrize(
    "text",
    [
        "Priya Joshi ke khate se 70 kam kar do, 2 marker wapas aaye",
        "प्रिया जोशी ने 2 मार्कर वापस किए, 70 कम करो",
        "reduce 70 for Priya Joshi, she returned 2 markers",
    ],
)
def test_goods_that_came_back_lower_the_khata_by_a_yes_and_are_no_payment(
    owner: Shopkeeper, priya: Shopkeeper, text: str
) -> None:
    has_written(PRIYA, clock.now())
    before = balance()
    asked = says(owner, text)
    assert (asked.facts["answer"]["outcome"], balance()) == ("confirm_return", before)
    done = agrees(owner, asked)
    assert (done["outcome"], balance()) == ("return_written", before - 7000)
    assert told("khata_return")[0]["khata_paise"] == -7000
    shown = owner.asks("statement", name="Priya Joshi")
    assert (shown.facts["returned_paise"], shown.facts["less_paise"]) == (7000, 7000)
    owner.do("/acts/undone", act=done["facts"]["act"])
    assert balance() == before


def test_goods_that_are_counted_are_no_sum(owner: Shopkeeper) -> None:
    line = {"entity": "order_line", "value": {"name": "khari", "quantity": "1"}, "start": 0, "end": 0}
    said = reading("Priya Joshi ke khate se 1 khari kam karo, maal wapas aa gaya", "modify_order", [line])
    heard = owner.do("/answers", question="", reading=said)
    assert heard.outcome == "left" or heard.facts["answer"]["outcome"] != "confirm_return"


@pytest.mark.parametrize(
    "text",
    [
        "priya joshi ne 2 khari lauta di, uske khate se 70 ghata do",
        "priya joshi ke khate me maal wapsi 70 jama karo, 2 khari",
        "प्रिया जोशी ने 2 खारी लौटा दिए, उनके खाते से 70 घटा दो",
        "प्रिया जोशी के खाते में माल वापसी 70 जमा करो, 2 खारी",
        "sales return of 70 from priya joshi, 2 khari",
    ],
)
def test_goods_that_came_back_are_shown_as_a_return_and_are_no_cash(owner: Shopkeeper, text: str) -> None:
    before = balance()
    heard = owner.do("/answers", question="", reading=reading(text, "record_payment")).facts["answer"]
    assert (heard["outcome"], balance()) == ("confirm_return", before)


def lets_off(owner: Shopkeeper, text: str) -> Any:
    """Words that sound like a payment."""
    return owner.do("/answers", question="", reading=reading(text, "record_payment")).facts


@pytest.mark.parametrize(
    "text", ["uska baaki ka 280 chhod do", "baki 280 maaf kar do", "उसका 280 छोड़ दो", "let off 280 of his"]
)
def test_who_is_let_off_is_asked_where_nobody_is_named(owner: Shopkeeper, text: str) -> None:
    before = balance()
    assert (lets_off(owner, text)["answer"]["outcome"], balance()) == ("less_whom", before)


@pytest.mark.parametrize("text", ["uska baaki ka 280 chhod do", "उसका 280 छोड़ दो", "let off 280 of his"])
def test_without_a_name_it_is_of_whom_money_was_just_written(owner: Shopkeeper, text: str) -> None:
    owner.writes("Priya Joshi", rupees=40)
    facts = lets_off(owner, text)["answer"]["facts"]
    assert (facts["name"], facts["paise"]) == ("Priya Joshi", 28000)


@pytest.mark.parametrize(
    "text",
    [
        "500 hi aaye the nagad, baki 280 maaf kar do",
        "500 मिले, बाक़ी 280 माफ़ कर दो",
        "received 500, let off 280",
    ],
)
def test_a_payment_beside_it_is_heard_next(owner: Shopkeeper, text: str) -> None:
    owner.writes("Priya Joshi", rupees=40)
    heard = lets_off(owner, text)
    assert (heard["answer"]["facts"]["paise"], "500" in heard["rest"]) == (28000, True)
