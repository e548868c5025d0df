"""Taking back, within its minutes, what was recorded, reported or decided of a payment."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from munshi.billing.payments import notices, reporting, service
from munshi.billing.payments.facts import Facts, payment_facts
from munshi.billing.payments.models import Payment
from munshi.billing.payments.statuses import Status
from munshi.callers import Caller
from munshi.outcomes import Refusal
from munshi.undoing.cancellable import Cancellable, Undoing
from munshi.undoing.models import Act
from munshi.undoing.rules import Kind


def offered(session: Session, caller: Caller) -> Sequence[Cancellable]:
    """Payments are taken back by their acts alone: a bare *cancel* is about goods and requests."""
    return ()


def undo_recording(session: Session, caller: Caller, act: Act) -> Facts:
    """It was never paid: the ledger is answered line by line, and the customer hears it."""
    payment = _locked(session, caller, act)
    if payment.status == Status.REJECTED:
        raise Refusal("undone_already")
    service.take_back(session, payment, Status.REJECTED, caller.person)
    notices.tell_of_undoing(session, payment, caller.person)
    return _facts(session, payment)


def undo_decision(session: Session, caller: Caller, act: Act) -> Facts:
    """The report waits again."""
    payment = _locked(session, caller, act)
    if payment.status == Status.REPORTED:
        raise Refusal("undone_already")
    service.take_back(session, payment, Status.REPORTED, caller.person)
    notices.tell_of_undoing(session, payment, caller.person)
    return _facts(session, payment)


def undo_reporting(session: Session, caller: Caller, act: Act) -> Facts:
    """The customer takes the report back before anybody has looked for it."""
    return _facts(session, reporting.withdraw(session, caller, act.references[0]))


def about(session: Session, caller: Caller, act: Act) -> Facts:
    """The payment that it was about."""
    payment = service.find(session, caller.business_id, act.references[0])
    assert payment is not None
    return _facts(session, payment)


def _facts(session: Session, payment: Payment) -> Facts:
    return {"reference": payment.reference, **payment_facts(session, payment)}


def _locked(session: Session, caller: Caller, act: Act) -> Payment:
    payment = service.locked(session, caller.business_id, act.references[0])
    if payment is None:
        raise Refusal("none")
    return payment


UNDOING = Undoing(
    offered,
    {},
    {
        Kind.PAYMENT_RECORDED: undo_recording,
        Kind.PAYMENT_DECIDED: undo_decision,
        Kind.PAYMENT_REPORTED: undo_reporting,
    },
    about,
)
