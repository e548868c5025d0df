"""The stock by an owner's words: what came, what is left, what ran out, what costs more now.

What is more than usual is shown before it is written, with the token of what is shown; the rest is written at once, and
said with what is there afterwards.
"""

from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from munshi.callers import Caller
from munshi.catalogue import service as catalogue
from munshi.orders.messages import Said
from munshi.orders.shelf import StockedShelf
from munshi.outcomes import Outcome, Refusal
from munshi.owner import drafts, run_outs
from munshi.owner.clauses import completed
from munshi.owner.facts import rows
from munshi.owner.filing import is_unusual, write
from munshi.owner.hearing import hear
from munshi.owner.put_right import with_other_count
from munshi.owner.rights import must_keep_stock
from munshi.owner.rules import OF_AMOUNTS, Mark
from munshi.owner.said import Told


def update(session: Session, caller: Caller, told: Told, *, takes_off: bool = False) -> Outcome[Any]:
    """Writes what was said, or shows it first where it is more than usual; asks where it is not clear.

    What only sounds like goods that are sold no more, and `takes_off`, is shown first as well.
    """
    if (of_an_order := run_outs.of_order(session, caller, told)) is not None:
        return of_an_order
    must_keep_stock(session, caller)
    told = completed(StockedShelf(session, caller.business_id), with_other_count(told))
    if not told.names_goods:
        raise Refusal("which")
    heard = hear(session, caller, told)
    products = catalogue.lock_many(session, caller.business_id, [change.sku for change in heard.changes])
    is_much = is_unusual(session, products, heard.changes)
    if is_much or ((heard.guessed or takes_off) and heard.changes):
        summary = drafts.keep(session, caller, heard.changes)
        shown = rows(session, caller, products, heard.changes, written=False)
        return Outcome[str](
            outcome="confirm" if is_much else "confirm_off" if takes_off else "confirm_prices",
            facts={"rows": shown, "notes": heard.all_notes(), "summary": summary},
        )
    write(session, products, heard.changes)
    facts = {
        "rows": rows(session, caller, products, heard.changes, written=True),
        "notes": heard.notes,
    }
    if heard.question is not None:
        return Outcome[str](outcome=heard.question.outcome, facts={**heard.question.facts, **facts})
    return Outcome[str](outcome="updated" if heard.changes else "none_known", facts=facts)


def of_figure(
    session: Session, caller: Caller, summary: str | None, figure: Decimal, unit: str | None
) -> Told | None:
    """What was shown with another figure, where it is one amount: "4.75 kilo" in answer to a count."""
    shown = drafts.shown(session, caller, summary)
    if len(shown) != 1 or shown[0].kind not in OF_AMOUNTS:
        return None
    return Told([(Said(None, figure, unit, sku=shown[0].sku), 0)], [Mark(shown[0].kind, 0)])


def confirm(session: Session, caller: Caller, summary: str | None) -> Outcome[Any]:
    """Writes exactly what was shown, once."""
    must_keep_stock(session, caller)
    changes = drafts.take(session, caller, summary)
    if changes is None:
        raise Refusal("which")
    products = catalogue.lock_many(session, caller.business_id, [change.sku for change in changes])
    write(session, products, changes)
    written = rows(session, caller, products, changes, written=True)
    return Outcome[str](outcome="updated", facts={"rows": written, "notes": []})


def keep(session: Session, caller: Caller) -> Outcome[Any]:
    """Leaves the stock as it is."""
    must_keep_stock(session, caller)
    drafts.drop(session, caller)
    return Outcome[str](outcome="kept", facts={"notes": []})
