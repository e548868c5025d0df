"""An order that is paid by khata: only by who may buy on it, and only as far as the limit goes."""

from munshi.billing.accounts.terms import standing
from munshi.orders.bills import Bill
from munshi.orders.desk import Desk, payments_of
from munshi.orders.facts import Facts
from munshi.orders.kept import Payment


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
