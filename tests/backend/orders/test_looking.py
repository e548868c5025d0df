"""What customers look at before they order: prices, stock, the menu, the shop itself; and the same again."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from munshi import clock, database
from munshi.catalogue import service as catalogue
from munshi.orders.goods_asked import MOST_ROWS
from tests.backend.books import KIRANA
from tests.backend.orders.conftest import Customer, Decision

CHINI_2 = {"name": "chini", "quantity": "2", "unit": "kg"}


def rows(answer: Decision) -> dict[str, dict[str, Any]]:
    """The rows by the English name and the variant."""
    return {
        " ".join(filter(None, (row["name"]["en"], (row["variant"] or {}).get("en")))): row
        for row in answer.facts["rows"]
    }


def test_a_price_of_an_amount_is_the_amount_that_it_comes_to(priya: Customer) -> None:
    answer = priya.do("/goods/prices", lines=[CHINI_2])
    assert answer.outcome == "prices"
    assert rows(answer)["Sugar"]["amount_paise"] == 2 * rows(answer)["Sugar"]["price_paise"]


def test_half_of_what_is_not_known_is_said_and_the_rest_is_priced(priya: Customer) -> None:
    answer = priya.do("/goods/prices", lines=[{"name": "chini"}, {"name": "unobtainium"}])
    assert "Sugar" in rows(answer)
    assert answer.facts["names"] == ["unobtainium"]


def test_nothing_that_was_shown_and_nothing_named_is_asked(priya: Customer) -> None:
    assert priya.do("/goods/prices").outcome == "which"


def test_a_second_question_is_about_what_was_shown(priya: Customer) -> None:
    priya.do("/goods/prices", lines=[{"name": "chini"}])
    again = priya.do("/goods/prices", lines=[{"quantity": "5", "unit": "kg"}])
    assert rows(again)["Sugar"]["quantity"] == "5"


def test_what_was_shown_is_forgotten_after_an_hour(priya: Customer, monkeypatch: pytest.MonkeyPatch) -> None:
    priya.do("/goods/prices", lines=[{"name": "chini"}])
    later = datetime.now(UTC) + timedelta(hours=2)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert priya.do("/goods/prices").outcome == "which"


def test_a_menu_sells_its_variants_each_with_its_price(guest: Customer) -> None:
    answer = guest.do("/goods/prices", lines=[{"name": "paneer tikka"}])
    assert rows(answer)["Paneer tikka Full"]["price_paise"] > rows(answer)["Paneer tikka Half"]["price_paise"]
    assert not answer.facts["gst_included"]


def test_a_category_is_named_by_one_of_its_words(priya: Customer) -> None:
    answer = priya.do("/menu", text="namak me kya kya hai")
    assert answer.facts["category"] == "Cheeni, namak"


def test_what_is_too_dear_or_not_veg_is_left_out(guest: Customer) -> None:
    answer = guest.do("/menu", text="me kya hai", veg=True, up_to_paise=5000)
    assert all(row["veg"] and row["price_paise"] <= 5000 for row in answer.facts["rows"])


def test_hours_are_told_of_the_day_that_is_asked(priya: Customer) -> None:
    told = priya.read("/store", **{"from": "2026-11-29", "to": "2026-11-29"}).facts["about"]
    assert [each["topic"] for each in told] == ["open_on"]
    assert told[0]["times"][0] == {"opens": "08:00", "closes": "14:00"}


def test_each_of_several_days_is_told(priya: Customer) -> None:
    asked = {"from": "2026-11-29", "to": "2026-11-29", "also": "2026-11-25"}
    told = priya.read("/store", **asked).facts["about"]
    assert [each["day"] for each in told] == ["2026-11-29", "2026-11-25"]


def test_what_a_sum_takes_off_is_told_where_the_amount_reaches_it(guest: Customer) -> None:
    reached = guest.do("/goods/prices", lines=[{"name": "veg thali", "quantity": "9"}])
    (row,) = reached.facts["rows"]
    assert [each["net_paise"] for each in row["discounts"]] == [row["amount_paise"] * 9 // 10]
    below = guest.do("/goods/prices", lines=[{"name": "veg thali", "quantity": "2"}])
    assert below.facts["rows"][0]["discounts"] == []
    lines = [{"name": "veg thali", "quantity": "5"}, {"name": "tandoori roti", "quantity": "40"}]
    together = guest.do("/goods/prices", lines=lines).facts
    (whole,) = together["together_discounts"]
    assert whole["net_paise"] == together["together_paise"] * 9 // 10


def test_a_pincode_outside_the_area_is_refused_with_the_area(priya: Customer) -> None:
    told = priya.read("/store", pincode="452010").facts["about"]
    assert told[0]["topic"] == "outside"
    assert "452001" in told[0]["pincodes"]


def test_nothing_was_ordered_and_nothing_is_repeated(priya: Customer) -> None:
    assert priya.do("/orders/repeated").outcome == "no_orders"


def test_what_is_gone_and_what_is_dearer_is_said_of_a_repeated_order(priya: Customer) -> None:
    priya.orders("6 kg chini", "12 pc ande")
    with database.transaction() as session:
        sugar, eggs = (catalogue.get(session, KIRANA, sku) for sku in ("CHEENI-LOOSE", "ANDE"))
        assert sugar
        assert eggs
        sugar.price_paise, eggs.available = 5000, False
    again = priya.do("/orders/repeated")
    assert again.note("dearer")["before_paise"] == 4600
    assert "unavailable" in again.notes
    assert again.cart == {"Sugar": "6"}


def test_what_is_taken_every_time_is_the_usual(priya: Customer) -> None:
    priya.orders("6 kg chini", "12 pc ande")
    priya.orders("6 kg chini")
    priya.orders("7 kg chini")
    assert priya.do("/orders/repeated", usual=True).cart == {"Sugar": "7"}


def test_what_is_said_beside_the_same_again_is_added(priya: Customer) -> None:
    priya.orders("6 kg chini")
    again = priya.do("/orders/repeated", lines=[{"name": "ande", "quantity": "12", "unit": "pc"}])
    assert again.cart == {"Sugar": "6", "Eggs": "12"}


def test_what_is_repeated_has_the_amount_that_is_said_and_not_what_is_left_away(priya: Customer) -> None:
    priya.orders("6 kg chini", "12 pc ande")
    again = priya.do(
        "/orders/repeated",
        lines=[{"name": "chini", "quantity": "7", "unit": "kg", "op": "add"}],
        left_over=[{"text": "ande mat dalna", "value": "made"}],
    )
    assert (again.cart, again.facts["beside"]["said"]) == ({"Sugar": "7"}, [])


def answers(who: Customer, text: str, intent: str, *lines: dict[str, Any]) -> Decision | None:
    """What the shown goods make of an answer; None where it is none."""
    read = [{"entity": "order_line", "value": each, "start": 0, "end": len(text)} for each in lines]
    said = {"text": text, "intents": [{"name": intent, "confidence": 0.6}], "values": read}
    heard = who.do("/answers", question="take_shown", reading=said)
    return Decision(**heard.facts["answer"]) if heard.outcome == "taken" else None


def test_a_portion_alone_takes_what_was_shown(guest: Customer) -> None:
    guest.do("/goods/prices", lines=[{"name": "paneer tikka"}])
    taken = answers(guest, "full wala", "nlu_fallback")
    assert taken
    assert [line["variant"]["en"] for line in taken.facts["lines"]] == ["Full"]


def test_a_brand_alone_takes_what_was_shown(priya: Customer) -> None:
    priya.do("/goods/prices", lines=[{"name": "aata"}])
    taken = answers(priya, "fortune wala", "place_order", {"name": "fortune"})
    assert taken
    assert [line["name"]["en"] for line in taken.facts["lines"]] == ["Fortune chakki atta"]


@pytest.mark.parametrize("joint", ["n", "ya", "aur", "or", "और", "/"])
def test_a_kind_that_is_joined_behind_a_name_is_priced_too(guest: Customer, joint: str) -> None:
    said = f"tandoori roti {joint} tawa kitne ki"
    shown = rows(guest.do("/goods/prices", lines=[{"name": "tandoori roti"}], said=said))
    assert list(shown) == ["Tandoori roti", "Tawa roti"]


def test_what_is_joined_and_is_no_kind_of_it_is_none(guest: Customer) -> None:
    said = "tandoori roti aur delivery kitne ki"
    assert list(rows(guest.do("/goods/prices", lines=[{"name": "tandoori roti"}], said=said))) == [
        "Tandoori roti"
    ]


def test_of_several_names_none_is_left_out_for_the_first(guest: Customer) -> None:
    names = ["paneer", "chicken", "dal"]
    shown = rows(guest.do("/goods/prices", lines=[{"name": name} for name in names]))
    assert all(any(name in row.casefold() for row in shown) for name in names)
    assert len(shown) <= MOST_ROWS
