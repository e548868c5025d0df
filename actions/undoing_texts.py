"""What can be cancelled or was just done, as it is named in replies."""

from collections.abc import Mapping, Sequence
from typing import Any

from actions import (
    account_texts,
    expense_texts,
    item_texts,
    leave_texts,
    order_texts,
    part_texts,
    payment_texts,
    ticket_texts,
    visit_texts,
)
from actions.format import clock, joined, moment, money, quantity
from actions.item_texts import LONGEST_TITLE
from actions.wording import wording

Facts = Mapping[str, Any]

words = wording("undoing_words.yml")
OF_STEPS = ("order_delivered", "order_stepped", "order_sold")
MOST_NAMED = 3  # decisions; more of them are counted
SKILLS = {
    "order": order_texts.variables,
    "leave": leave_texts.variables,
    "claim": expense_texts.variables,
    "payment": payment_texts.variables,
    "credit": account_texts.names,
    "entry": account_texts.names,
    "ticket": ticket_texts.thing_variables,
    "visit": visit_texts.thing_variables,
    "part": part_texts.part_variables,
}


def variables(facts: Facts, language: str) -> dict[str, str]:
    """Every variable that these facts can fill, in the language of the person."""
    texts = {"act": str(facts.get("act") or ""), "summary": str(facts.get("summary") or ""), "kept": ""}
    texts["right"] = money(facts["right_paise"], language) if facts.get("right_paise") else ""
    if facts.get("goods"):
        texts["goods"] = str(facts["goods"][language])
        texts["wrong_amount"] = quantity(facts["wrong_amount"], facts["unit"], language)
        texts["right_amount"] = quantity(facts["right_amount"], facts["unit"], language)
        texts["wrong"] = money(facts["wrong_paise"], language)
    texts["thing"] = thing(facts, language) if facts.get("thing") else words(language)["something"]
    if "things" in facts:
        lines = [words(language)["line"].format(thing=thing(each, language)) for each in facts["things"]]
        texts["things"] = "\n".join(lines)
    texts["reference"] = str(facts.get("reference") or "")
    if facts.get("thing") in OF_STEPS:
        texts["state"] = order_texts.variables(facts, language)["state"]
        note = facts.get("credit_note")
        texts["credited"] = words(language)["credited"].format(note=note) if note else ""
    if facts.get("kept"):
        texts["kept"] = words(language)["kept"].format(references=_bold(facts["kept"], language))
    return texts


def thing(facts: Facts, language: str) -> str:
    """What it is called, with what tells it from others: `order *ORD-1012* (₹340)`."""
    kind = str(facts["thing"])
    if "requests" in facts:
        return _decisions(facts["requests"], language)
    said = words(language)["things"][kind]
    whole, bare = said if isinstance(said, list) else (said, said)
    texts = _texts(facts, kind, language)
    try:
        return f"{whole.format(**texts)}{_apart(facts, language)}"
    except KeyError:
        return str(bare.format(**texts))


def _apart(facts: Facts, language: str) -> str:
    """What tells an entry from another of the same sum: when it was written, and for what."""
    apart = facts.get("apart")
    if not apart:
        return ""
    note = f" ({apart['note']})" if apart["note"] else ""
    return f", {moment(apart['at'], language)}{note}"


def title(facts: Facts, language: str) -> str:
    """What stands on its button."""
    if "requests" in facts:
        references = [each["reference"] for each in facts["requests"]]
        named = references[0] if len(references) == 1 else str(len(references))
        return str(words(language)["titles"]["decided"].format(reference=named))[:LONGEST_TITLE]
    if apart := facts.get("apart"):
        total = money(facts["amount_paise"], language)
        return f"{apart['number']}. {total} {clock(apart['at'][11:16], language)}"[:LONGEST_TITLE]
    reference = facts.get("reference") or " ".join(facts.get("references", ()))
    said = str(words(language)["titles"][facts["thing"]])
    texts = {**_texts(facts, str(facts["thing"]), language), "reference": reference}
    return said.format(**texts).strip()[:LONGEST_TITLE]


def _texts(facts: Facts, kind: str, language: str) -> dict[str, str]:
    texts: dict[str, str] = {"reference": str(facts.get("reference") or "")}
    skill = next((says for name, says in SKILLS.items() if kind.startswith(name)), order_texts.variables)
    texts |= skill(facts, language)
    if kind == "cart":
        names = [item_texts.name(line, language) for line in facts["lines"]]
        texts["items"] = joined(names, language)
    if "references" in facts:
        texts["reference"] = " ".join(facts["references"])
    if facts.get("amount_paise"):
        texts["total"] = money(facts["amount_paise"], language)
    return texts


def _decisions(requests: Sequence[Facts], language: str) -> str:
    said = words(language)
    named = [
        said["decision"].format(
            reference=each["reference"],
            name=each["name"],
            status=said["statuses"].get(each["status"], each["status"]),
        )
        for each in requests
    ]
    if len(named) <= MOST_NAMED:
        return joined(named, language)
    return str(said["decisions"].format(number=len(named)))


def _bold(references: Sequence[str], language: str) -> str:
    return joined([f"*{each}*" for each in references], language)
