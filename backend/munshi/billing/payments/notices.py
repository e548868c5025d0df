"""Who is told of a payment without asking: owners of reports and what gateways bring, customers of the rest."""

from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.access.files import sendable
from munshi.billing.accounts.consenting import consents
from munshi.billing.bills.of_payments import bills_of_paid
from munshi.billing.payments import short_of
from munshi.billing.payments.facts import Facts, payment_facts
from munshi.billing.payments.gateways.whatsapp import NAME as WHATSAPP
from munshi.billing.payments.models import PayLink, Payment, PaymentAttempt
from munshi.billing.payments.outcomes import Notice
from munshi.billing.payments.statuses import Status
from munshi.business import service as business_service
from munshi.notices import service as notices
from munshi.orders.models import Order
from munshi.people.models import Person
from munshi.people.rules import Role

BRING_A_BILL: tuple[Notice, ...] = ("payment_confirmed", "payment_received")
DECIDED: dict[Status, Notice] = {
    Status.CONFIRMED: "payment_confirmed",
    Status.REJECTED: "payment_rejected",
}
TOLD: dict[Status, Notice] = {
    Status.CONFIRMED: "payment_told_confirmed",
    Status.REJECTED: "payment_told_rejected",
}


def tell_of_report(session: Session, payment: Payment, *, more: bool = False) -> None:
    """The owners hear what a customer says to have paid, with the screenshot; and once what came later (`more`)."""
    facts = {**payment_facts(session, payment), **_short(session, payment), "files": _screenshot(payment)}
    key = f"{payment.reference}:reported:{len(payment.moves)}{_more(payment) if more else ''}"
    notices.tell_role(session, payment.business_id, Role.OWNER, "payment_reported", key, **facts)


def _short(session: Session, payment: Payment) -> Facts:
    """By how much a claim is less than what is left of its order or bill."""
    short = short_of.of_claim(session, payment)
    return {
        name: short[name] for name in ("pay_named", "pay_whole_paise", "pay_short_paise") if name in short
    }


def _more(payment: Payment) -> str:
    """What tells one addition to a claim from another."""
    return f":more:{payment.way}:{len(payment.note or '')}:{payment.utr or ''}"


def tell_of_what_is_right(session: Session, payment: Payment, words: str) -> None:
    """The owners hear what a customer says to be right of a payment that is confirmed."""
    key = f"{payment.reference}:right:{clock.now():%Y%m%d%H%M%S}"
    facts = {**payment_facts(session, payment), "pay_words": words}
    notices.tell_role(session, payment.business_id, Role.OWNER, "payment_right_wanted", key, **facts)


def tell_of_withdrawing(session: Session, payment: Payment, words: str | None = None) -> None:
    """The owners hear that there is nothing to decide any more, and the words that say so."""
    key = f"{payment.reference}:withdrawn"
    facts = {**payment_facts(session, payment), "pay_words": words}
    notices.tell_role(session, payment.business_id, Role.OWNER, "payment_report_withdrawn", key, **facts)


def tell_of_decision(session: Session, payment: Payment, reason: str | None = None) -> Facts:
    """The customer hears that their payment was found or not; of one that only somebody here told of, that it was.

    Who works here hears what became of what they told of. Who was told, as the answer says it.
    """
    if payment.reported_by not in (None, payment.person_id):
        teller = session.get_one(Person, (payment.business_id, payment.reported_by))
        name = TOLD[Status(payment.status)]
        key = f"{payment.reference}:{name}:{len(payment.moves)}"
        is_told = notices.tell(
            session, payment.business_id, teller, name, key, **payment_facts(session, payment)
        )
        if payment.status == Status.REJECTED:
            return {"pay_told": is_told, "pay_told_who": teller.called}
    is_told = _tell_payer(session, payment, DECIDED[Status(payment.status)], pay_reason=reason)
    return {"pay_told": is_told}


def tell_of_record(session: Session, payment: Payment, instead: Payment | None = None, **more: Any) -> bool:
    """The customer hears what was written down as paid by them, where they let the business write first.

    Who had told of another sum, `instead` of which it was written, has written first, and hears of both. Whether they
    will.
    """
    business = business_service.get(session, payment.business_id)
    person = session.get_one(Person, (payment.business_id, payment.person_id))
    if instead is not None and instead.reported_by == payment.person_id:
        told = payment_facts(session, instead)
        return _tell_payer(session, payment, "payment_recorded", pay_instead=told, **more)
    if business is None or not consents(session, business, person):
        return False
    return _tell_payer(session, payment, "payment_recorded", **more)


def tell_of_undoing(session: Session, payment: Payment, by: Person) -> None:
    """The customer hears that what they were told of a payment was taken back; it waits again, or counts no more."""
    struck = payment.status == Status.REJECTED
    _tell_payer(session, payment, "payment_undone", pay_by=by.called, pay_struck=struck)


def tell_of_other_payer(session: Session, payment: Payment, giver: Person, other: Person) -> None:
    """Who has paid for somebody else hears that it came, and on whose khata it is."""
    facts = {**payment_facts(session, payment), "pay_other": other.called}
    key = f"{payment.reference}:other_payer:{other.id}"
    notices.tell(session, payment.business_id, giver, "payment_other_payer", key, **facts)


def tell_of_gateway_payment(session: Session, payment: Payment) -> None:
    """Both sides hear that money has come through a gateway."""
    moved = {"pay_card_status": _paid_card(session, payment)} if payment.gateway == WHATSAPP else {}
    _tell_payer(session, payment, "payment_received", **moved)
    facts = payment_facts(session, payment)
    key = f"{payment.reference}:came"
    notices.tell_role(session, payment.business_id, Role.OWNER, "payment_came", key, **facts)


def tell_of_closed_card(session: Session, attempt: PaymentAttempt) -> None:
    """The customer's card in the chat cannot be paid any more: what it asks for is settled or gone."""
    person = session.get_one(Person, (attempt.business_id, attempt.person_id))
    facts = {"pay_paise": attempt.paise, "pay_for": [attempt.of] if attempt.of else []}
    status = card_status(attempt.reference, paid=False)
    key = f"attempt:{attempt.reference}:closed"
    notices.tell(
        session, attempt.business_id, person, "payment_card_closed", key, pay_card_status=status, **facts
    )


def tell_of_refund(session: Session, payment: Payment) -> None:
    """The customer hears what went back to them."""
    back = payment.refunds[-1].paise if payment.refunds else 0
    _tell_payer(session, payment, "payment_refunded", pay_back_paise=back)


def tell_of_refused_refund(session: Session, payment: Payment) -> None:
    """The owners hear that the gateway does not give the money back."""
    key = f"{payment.reference}:refund_refused:{len(payment.moves)}"
    facts = payment_facts(session, payment)
    notices.tell_role(session, payment.business_id, Role.OWNER, "payment_refund_refused", key, **facts)


def tell_of_refund_due(session: Session, payment: Payment, order: Order) -> None:
    """The owners hear that a paid order is cancelled, and can give the money back by a tap."""
    facts = {**payment_facts(session, payment), "pay_order": order.reference}
    times = sum(move.status == order.status for move in order.moves)
    key = f"{payment.reference}:refund_due:{order.reference}:{times}"
    notices.tell_role(session, payment.business_id, Role.OWNER, "payment_refund_due", key, **facts)


def tell_of_refund_wanted(session: Session, payment: Payment, paise: int) -> None:
    """The owners hear, once a day, that a customer wants back what they have paid ahead."""
    key = f"refund_wanted:{payment.reference}:{paise}:{clock.now().date().isoformat()}"
    facts = {**payment_facts(session, payment), "pay_back_paise": paise}
    notices.tell_role(session, payment.business_id, Role.OWNER, "payment_refund_wanted", key, **facts)


def tell_of_cancelled(session: Session, payment: Payment, order: Order) -> None:
    """The customer hears what becomes of the money that they paid for an order that is cancelled."""
    person = session.get_one(Person, (payment.business_id, payment.person_id))
    facts = {**payment_facts(session, payment), "pay_order": order.reference}
    key = f"{payment.reference}:of_cancelled:{order.reference}:{len(order.moves)}"
    notices.tell(session, payment.business_id, person, "payment_of_cancelled", key, **facts)


def tell_of_link(session: Session, attempt: PaymentAttempt, url: str) -> None:
    """The customer hears that paying online works again."""
    person = session.get_one(Person, (attempt.business_id, attempt.person_id))
    facts = {"pay_paise": attempt.paise, "pay_url": url, "pay_for": [attempt.of] if attempt.of else []}
    notices.tell(
        session,
        attempt.business_id,
        person,
        "payment_link_ready",
        f"attempt:{attempt.reference}:ready",
        **facts,
    )


def tell_of_differences(session: Session, business_id: str, day: str, found: list[dict[str, Any]]) -> None:
    """The owners hear in what the gateway and the books did not agree."""
    key = f"payment_differences:{day}"
    facts: dict[str, Any] = {"pay_differences": found, "pay_day": day}
    notices.tell_role(session, business_id, Role.OWNER, "payment_differences", key, **facts)


def tell_of_refused_card(session: Session, business_id: str, day: str, details: str) -> None:
    """The owners hear, once a day, why WhatsApp takes no payments for them."""
    facts: dict[str, Any] = {"pay_details": details}
    key = f"payment_card_refused:{day}"
    notices.tell_role(session, business_id, Role.OWNER, "payment_card_refused", key, **facts)


def tell_of_doubt(session: Session, link: PayLink, said: str | None) -> None:
    """The owners hear that a customer finds a bill wrong."""
    person = session.get_one(Person, (link.business_id, link.person_id))
    facts: dict[str, Any] = {
        "pay_payer": person.called,
        "pay_paise": link.paise,
        "pay_for": [link.of] if link.of else [],
        "pay_doubt": said or "",
    }
    notices.tell_role(session, link.business_id, Role.OWNER, "bill_doubted", f"doubt:{link.id}", **facts)


def _tell_payer(session: Session, payment: Payment, name: Notice, **more: Any) -> bool:
    """Whether they will hear it."""
    person = session.get_one(Person, (payment.business_id, payment.person_id))
    key = f"{payment.reference}:{name}:{len(payment.moves)}:{len(payment.refunds)}"
    facts = {**payment_facts(session, payment), **more}
    if name in BRING_A_BILL:
        facts["files"] = bills_of_paid(session, payment.business_id, facts["pay_for"])
    return notices.tell(session, payment.business_id, person, name, key, **facts)


def card_status(reference: str, *, paid: bool) -> dict[str, Any]:
    """What moves the card in the chat, once it is paid or is not to be paid any more, in Meta's words."""
    return {"reference_id": reference, "order": {"status": "completed" if paid else "canceled"}}


def _paid_card(session: Session, payment: Payment) -> dict[str, Any]:
    """What shows on the card in the chat that it is paid."""
    attempt = session.get_one(PaymentAttempt, (payment.business_id, payment.attempt_id))
    return card_status(attempt.reference, paid=True)


def _screenshot(payment: Payment) -> list[dict[str, str]]:
    """The picture that the customer has sent, at the address where each look is noted."""
    if payment.screenshot is None:
        return []
    source = f"/api/businesses/{payment.business_id}/payments/{payment.reference}/screenshot"
    shot = payment.screenshot
    return sendable(source, payment.reference, shot["path"], shot["mime_type"])
