"""What holds for claims: which policy, which limits, which bills, who decides. Money is in paise."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

CATEGORIES = ("travel", "fuel", "food", "lodging", "phone", "supplies", "medical", "other")
MOST_PAISE = 100_000_000_000  # of one claim; who writes more has slipped

Level = Literal["manager", "owner"]
Span = Literal["claim", "month"]

_BARE = re.compile(r"(?:₹|rs\.?)?\s*(\d[\d,]{0,14})(?:\.(\d{1,2}))?\s*(?:/-)?", re.IGNORECASE)


@dataclass(frozen=True)
class Policy:
    """What holds for a category, for everybody or for one grade, from a day on. None: no such limit."""

    category: str
    grade: str | None = None
    effective_from: date | None = None
    claim_limit_paise: int | None = None
    month_limit_paise: int | None = None
    receipt_above_paise: int | None = None
    max_age_days: int | None = None
    purpose: bool = False


@dataclass(frozen=True)
class Over:
    """A limit that a claim passes: its own, or that of its month."""

    limit_paise: int
    period: Span


@dataclass(frozen=True)
class Decider:
    """Who decides on what is filed together, up to a sum; None: on any sum."""

    by: Level
    up_to_paise: int | None = None


def policies_on(policies: Iterable[Policy], grade: str | None, on: date) -> dict[str, Policy]:
    """The policy of each category that is paid back: the grade's own before everybody's, the latest before others.

    A business that has written down none pays back every category without a limit.
    """
    written = list(policies)
    if not written:
        return {category: Policy(category) for category in CATEGORIES}
    holding = [
        policy
        for policy in written
        if policy.grade in (None, grade) and (policy.effective_from is None or policy.effective_from <= on)
    ]
    holding.sort(key=lambda policy: (policy.grade is not None, policy.effective_from or date.min))
    latest = {policy.category: policy for policy in holding}
    return {category: latest[category] for category in CATEGORIES if category in latest}


def over_limit(policy: Policy, amount_paise: int, others_in_month_paise: int) -> Over | None:
    """The limit that the claim passes; it goes to the approver marked so."""
    if policy.claim_limit_paise is not None and amount_paise > policy.claim_limit_paise:
        return Over(policy.claim_limit_paise, "claim")
    limit = policy.month_limit_paise
    if limit is not None and others_in_month_paise + amount_paise > limit:
        return Over(limit, "month")
    return None


def needs_receipt(policy: Policy, amount_paise: int) -> bool:
    """A bill is needed above the category's amount."""
    return policy.receipt_above_paise is not None and amount_paise > policy.receipt_above_paise


def is_too_old(policy: Policy, spent_on: date, today: date) -> bool:
    """A bill older than the policy's days comes too late; the last day is still in time."""
    return policy.max_age_days is not None and (today - spent_on).days > policy.max_age_days


def spent_on(first: date, last: date, ambiguous: bool, today: date) -> date:
    """The day of a bill: nobody claims what is to come, so a *kal* that may be either was yesterday."""
    on = last if last <= today else first
    return today - (on - today) if ambiguous and on > today else on


def bare_amount(text: str) -> int | None:
    """The paise of a message that is a number of rupees and nothing else: `450`, `₹1,250.50`, `450/-`."""
    found = _BARE.fullmatch(text.strip())
    if found is None:
        return None
    rupees, paise = found[1].replace(",", ""), (found[2] or "").ljust(2, "0")
    return int(rupees) * 100 + int(paise)


def is_sound(amount_paise: int) -> bool:
    """Whether somebody may have spent this."""
    return 0 < amount_paise <= MOST_PAISE


def decider_for(chain: Sequence[Decider], total_paise: int) -> Level:
    """Whose word is needed for what is filed together: the first in the chain who may allow the sum.

    Without a chain it is the manager, and above the last sum the owner.
    """
    if not chain:
        return "manager"
    for decider in chain:
        if decider.up_to_paise is None or total_paise <= decider.up_to_paise:
            return decider.by
    return "owner"


def month_of(on: date) -> tuple[date, date]:
    """The first day of the month, and the first of the next."""
    first = on.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1)
