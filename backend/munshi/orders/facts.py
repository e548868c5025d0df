"""What the answers say, as JSON: integer paise, quantities as decimal strings, moments in the business's zone."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from munshi.columns import plain
from munshi.orders.discounts import Reckoned
from munshi.orders.items import AddOn, Item, Shelf
from munshi.orders.kept import Kept
from munshi.orders.models import Order, OrderLine
from munshi.orders.quantities import Pack
from munshi.orders.rules import Bill
from munshi.orders.statuses import OPEN, REOPENED
from munshi.orders.totals import line_amount
from munshi.orders.wishes import Ask, Line, Wish

Facts = dict[str, Any]

SHOWN = 3  # of the products that may be meant


def item_facts(item: Item, marked: bool) -> Facts:
    """An item with its price; `marked` where customers look for the veg mark."""
    return {
        "name": dict(item.name),
        "variant": dict(item.variant) if item.variant else None,
        "pack": _pack_facts(item.measure.pack),
        "unit": item.measure.unit,
        "price_paise": item.price_paise,
        "veg": item.veg if marked else None,
    }


def line_facts(line: Line, marked: bool, kept: Kept) -> Facts:
    """A line of the cart with its notes; the price is that of one unit with its add-ons."""
    return {
        **item_facts(line.item, marked),
        "price_paise": line.each_paise,
        "quantity": plain(line.quantity),
        "add_ons": [dict(add_on.name) for add_on in line.add_ons],
        "amount_paise": line_amount(line.quantity, line.each_paise),
        "said": kept.notes_of(line.item.key),
    }


def bill_facts(bill: Bill, marked: bool, kept: Kept, *, collects_gst: bool) -> Facts:
    """Everything that a bill shows of the goods and their price; who collects no GST has none in the prices."""
    return {
        "lines": [line_facts(line, marked, kept) for line in bill.lines],
        "discounts": discount_rows(bill.off),
        "discount_paise": bill.totals.discount_paise,
        "goods_paise": bill.totals.goods_paise,
        "gst_paise": bill.totals.gst_paise if collects_gst else 0,
        "gst_included": bill.totals.gst_included,
        "fee_paise": bill.totals.fee_paise,
        "total_paise": bill.totals.total_paise,
    }


def question_facts(wish: Wish, shelf: Shelf, marked: bool) -> Facts:
    """What the open question is about."""
    items = [item for key in wish.items if (item := shelf.item(key))]
    if wish.question is Ask.CHOOSE_PRODUCT:
        options = [{**item_facts(item, marked), "choice": item.key} for item in items[:SHOWN]]
        return {"asked": wish.asked, "options": options}
    facts: Facts = {
        "asked": wish.asked,
        "item": item_facts(items[0], marked),
        "step": plain(items[0].measure.step),
    }
    if wish.offer:
        facts["offered"] = plain(wish.offer.quantity)
        other = shelf.item(wish.offer.item)
        facts["offered_paise"] = line_amount(wish.offer.quantity, (other or items[0]).price_paise)
        if wish.question is Ask.SUBSTITUTE and other:
            facts["substitute"] = item_facts(other, marked)
    return facts


def where_facts(
    fulfilment: str,
    address: str | None,
    pincode: str | None,
    shop: str | None,
    *,
    proposed: bool = False,
    table: str | None = None,
) -> Facts:
    """How the goods come to the customer, where they can be fetched, or at which table they are eaten.

    `proposed`: the address is that of an earlier order.
    """
    proposed = proposed and bool(address and pincode)
    return {
        "fulfilment": fulfilment,
        "address": address,
        "pincode": pincode,
        "shop": shop,
        "proposed": proposed,
        "table": table if fulfilment == "dine_in" else None,
    }


def beside_facts(kept: Kept) -> Facts:
    """What is kept beside the goods: the notes of the whole order, when it is wanted, and how it is paid."""
    return {
        "said": kept.notes_of_all(),
        "wanted": kept.wanted.as_json() if kept.wanted else None,
        "payment": kept.payment,
        **_bill_name(kept.bill_name),
    }


def _bill_name(name: str | None) -> Facts:
    """In whose name the bill shall be, where that was said."""
    return {"bill_name": name} if name else {}


def order_facts(order: Order, shop: str | None, now: datetime) -> Facts:
    """An order as its customer sees it; `now` carries the business's zone."""
    return {
        "reference": order.reference,
        "status": order.status,
        "lines": [order_line_facts(line) for line in order.lines],
        "total_paise": order.total_paise,
        "discounts": order.discounts,
        "where": where_facts(order.fulfilment, order.address, order.pincode, shop, table=order.dining_table),
        "beside": {
            "said": order.notes,
            "wanted": order.wanted,
            "payment": order.payment,
            **_bill_name(order.bill_name),
        },
        "opens_at": _coming(order.opens_at, now),
        "placed_at": order.placed_at.astimezone(now.tzinfo).isoformat(),
        "cancelled_because": _why_cancelled(order),
        "moved_at": order.moves[-1].at.astimezone(now.tzinfo).isoformat(),
        "promised": _promised(order, now),
    }


def _why_cancelled(order: Order) -> str | None:
    """For which reason it was cancelled, where one was said."""
    reason = order.moves[-1].reason
    return None if reason == REOPENED else reason


def _promised(order: Order, now: datetime) -> Facts | None:
    """The day and the hour by which the shop has said it comes, while that is ahead."""
    if order.promised_at is None or order.promised_at <= now or order.status not in OPEN:
        return None
    at = order.promised_at.astimezone(now.tzinfo)
    return {"day": at.date().isoformat(), "opens": None, "closes": f"{at:%H:%M}"}


def order_line_facts(line: OrderLine) -> Facts:
    """A line as it was ordered, whatever the catalogue says today."""
    pack = (
        Pack(line.pack_quantity, line.pack_unit)
        if line.pack_quantity is not None and line.pack_unit is not None
        else None
    )
    return {
        "name": line.name,
        "variant": line.variant,
        "pack": _pack_facts(pack),
        "unit": line.unit,
        "price_paise": line.price_paise,
        "veg": None,
        "quantity": plain(line.quantity),
        "add_ons": [add_on["name"] for add_on in line.add_ons],
        "amount_paise": line.amount_paise,
        "said": line.notes,
    }


def discount_rows(off: Reckoned) -> list[Facts]:
    """What is taken off, as a bill shows it and an order keeps it."""
    return [{"name": dict(given.discount.name), "paise": given.paise} for given in off.given]


def add_on_rows(add_ons: Sequence[AddOn]) -> list[Facts]:
    """Add-ons as an order keeps them."""
    return [{"name": dict(add_on.name), "price_paise": add_on.price_paise} for add_on in add_ons]


def _coming(opens_at: datetime | None, now: datetime) -> str | None:
    return opens_at.astimezone(now.tzinfo).isoformat() if opens_at and opens_at > now else None


def _pack_facts(pack: Pack | None) -> Facts | None:
    return {"quantity": plain(pack.quantity), "unit": pack.unit} if pack and not pack.in_name else None
