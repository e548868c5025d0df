"""A line that runs out after the order: the customer is asked, and only their yes changes the bill."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select, text

from munshi.billing.bills.models import Bill
from munshi.billing.bills.service import issue_for_order
from munshi.orders.models import Order
from munshi.orders.statuses import Status
from tests.backend.books import OWNER, PRIYA, Clock, opened
from tests.backend.orders.conftest import Customer, Decision
from tests.backend.orders.serving.conftest import SetTerms
from tests.backend.orders.serving.saying import of, says
from tests.backend.orders.serving.test_moving import moves
from tests.backend.orders.test_notices import told

Left = Callable[[str], Decimal | None]


@pytest.fixture
def two_lines(priya: Customer, ramesh: Customer, left: Left) -> str:
    """Six kilos of sugar and a bottle of Thums Up, for which the shop has set a substitute; 30 rupees delivery."""
    ramesh.do(
        "/stock/updates",
        lines=[{"name": "thums up", "quantity": "4", "unit": "bottle"}],
        marks=[{"kind": "left"}],
    )
    return str(priya.orders("6 kg chini", "2 bottle thums up").facts["reference"])


def question(name: str = "order_run_out") -> dict[str, Any]:
    """The facts of the last notice of a name."""
    query = text("SELECT facts FROM assistant.notices WHERE name = :name ORDER BY id DESC LIMIT 1")
    with opened() as session:
        found: dict[str, Any] = session.execute(query, {"name": name}).scalar_one()
        return found


def answers(priya: Customer, take: str, shown: dict[str, Any] | None = None) -> Decision:
    """One tap of the customer."""
    shown = shown or question()
    return priya.do("/orders/run-outs/answers", run_out=shown["run_out"], take=take, summary=shown["summary"])


def in_words(priya: Customer, wish: str, name: str | None = None, said: str = "…") -> Decision:
    """An answer as it is read, with the goods that it names."""
    shown = question()
    values = [{"entity": "order_line", "value": {"name": name}}] if name else []
    reading = {"text": said, "intents": [{"name": wish, "confidence": 1}], "values": values}
    heard = priya.do("/answers", question="choose_run_out", summary=shown["summary"], reading=reading)
    return Decision(**heard.facts["answer"])


def total(priya: Customer) -> int:
    return int(priya.read("/orders/tracked").facts["total_paise"])


def test_until_the_customer_answers_the_bill_is_as_it_was(
    ramesh: Customer, priya: Customer, two_lines: str, left: Left
) -> None:
    before = total(priya)
    listed = moves(ramesh, two_lines, "accepted", asks="out_of_stock")
    assert [line["position"] for line in listed.facts["which"]] == [1, 2]
    assert moves(ramesh, two_lines, "accepted", line=2).outcome == "customer_asked"
    assert total(priya) == before
    assert left("THUMSUP-750") == 0
    assert told()[-1] == (PRIYA, "order_run_out")


def test_left_out_by_a_yes_it_leaves_the_bill_and_both_hear_it(
    ramesh: Customer, priya: Customer, two_lines: str, left: Left
) -> None:
    moves(ramesh, two_lines, "accepted", line=2)
    shown = next(each for each in question()["takes"] if each["take"] == "leave_out")
    settled = answers(priya, "leave_out")
    assert settled.outcome == "settled"
    assert settled.facts["total_paise"] == total(priya) == shown["total_paise"] == 6 * 4600 + 3000
    assert told()[-1] == (OWNER, "order_changed")
    assert left("THUMSUP-750") == 0


def test_a_bill_that_was_made_before_is_replaced_by_one_of_what_is_left(
    ramesh: Customer, priya: Customer, two_lines: str
) -> None:
    with opened() as session:
        order = session.scalars(select(Order).where(Order.reference == two_lines)).one()
        issue_for_order(session, order)
    moves(ramesh, two_lines, "accepted", line=2)
    answers(priya, "leave_out")
    with opened() as session:
        order = session.scalars(select(Order).where(Order.reference == two_lines)).one()
        bills = session.scalars(select(Bill).order_by(Bill.id)).all()
        assert [bill.corrects_id for bill in bills] == [None, bills[0].id, None]
        assert bills[1].total_paise == bills[0].total_paise
        assert bills[2].total_paise == order.total_paise


def test_the_substitute_takes_its_place_at_its_own_price(
    ramesh: Customer, priya: Customer, two_lines: str, left: Left
) -> None:
    coke = left("COKE-750")
    assert coke is not None
    moves(ramesh, two_lines, "accepted", line=2)
    assert answers(priya, "replace").outcome == "settled"
    lines = priya.read("/orders/tracked").facts["lines"]
    assert [line["name"]["en"] for line in lines] == ["Sugar", "Coca-Cola"]
    assert left("COKE-750") == coke - 2
    assert left("THUMSUP-750") == 0


def test_cancelled_for_it_everything_goes_back_but_what_was_not_there(
    ramesh: Customer, priya: Customer, two_lines: str, left: Left
) -> None:
    sugar = left("CHEENI-LOOSE")
    assert sugar is not None
    moves(ramesh, two_lines, "accepted", line=2)
    assert answers(priya, "cancel").outcome == "cancelled"
    assert left("CHEENI-LOOSE") == sugar + 6
    assert left("THUMSUP-750") == 0
    assert told()[-1] == (OWNER, "order_withdrawn")


def test_what_the_customer_would_have_instead_is_refused_aloud(
    ramesh: Customer, priya: Customer, two_lines: str
) -> None:
    before = total(priya)
    moves(ramesh, two_lines, "accepted", line=2)
    assert in_words(priya, "modify_order", "maggi").outcome == "not_instead"
    assert in_words(priya, "affirm", "frooti").outcome == "not_instead"
    assert total(priya) == before
    assert in_words(priya, "affirm", "coca cola").outcome == "settled"


@pytest.mark.parametrize(
    "said",
    ["thums up ki jagah frooti de do", "थम्स अप की जगह फ्रूटी दे दीजिए", "frooti instead of thums up please"],
)
def test_what_the_customer_would_have_instead_comes_by_one_more_yes(
    ramesh: Customer, priya: Customer, two_lines: str, said: str
) -> None:
    before = total(priya)
    moves(ramesh, two_lines, "accepted", line=2)
    shown = in_words(priya, "modify_order", "frooti", said)
    assert (shown.outcome, shown.facts["instead"]["name"]["en"]) == ("ask", "Frooti mango drink")
    assert total(priya) == before
    assert answers(priya, "replace", shown.facts).outcome == "settled"
    assert "Frooti mango drink" in [
        line["name"]["en"] for line in priya.read("/orders/tracked").facts["lines"]
    ]


@pytest.mark.parametrize(
    ("said", "wish", "op", "rest"),
    [
        ("thik hai hata do, maggi 3 kar do", "modify_order", "set", "maggi 3 kar do"),
        ("ठीक है हटा दो, एक मैगी और", "place_order", "add", "एक मैगी और"),
        ("send without it. add 2 maggi", "modify_order", "add", "add 2 maggi"),
    ],
)
def test_what_is_ordered_behind_the_answer_is_heard_next(
    ramesh: Customer, priya: Customer, two_lines: str, said: str, wish: str, op: str, rest: str
) -> None:
    moves(ramesh, two_lines, "accepted", line=2)
    heard = heard_in_words(priya, wish, said, op)
    assert (heard["answer"]["outcome"], heard["rest"]) == ("settled", rest)


@pytest.mark.parametrize("said", ["kya hua bhai? ek maggi aur dena", "एक मैगी और", "one more maggi please"])
def test_what_is_only_ordered_besides_answers_nothing(
    ramesh: Customer, priya: Customer, two_lines: str, said: str
) -> None:
    moves(ramesh, two_lines, "accepted", line=2)
    assert heard_in_words(priya, "place_order", said, "add") is None
    instead = heard_in_words(priya, "place_order", f"uski jagah {said}", "add")
    assert instead["answer"]["outcome"] == "not_instead"


def heard_in_words(priya: Customer, wish: str, said: str, op: str) -> Any:
    """What is made of words that name maggi with this op; None where they answer nothing."""
    values = [{"entity": "order_line", "value": {"name": "maggi", "quantity": "1", "op": op}}]
    reading = {"text": said, "intents": [{"name": wish, "confidence": 1}], "values": values}
    body = {"question": "choose_run_out", "summary": question()["summary"], "reading": reading}
    heard = priya.do("/answers", **body)
    return None if heard.outcome == "left" else heard.facts


def test_what_the_shop_finds_after_all_stays(
    ramesh: Customer, priya: Customer, two_lines: str, left: Left
) -> None:
    before = total(priya)
    moves(ramesh, two_lines, "accepted", line=2)
    assert moves(ramesh, two_lines, "accepted", found_after_all=True).outcome == "found"
    assert answers(priya, "leave_out").outcome == "answered_already"
    assert total(priya) == before


def test_a_tap_that_comes_twice_changes_once(ramesh: Customer, priya: Customer, two_lines: str) -> None:
    moves(ramesh, two_lines, "accepted", line=2)
    answers(priya, "leave_out")
    assert answers(priya, "leave_out").outcome == "answered_already"
    assert len(priya.read("/orders/tracked").facts["lines"]) == 1


def test_a_dearer_substitute_is_shown_anew_before_it_is_taken(
    ramesh: Customer, priya: Customer, two_lines: str
) -> None:
    moves(ramesh, two_lines, "accepted", line=2)
    shown = question()
    ramesh.do(
        "/stock/updates", lines=[{"name": "coke 750"}], marks=[{"kind": "dearer"}], sums=[{"paise": 200}]
    )
    again = answers(priya, "replace", shown)
    assert again.outcome == "changed"
    assert len(priya.read("/orders/tracked").facts["lines"]) == 2
    assert answers(priya, "replace", again.facts).outcome == "settled"


def test_the_last_line_is_not_left_out(ramesh: Customer, priya: Customer, reference: str) -> None:
    moves(ramesh, reference, "accepted", line=1)
    assert [each["take"] for each in question()["takes"]] == ["cancel"]
    assert answers(priya, "leave_out").outcome == "ask"


def test_nobody_packs_what_its_customer_is_asked_about(ramesh: Customer, two_lines: str) -> None:
    moves(ramesh, two_lines, "accepted", line=2)
    assert moves(ramesh, two_lines, "accepted").outcome == "moved"
    assert moves(ramesh, two_lines, "ready").outcome == "waits_for_customer"


def test_in_words_a_yes_takes_what_was_offered_first(
    ramesh: Customer, priya: Customer, two_lines: str
) -> None:
    moves(ramesh, two_lines, "accepted", line=2)
    assert in_words(priya, "deny").outcome == "ask"
    assert in_words(priya, "affirm").outcome == "settled"
    assert [line["name"]["en"] for line in priya.read("/orders/tracked").facts["lines"]][1] == "Coca-Cola"


def test_by_which_way_it_is_paid_is_heard_behind_the_answer(
    ramesh: Customer, priya: Customer, two_lines: str
) -> None:
    moves(ramesh, two_lines, "accepted", line=2)
    reading = {
        "text": "theek hai baaki bhej do, gpay karunga",
        "intents": [{"name": "affirm", "confidence": 1}],
    }
    said = priya.do(
        "/answers",
        question="choose_run_out",
        summary=question()["summary"],
        reading={**reading, "values": []},
    )
    assert said.facts["rest"] == "gpay karunga"


def test_in_words_it_can_be_left_out_or_all_cancelled(
    ramesh: Customer, priya: Customer, two_lines: str
) -> None:
    moves(ramesh, two_lines, "accepted", line=2)
    assert in_words(priya, "modify_order").outcome == "settled"
    moves(ramesh, two_lines, "accepted", line=1)
    assert in_words(priya, "cancel_order").outcome == "cancelled"


def test_who_does_not_answer_is_told_to_the_shop_once(
    ramesh: Customer, two_lines: str, now: Clock, file: SetTerms
) -> None:
    from munshi.orders.serving.reminding import remind

    moves(ramesh, two_lines, "accepted", line=2)
    for _ in range(3):
        now.passes(minutes=16)
        with opened() as session:
            remind(session, "sharma-kirana")
    assert [name for _, name in told()].count("order_no_answer") == 1
    assert question("order_no_answer")["may_be_found"]


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ("raise_ticket", "rehne do, bina uske hi theek hai"),
        ("place_order", "iske bina bhej do"),
        ("affirm", "haan bina uske bhej do"),
        ("cancel_order", "don’t cancel the order"),
        ("cancel_order", "ऑर्डर कैंसिल मत करो"),
        ("track_order", "send the rest"),
        ("nlu_fallback", "बाकी भेज दो"),
    ],
)
def test_whoever_does_without_it_has_said_so_whatever_else_it_sounds_like(
    priya: Customer, ramesh: Customer, two_lines: str, wish: str, said: str
) -> None:
    moves(ramesh, two_lines, "accepted", line=2)
    settled = in_words(priya, wish, said=said)
    assert (settled.outcome, settled.facts["lines"][-1]["quantity"]) == ("settled", "6")


def test_where_an_order_stands_is_told_with_what_is_still_asked(
    priya: Customer, ramesh: Customer, two_lines: str
) -> None:
    moves(ramesh, two_lines, "accepted", line=2)
    told_now = priya.read("/orders/tracked")
    assert told_now.facts["then"][0]["note"] == "run_out_open"
    assert told_now.facts["summary"] == question()["summary"]


@pytest.mark.parametrize(
    ("clause", "status"),
    [
        ("baaki de denge", Status.ACCEPTED),
        ("बाकी दे देंगे", Status.ACCEPTED),
        ("rest de denge", Status.ACCEPTED),
        ("dekhte hain", Status.PLACED),
    ],
)
def test_a_shop_that_gives_the_rest_has_accepted_the_order(
    ramesh: Customer, priya: Customer, two_lines: str, clause: str, status: Status
) -> None:
    asked = of(says(ramesh, f"{two_lines} me thums up nahi hai khatam ho gaya, {clause}"))
    assert asked.outcome == "customer_asked"
    assert priya.read("/orders/tracked").facts["status"] == status
