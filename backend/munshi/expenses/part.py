"""The way of the terms and the claims from a file into the books and out again."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.business.models import Business
from munshi.business.part import Part
from munshi.business.stored_sections import of
from munshi.expenses.filing import PREFIX
from munshi.expenses.models import Claim, ClaimGrade, ClaimMove, ClaimReceipt, ClaimSeries
from munshi.expenses.private import note_export
from munshi.expenses.sections import (
    ExpenseSections,
    FiledClaim,
    FiledMove,
    OverLimit,
    Payment,
    PersonGrade,
    Receipt,
)
from munshi.expenses.service import WHOLE
from munshi.expenses.statuses import DECISIONS, LIVE, Status, may_follow
from munshi.expenses.terms import set_grade
from munshi.people import service as people
from munshi.problems import Fault
from munshi.series import count_on_from

SECTION = "expenses"
IN_TABLES = ("grades", "claims")


def check(session: Session, file: ExpenseSections, business_id: str) -> Iterable[Fault]:
    """References and bills are one claim's, persons are known, and moves are moves that a claim makes."""
    known = people.ids_with(session, business_id, file)
    for place, held in enumerate(file.expenses.grades):
        if held.person not in known:
            at = f"expenses.grades[{place}].person"
            yield Fault(at=at, problem=f"there is nobody with the id {held.person}")
    seen: dict[str, int] = {}
    for place, claim in enumerate(file.expenses.claims):
        at = f"expenses.claims[{place}]"
        if seen.setdefault(claim.reference, place) != place:
            other = seen[claim.reference]
            yield Fault(at=f"{at}.reference", problem=f"expenses.claims[{other}] is {claim.reference} too")
        for who in sorted({claim.person, *filter(None, _others(claim))} - known):
            yield Fault(at=at, problem=f"there is nobody with the id {who}")
        yield from _check_life(claim, at)
    yield from _check_bills(session, file, business_id)


def _others(claim: FiledClaim) -> Iterator[str | None]:
    yield claim.approver
    yield from (move.person for move in claim.moves)


def _check_life(claim: FiledClaim, at: str) -> Iterator[Fault]:
    statuses = [move.status for move in claim.moves]
    if statuses[0] is not Status.PENDING or not all(may_follow(*step) for step in pairwise(statuses)):
        yield Fault(at=f"{at}.moves", problem="a claim begins as pending and does not move like this")
    if (statuses[-1] is Status.PAID) != (claim.payment is not None):
        yield Fault(at=at, problem="what is paid, and nothing else, has a payment")
    if any(move.person == claim.person for move in claim.moves if move.status in DECISIONS):
        yield Fault(at=f"{at}.moves", problem="nobody decides on their own claim")
    decided = _decision(claim)
    if decided and decided.status is Status.REJECTED and not decided.reason:
        yield Fault(at=f"{at}.moves", problem="a rejection has a reason")


def _decision(claim: FiledClaim) -> FiledMove | None:
    """The move that decided it; a decision that was taken back is none any more."""
    decided = [move for move in claim.moves if move.status in (*DECISIONS, Status.PENDING)]
    return decided[-1] if decided[-1].status in DECISIONS else None


def _check_bills(session: Session, file: ExpenseSections, business_id: str) -> Iterator[Fault]:
    """One file is the bill of one claim, unless that was rejected or withdrawn."""
    live = ClaimReceipt.business_id == business_id, ClaimReceipt.live
    query = select(ClaimReceipt.sha256, Claim.reference).join(
        Claim, (Claim.business_id == ClaimReceipt.business_id) & (Claim.id == ClaimReceipt.claim_id)
    )
    holders: dict[str, str] = dict(session.execute(query.where(*live)).all())
    for place, claim in enumerate(file.expenses.claims):
        if claim.moves[-1].status not in LIVE:
            continue
        for at, receipt in enumerate(claim.receipts):
            holder = holders.setdefault(receipt.sha256, claim.reference)
            if holder != claim.reference:
                place_of = f"expenses.claims[{place}].receipts[{at}]"
                yield Fault(at=place_of, problem=f"this file is the bill of {holder}")


def write(session: Session, business: Business, file: ExpenseSections) -> None:
    """Keeps the terms and grades, and adds the claims that the books do not have."""
    said = file.expenses.model_dump(mode="json", exclude_defaults=True, exclude=set(IN_TABLES))
    others = {name: kept for name, kept in business.settings.items() if name != SECTION}
    business.settings = {**others, **({SECTION: said} if said else {})}
    ids = people.ids(session, business.id)
    for held in file.expenses.grades:
        set_grade(session, business.id, ids[held.person], held.grade)
    there = set(session.scalars(select(Claim.reference).where(Claim.business_id == business.id)))
    for entry in file.expenses.claims:
        if entry.reference not in there:
            _add(session, business.id, entry, ids)
    numbers = [int(entry.reference.removeprefix(PREFIX)) for entry in file.expenses.claims]
    count_on_from(session, ClaimSeries, business.id, max(numbers, default=0))


def _add(session: Session, business_id: str, entry: FiledClaim, ids: dict[str, int]) -> None:
    status = entry.moves[-1].status
    decided = _decision(entry)
    claim = Claim(
        business_id=business_id,
        reference=entry.reference,
        person_id=ids[entry.person],
        status=status,
        amount_paise=entry.amount_paise,
        category=entry.category,
        spent_on=entry.date,
        purpose=entry.purpose,
        over_limit=entry.over_limit.model_dump() if entry.over_limit else None,
        approver_id=ids[entry.approver] if entry.approver else None,
        asked_at=entry.escalated_at or entry.moves[0].at,
        escalated_at=entry.escalated_at,
        decided_by=ids[decided.person] if decided and decided.person else None,
        decided_at=decided.at if decided else None,
        decision_reason=decided.reason if decided else None,
        paid_on=entry.payment.date if entry.payment else None,
        payment_reference=entry.payment.reference if entry.payment else None,
        receipts=[
            ClaimReceipt(position=position, **receipt.model_dump(), live=status in LIVE)
            for position, receipt in enumerate(entry.receipts, 1)
        ],
        moves=[
            ClaimMove(
                position=position,
                status=move.status,
                at=move.at,
                person_id=ids[move.person] if move.person else None,
            )
            for position, move in enumerate(entry.moves, 1)
        ],
    )
    session.add(claim)
    session.flush()


def read(session: Session, business: Business) -> ExpenseSections:
    """The terms, the grades, and all claims in the order in which they were filed."""
    terms = of(business, ExpenseSections).expenses
    ids = people.ids_in_file(session, business.id)
    query = select(Claim).where(Claim.business_id == business.id).order_by(Claim.id).options(*WHOLE)
    claims = [entry_of(claim, ids) for claim in session.scalars(query) if claim.person_id in ids]
    held = session.scalars(
        select(ClaimGrade).where(ClaimGrade.business_id == business.id).order_by(ClaimGrade.person_id)
    )
    grades = [PersonGrade(person=ids[one.person_id], grade=one.grade) for one in held if one.person_id in ids]
    return ExpenseSections(expenses=terms.model_copy(update={"grades": grades, "claims": claims}))


def entry_of(claim: Claim, ids: dict[int, str]) -> FiledClaim:
    """A claim as a file has it; `ids` names each person by one phone or user id."""
    payment = {"date": claim.paid_on, "reference": claim.payment_reference}
    return FiledClaim(
        reference=claim.reference,
        person=ids[claim.person_id],
        amount_paise=claim.amount_paise,
        category=claim.category,
        date=claim.spent_on,
        purpose=claim.purpose,
        receipts=[
            Receipt(path=receipt.path, sha256=receipt.sha256, mime_type=receipt.mime_type)
            for receipt in claim.receipts
        ],
        over_limit=OverLimit.model_validate(claim.over_limit) if claim.over_limit else None,
        approver=ids.get(claim.approver_id) if claim.approver_id else None,
        escalated_at=claim.escalated_at,
        moves=[_move(claim, move, ids) for move in claim.moves],
        payment=Payment.model_validate(payment) if claim.paid_on else None,
    )


def _move(claim: Claim, move: ClaimMove, ids: dict[int, str]) -> FiledMove:
    decides = move is _deciding(claim)
    return FiledMove(
        status=Status(move.status),
        at=move.at,
        person=ids.get(move.person_id) if move.person_id else None,
        reason=claim.decision_reason if decides else None,
    )


def _deciding(claim: Claim) -> ClaimMove | None:
    """The move that has decided it as it stands; that one has the reason."""
    decided = [move for move in claim.moves if move.status in (*DECISIONS, Status.PENDING)]
    return decided[-1] if decided[-1].status in DECISIONS else None


PART: Part[ExpenseSections] = Part(ExpenseSections, check, write, read, note_export)
