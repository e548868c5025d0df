"""Parts: of the right model, with a price and a guarantee, out of the one stock of the shop, free under guarantee."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from munshi.business.models import Business
from munshi.catalogue import stock
from munshi.catalogue.stock import StockLine
from munshi.service.estimates.rules import Line, Written, total, written_in
from munshi.service.parts import moving
from tests.backend.books import opened
from tests.backend.service.visits.conftest import ARJUN, FATIMA, OWNER, PRIYA, SHOP, Somebody, last_told

Who = Callable[[str], Somebody]
PARTS = "/parts/request"


def left(sku: str) -> int:
    with opened() as session:
        return int(stock.on_hand(session, SHOP, [sku])[sku] or 0)


def test_a_part_over_the_counter_is_kept_out_of_the_stock_of_the_shop(who: Who) -> None:
    priya, before = who(PRIYA), left("PART-MIXER-JAR")
    qualities = priya.wants("mixer ka jar milega", PARTS)
    assert qualities.outcome == "choose_part"
    assert [row["quality"] for row in qualities.facts["parts"]] == ["original", "compatible"]
    shown = priya.answers("choose_part", "original wala")
    assert (shown.outcome, shown.facts["part_total_paise"]) == ("confirm", 55000)
    kept = priya.agrees("confirm_part", shown)
    assert (kept.outcome, kept.facts["part_request"]) == ("reserved", "PRT-1")
    assert priya.agrees("confirm_part", shown).outcome == "taken_already"
    assert left("PART-MIXER-JAR") == before - 1


def test_a_quality_that_is_said_is_not_asked(customer: Somebody) -> None:
    shown = customer.wants("mixer ka jar compatible", PARTS)
    assert shown.outcome == "confirm"
    assert shown.facts["item"]["quality"] == "compatible"


def test_what_is_not_there_is_ordered_with_a_date_and_told_when_it_has_come(customer: Somebody) -> None:
    shown = customer.wants("voltas ac ka remote chahiye", PARTS)
    assert not shown.facts["item"]["in_stock"]
    ordered = customer.agrees("confirm_part", shown)
    assert (ordered.outcome, ordered.facts["expected_on"]) == ("ordered", "2026-11-30")
    with opened() as session:
        stock.receive(session, SHOP, [StockLine("PART-AC-REMOTE", 1)])  # type: ignore[arg-type]
        moving.hand_out_what_came(session, session.get_one(Business, SHOP))
    assert last_told(ARJUN, "visit_part")["part_status"] == "arrived"
    assert left("PART-AC-REMOTE") == 0


def test_under_guarantee_a_part_is_free(customer: Somebody, who: Who) -> None:
    assert customer.wants("mixer blade chahiye", PARTS).facts["part_free"]
    assert not who(PRIYA).wants("mixer blade chahiye", PARTS).facts["part_free"]


def test_a_part_for_another_model_is_refused_with_the_models_it_is_of(who: Who) -> None:
    with opened() as session:
        session.execute(text("UPDATE spare_parts SET models = '{UA43-CU7}' WHERE sku = 'PART-WASHER-BELT'"))
    refused = who(FATIMA).wants("washing machine ka belt", PARTS)
    assert refused.outcome == "other_model"
    assert refused.facts["models"] == ["Samsung 43 inch TV"]


def test_where_it_depends_on_the_model_the_model_is_asked(customer: Somebody) -> None:
    with opened() as session:
        session.execute(
            text("UPDATE spare_parts SET models = '{MI32-5A}', machine = 'tv' WHERE sku = 'PART-AC-REMOTE'")
        )
    asked = customer.wants("tv ka remote", PARTS)
    assert asked.outcome == "choose_model"
    shown = customer.answers("choose_part_model", "Mi 32 inch TV")
    assert shown.facts["item"]["sku"] == "PART-AC-REMOTE"


def test_the_last_piece_is_kept_once(who: Who) -> None:
    with opened() as session:
        stock.count(session, SHOP, {"PART-MIXER-JAR": 1})  # type: ignore[dict-item]
        session.execute(text("UPDATE spare_parts SET order_days = NULL WHERE sku = 'PART-MIXER-JAR'"))
    one, other = who(PRIYA), who(FATIMA)
    shown = [each.wants("mixer ka jar original", PARTS) for each in (one, other)]
    assert one.agrees("confirm_part", shown[0]).outcome == "reserved"
    assert other.agrees("confirm_part", shown[1]).outcome in ("not_to_be_had", "choose_part", "confirm")
    assert left("PART-MIXER-JAR") == 0


def test_a_part_that_nobody_knows_is_said_to_be_unknown(customer: Somebody) -> None:
    assert customer.wants("part chahiye", PARTS).outcome == "ask_part"
    assert customer.wants("mere purane jahaz ka flux capacitor chahiye", PARTS).outcome in (
        "unknown_part",
        "confirm",
    )


@pytest.mark.parametrize(
    ("text_", "lines"),
    [
        ("labour 500, jar 550", [("labour", 50000, 1), ("jar", 55000, 1)]),
        ("labour 500 gas 1,400", [("labour", 50000, 1), ("gas", 140000, 1)]),
        ("2 jar, labour ₹300/-", [("jar", None, 2), ("labour", 30000, 1)]),
        ("मजदूरी 500 और thermostat", [("मजदूरी", 50000, 1), ("thermostat", None, 1)]),
        ("12", []),
    ],
)
def test_an_estimate_is_read_line_by_line(text_: str, lines: list[tuple[str, int | None, int]]) -> None:
    assert written_in(text_) == [Written(*line) for line in lines]


def test_what_is_free_is_in_no_sum() -> None:
    assert total([Line("labour", "labour", 50000, free=True), Line("part", "jar", 55000)]) == 55000


def test_what_got_lost_is_under_no_guarantee(customer: Somebody) -> None:
    assert customer.wants("mixer blade chahiye", PARTS).facts["part_free"]
    shown = customer.answers("confirm_part", "muft kyun, mujhse gum gaya")
    assert (shown.outcome, shown.facts["part_free"]) == ("confirm", False)
    assert not customer.wants("mixer blade kho gayi, nayi do", PARTS).facts["part_free"]


def test_a_part_that_is_kept_is_given_up_by_its_reference_or_its_name(who: Who) -> None:
    priya, before = who(PRIYA), left("PART-MIXER-JAR")
    for said in ("PRT-1 radd karo", "jar nahi chahiye ab"):
        kept = priya.agrees("confirm_part", priya.wants("mixer ka jar original", PARTS))
        assert last_told(OWNER, "visit_part_owner")["part_status"] == "reserved"
        asked = priya.answers(
            "", said.replace("PRT-1", str(kept.facts["part_request"])), intent="apply_leave"
        )
        assert (asked.outcome, asked.facts["part_request"]) == ("confirm_cancel", kept.facts["part_request"])
        assert priya.agrees("confirm_cancel_part", asked).outcome == "given_up"
        assert left("PART-MIXER-JAR") == before
    assert last_told(OWNER, "visit_part_owner")["part_status"] == "returned"


def test_nobody_gives_up_what_is_kept_for_another(who: Who) -> None:
    priya = who(PRIYA)
    priya.agrees("confirm_part", priya.wants("mixer ka jar original", PARTS))
    assert who(FATIMA).answers("", "cancel PRT-1").outcome == "not_found"


def test_the_same_part_in_another_number_takes_the_place_of_what_is_kept(who: Who) -> None:
    priya, before = who(PRIYA), left("PART-MIXER-JAR")
    priya.agrees("confirm_part", priya.wants("mixer ka jar original", PARTS))
    shown = priya.wants("2 mixer jars original", PARTS, order_line={"quantity": "2"})
    assert (shown.facts["instead_of"], shown.facts["quantity"]) == ("PRT-1", "2")
    assert priya.agrees("confirm_part", shown).facts["part_request"] == "PRT-2"
    assert left("PART-MIXER-JAR") == before - 2


def test_a_part_that_several_machines_have_is_that_of_the_machine_that_was_bought(
    customer: Somebody, who: Who
) -> None:
    assert who(FATIMA).wants("iska remote chahiye", PARTS).facts["item"]["sku"] == "PART-TV-REMOTE"
    assert customer.wants("iska remote chahiye", PARTS).facts["item"]["sku"] == "PART-AC-REMOTE"


def test_a_part_that_is_named_is_no_answer_to_a_question_about_a_visit(customer: Somebody) -> None:
    customer.agrees("confirm_part", customer.wants("mixer ka jar original", PARTS))
    customer.wants("AC ke liye mistri, 7 Sneh Nagar 452001")
    asked = customer.answers("choose_visit_slot", "PRT-1 cancel", intent="cancel_flow", reference="PRT-1")
    assert (asked.outcome, asked.facts["part_request"]) == ("confirm_cancel", "PRT-1")


def test_one_of_two_kept_parts_is_given_up_by_its_name_whatever_is_asked(customer: Somebody) -> None:
    customer.agrees("confirm_part", customer.wants("mixer ka jar original", PARTS))
    customer.agrees("confirm_part", customer.wants("washing machine ka belt", PARTS))
    customer.wants("AC ke liye mistri, 7 Sneh Nagar 452001")
    for question in ("choose_visit_slot", "choose_quantity", ""):
        asked = customer.answers(question, "jar cancel kar do", intent="cancel_flow")
        assert (asked.outcome, asked.facts["part_request"]) == ("confirm_cancel", "PRT-1")
    assert customer.answers("", "belt cancel ho gaya kya?", intent="cancel_flow").outcome != "confirm_cancel"
    brought = customer.answers("", "बेल्ट घर भेज दो", intent="place_order")
    assert (brought.outcome, brought.facts["part_request"]) == ("part_to_fetch", "PRT-2")


def test_several_parts_of_one_message_come_one_after_the_other(who: Who) -> None:
    priya = who(PRIYA)
    first = priya.wants("mixer ka blade aur washing machine ka belt chahiye", PARTS)
    assert (first.outcome, first.facts["item"]["sku"], len(first.facts["then"])) == (
        "confirm",
        "PART-MIXER-BLADE",
        1,
    )
    second = priya.agrees("confirm_part", first)
    assert (second.outcome, second.facts["item"]["sku"]) == ("confirm", "PART-WASHER-BELT")
    assert second.facts["before"]["part_request"] == "PRT-1"
    last = priya.agrees("confirm_part", second)
    assert last.facts["part_request"] == "PRT-2"


def test_another_part_beside_the_yes_comes_next_and_a_no_leaves_only_what_was_shown(who: Who) -> None:
    priya = who(PRIYA)
    shown = priya.wants("mixer ka blade chahiye", PARTS)
    more = priya.answers("confirm_part", "aur washing machine ka belt bhi", shown.facts["summary"])
    assert (more.outcome, len(more.facts["then"])) == ("confirm", 1)
    next_ = priya.answers("confirm_part", "nahi", more.facts["summary"], "deny")
    assert (next_.outcome, next_.facts["item"]["sku"]) == ("confirm", "PART-WASHER-BELT")
    assert priya.answers("confirm_part", "rehne do, mat mangwao").outcome == "dropped"


def test_a_part_that_is_kept_is_not_kept_twice_unless_another_is_wanted(who: Who) -> None:
    priya = who(PRIYA)
    priya.agrees("confirm_part", priya.wants("mixer ka jar original", PARTS))
    again = priya.wants("mixer ka jar original rakhna", PARTS)
    assert (again.outcome, again.facts["part_request"]) == ("part_stands", "PRT-1")
    assert priya.wants("mixer ka jar original ek aur", PARTS).outcome == "confirm"


def test_a_part_of_another_makers_machine_is_not_offered(customer: Somebody) -> None:
    with opened() as session:
        session.execute(text("UPDATE spare_parts SET models = '{MI32-5A}' WHERE sku = 'PART-TV-REMOTE'"))
    assert customer.wants("onida tv ka remote", PARTS).outcome == "other_model"
    assert customer.wants("tv ka remote", PARTS).outcome == "confirm"
    asked = customer.answers("confirm_part", "is it for onida?")
    assert (asked.outcome, asked.facts["model"]) == ("other_model", "Onida")


def test_the_owner_sees_what_is_kept_for_whom(who: Who) -> None:
    priya, owner = who(PRIYA), who(OWNER)
    assert owner.answers("", "kaun se part rakhe hue hain").outcome == "none_kept"
    priya.agrees("confirm_part", priya.wants("mixer ka jar original", PARTS))
    kept = owner.answers("", "what parts are kept for customers", intent="request_spare_part")
    assert [each["part_request"] for each in kept.facts["requests"]] == ["PRT-1"]


def test_a_part_that_is_kept_is_fetched_and_not_ordered_home_a_second_time(who: Who) -> None:
    priya = who(PRIYA)
    priya.agrees("confirm_part", priya.wants("mixer ka jar original", PARTS))
    home = priya.answers("", "ghar bhej do jar", intent="place_order")
    assert (home.outcome, home.facts["part_request"]) == ("part_to_fetch", "PRT-1")


def test_a_part_is_known_in_both_scripts_by_its_consonants(who: Who) -> None:
    first = who(PRIYA).wants("मिक्सर का ब्लेड और वॉशिंग मशीन की बैल्ट", PARTS)
    assert (first.facts["item"]["sku"], first.facts["then"]) == ("PART-MIXER-BLADE", ["वॉशिंग मशीन की बैल्ट"])


def test_what_is_no_part_here_is_said_beside_the_one_that_is(who: Who) -> None:
    shown = who(PRIYA).wants("mixer ka blade aur kabja chahiye", PARTS)
    assert (shown.outcome, shown.facts["unknown"]) == ("confirm", ["kabja chahiye"])
    assert "unknown" not in who(FATIMA).wants("mixer ka blade chahiye, jaldi", PARTS).facts


def test_what_fits_the_model_not_is_taken_from_the_shelf_where_it_is_sold_by_that_name(who: Who) -> None:
    with opened() as session:
        session.execute(text("UPDATE spare_parts SET models = '{UA43-CU7}' WHERE sku = 'PART-WASHER-BELT'"))
        session.execute(
            text("UPDATE products SET aliases = '{universal belt}' WHERE sku = 'STABILIZER-VGUARD'")
        )
    assert who(FATIMA).wants("washing machine ka universal belt", PARTS).outcome == "goods"


def test_a_machine_is_no_goods_where_something_of_it_is_wanted(who: Who) -> None:
    assert who(FATIMA).wants("washing machine ka lal pipe chahiye", PARTS).outcome == "unknown_part"
