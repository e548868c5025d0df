"""A draft with all its facts, held against the rules: the leave as it would be filed, and the token of it."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from munshi import clock
from munshi.columns import plain
from munshi.leave import rules
from munshi.leave.asking.drafts import Draft
from munshi.leave.asking.refusals import Refused
from munshi.leave.balances import ledger
from munshi.leave.balances.comp_off import available_on
from munshi.leave.balances.covering import Cover, cover
from munshi.leave.deciding.approvers import approver_of, clashes
from munshi.leave.desk import Desk
from munshi.leave.facts import Facts, called, days_facts, policy_name, told
from munshi.leave.holidays.calendar import LeaveYear
from munshi.leave.policy import Accrual, LeaveType, Policy
from munshi.leave.rules import NOTHING, Asked, LeaveDay
from munshi.people.models import Person
from munshi.service.visits.booked import booked_between


class Expired(Refused):
    """The days off for work were good until a day before these."""

    outcome = "expired"


class Undecidable(Refused):
    """There is nobody but the person, and nobody decides about their own leave."""

    outcome = "nobody_decides"


@dataclass(frozen=True)
class Proposal:
    """What would be filed."""

    asked: Asked
    policy: Policy
    cover: Cover
    approver: Person


def propose(desk: Desk, draft: Draft, asked: Asked, type_: LeaveType) -> Proposal:
    """The leave as it would be filed. Raises Refused."""
    policy = rules.refuse_not_entitled(asked, type_, desk.grants.policies)
    rules.refuse_bad_half(asked, desk.calendar, policy)
    days = rules.count_days(asked, desk.calendar, policy)
    rules.refuse_nothing(days)
    rules.refuse_overlap(days, desk.taken())
    rules.refuse_too_late(asked, policy, desk.today)
    rules.refuse_too_far(asked, desk.grants.terms.leave_year_begins, desk.today)
    rules.refuse_on_probation(asked, policy, desk.joined)
    rules.refuse_short_notice(asked, policy, desk.today)
    rules.refuse_too_long(days, policy)
    years = _years(desk, policy, asked, days)
    left = _available(desk, policy, years, asked)
    if left is not None:
        _refuse_expired(desk, policy, rules.cost(days), sum(left.values(), NOTHING))
        for year, available in left.items():
            rules.refuse_without_balance([day for day in days if years[day.date] == year], policy, available)
    return Proposal(asked, policy, cover(days, years, left), decider(desk))


def decider(desk: Desk) -> Person:
    """Who decides about what the person asks for. Raises Undecidable."""
    found = approver_of(desk.session, desk.caller.business, desk.caller.person, desk.grants)
    if found is None:
        raise Undecidable
    return found


def refuse_before_type(desk: Desk, asked: Asked) -> None:
    """What no type of leave can mend is said before the type is asked."""
    any_type = Policy(LeaveType.UNPAID, asked.first)
    days = rules.count_days(asked, desk.calendar, any_type)
    rules.refuse_bad_half(asked, desk.calendar, any_type)
    rules.refuse_nothing(days)
    rules.refuse_overlap(days, desk.taken())
    rules.refuse_too_far(asked, desk.grants.terms.leave_year_begins, desk.today)


def available_for(desk: Desk, policy: Policy, day: date) -> Decimal | None:
    """What can be asked for of a type on a day; None where it keeps no balance."""
    if not rules.is_of_balance(policy.type, policy):
        return None
    year = ledger.charged_year(desk.account, desk.grants, policy.type, day)
    return ledger.available(desk.account, desk.grants, policy, desk.joined, year, day)


def _years(desk: Desk, policy: Policy, asked: Asked, days: Sequence[LeaveDay]) -> dict[date, LeaveYear]:
    """The leave year that pays for each day; comp-offs are good for a while, whatever the year."""
    if policy.accrual is Accrual.BY_PROOF:
        return dict.fromkeys((day.date for day in days), desk.grants.year_of(asked.first))
    return {day.date: ledger.charged_year(desk.account, desk.grants, policy.type, day.date) for day in days}


def _available(
    desk: Desk, policy: Policy, years: dict[date, LeaveYear], asked: Asked
) -> dict[LeaveYear, Decimal] | None:
    """What each leave year has for these days; None where the type keeps no balance."""
    if not rules.is_of_balance(policy.type, policy):
        return None
    by_proof = policy.accrual is Accrual.BY_PROOF
    return {
        year: ledger.available(
            desk.account,
            desk.grants,
            policy,
            desk.joined,
            year,
            asked.last if by_proof else max(asked.first, year.first),
        )
        for year in dict.fromkeys(years.values())
    }


def _refuse_expired(desk: Desk, policy: Policy, wanted: Decimal, before: Decimal) -> None:
    """A comp-off that would do today but is gone by then is refused by its last day."""
    if policy.accrual is not Accrual.BY_PROOF or wanted <= before:
        return
    rows = [row for row in desk.account.comp_offs(policy) if row.is_good_on(desk.today) and row.days]
    if available_on(desk.today, rows) >= wanted:
        raise Expired(until=max((row.until for row in rows if row.until), default=None))


def proposal_facts(desk: Desk, draft: Draft, serial: int, proposal: Proposal) -> Facts:
    """Everything that is shown before a yes, with the token of exactly this."""
    cover = proposal.cover
    days, before = [each.day for each in cover.days], cover.before
    facts: Facts = {
        "type": str(proposal.policy.type),
        "name": policy_name(proposal.policy),
        "from": proposal.asked.first.isoformat(),
        "to": proposal.asked.last.isoformat(),
        "portion": str(proposal.asked.portion),
        "days": days_facts(days, desk.calendar),
        "count": plain(cover.count),
        "excluded": days_facts([day for day in days if not day.counted], desk.calendar),
        "before": None if before is None else plain(before),
        "after": None if before is None else plain(before - cover.charged),
        "balances": [
            {"year": year.name, "before": plain(there), "after": plain(there - taken)}
            for year, there, taken in cover.years
        ],
        "available": None if before is None else plain(cover.charged if cover.unpaid else before),
        "unpaid": plain(cover.unpaid),
        "reason": draft.reason,
        "note": draft.note,
        "certificate": draft.certificate is not None,
        "visits": _visits(desk, proposal),
        "instead": draft.instead,
        "not_given": str(draft.not_given) if draft.not_given else None,
        "waiting": [told({"from": each.first, "to": each.last}) for each in draft.waiting],
        "approver": called(proposal.approver),
    }
    return {
        **facts,
        "clash": clashes(
            desk.session, desk.caller.business, desk.caller.person, proposal.asked.first, proposal.asked.last
        ),
        "today": desk.today.isoformat(),
        "summary": _token(facts, serial),
    }


def _visits(desk: Desk, proposal: Proposal) -> list[Facts]:
    """The visits of a technician that the leave would touch; they stay as they are until it is approved."""
    business, asked = desk.caller.business, proposal.asked
    booked = booked_between(
        desk.session, business, desk.caller.person.id, asked.first, asked.last, str(asked.portion)
    )
    return [
        {"visit": each.reference, "starts_at": clock.on_the_wall(each.starts_at, business.timezone)}
        for each in booked
    ]


def _token(facts: Facts, serial: int) -> str:
    """The same leave shown again has the same token; the next one of the same days has another."""
    return hashlib.sha256(json.dumps([serial, facts], sort_keys=True).encode()).hexdigest()[:16]
