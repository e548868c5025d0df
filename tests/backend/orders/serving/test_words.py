"""The shop's side in words: they make the same moves as the taps."""

from functools import partial

from fastapi.testclient import TestClient

from tests.backend.books import KIRANA, OWNER, PRIYA, Operator
from tests.backend.orders.conftest import FATIMA, Customer, Decision, at_home
from tests.backend.orders.serving.test_moving import moves
from tests.backend.orders.serving.test_run_outs import answers, question
from tests.backend.orders.test_notices import told


def is_out(who: Customer, gone: str, instead: str | None = None, text: str = "") -> Decision:
    """What ran out, and what the shop would send in its place."""
    lines = [{"name": gone, "start": 0}, *([{"name": instead, "start": 30}] if instead else [])]
    marks = [{"kind": "gone", "start": 10}, *([{"kind": "instead", "start": 40}] if instead else [])]
    return who.do("/stock/updates", lines=lines, marks=marks, text=text)


def test_a_bare_accept_is_of_the_only_order_that_waits(ramesh: Customer, reference: str) -> None:
    done = ramesh.do("/orders/accepted")
    assert (done.outcome, done.facts["reference"], done.facts["state"]) == ("moved", reference, "accepted")
    assert told()[-1] == (PRIYA, "order_accepted")


def test_of_two_that_wait_it_is_asked_which(ramesh: Customer, client: TestClient, reference: str) -> None:
    other = at_home(Customer(client, FATIMA)).orders("6 kg chini").facts["reference"]
    asked = ramesh.do("/orders/accepted")
    assert asked.outcome == "which_order"
    assert [each["reference"] for each in asked.facts["orders"]] == [reference, other]
    assert asked.facts["move_to"] == "accepted"
    moves(ramesh, other, "accepted")
    assert ramesh.do("/orders/accepted").facts["reference"] == reference


def test_accept_is_nothing_where_nothing_waits_and_for_nobody_else(ramesh: Customer, priya: Customer) -> None:
    assert ramesh.do("/orders/accepted").outcome == "none_waits"
    assert priya.do("/orders/accepted").outcome == "not_allowed"


def test_a_reason_beside_the_order_cancels_it(ramesh: Customer, priya: Customer, reference: str) -> None:
    cancel = partial(ramesh.do, "/orders/cancellation")
    assert cancel(reference=reference, said="cancel").outcome == "ask_reason"
    assert cancel(said="cancel, dukaan band hai", reason="closed").outcome == "ask_reason"
    assert cancel(reference=reference, said="cancel, maal nahi", reason="out_of_stock").outcome == "moved"
    assert priya.read("/orders/tracked").facts["cancelled_because"] == "out_of_stock"


def test_a_customer_with_a_reason_is_asked_as_ever(priya: Customer, reference: str) -> None:
    asked = priya.do("/orders/cancellation", reference=reference, said="cancel", reason="closed")
    assert asked.outcome == "confirm_cancel"


def test_what_the_shop_offers_instead_is_what_the_customer_is_asked(
    ramesh: Customer, priya: Customer, operator: Operator
) -> None:
    reference = priya.orders("6 kg chini", "2 l mungfali tel").facts["reference"]
    assert is_out(ramesh, "chini", "aata").outcome == "customer_asked"
    asked = question()
    assert asked["instead"]["name"]["en"] == "Wheat flour"
    file = operator.gets(f"/businesses/{KIRANA}/export", format="json").json()
    (placed,) = (each for each in file["orders"]["placed"] if each["reference"] == reference)
    assert placed["run_outs"][0]["instead"] == "ATTA-LOOSE"
    assert answers(priya, "replace", asked).outcome == "settled"
    names = [line["name"]["en"] for line in priya.read("/orders/tracked").facts["lines"]]
    assert "Wheat flour" in names
    assert "Sugar" not in names


def test_the_customer_is_asked_again_where_the_shop_offers_something_then(
    ramesh: Customer, priya: Customer, reference: str
) -> None:
    moves(ramesh, reference, "accepted", line=1)
    before = question()["summary"]
    assert is_out(ramesh, "chini", "aata", f"{reference} mein").outcome == "customer_asked"
    assert question()["summary"] != before


def test_what_cannot_come_instead_is_asked_of_nobody(
    ramesh: Customer, priya: Customer, reference: str
) -> None:
    for instead in ("maggi", "xyzzy"):  # counted, where sugar is weighed; and what nobody sells
        assert is_out(ramesh, "chini", instead).outcome == "cannot_replace"
    assert told()[-1] == (OWNER, "order_placed")
    assert "sold_out" not in Customer(priya.client, FATIMA).says("6 kg chini").notes
