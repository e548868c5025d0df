"""A picture of a product from who may keep the stock: what it will be put on is shown first."""

from typing import Any

from sqlalchemy.orm import Session

from munshi.callers import Caller
from munshi.catalogue import service as catalogue
from munshi.orders.facts import item_facts
from munshi.orders.shelf import StockedShelf
from munshi.outcomes import Outcome, Refusal
from munshi.owner import drafts
from munshi.owner.drafts import Change, File
from munshi.owner.facts import rows
from munshi.owner.rights import must_keep_stock
from munshi.owner.rules import Kind
from munshi.owner.said import Told


def show(session: Session, caller: Caller, told: Told, file: File) -> Outcome[Any]:
    """The one product that the words beside the picture name, with the token of a yes."""
    must_keep_stock(session, caller)
    name = next((said.name for said, _ in told.lines if said.name), None)
    if name is None:
        raise Refusal("photo_of_what")
    meant = StockedShelf(session, caller.business_id).meant(name)
    items = list({each.sku: each for each in meant.items}.values())
    if len(items) != 1:
        options = [item_facts(each, marked=False) for each in items[: drafts.SHOWN]]
        raise Refusal("photo_of_which" if items else "photo_of_none", asked=name, options=options)
    changes = [Change(items[0].sku, Kind.PHOTO, file=file)]
    products = catalogue.lock_many(session, caller.business_id, [items[0].sku])
    shown = rows(session, caller, products, changes, written=False)
    facts = {
        "rows": shown,
        "notes": [],
        "item": item_facts(items[0], marked=False),
        "summary": drafts.keep(session, caller, changes),
    }
    return Outcome[str](outcome="confirm_photo", facts=facts)
