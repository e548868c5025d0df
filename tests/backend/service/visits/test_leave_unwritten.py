"""Leave that a business serves and of which it has written nothing down: plain leave, and its approver decides."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from munshi import settings
from tests.backend.books import opened
from tests.backend.service.visits.conftest import (
    MANAGER,
    NUMBER,
    SALIM,
    SHOP,
    Decision,
    Somebody,
    at,
    last_told,
)

Who = Callable[[str], Somebody]


@pytest.fixture
def salim(customer: Somebody, who: Who) -> Somebody:
    """A technician of a shop that serves leave and has no policies."""
    with opened() as session:
        session.execute(text("DELETE FROM leave_policies WHERE business_id = :shop"), {"shop": SHOP})
    return who(SALIM)


def _wants(
    somebody: Somebody, said: str, intent: str, first: str, last: str, half: str | None = None
) -> Decision:
    period = {"from": first, "to": last, "half": half, "ambiguous": False}
    return somebody.answers("", said, intent=intent, period=period)


def _asked(somebody: Somebody, said: str, first: str, half: str | None = None) -> Decision:
    """The same through the page of leave."""
    period = {"from": first, "to": first, "half": half, "ambiguous": False}
    return somebody.wants(said, "/leave/draft", period=period)


@pytest.mark.parametrize("said", ["27 ko nahi aa paunga", "I can't come on the 27th", "27 को नहीं आ पाऊँगा"])
def test_that_a_technician_does_not_come_is_an_application(salim: Somebody, said: str) -> None:
    shown = _wants(salim, said, "deny", "2026-11-27", "2026-11-27")
    assert (shown.outcome, shown.page, shown.facts["count"]) == ("confirm", "apply_leave", "1")
    assert shown.facts["before"] is None


def test_its_kind_is_not_asked_and_illness_is_taken_where_it_is_said(salim: Somebody) -> None:
    assert _asked(salim, "27 ko chhutti chahiye", "2026-11-27").facts["type"] == "casual"
    ill = salim.wants("bukhar hai", "/leave/draft", leave_type="sick")
    assert (ill.outcome, ill.facts["type"]) == ("confirm", "sick")


def test_no_balance_is_kept_of_it(salim: Somebody) -> None:
    answer = salim.client.get("/api/leave/balance", headers=_headers(salim))
    assert answer.json()["outcome"] == "none"


@pytest.mark.parametrize(("half", "touched"), [("first", ["11:30"]), ("second", ["16:30"])])
def test_half_a_day_touches_the_visits_of_its_half(
    salim: Somebody, customer: Somebody, half: str, touched: list[str]
) -> None:
    for hour in ("11:30", "16:30"):
        customer.books("AC" if hour == "11:30" else "washing machine", when=at("2026-11-26", hour))
    with opened() as session:
        query = text(
            "UPDATE visits SET technician_id = (SELECT person_id FROM person_aliases WHERE value = :who)"
        )
        session.execute(query, {"who": SALIM})
    shown = _asked(salim, "26 ko aadha din", "2026-11-26", half)
    assert shown.outcome == "confirm", shown
    assert [each["starts_at"][11:16] for each in shown.facts["visits"]] == touched


@pytest.mark.parametrize("said", ["27 ko mai aa raha hu", "I will come on the 27th", "27 को आऊँगा"])
def test_who_comes_after_all_takes_the_leave_back_and_who_was_asked_hears_it(
    salim: Somebody, said: str
) -> None:
    shown = _asked(salim, "27 ko chhutti chahiye", "2026-11-27")
    assert salim.agrees("confirm_leave", shown).outcome == "filed"
    asked = _wants(salim, said, "goodbye", "2026-11-27", "2026-11-27")
    assert (asked.outcome, asked.page) == ("confirm_cancel", "cancel_leave")
    assert salim.agrees("confirm_cancel_leave", asked).outcome == "cancelled"
    assert last_told(MANAGER, "leave_cancelled")["reference"] == "LV-1"


@pytest.mark.parametrize("question", ["correct_leave", "leave_dates", "confirm_leave"])
def test_what_names_a_job_answers_no_question_of_leave(salim: Somebody, question: str) -> None:
    _asked(salim, "27 ko chhutti chahiye", "2026-11-27")
    said = "VIS-99 kal 4 baje ki hai kya"
    answer = salim.answers(
        question, said, intent="apply_leave", reference="VIS-99", time=at("2026-11-25", "16:00")
    )
    assert answer.page not in ("apply_leave", "cancel_leave")


def _headers(somebody: Somebody) -> dict[str, str]:
    return {
        "Authorization": f"Bearer {settings.current().api_token}",
        "Munshi-Number": NUMBER,
        "Munshi-Person": somebody.person,
    }
