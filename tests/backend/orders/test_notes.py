"""What is said beside the goods is kept and shown before the yes, or said not to be possible here: as policy."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from munshi.orders.kept import HourPast, SaidHour, Wanted, readings, wanted_at
from tests.backend.orders.conftest import Customer, Decision
from tests.backend.orders.test_answers import line

NOW = datetime(2026, 11, 24, 19, 0, tzinfo=ZoneInfo("Asia/Kolkata"))
TODAY, TOMORROW = date(2026, 11, 24), date(2026, 11, 25)


def note(text: str, **more: Any) -> dict[str, Any]:
    """A piece that was left over."""
    return {"text": text, **more}


def of_line(bill: Decision) -> list[str]:
    """The notes of the first line."""
    said: list[str] = bill.facts["lines"][0]["said"]
    return said


def test_a_note_is_shown_before_the_yes_and_stands_in_the_order(priya: Customer) -> None:
    bill = priya.says("6 kg cheeni", left_over=[note("gate band hai")])
    assert bill.facts["beside"]["said"] == ["gate band hai"]
    order = priya.do("/orders", summary=bill.facts["summary"])
    assert order.facts["beside"]["said"] == ["gate band hai"]
    assert priya.says("6 kg cheeni").facts["beside"]["said"] == []


def test_a_note_beside_a_line_is_of_that_line_and_goes_with_it(guest: Customer) -> None:
    bill = guest.says("4 pc butter naan", "4 pc tawa roti", left_over=[note("kam ghee", line=0)])
    assert [line["said"] for line in bill.facts["lines"]] == [["kam ghee"], []]
    left = guest.changes("remove", "- - butter naan")
    assert [line["said"] for line in left.facts["lines"]] == [[]]
    assert left.facts["beside"]["said"] == []


def test_a_note_waits_for_its_line_while_the_product_is_asked(priya: Customer) -> None:
    asked = priya.says("5 kg aata", left_over=[note("mota pisa", line=0)])
    assert (asked.outcome, asked.note("noted")["names"]) == ("choose_product", ["mota pisa"])
    assert of_line(priya.says(text="fortune")) == ["mota pisa"]


def test_a_note_is_no_item_and_has_no_price(priya: Customer) -> None:
    without = priya.says("6 kg cheeni")
    bill = priya.says(text="2 packet maggi", left_over=[note("thaila lana")])
    assert bill.cart == without.cart
    assert bill.facts["total_paise"] == without.facts["total_paise"]


def test_another_note_makes_another_bill(priya: Customer) -> None:
    first = priya.says("6 kg cheeni")
    priya.says(text="jaldi", left_over=[note("gate band hai", value="wished")])
    assert priya.do("/orders", summary=first.facts["summary"]).outcome == "changed"


def test_the_same_note_is_not_doubled(priya: Customer) -> None:
    priya.says("6 kg cheeni", left_over=[note("gate band hai")])
    again = priya.says(text="x", left_over=[note("Gate  band hai", value="wished")])
    assert again.facts["beside"]["said"] == ["gate band hai"]


def test_of_very_many_notes_none_is_lost(priya: Customer) -> None:
    said = [note(f"note {number}") for number in range(25)]
    kept = priya.says("6 kg cheeni", left_over=said).facts["beside"]["said"]
    assert len(kept) == 20
    assert all(f"note {number}" in "; ".join(kept) for number in range(25))


def test_a_note_is_put_right(guest: Customer) -> None:
    guest.says("4 pc butter naan", left_over=[note("kam ghee", line=0)])
    bill = guest.says(text="nahi, zyada ghee", left_over=[note("zyada ghee", value="instead")])
    assert of_line(bill) == ["zyada ghee"]


def test_notes_are_taken_back(priya: Customer) -> None:
    priya.says("6 kg cheeni", left_over=[note("gate band hai")])
    bill = priya.do("/cart/changes", left_over=[note("note hata do", kind="note_off")])
    assert (bill.outcome, bill.notes, bill.facts["beside"]["said"]) == ("confirm", ["notes_removed"], [])


def test_a_note_without_goods_is_none(priya: Customer) -> None:
    priya.says(left_over=[note("bahut der ho gayi")])
    assert priya.says("6 kg cheeni").facts["beside"]["said"] == []


def test_a_no_to_the_bill_keeps_the_notes_too(priya: Customer) -> None:
    priya.says("6 kg cheeni", left_over=[note("gate band hai")])
    assert priya.do("/cart/keep").facts["beside"]["said"] == ["gate band hai"]


def test_words_that_answer_a_question_are_no_note(guest: Customer) -> None:
    guest.says("2 plate dal tadka")
    bill = guest.says(text="full", left_over=[note("full")])
    assert bill.facts["beside"]["said"] == []


@pytest.mark.parametrize(("value", "kept"), [("wished", ["pack alag"]), ("made", ["pack alag"]), (None, [])])
def test_without_goods_only_a_wish_how_they_come_is_a_note(
    priya: Customer, value: str | None, kept: list[str]
) -> None:
    priya.says("6 kg cheeni")
    bill = priya.says(text="pack alag", left_over=[note("pack alag", value=value)])
    assert bill.facts["beside"]["said"] == kept
    assert ("say_yes" in bill.notes) is not bool(kept)


@pytest.mark.parametrize(("value", "kept"), [(None, []), ("wished", ["gift pack"])])
def test_beside_a_yes_only_a_wish_how_goods_come_is_a_note(
    priya: Customer, value: str | None, kept: list[str]
) -> None:
    bill = priya.says("6 kg cheeni")
    reading = {
        "text": "haan gift pack",
        "intents": [{"name": "affirm", "confidence": 0.95}],
        "left_over": [note("gift pack", value=value)],
    }
    heard = priya.do("/answers", question="confirm_order", summary=bill.facts["summary"], reading=reading)
    placed = Decision(**heard.facts["answer"])
    assert (placed.outcome, placed.facts["beside"]["said"]) == ("placed", kept)


@pytest.mark.parametrize(
    ("said", "kept"), [("tawa roti", []), ("tawa roti ke saath", ["tawa roti ke saath"])]
)
def test_the_name_of_what_is_in_the_cart_is_no_note(guest: Customer, said: str, kept: list[str]) -> None:
    guest.says("4 pc tawa roti")
    bill = guest.says("4 pc butter naan", left_over=[note(said)])
    assert bill.facts["beside"]["said"] == kept


def test_a_remark_beside_what_is_taken_out_is_no_note(guest: Customer) -> None:
    guest.says("4 pc butter naan", "4 pc tawa roti")
    gone = {"name": "tawa roti", "op": "remove"}
    bill = guest.do("/cart/changes", lines=[gone], left_over=[note("kaisi roti")])
    assert bill.facts["beside"]["said"] == []


def test_what_an_emptied_cart_kept_is_gone(priya: Customer) -> None:
    priya.says("6 kg cheeni", left_over=[note("gate band hai")])
    asked = priya.do("/cart/changes", lines=[{"op": "remove"}])
    priya.do("/cart/empty", summary=asked.facts["summary"])
    assert priya.says("6 kg cheeni").facts["beside"]["said"] == []


@pytest.mark.parametrize(("said", "kept"), [("upi", "upi"), ("cash", "cash")])
def test_how_one_pays_is_kept(priya: Customer, said: str, kept: str) -> None:
    bill = priya.says("6 kg cheeni", left_over=[note(said, kind="payment", value=said)])
    assert bill.facts["beside"]["payment"] == kept


def test_a_way_to_pay_beside_the_yes_is_kept_with_the_order_that_it_places(priya: Customer) -> None:
    bill = priya.says("6 kg cheeni")
    reading = {
        "text": "upi theek hai, pakka kar do",
        "intents": [{"name": "affirm", "confidence": 0.9}],
        "left_over": [note("upi", kind="payment", value="upi", start=0, end=3)],
    }
    yes = {"question": "confirm_order", "summary": bill.facts["summary"], "reading": reading}
    placed = priya.do("/answers", **yes).facts["answer"]
    assert (placed["outcome"], placed["facts"]["beside"]["payment"]) == ("placed", "upi")


def test_what_is_not_in_a_dish_is_a_note_on_it_and_takes_nothing_out(guest: Customer) -> None:
    guest.says("4 pc butter naan")
    said = guest.do(
        "/cart/changes", lines=[{"name": "onion", "op": "remove"}], said="no onion", text="no onion"
    )
    assert (said.notes, of_line(said)) == ([], ["no onion"])
    making = [note("lehsun mat daalna", kind="note", value="made")]
    more = guest.do("/cart/changes", lines=[{"name": "butter naan", "op": "remove"}], left_over=making)
    assert of_line(more) == ["no onion", "lehsun mat daalna"]


def test_what_is_sold_by_itself_is_no_note_where_it_is_not_in_the_cart(guest: Customer) -> None:
    guest.says("4 pc butter naan")
    assert guest.changes("remove", "- - tawa roti").notes == ["not_in_cart"]


def test_only_so_much_is_so_much_in_all_and_a_number_of_a_note_is_no_amount(guest: Customer) -> None:
    guest.says("4 pc butter naan")
    only = guest.says("2 - butter naan", said="butter naan do hi", text="butter naan do hi")
    assert only.facts["lines"][0]["quantity"] == "2"
    spicy = guest.do(
        "/cart/changes", lines=[{"quantity": "1"}], left_over=[note("them extra crisp", value="made", line=0)]
    )
    assert spicy.facts["lines"][0]["quantity"] == "2"


@pytest.mark.parametrize("said", ["card"])
def test_a_way_to_pay_that_is_not_taken_is_refused_with_those_that_are(priya: Customer, said: str) -> None:
    bill = priya.says("6 kg cheeni", left_over=[note("khate mein", kind="payment", value=said)])
    assert bill.note("payment_not_here")["payments"] == ["cash", "upi"]
    assert bill.facts["beside"]["payment"] is None


def test_a_table_is_refused_aloud_where_nobody_eats(priya: Customer) -> None:
    bill = priya.says("6 kg cheeni", left_over=[note("table 4 pe", kind="way", value="dine_in")])
    assert "dine_in_not_here" in bill.notes


def test_the_hour_is_kept_and_shown_where_there_are_no_slots(guest: Customer) -> None:
    hour = {"from": "19:00", "to": "20:00", "date": "2026-11-25"}
    bill = guest.says("4 plate veg thali", time=hour)
    wanted = {"day": "2026-11-25", "opens": "19:00", "closes": "20:00"}
    assert bill.facts["beside"]["wanted"] == wanted
    assert guest.do("/orders", summary=bill.facts["summary"]).facts["beside"]["wanted"] == wanted


def test_a_day_alone_is_kept(guest: Customer) -> None:
    bill = guest.says("4 plate veg thali", period={"from": "2026-11-25", "to": "2026-11-25", "half": None})
    assert bill.facts["beside"]["wanted"] == {"day": "2026-11-25", "opens": None, "closes": None}


def test_an_hour_that_has_passed_is_refused_aloud(priya: Customer) -> None:
    bill = priya.says("6 kg cheeni", time={"from": "18:00", "date": "2020-01-01"})
    assert "hour_past" in bill.notes
    assert bill.facts["beside"]["wanted"] is None


def test_an_hour_at_which_nobody_is_there_is_refused_aloud(priya: Customer) -> None:
    bill = priya.says("6 kg cheeni", time={"from": "03:00", "date": "2026-11-25"}, said="kal subah 3 baje")
    assert bill.note("hour_closed")["wanted"]["opens"] == "03:00"
    assert bill.facts["beside"]["wanted"] is None


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        (SaidHour(opens=time(20)), Wanted(TODAY, time(20))),
        (SaidHour(closes=time(20)), Wanted(TODAY, None, time(20))),
        (SaidHour(opens=time(18), closes=time(20)), Wanted(TODAY, time(18), time(20))),
        (SaidHour(TOMORROW, time(9)), Wanted(TOMORROW, time(9))),
        (SaidHour(TODAY), Wanted(TODAY)),
    ],
)
def test_an_hour_without_a_day_is_of_today(said: SaidHour, wanted: Wanted) -> None:
    assert wanted_at(said, NOW) == wanted


@pytest.mark.parametrize(
    "said", [SaidHour(opens=time(18)), SaidHour(closes=time(19)), SaidHour(date(2026, 11, 23))]
)
def test_what_has_gone_by_is_no_hour(said: SaidHour) -> None:
    with pytest.raises(HourPast):
        wanted_at(said, NOW)


@pytest.mark.parametrize(
    ("said", "near", "first"),
    [
        (SaidHour(opens=time(8)), None, time(8)),
        (SaidHour(opens=time(8, 30)), time(21), time(20, 30)),
        (SaidHour(opens=time(9)), time(10), time(9)),
        (SaidHour(opens=time(8), sure=True), time(21), time(8)),
        (SaidHour(opens=time(17)), None, time(17)),
    ],
)
def test_an_hour_without_a_part_of_the_day_is_first_the_one_near_what_was_said_before(
    said: SaidHour, near: time | None, first: time
) -> None:
    assert readings(said, near)[0].opens == first


def test_an_hour_without_a_part_of_the_day_may_be_twelve_hours_later() -> None:
    later = SaidHour(opens=time(18), closes=time(20))
    assert readings(SaidHour(opens=time(6), closes=time(8)), None)[1] == later


def test_a_dish_named_again_for_how_it_is_made_is_no_second_one(guest: Customer) -> None:
    said = "2 paneer tikka half, paneer me mirch kam"
    made = [note("mirch kam", kind="note", value="made", line=1)]
    bill = guest.do(
        "/cart/lines", lines=[line("2 - paneer tikka half"), line("- - paneer")], said=said, left_over=made
    )
    assert [each["said"] for each in bill.facts["lines"]] == [["mirch kam"]]
