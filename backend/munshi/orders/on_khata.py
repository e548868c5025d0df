"""An order that is paid by khata: only by who may buy on it, and only as far as the limit goes."""

from dataclasses import replace

from munshi.billing.accounts.khata_words import names_a_khata
from munshi.billing.accounts.terms import standing
from munshi.billing.payments.said import holds
from munshi.orders.desk import Desk, payments_of
from munshi.orders.facts import Facts
from munshi.orders.kept import Payment
from munshi.orders.messages import Message
from munshi.orders.rules import Bill


def without_another(desk: Desk, message: Message) -> Message:
    """The message without the wish to have it written into somebody else's khata, which is refused aloud."""
    notes = message.beside.notes
    refused = [note for note in notes if is_of_another(note.text)]
    if not refused:
        return message
    desk.note("khata_of_another", payments=list(payments_of(desk.business)))
    rest = [note for note in notes if note not in refused]
    return replace(message, beside=replace(message.beside, notes=rest))


def is_of_another(text: str) -> bool:
    """Whether words speak of the khata of somebody else: *mere bhai ke khate me likh do*."""
    said = text.replace("'s", "")
    return names_a_khata(said) and (holds(said, "for_another") or holds(said, "others_khata"))


def is_open(desk: Desk) -> bool:
    """Whether this customer may buy on khata; who may not is told how they can pay."""
    if standing(desk.session, desk.business, desk.caller.person.id).may_buy:
        return True
    desk.note("khata_not_open", payments=list(payments_of(desk.business)))
    return False


def look_again(desk: Desk, bill: Bill) -> None:
    """What goes beyond the limit is not paid by khata: it is said, and another way is left to choose."""
    if desk.cart.kept.payment is not Payment.KHATA:
        return
    where = standing(desk.session, desk.business, desk.caller.person.id)
    if where.may_buy and where.has_room_for(bill.totals.total_paise):
        return
    if where.may_buy:
        facts = {"limit_paise": where.limit_paise, "balance_paise": where.balance_paise + where.ordered_paise}
        desk.note("khata_beyond_limit", payments=list(payments_of(desk.business)), **facts)
    else:
        desk.note("khata_not_open", payments=list(payments_of(desk.business)))
    desk.cart.kept.payment = None
    desk.save()


def balance_facts(desk: Desk) -> Facts:
    """What the customer owes before this order, shown where it is paid by khata."""
    if desk.cart.kept.payment is not Payment.KHATA:
        return {}
    where = standing(desk.session, desk.business, desk.caller.person.id)
    return {"khata_paise": where.balance_paise + where.ordered_paise}
