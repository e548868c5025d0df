"""A customer says that coming should cost nothing: the owner decides by a tap, once, and the customer hears what."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from tests.backend.books import opened
from tests.backend.service.visits.conftest import ARJUN, OWNER, Somebody, at, last_told, told

Who = Callable[[str], Somebody]
THEN = at("2026-11-25", "11:30")
SAID = "you repaired it last week, this visit should not be charged"


def _charge(reference: str) -> int:
    with opened() as session:
        query = text("SELECT charge_paise FROM visits WHERE reference = :visit")
        return int(session.execute(query, {"visit": reference}).scalar_one())


def _names(person: str) -> list[str]:
    return [name for name, _ in told(person)]


@pytest.mark.parametrize(
    "said",
    [
        SAID,
        "pichle hafte hi theek kiya tha, visit ka charge nahi lagna chahiye",
        "पिछले हफ़्ते ही ठीक किया था, विज़िट का चार्ज मत लेना",
    ],
)
def test_the_owner_is_asked_and_the_charge_stands_until_then(customer: Somebody, said: str) -> None:
    reference = customer.books(when=THEN)
    before = _charge(reference)
    assert customer.answers("", said).outcome == "charge_doubted"
    assert last_told(OWNER, "visit_charge_doubted")["visit_word"] == said
    assert _charge(reference) == before > 0


def test_said_twice_the_owner_is_asked_once(customer: Somebody) -> None:
    customer.books(when=THEN)
    customer.answers("", SAID)
    customer.answers("", SAID)
    assert _names(OWNER).count("visit_charge_doubted") == 1


def test_made_free_by_a_tap_the_customer_hears_it_once(customer: Somebody, who: Who) -> None:
    reference = customer.books(when=THEN)
    customer.answers("", SAID)
    owner = who(OWNER)
    assert owner.steps(reference, "charge_off").outcome == "charge_off"
    assert owner.steps(reference, "charge_off").outcome == "charge_off"
    assert (_charge(reference), _names(ARJUN).count("visit_charge_off")) == (0, 1)


def test_charged_as_usual_the_customer_hears_it_and_a_later_tap_undoes_nothing(
    customer: Somebody, who: Who
) -> None:
    reference = customer.books(when=THEN)
    before = _charge(reference)
    customer.answers("", SAID)
    owner = who(OWNER)
    assert owner.steps(reference, "charge_stays").outcome == "charge_stays"
    assert owner.steps(reference, "charge_stays").outcome == "charge_stays"
    assert (_charge(reference), _names(ARJUN).count("visit_charge_stays")) == (before, 1)


def test_nobody_but_who_runs_the_shop_decides(customer: Somebody) -> None:
    reference = customer.books(when=THEN)
    customer.answers("", SAID)
    assert customer.steps(reference, "charge_off").outcome != "charge_off"
    assert _charge(reference) > 0


@pytest.mark.parametrize("said", ["visit free hai kya?", "kitna charge lagega?", "AC free me mila tha"])
def test_a_question_or_other_talk_asks_the_owner_nothing(customer: Somebody, said: str) -> None:
    customer.books(when=THEN)
    customer.answers("", said)
    assert "visit_charge_doubted" not in _names(OWNER)


@pytest.mark.parametrize("said", [SAID, "visit charge kyun? pichle hafte hi theek kiya tha, charge mat lena"])
def test_of_several_visits_it_is_asked_which_and_the_owner_decides_about_that(
    customer: Somebody, who: Who, said: str
) -> None:
    other = customer.books("fridge", when=at("2026-11-26", "11:30"))
    reference = customer.books(when=THEN)
    asked = customer.answers("", said)
    assert (asked.outcome, asked.facts["step"]) == ("which_charge", "doubt_charge"), asked
    assert {each["visit"] for each in asked.facts["jobs"]} == {reference, other}
    assert "visit_charge_doubted" not in _names(OWNER)
    assert customer.steps(reference, "doubt_charge").outcome == "charge_doubted"
    assert last_told(OWNER, "visit_charge_doubted")["visit_word"] == said
    assert who(OWNER).steps(reference, "charge_off").outcome == "charge_off"
    assert (_charge(reference), _charge(other) > 0) == (0, True)


def test_nobody_doubts_the_charge_of_somebody_elses_visit(customer: Somebody, who: Who) -> None:
    reference = customer.books(when=THEN)
    assert who("919000000103").steps(reference, "doubt_charge").outcome == "not_found"
