"""What is the matter with a line of an order, and what its customer can make of it, in words."""

from collections.abc import Mapping
from typing import Any

from actions.format import money, quantity, unit_name, words
from actions.item_texts import name

Facts = Mapping[str, Any]


def choices(facts: Facts, language: str) -> str:
    """What can become of a line that ran out, each with the sum that it comes to."""
    said = words(language)["choices"]
    return "\n".join(
        said[each["take"]].format(
            total="" if each["total_paise"] is None else money(each["total_paise"], language),
            instead=_instead(facts["instead"], language) if facts["instead"] else "",
            amount=offered_amount(facts, language),
        )
        for each in facts["takes"]
    )


def question(facts: Facts, language: str) -> str:
    """Asks for the first of these choices, so that a yes is to it."""
    instead = name(facts["instead"], language) if facts["instead"] else ""
    first = words(language)["first_choice"][facts["takes"][0]["take"]]
    return str(first.format(instead=instead, amount=offered_amount(facts, language)))


def out(facts: Facts, language: str) -> str:
    """What is the matter with a line: it has run out, may come in another amount or otherwise, or shall be left out."""
    called, before = name(facts["gone"], language), amount_before(facts, language)
    how = (
        "other_amount"
        if facts.get("offered_quantity")
        else ("other_goods" if facts["instead"] else "left_out_by_shop")
        if facts.get("is_there")
        else "ran_out"
    )
    said = words(language)[how]
    return str(said.format(name=called, before=before, amount=offered_amount(facts, language)))


def offered_amount(facts: Facts, language: str) -> str:
    offered = facts.get("offered_quantity")
    return quantity(offered, facts["gone"]["unit"], language) if offered else ""


def amount_before(facts: Facts, language: str) -> str:
    return quantity(facts["gone"]["quantity"], facts["gone"]["unit"], language)


def _instead(item: Facts, language: str) -> str:
    amount, price = quantity(item["quantity"], item["unit"], language), money(item["price_paise"], language)
    return f"{name(item, language)}, {amount} ({price}/{unit_name(item['unit'], language)})"
