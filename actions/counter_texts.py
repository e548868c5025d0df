"""The facts of a sale over the counter as the variables of its replies."""

from collections.abc import Mapping
from typing import Any

from actions import account_texts, order_texts
from actions.format import joined, money, quantity
from actions.item_texts import name
from actions.payment_texts import words as payment_words

Facts = Mapping[str, Any]


def variables(facts: Facts, language: str) -> dict[str, str]:
    """Every variable that these facts can fill."""
    texts = {
        "who": account_texts.who(facts, language),
        "said": str(facts.get("said") or ""),
        "names": joined(list(facts.get("names", ())), language),
        "summary": str(facts.get("summary") or ""),
        "act": str(facts.get("act") or ""),
        "reference": str(facts.get("reference") or ""),
        "total": money(facts["total_paise"], language) if "total_paise" in facts else "",
        "amount": money(facts["paise"], language) if facts.get("paise") else "",
        "bill_number": str(facts.get("bill_number") or ""),
        "paid": _paid(facts, language),
        "by": str(facts.get("by") or ""),
        "words": str(facts.get("words") or ""),
        "told_list": "\n".join(
            f"{n}. “{each['words']}”" for n, each in enumerate(facts.get("told_entries", ()), 1)
        ),
        "options": _options(facts, language),
    }
    texts |= {
        "table": str(facts.get("table") or ""),
        "way": order_texts.short_way(facts["way"], language) if facts.get("way") else "",
        "shorts": joined([_left(each, language) for each in facts.get("short", ())], language),
    }
    if "goods_paise" in facts:
        texts["bill"] = order_texts.bill(facts, language)
    elif "lines" in facts:
        texts["sale"] = _sale(facts, language)
    return texts


def notice_variables(facts: Facts, language: str) -> dict[str, str]:
    """What a tap would write of what a helper told: a sale with its goods, or entries of a khata."""
    told = facts.get("told_facts")
    if told is None:
        return {}
    said = _sale(told, language) if "lines" in told else account_texts.variables(told, language)["rows"]
    whose = account_texts.who(told, language) if "lines" in told else ""
    return {"told_text": "".join(f"{each}\n" for each in (whose, said) if each)}


def _sale(facts: Facts, language: str) -> str:
    """The lines, what is taken off, the total, how it is paid; then what is out of the ordinary."""
    said = account_texts.words(language)
    rows = [
        order_texts.lines(facts, language),
        *(order_texts.discount(each, language) for each in facts.get("discounts", ())),
        said["sale_total"].format(total=money(facts["total_paise"], language), paid=_paid(facts, language)),
    ]
    if facts.get("balance_paise") is not None:
        rows.append(said["sale_balance"].format(balance=money(facts["balance_paise"], language)))
    if facts.get("beyond"):
        rows.append(said["why"]["limit"])
    rows += [account_texts.short(goods, language) for goods in facts.get("short", ())]
    return "\n".join(rows)


def _left(short: Facts, language: str) -> str:
    return f"{name(short, language)} ({quantity(short['left'], short['unit'], language)})"


def _paid(facts: Facts, language: str) -> str:
    way = facts.get("payment")
    return str(payment_words(language)["ways"][way]) if way else ""


def _options(facts: Facts, language: str) -> str:
    """What may be meant, numbered: goods with their price, or customers with what they owe."""
    if facts.get("customers"):
        shown = {"options": facts["customers"]}
        return account_texts.variables(shown, language)["options"]
    return order_texts.options(facts, language) if facts.get("options") else ""
