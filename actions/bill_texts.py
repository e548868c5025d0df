"""The facts of a bill as the variables of its replies."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from babel.dates import format_date

from actions.format import LOCALES, day, joined, money, quantity, words

Facts = Mapping[str, Any]

PLAIN = (
    "bill_number",
    "bill_of",
    "bill_before",
    "bill_pay_url",
    "bill_count",
    "bill_rates_token",
    "reference",
    "business",
    "bill_payer",
    "bill_instead",
    "summary",
)
SUMS = ("bill_total", "bill_back", "bill_more", "bill_left", "bill_paid", "bill_owed", "bill_ahead")


def variables(facts: Facts, language: str) -> dict[str, str]:
    """Every variable that these facts can fill, in the language of the person."""
    texts = {name: str(facts[name]) for name in PLAIN if facts.get(name) is not None}
    if "bill_gstin" in facts:
        texts["bill_gstin"] = gstin(facts)
    sums = {name: facts.get(f"{name}_paise") for name in SUMS}
    texts |= {name: money(paise, language) for name, paise in sums.items() if paise is not None}
    if "bill_owed_paise" in facts:
        texts["bill_then"] = _then(facts, language)
    to = facts.get("bill_to")
    texts["bill_to"] = str(words(language)["bill_to"].format(name=to)) if to else ""
    if "bill_goods" in facts:
        texts["bill_goods"] = _goods(facts["bill_goods"], language)
    if "bill_lines" in facts:
        texts["bill_lines"] = joined([each[language] for each in facts["bill_lines"]], language)
    if "bill_rows" in facts:
        texts["bill_rows"] = _rows(facts, language)
    if "bill_on" in facts:
        texts["bill_on"] = day(facts["bill_on"], language)
    if "bill_rates" in facts:
        texts["bill_rates"] = "\n".join(_rate(row, language) for row in facts["bill_rates"])
    return texts


def gstin(facts: Facts) -> str:
    """The number of a firm, behind its name where that is known."""
    named = (facts.get("bill_firm"), facts["bill_gstin"])
    return ", ".join(str(each) for each in named if each)


def _then(facts: Facts, language: str) -> str:
    """What the customer owes once it is taken back, or has paid ahead and may want back."""
    said = words(language)
    if facts["bill_ahead_paise"]:
        return str(said["bill_ahead"].format(amount=money(facts["bill_ahead_paise"], language)))
    return str(said["bill_owed"].format(amount=money(facts["bill_owed_paise"], language)))


def _goods(goods: Sequence[Facts], language: str) -> str:
    """What comes back, in brackets; nothing where only the sum is less."""
    named = [
        f"{each['name'][language]} {quantity(each['quantity'], each['unit'], language)}" for each in goods
    ]
    return f" ({joined(named, language)})" if named else ""


def _rows(facts: Facts, language: str) -> str:
    """What was billed, each in a line with its sum; what is taken off, and what bringing it costs."""
    sums = [
        (
            f"{each['name'][language]} {quantity(each['quantity'], each['unit'], language)}",
            each["amount_paise"],
        )
        for each in facts["bill_rows"]
    ]
    rows = [f"• {named}: {money(paise, language)}" for named, paise in sums]
    rows += [f"• -{money(facts['bill_off_paise'], language)}"] if facts["bill_off_paise"] else []
    fee = words(language)["fee"].format(amount=money(facts["bill_fee_paise"], language))
    return "\n".join([*rows, *([f"• {fee}"] if facts["bill_fee_paise"] else [])])


def _rate(row: Facts, language: str) -> str:
    row_of: str = words(language)["bill_rate"]
    return row_of.format(name=row["name"][language], now=row["now"], then=row["then"])


def notice_variables(facts: Facts, language: str) -> dict[str, str]:
    """The same for notices, whose other facts are said by the skill whose they are."""
    return variables(facts, language) if any(name.startswith("bill_") for name in facts) else {}


def options(facts: Facts, language: str) -> Sequence[dict[str, str]]:
    """What can be chosen among: each purchase with its day and sum."""
    return [
        {
            "title": option["choice"],
            "description": f"{_day(option['at'], language)}, {money(option['total_paise'], language)}",
            "choice": option["choice"],
        }
        for option in facts.get("options", ())
    ]


def _day(iso: str, language: str) -> str:
    return format_date(datetime.fromisoformat(iso).date(), "EEE d MMM", LOCALES[language])
