"""The facts of guarantees as the variables of their replies."""

from collections.abc import Mapping
from typing import Any

from actions.format import day_of_year, money
from actions.ticket_texts import customer
from actions.wording import wording

Facts = Mapping[str, Any]

words = wording("warranty_words.yml")


def variables(facts: Facts, language: str) -> dict[str, str]:
    """Every variable that these facts can fill, in the language of the person."""
    texts = {
        name: str(facts[name])
        for name in ("summary", "serial", "months", "machine_called", "part", "bill_named")
        if facts.get(name)
    }
    pieces = facts.get("pieces") or ([facts["piece"]] if facts.get("piece") else [])
    texts["pieces"] = "\n".join(piece(each, language) for each in pieces)
    name = facts.get("name") or (facts["piece"]["name"] if facts.get("piece") else None)
    if name:
        texts["name"] = str(name[language])
    if facts.get("piece"):
        texts["serial"] = str(facts["piece"]["serial"] or "–")
    texts["visit"] = _visit(facts, language)
    if facts.get("until"):
        texts["until"] = day_of_year(facts["until"], language)
    if facts.get("since"):
        texts["since"] = day_of_year(facts["since"], language)
    if "summary" in facts and "sold_on" in facts:
        texts["look"] = look(facts, language)
    return texts


def deciding_variables(facts: Facts, language: str) -> dict[str, str]:
    """The variables of a piece on which the owner has a word."""
    return {**variables(facts, language), **notice_variables(facts, language)}


def notice_variables(facts: Facts, language: str) -> dict[str, str]:
    """The variables of what is told of a registered piece unasked."""
    told = facts.get("piece")
    if not isinstance(told, Mapping):
        return {}
    sold = words(language)["sold"].format(sold_on=day_of_year(told["sold_on"], language))
    return {
        "piece_id": str(told["id"]),
        "piece_name": str(told["name"][language]),
        "piece_serial": str(told["serial"] or "–"),
        "piece_look": f"{piece(told, language)}\n{sold}",
        "piece_status": str(words(language)["statuses"][told["standing"]]),
        "piece_customer": customer(told.get("customer") or {}),
    }


def piece(facts: Facts, language: str) -> str:
    """A piece with its guarantees: until when, or since when not and what a visit costs, and the parts that differ."""
    said = words(language)
    form = "waits" if facts["standing"] == "waiting" else "holds" if facts["holds"] else "over"
    if not facts["until"]:
        form = "unsaid_waits" if facts["standing"] == "waiting" else "unsaid"
    texts = {
        "name": facts["name"][language],
        "serial": said["serial"].format(serial=facts["serial"]) if facts["serial"] else "",
        "until": day_of_year(facts["until"], language) if facts["until"] else "",
        "visit": _visit(facts, language),
    }
    rows = [said[form].format(**texts)]
    for part in facts["parts"]:
        line = said["part_holds" if part["holds"] else "part_over"]
        rows.append(line.format(part=part["part"], until=day_of_year(part["until"], language)))
    if facts.get("excluded") and facts["holds"]:
        rows.append(said["excluded"].format(things=", ".join(facts["excluded"])))
    return "\n".join(rows)


def look(facts: Facts, language: str) -> str:
    """What a yes registers."""
    said = words(language)
    shown = {**facts, "standing": "held", "excluded": None, "visit_paise": None}
    shown["parts"] = [{**part, "holds": True} for part in facts["parts"]]
    return f"{piece(shown, language)}\n{said['sold'].format(sold_on=day_of_year(facts['sold_on'], language))}"


def _visit(facts: Facts, language: str) -> str:
    paise = facts.get("visit_paise")
    return words(language)["visit"].format(visit=money(paise, language)) if paise else ""
