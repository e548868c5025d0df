"""What was done about the goods of a ticket, as it is said."""

from typing import Any

from sqlalchemy.orm import Session

from munshi.billing.bills.facts import pdf
from munshi.billing.bills.service import find
from munshi.orders import moving
from munshi.service.tickets.models import Ticket


def made_good(session: Session, ticket: Ticket) -> dict[str, Any] | None:
    """What was done last; None where nothing was."""
    if not ticket.settlements:
        return None
    last = ticket.settlements[-1]
    order = moving.find(session, ticket.business_id, last.order_reference)
    lines = {line.position: line for line in order.lines} if order else {}
    goods = [
        {"name": lines[part["line"]].name, "quantity": part["quantity"], "unit": lines[part["line"]].unit}
        for part in last.goods
        if part["line"] in lines
    ]
    return {
        "settling": last.way,
        "settled_goods": goods,
        "settled_paise": last.paise,
        "back": [{"way": each["way"], "paise": each["paise"]} for each in last.refunds],
        "less_paise": last.paise - sum(each["paise"] for each in last.refunds),
        "replacement": last.replacement,
        "credit_note": last.credit_note,
    }


def credit_note_of(session: Session, ticket: Ticket) -> list[dict[str, str]]:
    """The paper of what was credited last."""
    number = ticket.settlements[-1].credit_note if ticket.settlements else None
    note = find(session, ticket.business_id, number) if number else None
    return [pdf([note])] if note else []
