"""What leave comes to, as worked out by hand in computations.yml."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import TypeAdapter

from munshi.leave import rules
from munshi.leave.asking.refusals import Overlap, Refused
from munshi.leave.balances import accrual, comp_off, covering, worked
from munshi.leave.balances.covering import Cover
from munshi.leave.holidays.calendar import LeaveYear, WeeklyOff, WorkCalendar
from munshi.leave.policy import LeaveType, Policy
from munshi.leave.rules import Asked, LeaveDay, Portion, Taken

TODAY = date(2026, 11, 24)
Case = Mapping[str, Any]

read: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("computations.yml").read_text("utf-8"))
HOLIDAYS: dict[date, dict[str, str]] = {day: {"en": "Holiday"} for day in read.pop("holidays")}
CALENDARS = {
    name: WorkCalendar(TypeAdapter(tuple[WeeklyOff, ...]).validate_python(offs), HOLIDAYS)
    for name, offs in read.pop("calendars").items()
}
POLICIES = {
    name: TypeAdapter(Policy).validate_python({"effective_from": date(2020, 1, 1)} | fields)
    for name, fields in read.pop("policies").items()
}


def calendar_of(case: Case) -> WorkCalendar:
    return CALENDARS[case.get("calendar", "six_days")]


def policy_of(case: Case) -> Policy:
    return POLICIES[case.get("policy", "casual")]


def asked(case: Case) -> Asked:
    return Asked(case["from"], case["to"], Portion(case.get("half", "full")))


def days_of(case: Case) -> list[LeaveDay]:
    return rules.count_days(asked(case), calendar_of(case), policy_of(case))


def number(case: Case, name: str) -> Decimal:
    return Decimal(case.get(name, "0"))


def same(given: Any, value: Decimal) -> bool:
    return Decimal(given) == value


def counts(case: Case) -> None:
    days = days_of(case)
    assert same(case["gives"]["days"], rules.cost(days))
    off = {day.date: str(day.off) for day in days if not day.counted}
    assert off == case["gives"].get("not_counted", off)
    assert "not_counted" in case["gives"] or len(days) > 7 or not off


def cover_of(case: Case) -> Cover:
    """What each leave year pays of a leave; `available` is what each has, or that in which it begins."""
    days, policy, begins = days_of(case), policy_of(case), case.get("begins", 1)
    years = {day.date: LeaveYear.of(day.date, begins) for day in days}
    said = case.get("available", "30")
    has = said if isinstance(said, dict) else {years[case["from"]].name: said}
    left = {year: Decimal(has.get(year.name, "0")) for year in years.values()}
    return covering.cover(days, years, left if rules.is_of_balance(policy.type, policy) else None)


def by_year(case: Case) -> None:
    found = cover_of({**case, "available": dict.fromkeys(case["gives"], "30")})
    costs: dict[str, Decimal] = {}
    for each in found.days:
        if each.charged:
            costs[each.leave_year] = costs.get(each.leave_year, Decimal(0)) + each.charged
    assert costs == {name: Decimal(days) for name, days in case["gives"].items()}


def ends(case: Case) -> None:
    span = rules.span_of(case["from"], number(case, "days"), calendar_of(case), policy_of(case))
    assert span.last == case["gives"]


def accrued(case: Case) -> None:
    year = LeaveYear.of(case["until"], case.get("begins", 1))
    joined = case.get("joined", date(2020, 1, 1))
    credits = accrual.credits(policy_of(case), joined, year, case["until"])
    assert same(case["gives"], sum((credit.days for credit in credits), Decimal(0)))


def year_ends(case: Case) -> None:
    end = accrual.year_end(policy_of(case), number(case, "balance"), number(case, "refused"))
    assert all(
        same(case["gives"].get(name, "0"), getattr(end, name)) for name in ("carried", "encashed", "lapsed")
    )


def earned(case: Case) -> None:
    joined = case.get("joined")
    year = LeaveYear.of(joined or TODAY)
    found = accrual.earned_by_work(
        policy_of(case), number(case, "worked"), number(case, "counted"), joined, year
    )
    assert same(case["gives"], found)


def worked_days(case: Case) -> None:
    away = [day for each in case.get("away", []) for day in days_of(each)]
    found = worked.days_worked(calendar_of(case), case["from"], case["to"], away)
    assert same(case["gives"], found)


def counted(case: Case) -> None:
    away: dict[LeaveType, list[LeaveDay]] = {}
    for each in case["away"]:
        away.setdefault(policy_of(each).type, []).extend(days_of(each))
    assert same(case["gives"], worked.away_but_counted(case["from"], case["to"], away))


def covers(case: Case) -> None:
    cover = cover_of(case)
    assert same(case["gives"].get("balance", "0"), cover.charged)
    lost = {each.day.date: each.day.cost - each.charged for each in cover.days}
    unpaid = {on: days for on, days in lost.items() if days and cover.before is not None}
    assert unpaid == {on: Decimal(part) for on, part in case["gives"].get("unpaid", {}).items()}
    assert cover.unpaid == sum(unpaid.values())


def comp_offs(case: Case) -> None:
    credits = [comp_off.earned(day, Portion.FULL) for day in case["earned"]]
    uses = [comp_off.Use(on, Decimal(days)) for on, days in case.get("used", {}).items()]
    left = comp_off.left(POLICIES[case.get("policy", "comp_off")], credits, uses)
    gone = sum((credit.days for credit in comp_off.expired(left, case["day"])), Decimal(0))
    assert same(case["gives"]["available"], comp_off.available_on(case["day"], left))
    assert same(case["gives"].get("expired", "0"), gone)


def outcome_of(apply: Callable[[], None]) -> str:
    try:
        apply()
    except Refused as refused:
        return refused.outcome
    return "granted"


def proofs(case: Case) -> None:
    def prove() -> None:
        today = case.get("today", TODAY)
        comp_off.refuse_unearned(case["worked"], calendar_of(case), POLICIES["comp_off"], today)

    assert outcome_of(prove) == case["gives"]


def refusals(case: Case) -> None:
    assert outcome_of(lambda: apply_for(case)) == case["gives"]


def apply_for(case: Case) -> None:
    """All the rules in the order in which a person would hear of them."""
    wish, calendar, today = asked(case), calendar_of(case), case.get("today", TODAY)
    type_: LeaveType = policy_of(case).type
    policy = rules.refuse_not_entitled(wish, type_, [policy_of(case)])
    days = rules.count_days(wish, calendar, policy)
    rules.refuse_bad_half(wish, calendar, policy)
    rules.refuse_nothing(days)
    rules.refuse_overlap(days, live(case))
    rules.refuse_too_late(wish, policy, today)
    rules.refuse_too_far(wish, case.get("begins", 1), today)
    rules.refuse_short_notice(wish, policy, today)
    rules.refuse_too_long(days, policy)
    rules.refuse_on_probation(wish, policy, case.get("joined"))
    rules.refuse_without_balance(days, policy, Decimal(case.get("available", "30")))


def live(case: Case) -> list[Taken]:
    return [
        Taken(f"LV-{at}", status, days_of(each))
        for status in ("approved", "pending")
        for at, each in enumerate(case.get(status, []), 1)
    ]


def proof(case: Case) -> None:
    assert rules.wants_proof(days_of(case), policy_of(case)) is case["gives"]


COMPUTED: dict[str, Callable[[Case], None]] = {
    "counts": counts,
    "by_year": by_year,
    "ends": ends,
    "accrued": accrued,
    "year_ends": year_ends,
    "earned": earned,
    "worked": worked_days,
    "counted": counted,
    "covers": covers,
    "comp_off": comp_offs,
    "proofs": proofs,
    "refusals": refusals,
    "proof": proof,
}
CASES = [(section, case) for section, cases in read.items() for case in cases]


@pytest.mark.parametrize(
    ("section", "case"), CASES, ids=[f"{section}: {case['says']}" for section, case in CASES]
)
def test_it_comes_to_what_was_worked_out(section: str, case: Case) -> None:
    COMPUTED[section](case)


def test_no_case_is_there_twice() -> None:
    assert len({(section, case["says"]) for section, case in CASES}) == len(CASES) >= 80


def test_a_refused_overlap_names_the_other_leave() -> None:
    taken = {"approved": [{"from": date(2026, 11, 27), "to": date(2026, 11, 30)}]}
    with pytest.raises(Overlap) as refused:
        apply_for({"from": date(2026, 11, 26), "to": date(2026, 11, 28), **taken})
    assert refused.value.facts == {
        "reference": "LV-1",
        "status": "approved",
        "first": date(2026, 11, 27),
        "last": date(2026, 11, 30),
        "date": date(2026, 11, 27),
    }
