"""The rules of claims by themselves."""

from datetime import date

import pytest

from munshi.expenses.rules import (
    CATEGORIES,
    Decider,
    Over,
    Policy,
    bare_amount,
    decider_for,
    month_of,
    over_limit,
    policies_on,
    spent_on,
)

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("paise", "text"),
    [
        (45000, "450"),
        (45000, " 450/- "),
        (125050, "₹1,250.50"),
        (45000, "Rs. 450"),
        (45000, "४५०"),
        (45050, "450.5"),
        (None, "450 petrol"),
        (None, "25 tarikh"),
        (None, "EXP-7"),
        (None, ""),
    ],
)
def test_a_bare_number_is_rupees(paise: int | None, text: str) -> None:
    assert bare_amount(text) == paise


@pytest.mark.parametrize(
    ("on", "first", "last", "ambiguous"),
    [
        (date(2026, 11, 23), date(2026, 11, 25), date(2026, 11, 25), True),  # kal
        (date(2026, 11, 22), date(2026, 11, 26), date(2026, 11, 26), True),  # parso
        (date(2026, 11, 25), date(2026, 11, 25), date(2026, 11, 25), False),  # kal jaaunga
        (date(2026, 11, 20), date(2026, 11, 18), date(2026, 11, 20), False),
        (date(2026, 11, 23), date(2026, 11, 23), date(2026, 11, 29), False),  # this week
    ],
)
def test_the_day_of_a_bill(on: date, first: date, last: date, ambiguous: bool) -> None:
    assert spent_on(first, last, ambiguous, TODAY) == on


def test_a_grades_own_policy_comes_before_everybodys_and_the_latest_before_others() -> None:
    everybody = Policy("food", claim_limit_paise=1)
    newer = Policy("food", effective_from=date(2026, 4, 1), claim_limit_paise=2)
    future = Policy("food", effective_from=date(2027, 4, 1), claim_limit_paise=3)
    senior = Policy("food", grade="senior", claim_limit_paise=4)
    written = [senior, future, newer, everybody]
    assert policies_on(written, None, TODAY) == {"food": newer}
    assert policies_on(written, "senior", TODAY) == {"food": senior}
    assert policies_on(written, "senior", date(2026, 3, 31)) == {"food": senior}
    assert policies_on(written, None, date(2026, 3, 31)) == {"food": everybody}
    assert list(policies_on([], None, TODAY)) == list(CATEGORIES)


@pytest.mark.parametrize(
    ("over", "amount", "others"),
    [
        (None, 500, 0),
        (Over(500, "claim"), 501, 0),
        (None, 400, 600),
        (Over(1000, "month"), 401, 600),
    ],
)
def test_a_limit_may_be_reached_and_not_passed(over: Over | None, amount: int, others: int) -> None:
    policy = Policy("food", claim_limit_paise=500, month_limit_paise=1000)
    assert over_limit(policy, amount, others) == over


def test_the_first_who_may_allow_the_sum_decides() -> None:
    chain = [Decider("manager", 50000), Decider("owner", 90000)]
    assert [decider_for(chain, paise) for paise in (50000, 50001, 90001)] == ["manager", "owner", "owner"]
    assert decider_for([], 10**9) == "manager"


def test_a_month_ends_where_the_next_begins() -> None:
    assert month_of(date(2026, 12, 31)) == (date(2026, 12, 1), date(2027, 1, 1))
    assert month_of(date(2028, 2, 29)) == (date(2028, 2, 1), date(2028, 3, 1))
