"""The facts of who does what in the shop as the variables of its replies."""

from collections.abc import Mapping, Sequence
from typing import Any

from actions.format import joined, words

Facts = Mapping[str, Any]


def variables(facts: Facts, language: str) -> dict[str, str]:
    """Every variable of a reply that these facts can fill."""
    said = words(language)
    return {
        "rows": _rows(facts.get("rows", ()), language),
        "summary": str(facts.get("summary") or ""),
        "name": str(facts.get("name") or ""),
        "said": str(facts.get("said") or ""),
        "names": joined(list(facts.get("names", ())), language) or said["duty_nobody"],
        "duties": _kinds(facts.get("duty_kinds", ()), language),
        "unheard": _line(said["duty_unheard"], facts.get("unheard", ()), language),
        "change": f"\n{said['duty_change']}" if facts.get("may_change") else "",
        **_holders(facts.get("duties", {}), language),
    }


def notice_variables(facts: Facts, language: str) -> dict[str, str]:
    """Those of a notice."""
    texts = {}
    if "duty_kinds" in facts:
        kinds = facts["duty_kinds"]
        texts["duties"] = _kinds(kinds, language)
        texts["how"] = "\n".join(words(language)["duty_how"][each] for each in kinds)
    if "duty_rows" in facts:
        texts["rows"] = _rows(facts["duty_rows"], language)
        texts["changed"] = texts["rows"].removeprefix("• ").replace("\n• ", "; ")
    return texts


def _rows(rows: Sequence[Facts], language: str) -> str:
    """`• Sajid: order ki duty par`, one for each person and what is done."""
    said = words(language)
    told = (said["duty_given" if each["gives"] else "duty_taken"] for each in rows)
    return "\n".join(
        row.format(name=each["name"], duties=_kinds(each["duties"], language))
        for row, each in zip(told, rows, strict=True)
    )


def _kinds(kinds: Sequence[str], language: str) -> str:
    return joined([words(language)["duty_kinds"][each] for each in kinds], language)


def _holders(duties: Mapping[str, Sequence[str]], language: str) -> dict[str, str]:
    nobody = words(language)["duty_nobody"]
    return {f"on_{duty}": joined(list(names), language) or nobody for duty, names in duties.items()}


def _line(row: str, names: Sequence[str], language: str) -> str:
    return f"\n{row.format(names=joined(list(names), language))}" if names else ""
