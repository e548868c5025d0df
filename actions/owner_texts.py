"""What an owner is told, as the variables of the replies."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from babel.dates import format_date

from actions import item_texts, order_texts
from actions.format import LOCALES, joined, money, quantity, unit_name, until, words

Facts = Mapping[str, Any]


def stock(facts: Facts, language: str) -> dict[str, str]:
    """What became of the stock."""
    item = facts.get("item")
    named = (
        {"name": item_texts.name(item, language), "unit": unit_name(item["unit"], language)} if item else {}
    )
    return {
        "rows": "\n".join(_row(row, language) for row in facts.get("rows", ())),
        "names": joined(facts.get("names") or _option_names(facts, language), language),
        "asked": str(facts.get("asked") or ""),
        "summary": str(facts.get("summary") or ""),
        "options": "\n".join(
            f"{place}. {item_texts.name(option, language)}"
            for place, option in enumerate(facts.get("options", ()), 1)
            if "name" in option
        ),
        **named,
        **_new(facts, language),
    }


def _new(facts: Facts, language: str) -> dict[str, str]:
    """What goes on the list: its price, and how much there is."""
    item, left = facts.get("item"), facts.get("new_stock")
    if not item:
        return {}
    there = words(language)["stock_there"].format(left=quantity(left, item["unit"], language)) if left else ""
    return {"price": money(item["price_paise"], language), "there": there}


def _option_names(facts: Facts, language: str) -> list[str]:
    return [item_texts.name(option, language) for option in facts.get("options", ()) if "name" in option]


def titles(options: Sequence[Facts], language: str) -> list[str]:
    """What stands on the buttons: products, or what has happened."""
    if options and "name" not in options[0]:
        said = words(language)["stock_kinds"]
        return [said[option["kind"]] for option in options]
    return item_texts.titles(options, language)


def sales(facts: Facts, language: str) -> dict[str, str]:
    """The figures of some days beside those before them."""
    if "orders" not in facts:
        return {}
    said = words(language)
    best = [
        said["best_row"].format(
            name=row["name"][language],
            quantity=quantity(row["quantity"], row["unit"], language),
            amount=money(row["amount_paise"], language),
        )
        for row in facts["best"]
    ]
    payments = [
        f"{_payment(each['payment'], language)} {money(each['total_paise'], language)}"
        for each in facts["payments"]
    ]
    more = [
        said["sales_later"].format(number=facts["later"], amount=money(facts["later_paise"], language))
        if facts.get("later")
        else "",
        said["ordered_by"].format(payments=", ".join(payments)) if payments else "",
        _came(facts.get("came"), language),
        said["sales_given"].format(amount=money(facts["given_paise"], language))
        if facts.get("given_paise")
        else "",
        said["sales_repairs"].format(number=facts["repairs"], amount=money(facts["repairs_paise"], language))
        if facts.get("repairs")
        else "",
        said["sales_open"].format(number=facts["open"]) if facts["open"] else "",
        _cancelled(facts["cancelled"], language),
        said["best"].format(rows="\n".join(best)) if best else "",
        said["run_out"].format(names=joined([name[language] for name in facts["run_out"]], language))
        if facts["run_out"]
        else "",
    ]
    return {
        "days": _days(facts["first"], facts["last"], language),
        "orders": str(facts["orders"]),
        "total": money(facts["total_paise"], language),
        "before": said["sales_before"].format(
            total=money(facts["total_before_paise"], language),
            orders=facts["orders_before"],
            days=_days(facts["before"]["first"], facts["before"]["last"], language),
        ),
        "more": "".join(f"\n{each}" for each in more if each),
    }


def _came(came: Sequence[Facts] | None, language: str) -> str:
    """What came in, by its way; nothing where the books keep no payments."""
    if came is None:
        return ""
    said = words(language)
    ways = [f"{said['ways_came'][each['way']]} {money(each['paise'], language)}" for each in came]
    return str(said["came"].format(ways=", ".join(ways)) if ways else said["came_nothing"])


def _payment(payment: str | None, language: str) -> str:
    said = words(language)
    return str(said["payments"][payment] if payment else said["payment_unsaid"])


def _cancelled(cancelled: Sequence[Facts], language: str) -> str:
    """How many orders, with the reasons."""
    if not cancelled:
        return ""
    said = words(language)
    reasons = [
        f"{order_texts.reason(each['reason'], language) if each['reason'] else said['by_customer']} {each['orders']}"
        for each in cancelled
    ]
    number = sum(each["orders"] for each in cancelled)
    return str(said["sales_cancelled"].format(number=number, reasons=joined(reasons, language)))


def _row(row: Facts, language: str) -> str:
    """A product, what happened to it, and what is there now."""
    said = words(language)
    texts = {
        "name": item_texts.name(row, language),
        "quantity": quantity(row["quantity"], row["unit"], language) if row["quantity"] else "",
        "price": money(row["new_price_paise"], language),
        "unit": unit_name(row["unit"], language),
    }
    there = (
        said["stock_there"].format(left=quantity(row["left"], row["unit"], language)) if row["left"] else ""
    )
    ends = said["stock_until"].format(until=until(row["until"], language)) if row.get("until") else ""
    return f"{said['stock_rows'][row['kind']].format(**texts)}{ends or there}"


def _days(first: str, last: str, language: str) -> str:
    start, end = (
        format_date(date.fromisoformat(each), "EEE d MMM", LOCALES[language]) for each in (first, last)
    )
    return start if first == last else f"{start} – {end}"
