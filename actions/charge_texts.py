"""What coming and work cost, as the variables of replies about visits."""

from collections.abc import Mapping
from typing import Any

from actions.care_texts import plan_look
from actions.format import joined, moment, money, with_year
from actions.visit_words import words

Facts = Mapping[str, Any]


def charge(facts: Facts, language: str) -> str:
    """What a visit costs, and why it costs nothing; behind it what the wished work costs by the list."""
    rows = [_work_row(row, language) for row in facts.get("works") or ()]
    works = words(language)["works_wished"].format(prices=joined(rows, language)) if rows else ""
    return f"{_coming(facts, language)}{works}"


def _coming(facts: Facts, language: str) -> str:
    said = words(language)
    until = with_year(facts["until"], language) if facts.get("until") else None
    if facts.get("free"):
        return str(said["free"][facts["free"] + ("_until" if until else "")].format(until=until))
    if not facts.get("charge_paise"):
        return str(said["no_charge"])
    line = said["charge_adjusted" if facts.get("adjusted") else "charge"]
    told = line.format(charge=money(facts["charge_paise"], language))
    if facts.get("own_fault"):
        return str(said["charge_own_fault"].format(until=until, charge=told))
    if thing := facts.get("not_covered") or said["kinds_of_work"].get(facts.get("work")):
        return str(said["charge_not_covered"].format(until=until, thing=thing, charge=told))
    return str(said["charge_ended"].format(until=until, charge=told) if until else told)


def whether(facts: Facts, language: str) -> str:
    """That such a machine is repaired, or what coming costs, where that was asked before the machine is known."""
    return f"{_first_free(facts, language)}{_asked_beside(facts, language)}"


def _first_free(facts: Facts, language: str) -> str:
    """Yes, from when somebody is free; or no, and when that is."""
    first = facts.get("comes_first")
    if first is None:
        return ""
    said = words(language)["comes_first"]
    if first["at"] is None:
        return str(said["never"])
    return str(said["on_time" if first["on_time"] else "later"].format(when=moment(first["at"], language)))


def _asked_beside(facts: Facts, language: str) -> str:
    said, asked = words(language)["whether"], facts.get("asked_whether")
    if asked == "charge" and facts.get("machine"):
        return _where_nothing_is_repaired(facts, language)
    if not asked:
        return ""
    guaranteed = said["guaranteed"] if facts.get("keeps_guarantees") else ""
    beside = {"second": facts.get("second"), "place": facts.get("shop_place"), "guaranteed": guaranteed}
    told, part = str(said[asked].format(charge=charge(facts, language), **beside)), facts.get("asked_part")
    if asked == "work":
        told = of_work(facts, language)
    if not part:
        return told
    price = money(part["part_price_paise"], language)
    return told + str(words(language)["part_price"]).format(part=part["name"][language], price=price)


def _where_nothing_is_repaired(facts: Facts, language: str) -> str:
    """That coming is charged all the same where nothing is repaired: what it costs stands beside it."""
    if not (facts.get("adjusted") and facts.get("charge_paise")):
        return ""
    told = words(language)["whether"]["nothing_repaired"]
    return str(told.format(charge=money(facts["charge_paise"], language)))


def of_work(facts: Facts, language: str) -> str:
    """What work costs by the shop's own list; else what coming costs, where that is not told, and that the rest is
    told once somebody has looked.
    """
    said = words(language)
    if rows := facts.get("work_prices"):
        return str(
            said["work_priced"].format(prices=joined([_work_row(row, language) for row in rows], language))
        )
    coming = charge(facts.get("work_charge") or facts, language)
    before = "" if facts.get("machine") else said["whether"]["charge"].format(charge=coming, guaranteed="")
    return str(before + said["whether"]["work"])


def _work_row(row: Facts, language: str) -> str:
    look = f" ({plan_look(row['plan'], language)})" if row.get("plan") else ""
    each, count = money(row["paise"], language), row.get("count") or 1
    price = f"{count} × {each} = {money(count * row['paise'], language)}" if count > 1 else each
    return f"{row['name'][language]}{look} {price}"
