"""The way of the terms and the payments from a file into the books and out again."""

from collections.abc import Iterable
from itertools import pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.billing.payments.models import (
    Payment,
    PaymentMove,
    PaymentPart,
    PaymentRefund,
    PaymentSeries,
)
from munshi.billing.payments.sections import GivenBack, MadePayment, PaidMove, PaidPart, PaymentSections
from munshi.billing.payments.service import PREFIX, WHOLE
from munshi.billing.payments.statuses import FIRST, Status, may_follow
from munshi.billing.payments.terms import terms_of
from munshi.business.models import Business
from munshi.business.part import Part
from munshi.people import service as people
from munshi.problems import Fault
from munshi.series import count_on_from

SECTION = "payments"


def check(session: Session, file: PaymentSections, business_id: str) -> Iterable[Fault]:
    """A reference is one payment's, its people are known, its life is one, and what it settles is what was paid."""
    known = people.ids_with(session, business_id, file)
    seen: dict[str, int] = {}
    for place, made in enumerate(file.payments.made):
        at = f"payments.made[{place}]"
        if seen.setdefault(made.reference, place) != place:
            yield Fault(
                at=f"{at}.reference", problem=f"payments.made[{seen[made.reference]}] is {made.reference} too"
            )
        named = {made.person, made.reported_by, *(move.person for move in made.moves)} - {None}
        for who in sorted(str(each) for each in named - known):
            yield Fault(at=at, problem=f"there is nobody with the id {who}")
        statuses = [move.status for move in made.moves]
        if statuses[0] not in FIRST or not all(may_follow(now, then) for now, then in pairwise(statuses)):
            yield Fault(at=f"{at}.moves", problem="a payment does not move like this")
        if made.parts and sum(part.paise for part in made.parts) != made.paise:
            yield Fault(at=f"{at}.parts", problem="the parts are not the payment's sum")
        if sum(refund.paise for refund in made.refunds) > made.paise:
            yield Fault(at=f"{at}.refunds", problem="more went back than was paid")


def write(session: Session, business: Business, file: PaymentSections) -> None:
    """Keeps the terms, and adds the payments that the books do not have."""
    said = file.model_dump(mode="json", exclude_defaults=True, include={SECTION})
    said.get(SECTION, {}).pop("made", None)
    others = {name: kept for name, kept in business.settings.items() if name != SECTION}
    business.settings = {**others, **{name: section for name, section in said.items() if section}}
    there = set(session.scalars(select(Payment.reference).where(Payment.business_id == business.id)))
    ids = people.ids(session, business.id)
    session.add_all(_made(business, made, ids) for made in file.payments.made if made.reference not in there)
    session.flush()
    numbers = [int(made.reference.removeprefix(PREFIX)) for made in file.payments.made]
    count_on_from(session, PaymentSeries, business.id, max(numbers, default=0))


def read(session: Session, business: Business) -> PaymentSections:
    """The terms, and all payments in the order in which they were made."""
    query = select(Payment).where(Payment.business_id == business.id).order_by(Payment.id).options(*WHOLE)
    ids = people.ids_in_file(session, business.id)
    made = [entry_of(payment, ids) for payment in session.scalars(query) if payment.person_id in ids]
    return PaymentSections(payments=terms_of(business).model_copy(update={"made": made}))


def entry_of(payment: Payment, ids: dict[int, str]) -> MadePayment:
    """A payment as a file has it; `ids` names each person by one phone or user id."""
    return MadePayment(
        reference=payment.reference,
        person=ids[payment.person_id],
        paise=payment.paise,
        way=payment.way,
        at=payment.at,
        utr=payment.utr,
        named=payment.named,
        note=payment.note,
        screenshot=payment.screenshot,
        reported_by=ids.get(payment.reported_by) if payment.reported_by else None,
        gateway=payment.gateway,
        gateway_payment_id=payment.gateway_payment_id,
        paid_on=payment.paid_on,
        parts=[PaidPart(of=part.of, paise=part.paise) for part in payment.parts],
        moves=[
            PaidMove(
                status=Status(move.status),
                at=move.at,
                person=ids.get(move.person_id) if move.person_id else None,
                reason=move.reason,
            )
            for move in payment.moves
        ],
        refunds=[
            GivenBack(
                paise=refund.paise,
                at=refund.at,
                person=ids.get(refund.person_id) if refund.person_id else None,
                gateway_refund_id=refund.gateway_refund_id,
                done_at=refund.done_at,
            )
            for refund in payment.refunds
        ],
    )


def _made(business: Business, made: MadePayment, ids: dict[str, int]) -> Payment:
    """What the ledger says of it comes with the ledger."""
    return Payment(
        **made.model_dump(
            include={
                "reference",
                "paise",
                "way",
                "at",
                "utr",
                "named",
                "note",
                "screenshot",
                "gateway",
                "gateway_payment_id",
                "paid_on",
            }
        ),
        business_id=business.id,
        person_id=ids[made.person],
        status=made.moves[-1].status,
        reported_by=ids[made.reported_by] if made.reported_by else None,
        refunded_paise=sum(refund.paise for refund in made.refunds),
        parts=[
            PaymentPart(position=position, of=part.of, paise=part.paise)
            for position, part in enumerate(made.parts, 1)
        ],
        moves=[
            PaymentMove(
                position=position,
                status=move.status,
                at=move.at,
                reason=move.reason,
                person_id=ids[move.person] if move.person else None,
            )
            for position, move in enumerate(made.moves, 1)
        ],
        refunds=[
            PaymentRefund(
                position=position,
                person_id=ids[refund.person] if refund.person else None,
                **refund.model_dump(exclude={"person"}),
            )
            for position, refund in enumerate(made.refunds, 1)
        ],
    )


PART: Part[PaymentSections] = Part(PaymentSections, check, write, read)
