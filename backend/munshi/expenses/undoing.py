"""What of a person's claims a bare *cancel* may mean, and taking back what was filed or decided by mistake."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.callers import Caller
from munshi.expenses import service
from munshi.expenses.desk import SKILL, Desk
from munshi.expenses.facts import KIND, Facts, claim_facts, name_of
from munshi.expenses.filing import wait_for_others_who_file
from munshi.expenses.models import Claim, ClaimReceipt
from munshi.expenses.moving import take_back_decision, take_back_withdrawal, withdraw
from munshi.expenses.service import WHOLE, locked, named
from munshi.expenses.statuses import DECISIONS, Status
from munshi.outcomes import Refusal
from munshi.people.rules import STAFF
from munshi.undoing import acts
from munshi.undoing.cancellable import Cancellable, Undoing
from munshi.undoing.models import Act
from munshi.undoing.rules import Kind


def offered(session: Session, caller: Caller) -> Sequence[Cancellable]:
    """The claim that is being put together, and those that wait for an answer."""
    serves = SKILL in caller.business.skills and caller.may_act_as(*STAFF)
    return list(_offered(session, caller)) if serves else []


def _offered(session: Session, caller: Caller) -> Iterator[Cancellable]:
    desk = Desk(session, caller)
    if desk.draft.claims:
        total = sum(claim.amount_paise or 0 for claim in desk.draft.claims)
        yield Cancellable("claim_draft", _draft_token(desk), {"total_paise": total} if total else {})
    pending = select(Claim).where(
        Claim.business_id == caller.business_id,
        Claim.person_id == caller.person.id,
        Claim.status == Status.PENDING,
    )
    for claim in session.scalars(pending.order_by(Claim.id.desc()).options(*WHOLE)):
        yield Cancellable("claim", _token(claim), claim_facts(claim))


def drop_draft(session: Session, caller: Caller, token: str) -> None:
    """Throws away exactly what was shown."""
    if _draft_token(Desk(session, caller)) != token:
        raise Refusal("changed")
    service.drop(session, caller)


def cancel_claim(session: Session, caller: Caller, token: str) -> None:
    """Withdraws the claim as it was shown."""
    claim = _own(session, caller, token.partition(":")[0])
    if _token(claim) != token:
        raise Refusal("changed")
    withdraw(session, claim, caller.person)
    acts.note(session, caller, Kind.CLAIM_CANCELLED, [claim.reference])


def undo_filing(session: Session, caller: Caller, act: Act) -> Facts:
    """All that was filed with one word is withdrawn, where nobody has decided about any of it."""
    claims = [_own(session, caller, reference) for reference in act.references]
    waiting = [claim for claim in claims if claim.status == Status.PENDING]
    if all(claim.status == Status.WITHDRAWN for claim in claims):
        raise Refusal("undone_already")
    if any(claim.status not in (Status.PENDING, Status.WITHDRAWN) for claim in claims):
        raise Refusal("moved_on")
    for claim in waiting:
        withdraw(session, claim, caller.person)
    acts.note(session, caller, Kind.CLAIM_CANCELLED, [claim.reference for claim in waiting])
    return _facts(claims)


def undo_cancelling(session: Session, caller: Caller, act: Act) -> Facts:
    """The claims wait again, unless their bills were claimed anew since."""
    wait_for_others_who_file(session, caller.business_id)
    claims = [_own(session, caller, reference) for reference in act.references]
    if any(claim.status != Status.WITHDRAWN for claim in claims):
        raise Refusal("undone_already")
    for claim in claims:
        _refuse_where_claimed(session, claim)
        take_back_withdrawal(session, claim, caller.person)
    return _facts(claims)


def undo_decision(session: Session, caller: Caller, reference: str) -> Facts:
    """The claim waits again, and the claimant hears it; what is paid stays."""
    wait_for_others_who_file(session, caller.business_id)
    claim = locked(session, caller.business_id, reference)
    if claim.status == Status.PENDING:
        raise Refusal("undone_already")
    if claim.status not in DECISIONS or claim.decided_by != caller.person.id:
        raise Refusal("moved_on")
    if claim.status == Status.REJECTED:
        _refuse_where_claimed(session, claim)
    take_back_decision(session, claim, caller.person)
    return decision(session, caller, reference)


def decision(session: Session, caller: Caller, reference: str) -> Facts:
    """A claim as who has decided about it names it."""
    claim = session.scalars(named(caller.business_id, reference)).one()
    name = name_of(session, claim.business_id, claim.person_id)
    return {"reference": claim.reference, "kind": KIND, "name": name, "status": claim.status}


def about(session: Session, caller: Caller, act: Act) -> Facts:
    """The claims that were filed or withdrawn."""
    return _facts([session.scalars(named(caller.business_id, each)).one() for each in act.references])


def _facts(claims: Sequence[Claim]) -> Facts:
    """One claim by itself, several together."""
    if len(claims) == 1:
        return claim_facts(claims[0])
    total = sum(claim.amount_paise for claim in claims)
    return {"references": [claim.reference for claim in claims], "total_paise": total}


def _refuse_where_claimed(session: Session, claim: Claim) -> None:
    """One file is the bill of one claim."""
    held = select(ClaimReceipt.claim_id).where(
        ClaimReceipt.business_id == claim.business_id,
        ClaimReceipt.claim_id != claim.id,
        ClaimReceipt.live,
        ClaimReceipt.sha256.in_([receipt.sha256 for receipt in claim.receipts]),
    )
    if session.scalar(held.limit(1)) is not None:
        raise Refusal("taken")


def _own(session: Session, caller: Caller, reference: str) -> Claim:
    claim = locked(session, caller.business_id, reference)
    if claim.person_id != caller.person.id:
        raise Refusal("none")
    return claim


def _draft_token(desk: Desk) -> str:
    claims = ",".join(f"{claim.amount_paise}-{claim.category}-{claim.on}" for claim in desk.draft.claims)
    return f"{desk.draft.serial}:{claims}"


def _token(claim: Claim) -> str:
    return f"{claim.reference}:{claim.status}"


UNDOING = Undoing(
    offered,
    {"claim_draft": drop_draft, "claim": cancel_claim},
    {Kind.CLAIMS_FILED: undo_filing, Kind.CLAIM_CANCELLED: undo_cancelling},
    about,
)
