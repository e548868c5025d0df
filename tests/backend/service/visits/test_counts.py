"""How many of a part are kept when the number is said beside something else, or corrected afterwards."""

from collections.abc import Callable

import pytest

from munshi.service.estimates.rules import written_in
from munshi.service.parts.counting import said_to_keep
from tests.backend.service.visits.conftest import (
    ARJUN,
    FATIMA,
    Somebody,
    at,
    closes,
    last_told,
    technician_of,
)

Who = Callable[[str], Somebody]
PARTS = "/parts/request"


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("fine keep 1 for me, i will pick it up today 6pm", "1"),
        ("i said 1 not 2!", "1"),
        ("2 nahi 1 chahiye", "1"),
        ("make it 3", "3"),
        ("ek hi rakho, 5 baje aaunga", None),
        ("LG26A5005 maybe", None),
    ],
)
def test_the_number_that_is_kept_is_read(said: str, number: str | None) -> None:
    assert said_to_keep(said) == number


def _two_jars(somebody: Somebody) -> tuple[Somebody, str]:
    line = {"name": "mixer jar original", "quantity": "2", "unit": None}
    shown = somebody.wants("2 mixer jar original chahiye", PARTS, order_line=line)
    assert shown.facts["quantity"] == "2", shown
    return somebody, shown.facts["summary"]


def test_who_keeps_fewer_and_fetches_them_is_shown_fewer(who: Who) -> None:
    somebody, summary = _two_jars(who(FATIMA))
    fewer = somebody.answers("confirm_part", "keep 1 for me, i will pick it up today 6pm", summary, "affirm")
    assert (fewer.outcome, fewer.facts["quantity"]) == ("confirm", "1")


def test_the_number_of_a_kept_part_is_corrected(who: Who) -> None:
    somebody, summary = _two_jars(who(FATIMA))
    kept = somebody.answers("confirm_part", "haan", summary, "affirm")
    assert kept.outcome == "reserved"
    told = ["utter_request_spare_part_reserved"]
    fewer = somebody.after(told, "i said 1 not 2")
    assert (fewer.outcome, fewer.facts["quantity"], fewer.facts["instead_of"]) == (
        "confirm",
        "1",
        kept.facts["part_request"],
    )
    done = somebody.agrees("confirm_part", fewer)
    assert (done.outcome, done.facts["quantity"]) == ("reserved", "1")


def test_a_technician_asks_for_the_code_again(customer: Somebody, who: Who) -> None:
    visit = customer.books(when=at("2026-11-24", "13:30"))
    technician = who(technician_of(visit))
    technician.steps(visit, "on_way")
    sent = technician.answers("tell_arrival_code", "he says no code came", intent="track_order")
    assert (sent.outcome, sent.facts["visit"]) == ("code_sent", visit)


def test_labour_stands_on_the_bill_as_labour(customer: Somebody, who: Who) -> None:
    visit = customer.books(when=at("2026-11-24", "13:30"))
    closes(visit, who(technician_of(visit)), ARJUN, "chalo majdoori 800")
    assert last_told(ARJUN, "visit_closed")["estimate_lines"][0]["name"]["hinglish"] == "labour"


def test_a_sum_in_a_clause_of_its_own_is_that_of_what_stands_before_it() -> None:
    assert [(each.text, each.paise) for each in written_in("sirf filter set, 690")] == [
        ("sirf filter set", 69000)
    ]
    assert [each.paise for each in written_in("capacitor 380, 250")] == [38000, None]
