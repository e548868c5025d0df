"""The facts of spare parts as the variables of their replies."""

from collections.abc import Mapping, Sequence
from typing import Any

from actions.format import day, joined, money
from actions.visit_words import words

Facts = Mapping[str, Any]


def part_variables(facts: Facts, language: str) -> dict[str, str]:
    """The variables by which a part is named where it may be cancelled."""
    name = facts["part_name"][language] if facts.get("part_name") else ""
    return {"reference": str(facts.get("part_request") or ""), "part": name}


def of_part(facts: Facts, language: str) -> dict[str, str]:
    """The variables that say of a part what it is, what it costs and where it stands."""
    said = words(language)
    texts: dict[str, str] = {}
    if facts.get("parts") is not None:
        texts["parts"] = "\n".join(
            part_row(row, place, language) for place, row in enumerate(facts["parts"], 1)
        )
    texts["before"] = _done_before(facts.get("before"), language)
    if facts.get("unknown"):
        texts["before"] += said["unknown_parts"].format(parts=joined(facts["unknown"], language))
    then = joined(facts.get("then") or (), language)
    texts["after"] = "\n" + said["after"].format(parts=then) if then else ""
    item = facts.get("item")
    if item is not None:
        texts["item"] = item["name"][language]
        models = ", ".join(facts.get("models") or ())
        of_models = said["of_models"].format(models=models) if models and "quantity" in facts else ""
        texts["models"] = models
        texts["part_price"] = money(item["part_price_paise"], language)
        days = item.get("guarantee_days")
        texts["own_guarantee"] = said["own_guarantee" if days else "no_own_guarantee"].format(days=days)
        texts["look"] = _part_look(item, language) + of_models
        texts["shall"] = said["shall"]["keep" if item["in_stock"] else "order"]
        if facts.get("then"):
            texts["shall"] = f"{said['then'].format(parts=joined(facts['then'], language))}\n{texts['shall']}"
        if facts.get("other_maker"):
            texts["shall"] = f"{said['other_maker'].format(maker=facts['other_maker'])}\n{texts['shall']}"
        if facts.get("instead_of"):
            line = said["instead_of"].format(
                reference=facts["instead_of"], quantity=facts["instead_quantity"]
            )
            texts["shall"] = f"{line}\n{texts['shall']}"
    if facts.get("part_status"):
        texts["part_standing"] = said["part_standing"][facts["part_status"]]
    if "part_name" in facts:
        texts["item"] = facts["part_name"][language]
    if "quantity" in facts:
        texts["quantity"] = str(facts["quantity"])
        free, total = facts.get("part_free"), money(facts.get("part_total_paise") or 0, language)
        texts["part_total"] = said["part_free"] if free else total
    if facts.get("expected_on"):
        texts["expected"] = day(facts["expected_on"], language)
    rows = facts.get("expected_parts") or ()
    texts["expected_parts"] = "\n".join(_expected_row(row, language) for row in rows)
    texts |= _of_handing(facts, language)
    return texts


def _expected_row(row: Facts, language: str) -> str:
    """A part with the day for which it was promised; one that is late, here, or brought by who comes, says so."""
    said = words(language)
    name = "late" if row["is_late"] else "ordered" if row["part_status"] == "ordered" else "here"
    due = day(row["expected_on"], language) if row.get("expected_on") else ""
    stands = said["part_expected"]["ordered_sometime" if name == "ordered" and not due else name].format(
        due=due
    )
    bring = said["part_expected"]["brought" if row.get("visit") else "fetched"].format(visit=row.get("visit"))
    item = f"*{row['part_request']}* {row['quantity']} × {row['part_name'][language]}"
    return f"🔩 {item}: {stands} {bring}"


def _of_handing(facts: Facts, language: str) -> dict[str, str]:
    """A part that is handed over: its money, whose it is, and what else there is of it."""
    said, texts = words(language), dict[str, str]()
    if "part_owed" in facts or facts.get("part_free"):
        texts["part_money"] = _part_money(facts, language)
        texts["part_shall"] = said["part_shall"]["how" if facts.get("ways") else "sure"]
    if facts.get("said_paise"):
        texts["part_said"] = money(facts["said_paise"], language)
    texts["phone_line"] = f"\n📞 {facts['customer_phone']}" if facts.get("customer_phone") else ""
    if "parts_left" in facts:
        texts["parts_left"] = str(facts["parts_left"])
    texts["requests_line"] = f"\n{of_requests(facts, language)}" if facts.get("requests") else ""
    return texts


def of_requests(facts: Facts, language: str) -> str:
    """The parts that are kept or ordered, with whose they are."""
    row = words(language)["request_row"]
    return "\n".join(
        row.format(**of_part(each, language), reference=each["part_request"], customer=each["customer_name"])
        for each in facts["requests"]
    )


def _part_money(facts: Facts, language: str) -> str:
    """What was paid for a part that is handed over, and what stays owed."""
    said = words(language)["part_money"]
    if facts.get("part_free"):
        return str(words(language)["part_free"])
    paid, owed = facts.get("part_paid") or 0, facts.get("part_owed") or 0
    amounts = {"paid": money(paid, language), "owed": money(owed, language)}
    line = str(said[facts.get("how") or "open"].format(price=money(paid + owed, language), **amounts))
    return line + (said["part"].format(**amounts) if owed and facts.get("how") in ("cash", "upi") else "")


def _done_before(done: Facts | None, language: str) -> str:
    """What became of the part before, where several were asked for."""
    if not done:
        return ""
    return str(
        words(language)["done_before"].format(**of_part(done, language), reference=done["part_request"])
    )


def part_row(row: Facts, place: int, language: str) -> str:
    """A part with its quality, price, guarantee, and whether it is there."""
    said = words(language)
    return str(
        said["part_row"].format(
            place=place,
            item=row["name"][language],
            quality=said["qualities"][row["quality"]],
            amount=said["part_free"] if row.get("row_free") else money(row["part_price_paise"], language),
            guarantee=guarantee(row, language),
            there=_there(row, language),
        )
    )


def _part_look(item: Facts, language: str) -> str:
    said = words(language)
    return str(
        said["part_look"].format(
            quality=said["qualities"][item["quality"]],
            guarantee=guarantee(item, language),
            there=_there(item, language),
        )
    )


def _there(row: Facts, language: str) -> str:
    there = words(language)["there"]
    if row["in_stock"]:
        return str(there["in_stock"])
    return str(
        there["order"].format(days=row["order_days"]) if row["order_days"] is not None else there["none"]
    )


def titles(rows: Sequence[Facts], language: str) -> list[str]:
    """What stands on rows of parts: the quality and the price, by which they differ."""
    said = words(language)["qualities"]
    return [f"{said[row['quality']]} {money(row['part_price_paise'], language)}".capitalize() for row in rows]


def guarantee(row: Facts, language: str) -> str:
    """How long something has a guarantee of its own."""
    days = row.get("guarantee_days")
    return str(words(language)["guarantee"].format(days=days)) if days else ""
