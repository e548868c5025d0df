"""A placed order that a message changes is brought back after a yes, as long as nobody has begun with it; as policy."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from munshi import clock
from munshi.business.models import Business
from tests.backend.books import KIRANA, OWNER, opened
from tests.backend.orders.conftest import Customer, Decision
from tests.backend.orders.serving.conftest import ramesh
from tests.backend.orders.serving.test_moving import moves
from tests.backend.orders.test_notices import told
from tests.backend.orders.test_unheard import noted

__all__ = ["ramesh"]

Left = Callable[[str], Decimal | None]


def changes(who: Customer, said: str, *lines: dict[str, Any], **more: Any) -> Decision:
    return who.do("/cart/changes", lines=list(lines), said=said, **more)


def removes(name: str) -> dict[str, Any]:
    return {"name": name, "op": "remove"}


def answers(who: Customer, intent: str, summary: str) -> Decision:
    reading = {"text": "…", "intents": [{"name": intent, "confidence": 0.9}]}
    return who.do("/answers", question="confirm_reopen_order", summary=summary, reading=reading)


def test_a_change_of_a_placed_order_asks_whether_to_bring_it_back(priya: Customer) -> None:
    priya.orders("6 kg cheeni", "30 pc ande")
    asked = changes(priya, "jo order lagaya usme se ande hatao", removes("ande"))
    assert (asked.outcome, asked.facts["summary"]) == ("reopen", "ORD-1001")
    assert priya.read("/orders/tracked").outcome == "placed"


def test_a_yes_brings_all_of_it_back_and_hears_what_was_said(priya: Customer, left: Left) -> None:
    before = left("CHEENI-LOOSE")
    said = {"text": "gate band hai"}
    bill = priya.says("6 kg cheeni", left_over=[said, {"text": "upi", "kind": "payment", "value": "upi"}])
    priya.do("/orders", summary=bill.facts["summary"])
    changes(priya, "cheeni 8 kilo kar do", {"name": "cheeni", "quantity": "8", "unit": "kg", "op": "set"})
    heard = answers(priya, "affirm", "ORD-1001")
    assert heard.facts["rest"] == "cheeni 8 kilo kar do"
    again = Decision(**heard.facts["answer"])
    assert (again.outcome, again.cart) == ("reopened", {"Sugar": "6"})
    assert again.facts["beside"] == bill.facts["beside"]
    assert (again.facts["where"]["address"], again.facts["where"]["proposed"]) == ("7 Sneh Nagar", False)
    assert left("CHEENI-LOOSE") == before
    assert priya.read("/orders/tracked").outcome == "cancelled"


@pytest.mark.parametrize("said", ["कैंसल कर दो यार प्लान बदल गया", "cancel it, plan changed"])
def test_who_cancels_instead_is_asked_about_that(priya: Customer, said: str) -> None:
    priya.orders("6 kg cheeni")
    changes(priya, "ande hatao", removes("ande"))
    facet = {"facet": "step_of_order", "value": "cancelled", "start": 0, "end": 6}
    reading = {"text": said, "intents": [{"name": "cancel_flow", "confidence": 0.98}], "facets": [facet]}
    heard = priya.do("/answers", question="confirm_reopen_order", summary="ORD-1001", reading=reading)
    asked = Decision(**heard.facts["answer"])
    assert (asked.outcome, asked.facts["reference"]) == ("confirm_cancel", "ORD-1001")


def test_what_came_back_can_be_placed_as_it_was(priya: Customer) -> None:
    priya.orders("6 kg cheeni")
    changes(priya, "ande hatao", removes("ande"))
    again = Decision(**answers(priya, "affirm", "ORD-1001").facts["answer"])
    assert priya.do("/orders", summary=again.facts["summary"]).facts["reference"] == "ORD-1002"


def test_a_no_leaves_the_order_as_it_is(priya: Customer) -> None:
    priya.orders("6 kg cheeni")
    changes(priya, "cheeni hatao", removes("cheeni"))
    kept = answers(priya, "deny", "ORD-1001")
    assert (kept.facts["page"], kept.facts["answer"]["outcome"]) == ("cancel_order", "kept")
    assert priya.read("/orders/tracked").outcome == "placed"
    assert priya.do("/cart/view").outcome == "only_orders"


@pytest.mark.parametrize(
    "said", ["add a lassi to that", "usi mein ande", "ORD-1001 me ande", "उसमें अंडे", "my order, eggs too"]
)
def test_goods_that_name_the_order_are_to_come_into_it(priya: Customer, said: str) -> None:
    priya.orders("6 kg cheeni")
    assert priya.says("30 pc ande", said=said).outcome == "reopen"


def test_other_goods_are_an_order_of_their_own_and_that_is_said(priya: Customer) -> None:
    priya.orders("6 kg cheeni")
    bill = priya.says("30 pc ande", "6 kg cheeni", said="30 ande aur 6 kilo cheeni")
    assert (bill.outcome, bill.note("separate_order")["reference"]) == ("confirm", "ORD-1001")
    assert priya.says("10 kg aalu", said="10 kilo aalu").notes == []


def test_beside_an_order_in_work_it_is_said_that_it_is_another_one(priya: Customer, ramesh: Customer) -> None:
    priya.orders("6 kg cheeni")
    moves(ramesh, "ORD-1001", "accepted")
    bill = priya.says("30 pc ande", said="30 ande")
    assert (bill.outcome, bill.note("separate_order")["reference"]) == ("confirm", "ORD-1001")


@pytest.mark.parametrize(
    "said",
    [
        "ye ande pehle wale order ORD-1001 me jodne the, alag nahi",
        "add it to ORD-1001, not separate",
        "ये अंडे पहले वाले ऑर्डर में जोड़ना था, अलग नहीं",
    ],
)
def test_a_cart_that_belongs_to_an_order_in_work_is_asked_of_the_shop_with_it(
    priya: Customer, ramesh: Customer, said: str
) -> None:
    priya.orders("6 kg cheeni")
    moves(ramesh, "ORD-1001", "accepted")
    priya.says("30 pc ande", said="30 ande")
    shown = changes(priya, said, {"name": "ande", "op": "add"})
    assert (shown.outcome, shown.facts["reference"], shown.cart) == (
        "confirm_join",
        "ORD-1001",
        {"Eggs": "30"},
    )
    assert priya.do("/orders", summary=shown.facts["summary"]).outcome == "join_asked"
    assert (OWNER, "order_goods_asked") in told()
    assert priya.do("/cart/view").outcome == "only_orders"


def test_goods_that_are_not_all_of_the_cart_stay_in_it(priya: Customer, ramesh: Customer) -> None:
    priya.orders("6 kg cheeni")
    moves(ramesh, "ORD-1001", "accepted")
    priya.says("30 pc ande", "10 kg aalu", said="30 ande, 10 kg aalu")
    heard = changes(priya, "ande ORD-1001 me jodo", {"name": "ande", "op": "add"})
    assert heard.outcome != "wish_passed"


def test_a_remark_right_after_an_order_is_of_it(priya: Customer) -> None:
    priya.orders("6 kg cheeni")
    assert priya.says(said="gate band hai", left_over=[{"text": "gate band hai"}]).outcome == "reopen"


def test_a_remark_long_after_an_order_is_not_of_it(priya: Customer, monkeypatch: pytest.MonkeyPatch) -> None:
    priya.orders("6 kg cheeni")
    later = clock.now() + timedelta(minutes=31)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert priya.says(said="gate band hai", left_over=[{"text": "gate band hai"}]).outcome == "nothing_said"


def overheard(who: Customer, said: str, intent: str = "ask_store_info") -> Decision | None:
    topic = {"facet": "topic", "value": "place", "start": 0, "end": 1}
    reading = {"text": said, "intents": [{"name": intent, "confidence": 0.9}], "facets": [topic]}
    answer = who.do("/answers", question="", reading=reading)
    return Decision(**answer.facts["answer"]) if answer.outcome == "taken" else None


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("सुनिए पता बदलना है, 8 शिप्रा कॉलोनी, 452007", "ask_store_info"),
        ("pata galat likha tha, 8 शिप्रा कॉलोनी 452007", "ask_store_info"),
        ("8 शिप्रा कॉलोनी 452007", "nlu_fallback"),
    ],
)
def test_a_new_address_is_that_of_the_placed_order_and_the_shop_hears_it_once(
    priya: Customer, said: str, intent: str
) -> None:
    priya.orders("6 kg cheeni")
    for _ in range(2):
        moved = overheard(priya, said, intent)
        assert moved
        assert (moved.outcome, moved.facts["where"]["address"]) == ("address_moved", "8 शिप्रा कॉलोनी")
    assert [name for _, name in told()] == ["order_placed", "order_address"]
    assert priya.read("/orders/tracked").outcome == "placed"


def test_an_address_that_is_not_named_is_asked_for(priya: Customer) -> None:
    priya.orders("6 kg cheeni")
    asked = overheard(priya, "please change the delivery address of ORD-1001")
    assert asked
    assert asked.outcome == "ask_new_address"


def test_without_a_placed_order_or_with_a_cart_a_new_address_is_of_something_else(priya: Customer) -> None:
    assert overheard(priya, "pata badalna hai") is None
    priya.orders("6 kg cheeni")
    priya.says("5 kg aata")
    assert overheard(priya, "pata badalna hai") is None


def test_a_shop_that_takes_no_orders_has_no_address_to_change(priya: Customer) -> None:
    with opened() as session:
        session.get_one(Business, KIRANA).skills = ["billing"]
    assert overheard(priya, "pata badalna hai") is None


def test_what_the_shop_has_accepted_is_not_changed_here_any_more_and_it_hears_the_wish(
    priya: Customer,
) -> None:
    priya.orders("6 kg cheeni")
    asked = changes(priya, "cheeni hatao", removes("cheeni"))
    owner = Customer(priya.client, OWNER)
    owner.do("/orders/1001/status", status="accepted")
    late = Decision(**answers(priya, "affirm", asked.facts["summary"]).facts["answer"])
    assert (late.outcome, late.facts["order_words"]) == ("wish_passed", "cheeni hatao")
    assert changes(priya, "cheeni hatao", removes("cheeni")).outcome == "wish_passed"
    assert priya.read("/orders/tracked").facts["lines"][0]["quantity"] == "6"
    assert priya.says("10 kg aalu", said="10 kilo aalu").outcome == "confirm"


def test_what_is_fetched_by_wish_is_fetched_after_the_change_too(priya: Customer) -> None:
    bill = priya.says("6 kg cheeni", left_over=[{"text": "le jaunga", "kind": "way", "value": "pickup"}])
    priya.do("/orders", summary=bill.facts["summary"])
    changes(priya, "ande hatao", removes("ande"))
    again = Decision(**answers(priya, "affirm", "ORD-1001").facts["answer"])
    assert again.facts["where"]["fulfilment"] == "pickup"


def test_a_change_while_something_is_in_the_cart_is_of_the_cart(priya: Customer) -> None:
    priya.orders("6 kg cheeni")
    priya.says("30 pc ande", said="30 ande")
    changed = changes(priya, "ande 36 kar do", {"name": "ande", "quantity": "36", "op": "set"})
    assert (changed.outcome, changed.cart) == ("confirm", {"Eggs": "36"})


def test_a_message_that_cancels_an_order_and_wants_another_asks_first_and_hears_the_rest_then(
    priya: Customer,
) -> None:
    priya.orders("6 kg cheeni")
    asked = priya.says("30 pc ande", said="cancel ORD-1001 then, order again 30 ande")
    assert (asked.outcome, asked.facts["summary"]) == ("confirm_cancel", "ORD-1001")
    reading = {"text": "haan", "intents": [{"name": "affirm", "confidence": 0.9}]}
    question: dict[str, Any] = {"question": "confirm_cancel_order", "summary": "ORD-1001", "reading": reading}
    heard = priya.do("/answers", **question)
    assert heard.facts["answer"]["outcome"] == "cancelled"
    assert heard.facts["rest"] == "then, order again 30 ande"
    assert priya.do("/answers", **question).facts["rest"] is None


def test_what_waits_for_a_cancellation_is_heard_after_a_no_too(priya: Customer) -> None:
    priya.orders("6 kg cheeni")
    said = {"reference": "ORD-1001", "said": "cancel ORD-1001 and order 30 ande"}
    assert priya.do("/orders/cancellation", **said).outcome == "confirm_cancel"
    reading = {"text": "nahi", "intents": [{"name": "deny", "confidence": 0.9}]}
    heard = priya.do("/answers", question="confirm_cancel_order", summary="ORD-1001", reading=reading)
    assert (heard.facts["answer"]["outcome"], heard.facts["rest"]) == ("kept", "and order 30 ande")


def test_beside_an_order_that_cannot_be_cancelled_the_goods_are_heard(priya: Customer) -> None:
    priya.orders("6 kg cheeni")
    priya.do("/orders/cancelled", summary="ORD-1001")
    bill = priya.says("30 pc ande", "6 kg cheeni", said="cancel ORD-1001 then, 30 ande 6 kilo cheeni")
    assert (bill.outcome, bill.note("not_cancelled")["reference"]) == ("confirm", "ORD-1001")


def test_the_words_that_name_the_order_are_no_note(priya: Customer) -> None:
    priya.says("6 kg cheeni", "30 pc ande", said="…")
    left_over = [{"text": "lagaya usme se"}, {"text": "gate band hai", "value": "wished"}]
    bill = changes(priya, "jo order lagaya usme se ande hatao", removes("ande"), left_over=left_over)
    assert bill.facts["beside"]["said"] == ["gate band hai"]


def test_who_cancels_one_thing_of_an_order_or_its_delivery_changes_it(priya: Customer) -> None:
    reference = priya.orders("6 kg cheeni", "12 pc ande").facts["reference"]
    part = priya.do("/orders/cancellation", said="ande cancel kar do, sirf cheeni")
    assert (part.outcome, part.facts["reference"]) == ("reopen", reference)
    fetched = priya.do("/orders/cancellation", said="delivery nahi chahiye, khud lunga", comes_otherwise=True)
    assert fetched.outcome == "reopen"
    assert priya.do("/orders/cancellation", said="mera order cancel kar do").outcome == "confirm_cancel"


def test_goods_of_a_new_cart_come_into_the_order_before_where_they_are_said_to(priya: Customer) -> None:
    reference = priya.orders("6 kg cheeni").facts["reference"]
    priya.says("12 pc ande")
    asked = priya.says(said="no, i meant in the same order", text="no, i meant in the same order")
    assert (asked.outcome, asked.facts["reference"]) == ("reopen", reference)
    heard = answers(priya, "affirm", reference).facts["answer"]
    assert Decision(**heard).cart == {"Eggs": "12", "Sugar": "6"}


def test_what_is_added_behind_a_placed_order_is_added_to_it_until_the_shop_has_taken_it(
    priya: Customer,
) -> None:
    priya.orders("6 kg cheeni")
    added = {"name": "maggi", "quantity": "2", "unit": "pc", "op": "add"}
    assert changes(priya, "2 maggi aur jod do", added).outcome == "reopen"
    Customer(priya.client, OWNER).do("/orders/1001/status", status="accepted")
    assert changes(priya, "2 maggi aur jod do", added).outcome != "reopen"


def test_what_was_fetched_is_still_fetched_where_more_of_it_could_be_brought(priya: Customer) -> None:
    bill = priya.says("1 kg cheeni", left_over=[{"text": "le jaunga", "kind": "way", "value": "pickup"}])
    priya.do("/orders", summary=bill.facts["summary"])
    changes(priya, "cheeni 8 kilo kar do", {"name": "cheeni", "quantity": "8", "unit": "kg", "op": "set"})
    answers(priya, "affirm", "ORD-1001")
    more = changes(priya, "cheeni 8 kilo", {"name": "cheeni", "quantity": "8", "unit": "kg", "op": "set"})
    assert (more.facts["where"]["fulfilment"], more.facts["fee_paise"]) == ("pickup", 0)


@pytest.mark.parametrize(
    ("ways", "comes"),
    [((), "pickup"), (({"text": "ghar pe", "kind": "way", "value": "delivery"},), "delivery")],
)
def test_a_repeat_comes_as_the_order_did_unless_it_is_said(
    priya: Customer, ways: tuple[dict[str, Any], ...], comes: str
) -> None:
    bill = priya.says("6 kg cheeni", left_over=[{"text": "le jaunga", "kind": "way", "value": "pickup"}])
    priya.do("/orders", summary=bill.facts["summary"])
    again = priya.do("/orders/repeated", left_over=list(ways))
    assert again.facts["where"]["fulfilment"] == comes


KAL = {"words": "kal", "day": "2026-11-25"}


def test_the_day_of_an_order_names_it_and_moves_nothing(priya: Customer) -> None:
    evening = {"from": "19:00", "to": None, "date": "2026-11-25"}
    later = priya.says("6 kg cheeni", time=evening)
    assert later.outcome == "confirm"
    priya.do("/orders", summary=later.facts["summary"])
    priya.orders("30 pc ande")
    said = "kal wale me cheeni 7 kilo kar do"
    line = {"name": "cheeni", "quantity": "7", "unit": "kg", "op": "set"}
    asked = changes(priya, said, line, times=[KAL], period={"from": "2026-11-25", "to": "2026-11-25"})
    assert (asked.outcome, asked.facts["summary"]) == ("reopen", "ORD-1001")


def test_the_same_goods_at_another_time_too_are_an_order_of_their_own(priya: Customer) -> None:
    priya.orders("6 kg cheeni", "30 pc ande")
    said = "ye wala order kal sham 7 baje bhi chahiye same same"
    time = {"entity": "time", "value": {"from": "19:00", "to": None, "date": "2026-11-25"}}
    read = {
        "text": said,
        "intents": [{"name": "place_order", "confidence": 0.9}],
        "values": [{**time, "start": said.index("kal"), "end": said.index(" bhi")}],
    }
    heard = priya.do("/answers", question="", reading=read).facts
    assert heard["page"] == "repeat_order"
    facts = heard["answer"]["facts"]
    assert {line["name"]["en"]: line["quantity"] for line in facts["lines"]} == {"Sugar": "6", "Eggs": "30"}
    assert facts["beside"]["wanted"]["opens"] == "19:00"
    assert priya.read("/orders/tracked").outcome == "placed"


def test_that_it_is_an_order_of_its_own_is_no_note(priya: Customer) -> None:
    priya.orders("6 kg cheeni")
    said = "6 kg poha ka alag order laga do"
    note = {"text": "alag order laga do", "kind": "note", "value": "wished"}
    words = [{"start": said.index(word), "end": said.index(word) + len(word)} for word in ("poha", "alag")]
    bill = priya.says("6 kg poha", said=said, text=said, left_over=[note], telling=words)
    assert "separate_order" in bill.notes
    assert noted(bill) == []


def test_who_says_before_any_goods_that_they_fetch_them_is_not_asked_where_they_live(
    stranger: Customer,
) -> None:
    way = {"text": "i will pick it up", "kind": "way", "value": "pickup"}
    said = stranger.do("/cart/changes", left_over=[way], said="i will pick it up")
    assert (said.outcome, said.notes) == ("empty", ["terms_so_far"])
    bill = stranger.says("6 kg cheeni")
    assert (bill.outcome, bill.facts["where"]["fulfilment"]) == ("confirm", "pickup")
