"""Questions for the shop alone: what passes, what does not, and how long deliveries usually take."""

from datetime import timedelta

import pytest

from munshi import clock, database
from munshi.business.models import Business
from munshi.orders.asked_shop import FEWEST, usual_minutes
from munshi.orders.models import Order
from tests.backend.books import KIRANA, OWNER, Clock, opened
from tests.backend.orders.conftest import Customer
from tests.backend.orders.test_of_placed import told
from tests.backend.readings import reading, sides, value


def delivers(priya: Customer, owner: Customer, now: Clock, minutes: int) -> None:
    """An order that is brought after so many minutes."""
    reference = priya.orders("6 kg chini").facts["reference"]
    now.passes(minutes=minutes)
    for status in ("accepted", "ready", "out_for_delivery", "delivered"):
        owner.do("/orders/moved", reference=reference, status=status)


@pytest.mark.parametrize(
    "said", ["is paneer fresh?", "पनीर ताज़ा है क्या", "paneer fresh hai na", "kya paneer ka size bada hai"]
)
def test_how_goods_are_is_asked_of_the_shop(priya: Customer, said: str) -> None:
    answer = told(priya, said, "ask_availability")
    assert answer
    assert answer.outcome == "question_passed"


@pytest.mark.parametrize("said", ["paneer taza wala bhej dena na", "paneer hai kya"])
def test_what_orders_or_asks_only_whether_it_is_there_is_not(priya: Customer, said: str) -> None:
    answer = told(priya, said, "place_order" if "bhej" in said else "ask_availability")
    assert answer is None or answer.outcome != "question_passed"


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("do you do catering", "asked_shop"),
        ("kya aap wholesale me dete ho", "asked_shop"),
        ("store info", None),
        ("dukan ki jankari do", None),
    ],
)
def test_what_the_file_does_not_say_is_asked_of_the_shop(
    priya: Customer, said: str, outcome: str | None
) -> None:
    asks = [{"facet": "asks_whether", "value": "so", "start": 0, "end": 3}] if said.startswith("kya") else []
    answer = told(priya, said, "ask_store_info", facets=asks)
    assert (answer and answer.outcome) == outcome


@pytest.mark.parametrize("said", ["i have nut allergy, which are safe for me", "मुझे एलर्जी है, क्या खा सकता हूँ"])
def test_what_is_safe_to_eat_is_asked_of_the_shop(priya: Customer, said: str) -> None:
    answer = told(priya, said, "view_menu")
    assert answer
    assert answer.outcome == "asked_shop"


def test_a_question_that_wants_no_answer_keeps_no_other_from_the_shop(priya: Customer) -> None:
    read = {**reading("parking hai kya wahan", "ask_store_info"), "facets": sides("parking hai kya wahan")}
    heard = priya.do("/answers", question="take_request", reading=read)
    assert heard.facts["answer"]["outcome"] == "asked_shop"


@pytest.mark.parametrize("said", ["2 stapler pickup", "kya pickup kar lu"])
def test_who_comes_for_goods_asks_the_shop_nothing(priya: Customer, said: str) -> None:
    way = [
        {"text": "pickup", "start": said.index("pickup"), "end": len(said), "kind": "way", "value": "pickup"}
    ]
    asks = [{"facet": "asks_whether", "value": "so", "start": 0, "end": 3}]
    answer = told(priya, said, "ask_store_info", facets=asks, left_over=way)
    assert answer is None or answer.outcome != "asked_shop"


@pytest.mark.parametrize(
    ("said", "is_asked"),
    [
        ("rate thoda kam karo na", True),
        ("10 kilo lunga to discount milega kya", True),
        ("agar 20 le lu to kuch kam hoga", True),
        ("rate kya hai", False),
        ("chini kam kar do", False),
        ("koi discount hai", False),
    ],
)
def test_a_lower_price_is_the_shops_to_give(priya: Customer, said: str, is_asked: bool) -> None:
    answer = told(priya, said, "ask_price")
    assert (answer is not None and answer.outcome == "asked_shop") is is_asked


def test_how_long_it_takes_is_told_from_the_last_deliveries(priya: Customer, now: Clock) -> None:
    owner = Customer(priya.client, OWNER)
    for minutes in (20, 33, 38, 41):
        delivers(priya, owner, now, minutes)
    before = told(priya, "kitna time lagega", "track_order")
    assert before
    assert before.outcome == "comes_when"
    delivers(priya, owner, now, 90)
    after = told(priya, "how long will it take", "track_order")
    assert after
    assert (after.outcome, after.facts["minutes"]) == ("comes_usually", 40)


def test_who_has_an_open_order_hears_where_it_stands(priya: Customer) -> None:
    priya.orders("6 kg chini")
    answer = told(priya, "kitna time lagega", "track_order")
    assert answer
    assert answer.outcome == "placed"


def test_what_was_wanted_later_or_long_ago_says_nothing_of_it(priya: Customer, now: Clock) -> None:
    owner = Customer(priya.client, OWNER)
    for _ in range(FEWEST):
        delivers(priya, owner, now, 30)
    with opened() as session:
        assert usual_minutes(session, KIRANA) == 30
        for order in session.query(Order):
            order.wanted = {"day": "2026-11-25"}
        session.flush()
        assert usual_minutes(session, KIRANA) is None
        for order in session.query(Order):
            order.wanted, order.placed_at = None, clock.now() - timedelta(days=31)
        session.flush()
        assert usual_minutes(session, KIRANA) is None


@pytest.fixture
def diner(guest: Customer) -> Customer:
    """A customer of a restaurant that makes no visits."""
    with database.transaction() as session:
        session.get_one(Business, "annapurna-bhojanalay").skills = ["orders", "billing"]
    return guest


@pytest.mark.parametrize(
    "said", ["ok but do you come to 452001?", "452001 mein aate ho kya?", "452001 में डिलीवरी देते हैं?"]
)
@pytest.mark.parametrize("intent", ["modify_order", "nlu_fallback"])
def test_a_question_with_a_pincode_asks_whether_goods_are_brought_there(
    diner: Customer, said: str, intent: str
) -> None:
    answer = told(diner, said, intent, values=[value("pincode", "452001")])
    assert answer
    assert answer.outcome == "told", answer
    assert [each["topic"] for each in answer.facts["about"]] == ["inside"]


def test_beside_a_cart_it_moves_no_address(diner: Customer) -> None:
    bill = diner.says("6 plate aloo tikki")
    said = reading("do you deliver to 560001 also?", "ask_store_info", [value("pincode", "560001")])
    heard = diner.do("/answers", question="confirm_order", summary=bill.facts["summary"], reading=said)
    assert [each["topic"] for each in heard.facts["answer"]["facts"]["about"]] == ["outside"]
    assert diner.do("/cart/view").facts["summary"] == bill.facts["summary"]


def test_a_pincode_that_asks_nothing_is_an_address(diner: Customer) -> None:
    answer = told(diner, "deliver to 452001", "place_order", values=[value("pincode", "452001")])
    assert answer is None or "about" not in answer.facts


@pytest.mark.parametrize(("status", "says"), [("placed", True), ("accepted", True), ("ready", False)])
def test_how_long_an_order_takes_the_shop_says_until_it_is_made(
    priya: Customer, status: str, says: bool
) -> None:
    owner = Customer(priya.client, OWNER)
    reference = priya.orders("6 kg chini").facts["reference"]
    for each in ("accepted", "ready")[: ("placed", "accepted", "ready").index(status)]:
        owner.do("/orders/moved", reference=reference, status=each)
    for said in ("how long will it take?", "kitni der lagegi", "कितनी देर लगेगी", "कितने बजे तक आ जाएगा"):
        answer = told(priya, said, "track_order")
        assert answer
        assert answer.outcome == status
        assert [each["note"] for each in answer.facts.get("then", [])] == ["takes_how_long"] * says


@pytest.mark.parametrize(
    "said",
    ["non veg ka tawa alag hai kya?", "नॉनवेज के लिए तवा अलग है क्या?", "is there a separate pan for veg?"],
)
def test_what_the_kitchen_keeps_apart_is_asked_of_the_shop(guest: Customer, said: str) -> None:
    line = {"name": "tawa", "quantity": None, "unit": None, "pack": None, "op": None}
    answer = told(guest, said, "ask_availability", values=[value("order_line", line)])
    assert answer
    assert answer.outcome == "asked_shop"


def test_a_day_alone_behind_a_question_asks_of_its_hours(diner: Customer) -> None:
    sunday = value("period", {"from": "2026-11-29", "to": "2026-11-29"}, 4, 10)
    heard = diner.do("/answers", question="", reading=reading("and sunday?", "nlu_fallback", [sunday]))
    assert heard.facts["page"] == "ask_store_info"
    assert [each.get("day") for each in heard.facts["answer"]["facts"]["about"]] == ["2026-11-29"]


def test_where_goods_are_brought_is_answered_beside_what_only_the_shop_knows(diner: Customer) -> None:
    said = "is the thali enough for two people? and do u deliver to 560001"
    pincode = {**value("pincode", "560001"), "start": said.index("560001"), "end": len(said)}
    asked = {"text": said, "intents": [{"name": "modify_order", "confidence": 0.5}], "values": [pincode]}
    answer = diner.do("/answers", question="", reading=asked)
    assert answer.facts["rest"] == "is the thali enough for two people?"
