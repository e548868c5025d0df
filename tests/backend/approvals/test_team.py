"""Who of the team is away: for managers and owners, and never why."""

from collections.abc import Callable

import pytest

from tests.backend.approvals.conftest import (
    ACCOUNTANT,
    CUSTOMER,
    DEVI,
    JOSEPH,
    MEENA,
    OWNER,
    RAMESH,
    SALIM,
    SUNITA,
    Colleague,
    Decision,
    bring_in,
    workshop,
)

As = Callable[[str], Colleague]


def names(answer: Decision) -> list[str]:
    assert answer.outcome == "team", answer
    return [row["name"] for row in answer.facts["rows"]]


@pytest.fixture
def december(as_: As) -> As:
    """In the first week of December Ramesh and Salim are away, Sunita has asked, and Meena herself is."""
    as_(RAMESH).asks_leave("2026-12-01", "2026-12-02")
    as_(SALIM).asks_leave("2026-12-02")
    as_(SUNITA).asks_leave("2026-12-02")
    as_(MEENA).asks_leave("2026-12-03")
    for reference in ("LV-1", "LV-2", "LV-4"):
        as_(OWNER).approves(reference)
    return as_


def test_a_manager_sees_days_and_status_and_nothing_else(december: As) -> None:
    away = december(MEENA).team("2026-12-01", "2026-12-07")
    assert away.facts == {
        "from": "2026-12-01",
        "to": "2026-12-07",
        "rows": [
            {
                "name": "Ramesh Kumar",
                "days": [
                    {"date": "2026-12-01", "portion": "full"},
                    {"date": "2026-12-02", "portion": "full"},
                ],
                "status": "approved",
            },
            {
                "name": "सुनीता देवी",
                "days": [{"date": "2026-12-02", "portion": "full"}],
                "status": "pending",
            },
        ],
    }


def test_each_manager_sees_their_own_people_and_the_owner_everybody(december: As) -> None:
    assert names(december(JOSEPH).team("2026-12-01", "2026-12-07")) == ["Salim Khan"]
    assert names(december(OWNER).team("2026-12-01", "2026-12-07")) == [
        "Ramesh Kumar",
        "सुनीता देवी",
        "Salim Khan",
        "Meena Iyer",
    ]


def test_people_under_ones_people_are_ones_own(december: As) -> None:
    file = workshop()
    file["people"][6]["manager"] = DEVI
    bring_in(file)
    assert names(december(MEENA).team("2026-12-02")) == ["Ramesh Kumar", "सुनीता देवी", "Salim Khan"]
    assert names(december(DEVI).team("2026-12-02")) == ["Salim Khan"]
    assert december(JOSEPH).team("2026-12-02").outcome == "nobody"


def test_without_days_it_is_today(december: As) -> None:
    today = december(MEENA).team()
    assert (today.outcome, today.facts["from"], today.facts["to"]) == ("nobody", "2026-11-24", "2026-11-24")
    december(RAMESH).asks_leave("2026-11-24")
    assert names(december(MEENA).team()) == ["Ramesh Kumar"]


def test_one_day_may_be_named_and_days_in_either_order(december: As) -> None:
    assert names(december(MEENA).team("2026-12-01")) == ["Ramesh Kumar"]
    assert december(MEENA).team("2026-12-07", "2026-12-01") == december(MEENA).team(
        "2026-12-01", "2026-12-07"
    )


@pytest.mark.parametrize("said", ["Sunita", "sunita ji", "सुनीता"])
def test_somebody_may_be_asked_about_by_name(december: As, said: str) -> None:
    assert names(december(MEENA).team("2026-12-01", "2026-12-07", said)) == ["सुनीता देवी"]
    assert december(MEENA).team("2026-12-01", "2026-12-01", said).outcome == "not_away"


def test_who_is_not_in_the_team_is_not_told_of(december: As) -> None:
    for said in ("Salim", "Vikram"):
        answer = december(MEENA).team("2026-12-02", person=said)
        assert (answer.outcome, answer.facts) == ("unknown_person", {"person": said})


@pytest.mark.parametrize("other", [RAMESH, DEVI, ACCOUNTANT, CUSTOMER])
def test_colleagues_leave_is_not_for_colleagues(december: As, other: str) -> None:
    assert december(other).team("2026-12-02").outcome == "not_allowed"


def test_what_was_refused_or_taken_back_is_not_shown(as_: As) -> None:
    as_(RAMESH).asks_leave()
    as_(MEENA).rejects("LV-1")
    as_(SUNITA).asks_leave()
    summary = as_(SUNITA).do("/leave/cancel").facts["summary"]
    as_(SUNITA).do("/leave/cancellations", summary=summary)
    assert as_(MEENA).team("2026-12-01").outcome == "nobody"


def test_a_sunday_in_a_leave_is_no_day_on_which_somebody_is_missing(as_: As) -> None:
    as_(RAMESH).asks_leave("2026-12-05", "2026-12-07")
    (row,) = as_(MEENA).team("2026-12-05", "2026-12-07").facts["rows"]
    assert [day["date"] for day in row["days"]] == ["2026-12-05", "2026-12-07"]
