"""The facts about goods and the shop as the variables of their replies."""

from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import Any

from babel.dates import format_date, format_time

from actions import item_texts, order_texts
from actions.format import LOCALES, day, joined, moment, money, quantity, unit_name, until, words

Facts = Mapping[str, Any]

MONDAY, WEEK = date(2026, 11, 23), 7
MOST_LINES = 15  # of goods in the text; those that can be tapped are all there


def variables(facts: Facts, language: str) -> dict[str, str]:
    """Every variable that these facts can fill, in the language of the person."""
    said = words(language)
    rows = facts.get("rows", ())
    more = facts.get("more", 0) + len(rows) - MOST_LINES
    return {
        "lines": order_texts.lines(facts, language) if "lines" in facts else "",
        "total": money(facts["total_paise"], language) if "total_paise" in facts else "",
        "rows": "\n".join(
            [*(row(each, language) for each in rows[:MOST_LINES]), *_together(facts, language)]
        ),
        "stock": "\n".join(in_stock(each, language) for each in rows if "on_sale" in each),
        "names": joined(facts.get("names", ()), language),
        "gst": _gst(facts, language),
        "taxes": "\n".join(tax(each, language) for each in facts.get("taxes", ())),
        **({"business": facts["business"]} if "business" in facts else {}),
        **({"per_unit": unit_name(rows[0]["per_unit"], language)} if rows and "per_unit" in rows[0] else {}),
        "offers": "\n".join(offer(each, language) for each in facts.get("offers", ())),
        "category": category(facts.get("category") or "", language),
        "categories": "\n".join(
            said["category"].format(name=category(each["category"], language), goods=each["goods"])
            for each in facts.get("categories", ())
        ),
        "more": f"\n{said['more_goods'].format(number=more)}" if more > 0 else "",
    }


def _gst(facts: Facts, language: str) -> str:
    """What comes on top, where it is known how much, or that the prices are without it."""
    said = words(language)
    if facts.get("gst_included", True):
        return ""
    if "gst_paise" not in facts:
        return f"\n{said['gst_not_in_prices']}"
    return f"\n{said['gst_on_top'].format(amount=money(facts['gst_paise'], language))}"


def _together(facts: Facts, language: str) -> list[str]:
    """What the amounts that were asked about come to."""
    if "together_paise" not in facts:
        return []
    said = words(language)
    taken = [
        said["with_offer"].format(name=each["name"][language], amount=money(each["net_paise"], language))
        for each in facts.get("together_discounts", ())
    ]
    return ["".join([said["together"].format(amount=money(facts["together_paise"], language)), *taken])]


def row(facts: Facts, language: str) -> str:
    """A thing with its price, what an amount of it comes to, and whether it is there."""
    said = words(language)
    priced = said["priced"].format(**_named(facts, language))
    if "per_unit" in facts:
        of_unit = {
            "price": money(facts["per_paise"], language),
            "unit": unit_name(facts["per_unit"], language),
        }
        priced = f"{priced} ({said['price_each'].format(**of_unit)})"
    if "amount_paise" in facts:
        amount = {
            "quantity": quantity(facts["quantity"], facts["unit"], language),
            "amount": money(facts["amount_paise"], language),
        }
        priced = said["priced_amount"].format(row=priced, **amount)
    state = facts.get("state") or ("there" if facts.get("there", True) else "sold_out")
    left = quantity(facts["left"], facts["unit"], language) if facts.get("left") else ""
    rest = said["states"][state].format(left=left)
    if facts.get("until"):
        rest = said["out_until"].format(until=until(facts["until"], language))
    for each in facts.get("discounts", ()):
        taken = {"name": each["name"][language], "amount": money(each["net_paise"], language)}
        rest += said["with_offer"].format(**taken)
    instead = facts.get("substitute")
    if instead:
        rest += said["instead"].format(**_named(instead, language))
    return f"{priced}{rest}"


def tax(facts: Facts, language: str) -> str:
    """The GST in the price of a thing or on top of it, or in a sum, which has it whole."""
    of_thing = "tax_inside" if facts["gst_included"] else "tax_on_top"
    return str(words(language)[of_thing if "name" in facts else "tax_of_sum"]).format(
        name=facts.get("name", ""),
        price=money(facts["paise"], language),
        amount=money(facts["gst_paise"], language),
        rate=facts.get("gst_rate", ""),
    )


def offer(facts: Facts, language: str) -> str:
    """A discount by its name, with what it wants."""
    said = words(language)
    wants = (
        [said["offer_above"].format(amount=money(facts["above_paise"], language))]
        if facts["above_paise"]
        else []
    )
    until = [said["offer_until"].format(day=day(facts["last"], language))] if facts["last"] else []
    return f"🏷️ *{facts['name'][language]}*" + "".join(f" {each}" for each in (*wants, *until))


def on_paper(language: str) -> str:
    """The row that sends the whole menu as one file."""
    return str(words(language)["menu_on_paper"])


def in_stock(facts: Facts, language: str) -> str:
    """A thing with how much of it there is, beside what open orders hold."""
    said = words(language)
    left = facts["left"]
    there = said["not_counted"] if left is None else quantity(left, facts["unit"], language)
    held = (
        said["held_by_orders"].format(held=quantity(facts["held"], facts["unit"], language))
        if facts["held"]
        else ""
    )
    return str(
        said["in_stock" if facts["on_sale"] else "off_sale"].format(
            name=item_texts.name(facts, language), there=there, held=held
        )
    )


def price(facts: Facts, language: str) -> str:
    """The price of one unit."""
    return str(words(language)["price_each"].format(**_named(facts, language)))


def category(name: str, language: str) -> str:
    """A category as the business calls it; what has none is the rest."""
    return name or str(words(language)["other_goods"])


def about_shop(about: Facts, language: str) -> dict[str, str]:
    """What the reply about one side of the shop is filled with."""
    texts = {"address": about.get("address"), "phone": about.get("phone"), "upi": about.get("upi_id")}
    told = {name: str(text) for name, text in texts.items() if text}
    told |= {name: moment(about[name], language) for name in ("until", "opens_at") if about.get(name)}
    if "day" in about:
        told["day"] = format_date(date.fromisoformat(about["day"]), "EEEE d MMM", LOCALES[language])
    if "times" in about:
        told["times"] = joined([_stretch(each, language) for each in about["times"]], language)
    if "payments" in about:
        ways = order_texts.ways_to_pay(about, language)
        told["payments"] = f"{ways[:1].upper()}{ways[1:]}"
    if "fee_paise" in about:
        told |= {"terms": _terms(about, language), "area": ", ".join(about["pincodes"])}
    return {**told, "pincode": about.get("pincode") or ""}


def days(facts: Facts, language: str) -> dict[str, str]:
    """The days with their hours, and the orders that are wanted on them."""
    said, told = words(language), []
    rows = facts.get("days", ())
    if len({str(each["times"]) for each in rows}) == 1 and len(rows) == WEEK and "weekday" in rows[0]:
        rows = [{**rows[0], "weekday": None}]
    for each in rows:
        on = {"day": each["day"]} if "day" in each else {}
        about = about_shop({**on, **({"times": each["times"]} if each["times"] else {})}, language)
        called = about["day"] if on else _every(each["weekday"], language)
        told.append(f"• {called}: {said['shut'] if each['closed'] else about.get('times', said['open'])}")
    return {
        "days": "\n".join(told),
        "orders": "".join(_named_then(facts, each, language) for each in ("orders", "visits")),
        "summary": str(facts.get("summary") or ""),
    }


def _named_then(facts: Facts, kind: str, language: str) -> str:
    """The orders or the visits of those days, on a line of their own."""
    named = joined([f"*{each}*" for each in facts.get(kind, ())], language)
    return f"\n{words(language)[f'{kind}_of_days'].format(**{kind: named})}" if named else ""


def _every(weekday: int | None, language: str) -> str:
    """Every day, or a weekday of every week."""
    said = words(language)
    if weekday is None:
        return str(said["every_day"])
    name = format_date(MONDAY + timedelta(days=weekday), "EEEE", locale=LOCALES[language])
    return str(said["every_weekday"].format(day=name))


def _named(facts: Facts, language: str) -> dict[str, str]:
    return {
        "name": item_texts.name(facts, language),
        "price": money(facts["price_paise"], language),
        "unit": unit_name(facts["unit"], language),
    }


def _stretch(times: Facts, language: str) -> str:
    opens, closes = (
        format_time(time.fromisoformat(times[end]), "h:mm a", locale=LOCALES[language])
        for end in ("opens", "closes")
    )
    return str(words(language)["from_to"].format(opens=opens, closes=closes))


def _terms(about: Facts, language: str) -> str:
    """What a delivery costs, and from which sum on."""
    said, fee = words(language), about["fee_paise"]
    told = [said["delivery_fee"].format(amount=money(fee, language)) if fee else said["delivery_free"]]
    if fee and about["free_above_paise"] is not None:
        told.append(said["delivery_free_above"].format(amount=money(about["free_above_paise"], language)))
    if about["minimum_paise"]:
        told.append(said["delivery_minimum"].format(amount=money(about["minimum_paise"], language)))
    return " ".join(told)
