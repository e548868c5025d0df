"""Taking back of a bill: a credit note of its own series, never a change of the bill. By the owner's word."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from sqlalchemy.orm import Session

from munshi.billing.accounts import service as accounts
from munshi.billing.accounts.rules import Kind as Entry
from munshi.billing.bills.models import Bill
from munshi.billing.bills.rules import Kind, Line, Sums, part_of, sums
from munshi.billing.bills.service import Source, credit_notes, line_of, lock, number, row_of
from munshi.business import service as business_service
from munshi.outcomes import Refusal
from munshi.people.models import Person


def credit(
    session: Session,
    bill: Bill,
    reason: str,
    by: Person | None,
    quantities: Mapping[int, Decimal] | None = None,
) -> Bill:
    """A credit note for these quantities by position, or for all that is left of the bill; whoever owes it owes less.

    Refuses with `nothing_left`, and with `too_much` for more than was billed and not taken back.
    """
    note = _note(session, bill, reason, by, quantities)
    _lower_what_is_owed(session, bill, note, by)
    return note


def replace_by(session: Session, bill: Bill, reason: str, by: Person | None) -> Bill:
    """A credit note for the whole bill, in whose place another one is issued: nobody owes less."""
    return _note(session, bill, reason, by, None)


def worth(session: Session, bill: Bill, quantities: Mapping[int, Decimal]) -> int:
    """What a credit note for these quantities would come to, in paise; refused as `credit` does."""
    return _taken(session, bill, quantities)[1].total_paise


def _note(
    session: Session, bill: Bill, reason: str, by: Person | None, quantities: Mapping[int, Decimal] | None
) -> Bill:
    if bill.kind == Kind.CREDIT_NOTE:
        raise Refusal("nothing_left", number=bill.number)
    lock(session, bill.business_id, Source("bill", bill.number))
    business = business_service.get(session, bill.business_id)
    assert business is not None
    taken, total = _taken(session, bill, quantities)
    made = Bill(
        business_id=bill.business_id,
        kind=Kind.CREDIT_NOTE,
        person_id=bill.person_id,
        source_kind="bill",
        source=bill.number,
        edition=len(credit_notes(session, bill)) + 1,
        corrects_id=bill.id,
        reason=reason,
        by_person_id=by.id if by else None,
        scheme=bill.scheme,
        supplier=bill.supplier,
        recipient=bill.recipient,
        place_of_supply=bill.place_of_supply,
        about={**bill.about, "corrects": bill.number, "corrects_on": bill.issued_on.isoformat()},
        lines=[row_of(position, line) for position, line in taken.items()],
    )
    return number(session, business, made, total)


def _taken(
    session: Session, bill: Bill, quantities: Mapping[int, Decimal] | None
) -> tuple[dict[int, Line], Sums]:
    """The lines that are taken back with their sums; the last of a bill have what it was rounded by."""
    notes = credit_notes(session, bill)
    left = {row.position: line_of(row) for row in bill.lines}
    for note in notes:
        for row in note.lines:
            left[row.position] = _without(left[row.position], line_of(row))
    left = {position: line for position, line in left.items() if line.item.quantity > 0}
    taken = left if quantities is None else _chosen(left, quantities)
    if not taken:
        raise Refusal("nothing_left", number=bill.number)
    total = sums(list(taken.values()))
    if taken == left:
        rounding = bill.round_off_paise - sum(note.round_off_paise for note in notes)
        total = replace(total, round_off_paise=rounding, total_paise=total.total_paise + rounding)
    return taken, total


def _chosen(left: Mapping[int, Line], quantities: Mapping[int, Decimal]) -> dict[int, Line]:
    for position, quantity in quantities.items():
        if position not in left or not 0 < quantity <= left[position].item.quantity:
            raise Refusal("too_much", position=position)
    return {position: part_of(left[position], quantity) for position, quantity in sorted(quantities.items())}


def _without(line: Line, part: Line) -> Line:
    """What is left of a line."""
    item = replace(
        line.item,
        quantity=line.item.quantity - part.item.quantity,
        discount_paise=line.item.discount_paise - part.item.discount_paise,
    )
    return Line(
        item,
        line.taxable_paise - part.taxable_paise,
        line.cgst_paise - part.cgst_paise,
        line.sgst_paise - part.sgst_paise,
        line.igst_paise - part.igst_paise,
    )


def _lower_what_is_owed(session: Session, bill: Bill, note: Bill, by: Person | None) -> None:
    """Only what was put on the account is taken off it: of an order that was never delivered nothing was."""
    order = bill.about.get("order")
    sold = accounts.sale_of(session, bill.business_id, bill.source)
    if sold is not None and note.total_paise:
        accounts.post(
            session,
            bill.business_id,
            bill.person_id,
            Entry.CREDIT_NOTE,
            -note.total_paise,
            f"credit_note:{note.number}",
            by=by,
            order_reference=order,
            bill_number=bill.number,
            note=note.number,
        )
