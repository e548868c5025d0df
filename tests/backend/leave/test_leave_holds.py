"""What holds for every leave, calendar and policy: nothing is lost, counted twice or made up."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from munshi.leave.asking.refusals import Overlap
from munshi.leave.balances import comp_off
from munshi.leave.balances.accrual import credits, earned_by_work, year_end
from munshi.leave.balances.comp_off import Use
from munshi.leave.balances.covering import Cover, cover
from munshi.leave.balances.worked import days_worked
from munshi.leave.holidays.calendar import DAY, LeaveYear, WeeklyOff, WorkCalendar
from munshi.leave.policy import Accrual, LeaveType, Policy, policy_on
from munshi.leave.rules import (
    Asked,
    Portion,
    Taken,
    cost,
    count_days,
    last_day,
    refuse_overlap,
)

START = date(2020, 1, 1)
CASUAL = Policy(LeaveType.CASUAL, START, allotment=Decimal(12))
SANDWICH = replace(CASUAL, sandwich=True)
EARNED = Policy(
    LeaveType.EARNED, START, Accrual.WORKED, worked_for_a_day=20, worked_at_least=180, statutory=True
)
COMP_OFF = Policy(LeaveType.COMP_OFF, START, Accrual.BY_PROOF, expires_after_days=60)

days = some.dates(date(2026, 1, 1), date(2028, 12, 31))
halves = some.integers(0, 120).map(lambda number: Decimal(number) / 2)
months = some.integers(1, 12)
weekly_offs = some.lists(
    some.builds(WeeklyOff, some.integers(0, 6), some.frozensets(some.integers(1, 5))), max_size=5
).map(tuple)
holidays = some.frozensets(days, max_size=40).map(lambda found: {day: {"en": "Holiday"} for day in found})
calendars = some.builds(WorkCalendar, weekly_offs, holidays)
spans = some.builds(lambda first, length: Asked(first, first + timedelta(length)), days, some.integers(0, 60))
half_days = some.builds(lambda day, portion: Asked(day, day, portion), days, some.sampled_from(Portion))
wishes = spans | half_days
by_time = some.builds(
    Policy,
    some.just(LeaveType.CASUAL),
    some.just(START),
    some.sampled_from([Accrual.YEARLY, Accrual.QUARTERLY, Accrual.MONTHLY]),
    halves,
)


@given(wishes, calendars)
def test_what_counts_is_what_is_worked(asked: Asked, calendar: WorkCalendar) -> None:
    counted = count_days(asked, calendar, CASUAL)
    assert [day.date for day in counted] == asked.days
    assert all(day.counted == (calendar.off(day.date) is None) for day in counted)


@given(spans, calendars, some.data())
def test_a_leave_in_two_parts_costs_the_same(
    asked: Asked, calendar: WorkCalendar, data: some.DataObject
) -> None:
    cut = data.draw(some.dates(asked.first, asked.last))
    parts = [Asked(asked.first, cut), Asked(cut + DAY, asked.last)] if cut < asked.last else [asked]
    whole = cost(count_days(asked, calendar, CASUAL))
    assert whole == sum(cost(count_days(part, calendar, CASUAL)) for part in parts)


@given(wishes, calendars)
def test_the_sandwich_never_reaches_beyond_the_days_of_work(asked: Asked, calendar: WorkCalendar) -> None:
    plain, between = count_days(asked, calendar, CASUAL), count_days(asked, calendar, SANDWICH)
    assert cost(between) >= cost(plain)
    worked = [day.date for day in plain if day.counted]
    assert [day.date for day in between if day.counted] == (
        [day for day in asked.days if worked[0] <= day <= worked[-1]] if worked else []
    )


@given(wishes, calendars)
def test_leave_of_the_law_is_never_sandwiched(asked: Asked, calendar: WorkCalendar) -> None:
    lawful = replace(SANDWICH, statutory=True)
    assert count_days(asked, calendar, lawful) == count_days(asked, calendar, CASUAL)


@given(days, halves.filter(bool), calendars)
def test_so_many_days_of_work_end_on_one_of_them(
    first: date, wanted: Decimal, calendar: WorkCalendar
) -> None:
    last = last_day(first, wanted, calendar)
    assert calendar.off(last) is None
    found = cost(count_days(Asked(first, last), calendar, CASUAL))
    assert found == wanted.to_integral_value(ROUND_CEILING)


@given(wishes, wishes)
def test_overlap_is_mutual(one: Asked, other: Asked) -> None:
    def overlaps(wish: Asked, taken: Asked) -> bool:
        counted = [count_days(each, WorkCalendar(()), CASUAL) for each in (wish, taken)]
        try:
            refuse_overlap(counted[0], [Taken("LV-1", "pending", counted[1])])
        except Overlap:
            return True
        return False

    assert overlaps(one, other) == overlaps(other, one)
    assert overlaps(one, one)


@given(by_time, months, days)
def test_a_whole_year_brings_the_allotment(policy: Policy, begins: int, day: date) -> None:
    year = LeaveYear.of(day, begins)
    assert sum(credit.days for credit in credits(policy, None, year, year.last)) == policy.allotment


@given(by_time, months, days, days, days)
def test_what_has_come_in_stays(policy: Policy, begins: int, joined: date, one: date, other: date) -> None:
    year = LeaveYear.of(joined, begins)
    earlier, later = (list(credits(policy, joined, year, day)) for day in sorted((one, other)))
    assert later[: len(earlier)] == earlier
    assert len({credit.key for credit in later}) == len(later)
    assert all(credit.days > 0 and joined <= credit.on <= max(one, other) for credit in later)
    assert sum(credit.days for credit in later) <= policy.allotment


@given(halves.map(lambda days: days - 5), halves, halves, some.booleans())
def test_a_year_end_loses_nothing(balance: Decimal, cap: Decimal, refused: Decimal, encashable: bool) -> None:
    policy = replace(EARNED, carry_forward=cap, encashable=encashable)
    end = year_end(policy, balance, refused)
    assert end.carried + end.encashed + end.lapsed == balance
    assert end.carried <= cap + refused
    assert end.encashed >= 0 <= end.lapsed


@given(some.integers(0, 366), some.integers(0, 366))
def test_who_works_more_earns_no_less(one: int, other: int) -> None:
    fewer, more = (earned_by_work(EARNED, worked) for worked in sorted((one, other)))
    assert fewer <= more
    assert abs(more - Decimal(max(one, other)) / 20) <= Decimal("0.5") or more == 0


@given(spans, calendars, some.lists(wishes, max_size=4))
def test_nobody_works_more_than_there_is_or_less_than_nothing(
    span: Asked, calendar: WorkCalendar, leaves: list[Asked]
) -> None:
    away = [day for leave in leaves for day in count_days(leave, calendar, SANDWICH)]
    worked = days_worked(calendar, span.first, span.last, away)
    assert 0 <= worked <= days_worked(calendar, span.first, span.last, [])


def covered(asked: Asked, calendar: WorkCalendar, available: Decimal) -> Cover:
    counted = count_days(asked, calendar, CASUAL)
    years = {day.date: LeaveYear.of(day.date) for day in counted}
    return cover(counted, years, {LeaveYear.of(asked.first): available})


@given(wishes, calendars, halves.map(lambda days: days - 5))
def test_every_day_is_paid_by_the_balance_or_not_at_all(
    asked: Asked, calendar: WorkCalendar, available: Decimal
) -> None:
    found = covered(asked, calendar, available)
    assert found.charged + found.unpaid == found.count
    assert 0 <= found.charged <= max(available, Decimal(0))
    assert all(0 <= each.charged <= each.day.cost for each in found.days)


@given(wishes, calendars, halves)
def test_no_year_pays_for_another(asked: Asked, calendar: WorkCalendar, available: Decimal) -> None:
    found = covered(asked, calendar, available)
    own = LeaveYear.of(asked.first)
    owed = cost(each.day for each in found.days if each.leave_year == own.name)
    assert found.charged == min(owed, available)
    assert all(not each.charged for each in found.days if each.leave_year != own.name)


@given(
    some.lists(days, max_size=6, unique=True),
    some.lists(some.builds(Use, days, halves.map(lambda found: found % 3)), max_size=6),
    days,
)
def test_a_comp_off_is_used_or_left_or_gone(earned: list[date], uses: list[Use], today: date) -> None:
    given_ = [comp_off.earned(day, Portion.FULL) for day in earned]
    left = comp_off.left(COMP_OFF, given_, uses)
    assert all(0 <= row.days <= row.credit.days for row in left)
    used = sum(row.credit.days - row.days for row in left)
    assert used <= sum(use.days for use in uses)
    gone = sum(credit.days for credit in comp_off.expired(left, today))
    later = sum(row.days for row in left if row.credit.on > today)
    assert gone + comp_off.available_on(today, left) + later + used == len(earned)


@given(days, months)
def test_every_day_lies_in_one_leave_year(day: date, begins: int) -> None:
    year = LeaveYear.of(day, begins)
    assert day in year
    assert year.following.first == year.last + DAY
    assert day not in year.following
    assert year.last - year.first in (timedelta(364), timedelta(365))


@given(some.lists(days, min_size=1, unique=True), days)
def test_the_latest_policy_that_has_begun_holds(begins: list[date], day: date) -> None:
    policies = [replace(CASUAL, effective_from=each) for each in begins]
    found = policy_on(day, LeaveType.CASUAL, policies)
    begun = [each for each in begins if each <= day]
    assert (found and found.effective_from) == max(begun, default=None)
    assert policy_on(day, LeaveType.SICK, policies) is None


@given(calendars, days)
def test_the_days_of_work_follow_each_other(calendar: WorkCalendar, day: date) -> None:
    following = calendar.working_day_on_or_after(day)
    assert calendar.working_day_before(following) < day
    assert all(calendar.off(each) for each in Asked(day, following).days[:-1])


def test_portions_of_a_day_meet_unless_they_are_the_two_halves() -> None:
    apart = {(one, other) for one in Portion for other in Portion if not one.meets(other)}
    assert apart == {(Portion.FIRST, Portion.SECOND), (Portion.SECOND, Portion.FIRST)}


@pytest.mark.parametrize("which", [frozenset(), frozenset(range(1, 6))])
def test_a_week_without_work_is_no_calendar(which: frozenset[int]) -> None:
    with pytest.raises(ValueError, match="must be worked"):
        WorkCalendar(tuple(WeeklyOff(weekday, which) for weekday in range(7)))


def test_six_days_and_four_sundays_off_leave_the_fifth() -> None:
    offs = (*(WeeklyOff(weekday) for weekday in range(6)), WeeklyOff(6, frozenset({1, 2, 3, 4})))
    assert WorkCalendar(offs).working_day_on_or_after(date(2026, 11, 2)) == date(2026, 11, 29)


@pytest.mark.parametrize(("weekday", "which"), [(7, {1}), (-1, {1}), (5, {0}), (5, {6})])
def test_there_is_no_eighth_weekday_and_no_sixth_saturday(weekday: int, which: set[int]) -> None:
    with pytest.raises(ValueError, match="a weekday is 0 to 6"):
        WeeklyOff(weekday, frozenset(which))


def test_twelve_months_make_a_year_in_halves() -> None:
    year = LeaveYear.of(date(2026, 11, 24))
    monthly = list(
        credits(replace(CASUAL, accrual=Accrual.MONTHLY, allotment=Decimal(7)), None, year, year.last)
    )
    assert all(credit.days == Decimal("0.5") or credit.days == 1 for credit in monthly)
    assert all(one.on < other.on for one, other in pairwise(monthly))
