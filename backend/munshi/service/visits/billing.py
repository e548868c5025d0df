"""What a visit comes to in the end: the repair that was agreed to, or the visit alone."""

from dataclasses import asdict
from typing import Any

from sqlalchemy.orm import Session

from munshi.business.models import Business
from munshi.service.estimates import writing
from munshi.service.estimates.rules import Line, total
from munshi.service.visits.models import Visit
from munshi.service.visits.statuses import Status
from munshi.service.visits.terms import said

VISIT_CHARGE = "visit"


def lines_of(session: Session, business: Business, visit: Visit) -> list[Line]:
    """The agreed lines; the visit charge where there is no repair, or the business does not take it off one."""
    estimate = writing.approved(session, visit)
    lines = writing.lines_in(estimate) if estimate and visit.status != Status.REJECTED else []
    terms = said(business)
    charged = terms.rejected_pays if visit.status == Status.REJECTED else not (lines and terms.adjusted)
    if charged and visit.charge_paise:
        lines.append(Line(VISIT_CHARGE, VISIT_CHARGE, visit.charge_paise))
    return lines


def write(session: Session, business: Business, visit: Visit) -> dict[str, Any]:
    """Keeps what is due with the visit."""
    lines = lines_of(session, business, visit)
    bill = {"lines": [asdict(line) for line in lines], "total_paise": total(lines)}
    visit.work = {**visit.work, "bill": bill}
    session.flush()
    return bill
