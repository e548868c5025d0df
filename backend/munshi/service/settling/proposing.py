"""What would be done about the goods of a ticket, for a yes of whoever is in charge; nothing is done yet."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from munshi.billing.bills import crediting
from munshi.billing.payments.models import Payment
from munshi.columns import plain
from munshi.orders import moving
from munshi.orders.models import Order
from munshi.orders.statuses import Status
from munshi.outcomes import Outcome, Refusal
from munshi.service.settling import choosing
from munshi.service.settling.looking import (
    billed_as,
    counted,
    given_since,
    goods_of,
    named_lines,
    paid_for,
    standing_bill,
)
from munshi.service.settling.rules import Chosen, Goods, Way, shared_out
from munshi.service.tickets.models import Ticket

Facts = dict[str, Any]


@dataclass(frozen=True)
class Proposal:
    """What of an order is made good in which way; `bought` is the order by which it was paid.

    `paise` is what it comes to, `back` what of it goes back of which payment; the rest is owed less. `given`: so much
    went back by other words since the customer complained, and may be just this.
    """

    way: Way
    order: Order
    bought: Order
    chosen: list[Chosen]
    paise: int
    back: list[tuple[Payment, int]]
    given: int = 0

    @property
    def back_paise(self) -> int:
        """What goes back in money."""
        return sum(paise for _, paise in self.back)

    def summary(self, ticket: Ticket) -> str:
        """Stands for exactly this; a yes names it."""
        parts = (
            ticket.reference,
            self.way,
            choosing.written(self.chosen),
            str(self.paise),
            str(self.back_paise),
        )
        return choosing.PARTED.join(parts)

    def facts(self, ticket: Ticket) -> Facts:
        """What is shown for the yes."""
        return {
            "summary": self.summary(ticket),
            "reference": ticket.reference,
            "settling": self.way,
            "settled_goods": [goods_facts(self.order, each) for each in self.chosen],
            "settled_paise": self.paise,
            "back": [{"way": payment.way, "paise": paise} for payment, paise in self.back],
            "less_paise": self.paise - self.back_paise,
            "given_paise": self.given,
        }


def goods_facts(order: Order, chosen: Chosen) -> Facts:
    """So much of a line, by its name."""
    line = next(each for each in order.lines if each.position == chosen.goods.line)
    return {"line": line.position, "name": line.name, "quantity": plain(chosen.quantity), "unit": line.unit}


def propose(session: Session, ticket: Ticket, way: Way, said: str | None) -> Proposal | Outcome[Any]:
    """The proposal, or what is asked first: which of the goods. The order is locked.

    Refuses with `settled_already`, `not_delivered`, `not_paid` and `too_much`.
    """
    order = _order(session, ticket)
    every = goods_of(session, order)
    named = named_lines(order, ticket.order_lines)
    left = [each for each in every if each.left > 0 and each.line in named]
    of_all = said is None or said == choosing.ALL
    if of_all and not left:
        raise Refusal("settled_already", reference=ticket.reference)
    if said is None and len(left) > 1:
        return _ask_which(ticket, way, order, left)
    chosen = [Chosen(each, each.left) for each in left] if of_all else choosing.read(said or "", every)
    if said is None and (count := counted(ticket.problem, order, left[0])) is not None:
        chosen = [Chosen(left[0], count)]
    if way == "replace":
        return Proposal(way, order, order, chosen, 0, [])
    bought = _bought(session, order, chosen)
    paise = _worth(session, bought, chosen)
    if not paise:
        raise Refusal("settled_already", reference=ticket.reference)
    back = _back(session, bought, paise) if way == "refund" else []
    if way == "refund" and not back:
        rest = {"instead": ["credit", "replace"], "goods": choosing.written(chosen)}
        raise Refusal("not_paid", reference=ticket.reference, order=bought.reference, **rest)
    given = given_since(session, bought, ticket.opened_at) if way == "refund" else 0
    return Proposal(way, order, bought, chosen, paise, back, given)


def _order(session: Session, ticket: Ticket) -> Order:
    order = moving.locked(session, ticket.business_id, ticket.order_reference or "")
    if order is None or order.status == Status.CANCELLED:
        raise Refusal("settled_already", reference=ticket.reference)
    return order


def _ask_which(ticket: Ticket, way: Way, order: Order, left: list[Goods]) -> Outcome[Any]:
    options = [goods_facts(order, Chosen(each, each.left)) for each in left]
    facts = {
        "reference": ticket.reference,
        "settling": way,
        "options_of_goods": options,
        "summary": f"{ticket.reference}{choosing.PARTED}{way}",
    }
    return Outcome[str](outcome="ask_goods", facts=facts)


def _bought(session: Session, order: Order, chosen: list[Chosen]) -> Order:
    """The order by which the goods were paid, which has been delivered: only then anything is owed for it."""
    of = chosen[0].goods.of
    bought = order if of == order.reference else moving.locked(session, order.business_id, of)
    assert bought is not None
    if bought.status != Status.DELIVERED:
        raise Refusal("not_delivered", order=bought.reference)
    return bought


def _worth(session: Session, bought: Order, chosen: list[Chosen]) -> int:
    bill = standing_bill(session, bought)
    if bill is None:
        return sum(each.goods.worth(each.quantity) for each in chosen)
    quantities = {billed_as(bought, each.goods.bought_as): each.quantity for each in chosen}
    return crediting.worth(session, bill, quantities)


def _back(session: Session, bought: Order, paise: int) -> list[tuple[Payment, int]]:
    """What goes back of which payment; nothing where nothing was paid."""
    paid = paid_for(session, bought)
    shares = shared_out(paise, [there for _, there in paid])
    return [(payment, share) for (payment, _), share in zip(paid, shares, strict=True) if share]
