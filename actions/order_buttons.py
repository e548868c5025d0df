"""What can be tapped below what is said of a cart or an order."""

import json

from actions import item_texts, order_texts, serving_buttons
from actions.format import money, quantity

TRACK = "track_order"
OF_ORDERS = (TRACK, "cancel_order")


def buttons(facts: order_texts.Facts, language: str, intent: str) -> list[dict[str, str]]:
    """What can be tapped to choose a product or an order, or to move one."""
    options = facts.get("options", ())
    products = [
        {"title": title, "payload": f"/place_order{json.dumps({'choice': option['choice']})}"}
        for title, option in zip(item_texts.titles(options, language), options, strict=True)
    ]
    of_orders = intent if intent in OF_ORDERS else TRACK
    named = [order["reference"] for order in facts.get("orders", ())]
    orders = [{"title": each, "payload": _of_order(of_orders, each, facts.get("move_to"))} for each in named]
    orders = _without_lines(facts) or _paid(facts, language) or orders
    of_terms = _terms(facts, language)
    return products + _amounts(facts, language) + of_terms + orders + serving_buttons.buttons(facts, language)


def _of_order(intent: str, reference: str, step: str | None) -> str:
    """What a tap on an order does: the step that was said of one of several, or what its page does."""
    if step is not None:
        return serving_buttons.payload(serving_buttons.MOVE, reference=reference, status=step)
    return serving_buttons.payload(intent, reference=reference)


def _paid(facts: order_texts.Facts, language: str) -> list[dict[str, str]]:
    """What can be tapped to say for which of several orders money came: a yes to it, with its sum."""
    return [
        {
            "title": f"{row['reference']}: {money(row['total_paise'], language)}",
            "payload": serving_buttons.payload("affirm", summary=row["summary"]),
        }
        for row in facts.get("which_paid", ())
    ]


def _without_lines(facts: order_texts.Facts) -> list[dict[str, str]]:
    """What can be tapped to say which of several orders shall go without what its customer refused."""
    return [
        {
            "title": row["reference"],
            "payload": serving_buttons.payload(
                serving_buttons.MOVE, reference=row["reference"], line=row["lines_out"][0], extra="out"
            ),
        }
        for row in facts.get("orders", ())
        if row.get("lines_out")
    ]


def _terms(facts: order_texts.Facts, language: str) -> list[dict[str, str]]:
    """What can be tapped to say how, where and when the goods come."""
    choices = [
        *((order_texts.table(each, language), f"table:{each}") for each in facts.get("tables", ())),
        *((order_texts.way(each, language), f"way:{each}") for each in facts.get("ways", ())),
        *((order_texts.place(each, language), f"place:{each}") for each in facts.get("places", ())),
        *((each, f"pincode:{each}") for each in facts.get("pincodes", ())),
    ]
    return [
        *(_slot(each, language) for each in facts.get("slots", ())),
        *(
            {"title": title, "payload": serving_buttons.payload("place_order", choice=choice)}
            for title, choice in choices
        ),
    ]


def _slot(slot: order_texts.Facts, language: str) -> dict[str, str]:
    """The row of a list that takes a slot."""
    return {
        "title": order_texts.slot(slot, language),
        "description": order_texts.hour(slot, language),
        "payload": serving_buttons.payload("place_order", choice=slot["choice"]),
    }


def _amounts(facts: order_texts.Facts, language: str) -> list[dict[str, str]]:
    """What can be tapped to say how much of something that is in the cart already."""
    return [
        {
            "title": quantity(amount["quantity"], facts["item"]["unit"], language),
            "payload": f"/place_order{json.dumps({'choice': amount['choice']})}",
        }
        for amount in facts.get("amounts", ())
    ]
