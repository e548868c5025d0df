"""What is kept of somebody, as the variables of the replies about it."""

from collections.abc import Mapping
from typing import Any

from actions.format import day_of_year, moment, money
from actions.ticket_texts import customer
from actions.wording import wording

Facts = Mapping[str, Any]

words = wording("rights_words.yml")


def variables(facts: Facts, language: str) -> dict[str, str]:
    """Every variable that these facts can fill; `whose` names somebody else in a button."""
    other = (facts.get("other") or {}).get("phone")
    texts = {"summary": str(facts.get("summary") or ""), "phone": str(facts.get("phone") or "")}
    texts["whose"] = f', "phone": "+{other}"' if other else ""
    if "counts" in facts:
        texts["look"] = look(facts, language)
    texts["unsettled"] = ", ".join(facts.get("unsettled") or ())
    texts["what_to_do"] = _what_to_do(facts, language)
    if facts.get("due_at"):
        texts["due"] = moment(facts["due_at"], language)
    return texts


def _complaint(facts: Facts) -> str | None:
    """The first open complaint for which erasing waits."""
    return next((each for each in facts.get("unsettled") or () if each.startswith("TKT-")), None)


def _what_to_do(facts: Facts, language: str) -> str:
    """By whose word the erasing goes on where a complaint is open, else that it can be taken back."""
    said, complaint = words(language), _complaint(facts)
    return str(said["to_go_on"].format(reference=complaint) if complaint else said["until_then"])


def notice_variables(facts: Facts, language: str) -> dict[str, str]:
    """The variables of what owners are told of people's data."""
    texts: dict[str, str] = {}
    if isinstance(facts.get("correction"), Mapping):
        told = facts["correction"]
        texts |= {"correction_customer": customer(told["customer"]), "correction_words": str(told["words"])}
    if isinstance(facts.get("erasing_waits"), Mapping):
        told = facts["erasing_waits"]
        texts["waits_customer"] = str(told["customer"] or "…")
        texts["waits_references"] = ", ".join(told["references"])
        texts["waits_first"] = str(told["references"][0])
    if isinstance(facts.get("retention"), Mapping):
        told, said = facts["retention"], words(language)["kinds_kept"]
        texts["retention_begins"] = day_of_year(told["begins_on"], language)
        texts["retention_kinds"] = ", ".join(
            said[kind].format(days=days) for kind, days in told["days"].items()
        )
    return texts


def look(facts: Facts, language: str) -> str:
    """What is kept, counted, and what the person has allowed."""
    said = words(language)
    counts = dict(facts["counts"])
    other = facts.get("other")
    rows = [said["head_other"].format(name=other["name"] or other["phone"]) if other else said["head"]]
    phones = ", ".join(f"+{phone}" for phone in facts["ids"])
    rows.append(said["name"].format(name=facts["name"] or "–", phones=phones or "–"))
    for kind, what in said["kinds"].items():
        if number := counts.pop(kind, 0):
            rows.append(said["line"].format(what=what, number=number))
    if rest := sum(counts.values()):
        rows.append(said["line"].format(what=said["others"], number=rest))
    opted = said["opted"].get(facts["opted"], said["unasked"])
    rows.append(said["allowed"].format(opted=opted, quoted=said["allows" if facts["quoted"] else "denies"]))
    if facts["erasing"]:
        rows.append(said["erasing"])
    if references := ", ".join(facts.get("unsettled", ())):
        rows.append(said["unsettled"].format(references=references))
    if complaint := _complaint(facts):
        rows.append(said["to_close"].format(reference=complaint))
    if owes := facts.get("owes_paise"):
        rows.append(said["owes"].format(owes=money(owes, language)))
    return "\n".join(rows)
