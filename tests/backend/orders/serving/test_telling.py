"""What the shop has a customer told: words of its own, the hour, and why an order is cancelled."""

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from munshi import clock
from munshi.orders.statuses import Status
from tests.backend.billing.accounts.conftest import has_written
from tests.backend.books import PRIYA, RESTAURANT_NUMBER
from tests.backend.orders.conftest import ARJUN, FATIMA, Customer, Decision, guest
from tests.backend.orders.serving.saying import Numbers, of, tells
from tests.backend.orders.serving.test_asked_for import KAMLA, TOMORROW
from tests.backend.orders.serving.test_moving import moves
from tests.backend.orders.serving.test_several import statuses
from tests.backend.orders.test_notices import facts, told

__all__ = ["guest"]


def sends(owner: Customer, shown: Decision) -> Decision:
    """A yes to the words that are shown."""
    reading = {"text": "haan bhej do", "intents": [{"name": "affirm", "confidence": 1}]}
    summary = shown.facts["summary"]
    return of(owner.do("/answers", question="confirm_message", summary=summary, reading=reading))


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("{0} cancel karna h, kitchen aaj 8 baje band hai", "kitchen aaj 8 baje band hai"),
        ("cancel {0}, rider ki gaadi kharab ho gayi", "rider ki gaadi kharab ho gayi"),
        ("{0} cancel kar do, dukaan band hai", "closed"),
        ("{0} cancel saman nahi hai", "out_of_stock"),
    ],
)
def test_own_words_that_say_more_than_a_known_reason_are_the_reason(
    ramesh: Customer, two: Numbers, words: str, why: str
) -> None:
    done = of(tells(ramesh, words.format(*two)))
    assert (done.facts["state"], done.facts["cancelled_because"]) == (Status.CANCELLED, why)
    assert facts("order_cancelled")["cancelled_because"] == why


def test_several_orders_are_cancelled_in_own_words_too(ramesh: Customer, two: Numbers) -> None:
    shown = of(tells(ramesh, "{} {} cancel, bijli subah se nahi hai yahan".format(*two)))
    reading = {"text": "haan", "intents": [{"name": "affirm", "confidence": 1}]}
    done = ramesh.do("/answers", question="confirm_moves", summary=shown.facts["summary"], reading=reading)
    assert of(done).outcome == "moved_all"
    reasons = [each["order_reason"] for each in of(done).facts["moves"]]
    assert reasons == ["bijli subah se nahi hai yahan"] * 2


@pytest.mark.parametrize(
    ("words", "told_them"),
    [
        ("{0} le liya, 4 baje tak aayega bolo", "4 baje tak aayega"),
        ("{0} wale ko gate par khada rehna bol do", "gate par khada rehna"),
        ("{0} packing shuru, thoda sabr rakhein keh do", "thoda sabr rakhein"),
    ],
)
def test_words_may_stand_before_the_one_that_sends_them(
    ramesh: Customer, two: Numbers, words: str, told_them: str
) -> None:
    heard = tells(ramesh, words.format(*two))
    if of(heard).outcome == "moved":
        assert statuses(ramesh)[f"ORD-{two[0]}"] == Status.ACCEPTED
        heard = tells(ramesh, heard.facts["rest"])
    shown = of(heard)
    assert shown.outcome.startswith("confirm_message")
    assert (shown.facts["reference"], shown.facts["order_words"]) == (f"ORD-{two[0]}", told_them)


def test_who_accepts_by_saying_so_sends_no_words(ramesh: Customer, two: Numbers) -> None:
    assert of(tells(ramesh, f"{two[0]} haan bol do")).facts["state"] == Status.ACCEPTED


@pytest.fixture
def kamla(guest: Customer, client: TestClient) -> Customer:
    """Who runs the restaurant, from which Fatima has no open order."""
    owner = Customer(client, KAMLA, RESTAURANT_NUMBER)
    number = guest.orders("3 plate full paneer tikka").facts["reference"]
    owner.do("/orders/moved", reference=number, status="cancelled", reason="closed")
    return owner


@pytest.mark.parametrize("who", [FATIMA, FATIMA[-4:]])
def test_who_has_no_open_order_is_written_to_all_the_same(kamla: Customer, who: str) -> None:
    has_written(FATIMA, clock.now(), RESTAURANT_NUMBER)
    shown = of(tells(kamla, f"{who} ko bolo kal dopahar tak de sakte hain"))
    assert (shown.outcome, shown.facts["order_words"]) == ("confirm_words", "kal dopahar tak de sakte hain")
    assert sends(kamla, shown).outcome == "words_sent"
    assert told()[-1] == (FATIMA, "shop_message")
    asked = facts("shop_message")
    guest = Customer(kamla.client, FATIMA, RESTAURANT_NUMBER)
    reading = {"text": "haan theek", "intents": [{"name": "affirm", "confidence": 1}]}
    passed = guest.do("/answers", question="take_reply", summary=asked["summary"], reading=reading)
    assert of(passed).outcome == "reply_passed"
    assert facts("shop_reply")["order_words"] == "haan theek"


def test_a_sum_behind_a_colon_is_told_and_is_no_payment(kamla: Customer) -> None:
    has_written(FATIMA, clock.now(), RESTAURANT_NUMBER)
    shown = of(tells(kamla, "reply to Fatima: azithral is there 118 rs", "record_payment"))
    assert (shown.outcome, shown.facts["order_words"]) == ("confirm_words", "azithral is there 118 rs")


def test_past_the_24_hours_words_of_no_order_do_not_go(kamla: Customer) -> None:
    has_written(FATIMA, clock.now() - timedelta(days=2), RESTAURANT_NUMBER)
    assert of(tells(kamla, f"{FATIMA} ko bolo kal aa jaiye")).outcome == "window_closed"


def test_the_customer_of_a_cancelled_order_is_named_by_it(ramesh: Customer, two: Numbers) -> None:
    moves(ramesh, f"ORD-{two[0]}", "cancelled", reason="closed")
    shown = of(tells(ramesh, f"{two[0]} wale ko bolo kal aa jaiye"))
    assert shown.facts["reference"] == f"ORD-{two[0]}"
    assert sends(ramesh, shown).outcome == "message_sent"


def test_past_the_24_hours_words_of_an_order_go_as_its_template(ramesh: Customer, two: Numbers) -> None:
    has_written(PRIYA, clock.now() - timedelta(days=2))
    assert of(tells(ramesh, f"{two[0]} wale ko bolo kal aa jaiye")).outcome == "confirm_message_late"


@pytest.mark.parametrize(
    ("words", "outcome", "closes"),
    [
        ("{0} 15 min late hoga, 8:15 tak", "promised_by", "20:15"),
        ("{0} 4 baje tak aa jayega", "promised_by", "16:00"),
        ("{0} le liya, shaam 7 baje tak", "promised_by", "19:00"),
        ("{0} 20 minute late hoga", "promised", None),
    ],
)
def test_the_hour_by_which_it_comes_is_told(
    ramesh: Customer, two: Numbers, words: str, outcome: str, closes: str
) -> None:
    done = of(tells(ramesh, words.format(*two)))
    assert done.outcome == outcome
    assert told()[-1] == (PRIYA, f"order_{outcome}")
    if closes:
        assert facts("order_promised_by")["order_until"]["closes"] in (closes, _other_half(closes))


def _other_half(at: str) -> str:
    """The tests run at any hour, and an hour is the next one."""
    hour, minute = at.split(":")
    return f"{(int(hour) + 12) % 24:02}:{minute}"


def test_what_is_late_is_so_from_the_hour_at_which_it_is_wanted(ramesh: Customer, priya: Customer) -> None:
    bill = priya.says("6 kg chini", time={"from": "19:00", "to": None, "date": TOMORROW})
    assert bill.outcome == "confirm", bill.outcome
    number = priya.do("/orders", summary=bill.facts["summary"]).facts["reference"].removeprefix("ORD-")
    done = of(tells(ramesh, f"{number} 15 min late hoga"))
    assert (done.outcome, done.facts["order_until"]["closes"]) == ("promised_by", "21:15")
    assert done.facts["order_until"]["day"] == TOMORROW
    named = of(tells(ramesh, "7 baje wala order le liya"))
    assert named.outcome == "moved", named
    assert named.facts["reference"] == f"ORD-{number}"


def test_an_hour_is_no_table(ramesh: Customer, two: Numbers) -> None:
    shown = of(tells(ramesh, f"{two[0]} wale ko bolo table 8:45 par milegi"))
    assert shown.facts["order_words"] == "table 8:45 par milegi"
    assert ARJUN not in {person for person, _ in told() if person != PRIYA}


@pytest.mark.parametrize("said", ["place_order", "update_stock", "ask_store_info"])
@pytest.mark.parametrize(
    "words", ["{} ko jawab do table pakki, cake la sakte hain", "tell {} table is booked"]
)
def test_words_for_a_customer_are_shown_whatever_goods_they_mention(
    kamla: Customer, words: str, said: str
) -> None:
    has_written(FATIMA, clock.now(), RESTAURANT_NUMBER)
    assert of(tells(kamla, words.format(FATIMA), said=said)).outcome == "confirm_words"


def test_what_the_customer_takes_out_answers_the_shop_that_asked_of_the_order(
    ramesh: Customer, two: Numbers
) -> None:
    has_written(PRIYA, clock.now())
    sends(ramesh, of(tells(ramesh, f"{two[0]} wale ko bolo cheeni thodi kam hai, chalegi?")))
    asked, said = facts("order_message"), "cheeni hata do baki bhej do"
    line = {"name": "cheeni", "quantity": None, "unit": None, "op": "remove"}
    reading = {
        "text": said,
        "intents": [{"name": "modify_order", "confidence": 1}],
        "values": [{"entity": "order_line", "value": line, "start": 0, "end": 4}],
        "facets": [{"facet": "takes_line_out", "value": "so", "start": 5, "end": 12}],
    }
    priya = Customer(ramesh.client, PRIYA)
    passed = of(priya.do("/answers", question="take_reply", summary=asked["summary"], reading=reading))
    assert (passed.outcome, facts("order_reply")["order_words"]) == ("reply_passed", said)
