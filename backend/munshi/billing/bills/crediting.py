"""Taking back of a bill: a credit note of its own series, never a change of the bill. By the owner's word."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from sqlalchemy.orm import Session

from munshi.billing.accounts import service as accounts
from munshi.billing.accounts.rules import Kind as Entry
from munshi.billing.bills.models import Bill
from munshi.billing.bills.rules import Kind, Line, Sort, Sums, less_of, part_of, sums
from munshi.billing.bills.service import Source, credit_notes, left_of, line_of, lock, number, row_of
from munshi.billing.print.wording import words
from munshi.business import service as business_service
from munshi.outcomes import Refusal
from munshi.people.models import Person

Part = Mapping[int, Decimal] | int | None
"""What of a bill is taken back: so much of its lines by position, a sum in paise while the goods stay, or all."""


def credit(
    session: Session,
    bill: Bill,
    reason: str,
    by: Person | None,
    part: Part = None,
) -> Bill:
    """A credit note for quantities by position, for a sum, or for all that is left; whoever owes it owes less.

    Refuses with `nothing_left`, and with `too_much` for more than was billed and not taken back.
    """
    note = _note(session, bill, reason, by, part)
    _lower_what_is_owed(session, bill, note, by)
    return note


def replace_by(session: Session, bill: Bill, reason: str, by: Person | None) -> Bill:
    """A credit note for the whole bill, in whose place another one is issued: nobody owes less."""
    return _note(session, bill, reason, by, None)


def worth(session: Session, bill: Bill, part: Part) -> int:
    """What a credit note for it would come to, in paise; refused as `credit` does."""
    return _taken(session, bill, part)[1].total_paise


def left_lines(session: Session, bill: Bill) -> dict[int, Line]:
    """What of the lines of a bill was not taken back, by their position."""
    left = {row.position: line_of(row) for row in bill.lines}
    for note in credit_notes(session, bill):
        for row in note.lines:
            left[row.position] = _without(left[row.position], line_of(row))
    return {position: line for position, line in left.items() if line.item.quantity > 0}


def _note(session: Session, bill: Bill, reason: str, by: Person | None, part: Part) -> Bill:
    if bill.kind == Kind.CREDIT_NOTE:
        raise Refusal("nothing_left", number=bill.number)
    lock(session, bill.business_id, Source("bill", bill.number))
    business = business_service.get(session, bill.business_id)
    assert business is not None
    taken, total = _taken(session, bill, part)
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


def _taken(session: Session, bill: Bill, part: Part) -> tuple[dict[int, Line], Sums]:
    """The lines that are taken back with their sums; the last of a bill have what it was rounded by."""
    left = left_lines(session, bill)
    whole = part is None or part == left_of(session, bill)
    if isinstance(part, int) and not whole:
        taken = _so_much(left, part)
    else:
        taken = left if whole or not isinstance(part, Mapping) else _chosen(left, part)
    if not taken:
        raise Refusal("nothing_left", number=bill.number)
    total = sums(list(taken.values()))
    if taken == left:
        rounding = bill.round_off_paise - sum(note.round_off_paise for note in credit_notes(session, bill))
        total = replace(total, round_off_paise=rounding, total_paise=total.total_paise + rounding)
    return taken, total


def _chosen(left: Mapping[int, Line], quantities: Mapping[int, Decimal]) -> dict[int, Line]:
    for position, quantity in quantities.items():
        if position not in left or not 0 < quantity <= left[position].item.quantity:
            raise Refusal("too_much", position=position)
    return {position: part_of(left[position], quantity) for position, quantity in sorted(quantities.items())}


def _so_much(left: Mapping[int, Line], paise: int) -> dict[int, Line]:
    """A sum is taken off the dearest line first, and what that does not hold off the next."""
    taken = {}
    for position, line in sorted(left.items(), key=lambda each: -each[1].total_paise):
        part = min(paise, line.total_paise)
        if part > 0:
            name = {
                language: f"{called}: {words(language)['less']}"
                for language, called in line.item.name.items()
            }
            taken[position] = less_of(line, part, name)
            paise -= part
    if paise:
        raise Refusal("too_much")
    return dict(sorted(taken.items()))


def _without(line: Line, part: Line) -> Line:
    """What is left of a line; where it only cost less, all of its goods are."""
    less = part.item.sort is Sort.ALLOWANCE
    off = part.item.amount_paise if less else -part.item.discount_paise
    item = replace(
        line.item,
        quantity=line.item.quantity - (0 if less else part.item.quantity),
        discount_paise=line.item.discount_paise + off,
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
