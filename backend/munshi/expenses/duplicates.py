"""Whether something was claimed before: the same file by anybody, or the same facts by the same person."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from munshi.expenses.models import Claim, ClaimReceipt
from munshi.expenses.rules import month_of
from munshi.expenses.statuses import LIVE


def with_file(session: Session, business_id: str, sha256: str) -> Claim | None:
    """The claim of the business that has this very file; what was rejected may be claimed again."""
    query = (
        select(Claim)
        .join(
            ClaimReceipt,
            (ClaimReceipt.business_id == Claim.business_id) & (ClaimReceipt.claim_id == Claim.id),
        )
        .where(
            Claim.business_id == business_id,
            ClaimReceipt.business_id == business_id,
            ClaimReceipt.sha256 == sha256,
            ClaimReceipt.live,
        )
    )
    return session.scalars(query).first()


def with_facts(
    session: Session, business_id: str, person_id: int, amount_paise: int, category: str, on: date
) -> Claim | None:
    """The person's claim of the same amount, category and day, unless it was rejected."""
    query = (
        select(Claim)
        .where(
            Claim.business_id == business_id,
            Claim.person_id == person_id,
            Claim.amount_paise == amount_paise,
            Claim.category == category,
            Claim.spent_on == on,
            Claim.status.in_(LIVE),
        )
        .order_by(Claim.id.desc())
    )
    return session.scalars(query).first()


def claimed_in_month(
    session: Session,
    business_id: str,
    person_id: int,
    category: str,
    on: date,
    others: Iterable[tuple[date, int]],
) -> int:
    """The paise that the person has claimed in the category in the month of a day, with `others` being claimed now."""
    first, after = month_of(on)
    query = select(func.coalesce(func.sum(Claim.amount_paise), 0)).where(
        Claim.business_id == business_id,
        Claim.person_id == person_id,
        Claim.category == category,
        Claim.spent_on >= first,
        Claim.spent_on < after,
        Claim.status.in_(LIVE),
    )
    filed = int(session.execute(query).scalar_one())
    return filed + sum(paise for day, paise in others if first <= day < after)
