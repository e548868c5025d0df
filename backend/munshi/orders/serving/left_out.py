"""Lines that shall not come, where words name the order and what of it is left out, or the goods alone.

*1009 le lo, badam milk chhod ke baaki bana rahe hain*; *samosa hata do, customer ne mana kiya*. No other order is
touched by it: where several have what is named, it is asked which.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.clauses import whether
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.orders.models import Order
from munshi.orders.serving import filing, moving, refused_lines, taking_out
from munshi.orders.serving.altered import without_orders
from munshi.orders.serving.gone import lines_named, lines_with
from munshi.orders.serving.looking import may_run_out, which_order
from munshi.orders.serving.mentions import ASKED, DENIED, MONEY, STEPS, Mention
from munshi.orders.serving.moving import ask_why, of_the_shop
from munshi.orders.statuses import Status
from munshi.outcomes import Outcome

PAGE = "move_order"


def of_line(
    session: Session,
    caller: Caller,
    reading: Reading,
    mentions: Sequence[Mention],
    pieces: Sequence[tuple[int, int]],
) -> Heard | None:
    """The one order that is named without a line of it, which stands in these pieces: its customer is asked.

    It is accepted beside that, where the words say so.
    """
    named = {each.order.id: each.order for each in mentions}
    if len(named) != 1 or reading.sides(MONEY) or _asks(reading):
        return None
    order, text = next(iter(named.values())), without_orders(reading, mentions)
    words = " ".join(text[start:end] for start, end in pieces)
    lines = lines_named(session, order, words) if lines_with(session, order, words) else ()
    if not lines:
        return None
    accepts = Status.ACCEPTED in reading.sides(STEPS) and order.status == Status.PLACED

    def work(here: Session, by: Caller) -> Outcome[Any]:
        if len(lines) > 1:
            goods = [dict(line.name) for line in lines]
            return Outcome[str](outcome="which_amount", facts={"reference": order.reference, "goods": goods})
        if len(order.lines) == 1:
            return ask_why(here, by, order.reference) or Outcome[str](outcome="not_found")
        if accepts:
            moving.move(here, by, order.reference, Status.ACCEPTED)
        return filing.offer_without(here, by, order, lines)

    return heard(session, caller, PAGE, work)


def of_unnamed(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """What a customer has refused, of no order that is named: of the open one that has it, or it is asked which."""
    if not reading.sides(refused_lines.REFUSED) or reading.sides(MONEY) or _asks(reading):
        return None
    orders = may_run_out(session, caller)
    having = [each for each in orders if refused_lines.lines_of(session, reading, each)]
    if len(having) == 1:
        return refused_lines.of_refused(session, caller, reading, [Mention(having[0], 0, 0)])
    if not having:
        return None
    outs = {each.reference: refused_lines.lines_of(session, reading, each) for each in having}
    shown = which_order(session, caller, having)
    for row in shown.facts["orders"]:
        row["lines_out"] = [line.position for line in outs[row["reference"]]]
    return Heard("track_order", shown)


def ask(session: Session, caller: Caller, reference: str, position: int) -> Outcome[Any]:
    """Shows the order that was tapped without a line that its customer has refused."""
    order: Order = of_the_shop(session, caller, reference)
    lines = [line for line in order.lines if line.position == position]
    if not lines:
        moving.refuse_move(session, order)
    if len(order.lines) == 1:
        return ask_why(session, caller, reference) or Outcome[str](outcome="not_found")
    return taking_out.ask(session, caller, order, lines)


def _asks(reading: Reading) -> bool:
    return bool(whether(reading)) or not {DENIED}.issuperset(reading.sides(ASKED))
