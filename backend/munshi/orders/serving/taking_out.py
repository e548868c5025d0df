"""Lines of an order that its customer has refused, as the shop says: shown with the new total, taken out by one yes.

Nobody is asked, unlike of what ran out: the customer is told, and what they write back goes to who took them out. Of a
delivered order the goods are taken off its bill by a credit note.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.heard import decides
from munshi.billing.bills.of_orders import order_changed
from munshi.callers import Caller
from munshi.catalogue import stock
from munshi.catalogue.stock import StockLine
from munshi.notices import service as notices
from munshi.orders.facts import order_line_facts
from munshi.orders.looking import facts_of
from munshi.orders.models import Order, OrderLine
from munshi.orders.serving import held, replies, waits
from munshi.orders.serving.deciding import with_its_lines
from munshi.orders.serving.facts import card
from munshi.orders.serving.hearing import hears
from munshi.orders.serving.models import RunOut
from munshi.orders.serving.moving import of_the_shop, refuse_move
from munshi.orders.serving.notices import tell_kitchen
from munshi.orders.serving.proposals import bill_of
from munshi.orders.statuses import OPEN, Status
from munshi.outcomes import Outcome
from munshi.people.models import Person

PAGE, ASKED = "move_order", "choose_run_out"


def ask(
    session: Session, caller: Caller, order: Order, lines: Sequence[OrderLine], said_paise: int | None = None
) -> Outcome[Any]:
    """The order as it would be without these lines; `said_paise` is by how much it shall cost less, where that is said.

    A sum that is not theirs is told beside what they come to.
    """
    if order.status not in OPEN:
        refuse_move(session, order)
    places = {line.position for line in lines}
    left = bill_of(order, [line for line in order.lines if line.position not in places]).total_paise
    less = order.total_paise - left
    facts = {
        **card(session, order),
        "goods": [line.name for line in lines],
        "next": [],
        "before_paise": order.total_paise,
        "total_paise": left,
        "less_paise": less,
        "summary": _summary(order, places, left),
    }
    other = said_paise is not None and said_paise != less
    alone = not hears(session, order)
    outcome = "confirm_other_sum" if other else "confirm_line_out_alone" if alone else "confirm_line_out"
    return Outcome[str](outcome=outcome, facts=facts)


def confirm(session: Session, caller: Caller, summary: str) -> Outcome[Any]:
    """Takes out exactly what was shown; where the order has changed since, it is shown anew."""
    reference, said, _ = summary.split("|")
    order = of_the_shop(session, caller, reference)
    if order.status not in OPEN:
        refuse_move(session, order)
    places = {int(place) for place in said.split(",")}
    lines = [line for line in order.lines if line.position in places]
    if not lines:
        refuse_move(session, order)
    shown = ask(session, caller, order, lines)
    if shown.facts["summary"] != summary:
        return shown
    for line in lines:
        _take_out(session, caller, order, line)
    with_its_lines(session, order)
    order_changed(session, order, caller.person)
    _tell(session, caller, order, lines)
    goods = [line.name for line in lines]
    outcome = "line_out" if hears(session, order) else "line_out_alone"
    return Outcome[str](outcome=outcome, facts={**card(session, order), "goods": goods})


def keep(session: Session, caller: Caller) -> Outcome[Any]:
    """The order stays as it is."""
    return Outcome[str](outcome="moves_kept")


of_line_out = decides(PAGE, keep, confirm)


def _summary(order: Order, places: set[int], left: int) -> str:
    return f"{order.reference}|{','.join(map(str, sorted(places)))}|{left}"


def _take_out(session: Session, caller: Caller, order: Order, line: OrderLine) -> None:
    """The line leaves the bill and is on the shelf again, unless it had run out."""
    open_question = next(
        (each for each in held.asked_about(session, order) if each.position == line.position), None
    )
    if open_question is not None:
        held.end(session, order, open_question, "left_out")
        waits.resume(session, order)
    else:
        now = clock.now()
        session.add(
            RunOut(
                business_id=order.business_id,
                order_id=order.id,
                position=line.position,
                person_id=caller.person.id,
                at=now,
                outcome="left_out",
                ended_at=now,
                is_there=True,
            )
        )
    if open_question is None or open_question.is_there or open_question.quantity is not None:
        stock.release(session, order.business_id, order.reference, StockLine(line.sku, line.quantity))
    line.dropped = True


def _tell(session: Session, caller: Caller, order: Order, lines: Sequence[OrderLine]) -> None:
    """Its customer hears what was taken out; the kitchen has another ticket where it is being made."""
    customer = session.get_one(Person, (order.business_id, order.person_id))
    key = f"{order.reference}:line_out:{','.join(str(line.position) for line in lines)}"
    facts = {
        **facts_of(caller, order),
        "goods": [order_line_facts(line)["name"] for line in lines],
        **replies.asking(order, caller.person),
        "settles": [ASKED],  # what of a line that ran out
    }
    if hears(session, order):
        notices.tell(session, order.business_id, customer, "order_line_out", key, **facts)
    if order.status == Status.ACCEPTED:
        tell_kitchen(session, order, key)
