"""Doing what was proposed: the goods go out again, or their money does; in one transaction, and once."""

from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.billing.accounts import service as accounts
from munshi.billing.accounts.rules import Kind
from munshi.billing.bills import crediting
from munshi.billing.bills.models import Bill
from munshi.billing.bills.service import issue_for_order
from munshi.billing.bills.terms import makes_bills
from munshi.billing.payments import refunding
from munshi.billing.payments import service as payments
from munshi.business import service as business_service
from munshi.catalogue.stock import OutOfStock
from munshi.columns import plain
from munshi.orders import replacing
from munshi.outcomes import Refusal
from munshi.people.models import Person
from munshi.service.settling import choosing
from munshi.service.settling.looking import billed_as, standing_bill
from munshi.service.settling.proposing import Proposal
from munshi.service.tickets.models import Ticket, TicketSettlement

WRONG_GOODS = "wrong_goods"  # why a bill was taken back, as the words of the paper say it


def settle(session: Session, ticket: Ticket, proposal: Proposal, by: Person) -> TicketSettlement:
    """What was proposed is done and written down. Refuses with `out_of_stock`, and then nothing is."""
    done = TicketSettlement(
        position=len(ticket.settlements) + 1,
        way=proposal.way,
        order_reference=proposal.order.reference,
        goods=[{"line": each.goods.line, "quantity": plain(each.quantity)} for each in proposal.chosen],
        paise=proposal.paise,
        refunds=[],
        by_person_id=by.id,
        at=clock.now(),
    )
    if proposal.way == "replace":
        done.replacement = _replace(session, ticket, proposal, by)
    else:
        _credit(session, ticket, proposal, done, by)
        done.refunds = _pay_back(session, proposal, by)
    ticket.settlements.append(done)
    ticket.settled = proposal.way
    session.flush()
    return done


def _replace(session: Session, ticket: Ticket, proposal: Proposal, by: Person) -> str:
    quantities = {each.goods.line: each.quantity for each in proposal.chosen}
    note = f"{ticket.reference}: {ticket.problem}"
    try:
        return replacing.replace(session, proposal.order, quantities, note, by).reference
    except OutOfStock as gone:
        line = next(each for each in proposal.order.lines if each.sku == gone.sku)
        rest = {"instead": ["refund", "credit"], "goods": choosing.written(proposal.chosen)}
        raise Refusal("out_of_stock", reference=ticket.reference, gone=line.name, **rest) from gone


def _credit(session: Session, ticket: Ticket, proposal: Proposal, done: TicketSettlement, by: Person) -> None:
    """The customer owes so much less: by a credit note where the order is billed, else by an entry.

    A credit note alone lowers only what the ledger has of its order, and of one that was brought from elsewhere it has
    nothing.
    """
    bill, bought = _bill(session, proposal, by), proposal.bought
    if bill is not None:
        quantities = {billed_as(bought, each.goods.bought_as): each.quantity for each in proposal.chosen}
        note = crediting.credit(session, bill, WRONG_GOODS, by, quantities)
        done.credit_note, done.paise = note.number, note.total_paise
        if accounts.sale_of(session, ticket.business_id, bought.reference) is not None:
            return
    accounts.post(
        session,
        ticket.business_id,
        bought.person_id,
        Kind.CREDIT_NOTE,
        -done.paise,
        f"settled:{ticket.reference}:{done.position}",
        by=by,
        order_reference=bought.reference,
        note=done.credit_note or ticket.reference,
    )


def _bill(session: Session, proposal: Proposal, by: Person) -> Bill | None:
    """The bill of the order; one that waits to be asked for is made first, so that what it says is taken back."""
    bought = proposal.bought
    business = business_service.get(session, bought.business_id)
    assert business is not None
    there = standing_bill(session, bought)
    return there or (issue_for_order(session, bought, by) if makes_bills(business) else None)


def _pay_back(session: Session, proposal: Proposal, by: Person) -> list[dict[str, Any]]:
    back = []
    for payment, paise in proposal.back:
        locked = payments.locked(session, payment.business_id, payment.reference)
        assert locked is not None
        refunding.begin(session, locked, by, paise, is_told=False)
        back.append({"payment": payment.reference, "way": payment.way, "paise": paise})
    return back
