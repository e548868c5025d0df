"""Two visits in one message of the owner are each done, and none is dropped without a word."""

from collections.abc import Callable

import pytest

from tests.backend.readings import value
from tests.backend.service.visits.conftest import (
    ARJUN,
    FATIMA,
    OWNER,
    PRIYA,
    RAVI,
    SALIM,
    Somebody,
    at,
    technician_of,
)

Who = Callable[[str], Somebody]


@pytest.fixture
def visits(who: Who) -> tuple[str, str]:
    """Arjun's and Priya's visits, both of Salim."""
    first = who(ARJUN).books(when=at("2026-11-25", "11:30"))
    second = who(PRIYA).books(when=at("2026-11-25", "16:30"))
    for each in (first, second):
        who(OWNER).answers("", f"{each} Salim ko do")
        assert technician_of(each) == SALIM
    return first, second


@pytest.mark.parametrize(
    "said",
    [
        "{first} aur {second} dono {to} ko de do",
        "{first} और {second} दोनों {to} को दे दो",
        "give {first} and {second} both to {to}",
        "{first}, {second} {to} ko de do",
    ],
)
def test_two_visits_are_given_one_after_the_other(who: Who, visits: tuple[str, str], said: str) -> None:
    first, second = visits
    given = who(OWNER).answers("", said.format(first=first, second=second, to="Ravi"))
    assert (given.outcome, given.facts["visit"]) == ("assigned", first), given
    assert given.rest
    assert second in given.rest
    assert first not in given.rest
    next_ = who(OWNER).answers("", given.rest)
    assert next_.facts["visit"] == second
    assert (technician_of(first), technician_of(second)) == (RAVI, RAVI)


@pytest.mark.parametrize(
    "said", ["{} aur {} dono ka samay Friday 12 baje kar do", "move {} and {} to Friday 12"]
)
@pytest.mark.parametrize("answer", ["haan", "nahi"])
def test_the_second_visit_comes_once_the_first_is_answered(
    who: Who, visits: tuple[str, str], said: str, answer: str
) -> None:
    owner, text = who(OWNER), said.format(*visits)
    then = value("time", at("2026-11-27", "12:00"), text.index("Friday"), len(text))
    shown = owner.hears(text, [then], "change_visit")
    assert (shown.outcome, shown.facts["visit"], shown.rest) == ("confirm_move", visits[0], None), shown
    intent = {"haan": "affirm", "nahi": "deny"}[answer]
    done = owner.answers("confirm_move_visit", answer, shown.facts["summary"], intent)
    assert done.outcome == {"haan": "moved", "nahi": "kept"}[answer]
    assert done.rest
    assert visits[1] in done.rest
    assert visits[0] not in done.rest


def test_what_waited_behind_a_visit_comes_behind_no_other(who: Who, visits: tuple[str, str]) -> None:
    owner, then = who(OWNER), at("2026-11-27", "12:00")
    owner.answers("", "{} aur {} Friday 12 baje kar do".format(*visits), time=then)
    shown = owner.answers("", f"{visits[1]} Friday 12 baje kar do", time=then)
    assert owner.agrees("confirm_move_visit", shown).rest is None


@pytest.mark.parametrize("both", ["dono", "दोनों", "both of them"])
def test_both_to_which_one_is_both(who: Who, visits: tuple[str, str], both: str) -> None:
    tomorrow = at("2026-11-25")
    asked = who(OWNER).answers("", "Salim ke kal ke kaam Ravi ko de do", time=tomorrow)
    assert asked.outcome == "which_job", asked
    given = who(OWNER).answers("take_job", both)
    assert (given.outcome, technician_of(visits[0])) == ("assigned", RAVI), given
    assert given.rest
    assert visits[1] in given.rest
    who(OWNER).answers("", given.rest)
    assert technician_of(visits[1]) == RAVI


def test_both_is_no_answer_where_three_were_shown(who: Who, visits: tuple[str, str]) -> None:
    third = who(FATIMA).books(when=at("2026-11-25", "14:00"))
    who(OWNER).answers("", f"{third} Salim ko do")
    asked = who(OWNER).answers("", "Salim ke kal ke kaam Ravi ko de do", time=at("2026-11-25"))
    assert len(asked.facts["jobs"]) == 3, asked
    who(OWNER).answers("take_job", "dono")
    assert {technician_of(each) for each in (*visits, third)} == {SALIM}
