"""The facts of requests, as who decides about them reads them, as the variables of their replies."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from actions import expense_texts, leave_texts
from actions.format import joined, moment, money
from actions.wording import wording

Facts = Mapping[str, Any]

words = wording("approval_words.yml")
PLAIN = ("reference", "name", "by", "person", "business", "first_approver", "summary")
MOST_LINES = 10
A_DAY = timedelta(days=1)


def variables(facts: Facts, language: str) -> dict[str, str]:
    """Every variable that these facts can fill, in the language of who decides."""
    said = words(language)
    texts = {name: str(facts[name]) for name in PLAIN if facts.get(name)}
    if facts.get("type_name") or facts.get("category"):
        texts["request"] = request(facts, language)
    if "asked_at" in facts:
        texts["card"] = card(facts, language)
    texts["act"] = str(facts.get("act") or "")
    if facts.get("reason"):
        texts["reason"] = str(facts["reason"])
    if "at" in facts:
        by = facts.get("by") or said["somebody"]
        status = said["statuses"].get(facts["status"], facts["status"])
        texts["standing"] = said["standing"].format(status=status, by=by, at=moment(facts["at"], language))
    if "requests" in facts:
        texts["requests"] = _lines(facts["requests"], language)
        texts["sum"] = _sum(facts, language)
        texts["references"] = joined([f"*{each['reference']}*" for each in facts["requests"]], language)
        texts["question"] = said["why_all"].format(**texts)
    elif "request" in texts and "name" in texts:
        texts["question"] = said["why"].format(**texts)
    if "rows" in facts:
        texts["rows"] = "\n".join(_decided(row, language) for row in facts["rows"])
    texts["others"] = "\n".join(_other(row, language) for row in facts.get("others", ()))
    texts["besides"] = f"\n{texts['others']}" if texts["others"] else ""
    return texts


def _other(row: Facts, language: str) -> str:
    """What waits and is no request, in a line that says how it is decided."""
    thing, paise = (row.get("thing") or {}).get(language, ""), row.get("amount_paise") or 0
    line = words(language)["others"][row["kind"]]
    return str(line.format(named=row["named"], name=row["name"], thing=thing, amount=money(paise, language)))


def notice_variables(facts: Facts, language: str) -> dict[str, str]:
    """The variables of a request that somebody is asked to decide about unasked; none of other notices."""
    if "asked_at" not in facts:
        return {}
    return {
        "card": card(facts, language),
        "request": request(facts, language),
        "first_approver": str(facts.get("first_approver") or words(language)["somebody"]),
    }


def request(facts: Facts, language: str) -> str:
    """What is asked for, in short."""
    if "amount_paise" in facts:
        claim = expense_texts.notice_variables(facts, language)
        return str(words(language)["claim"].format(**claim))
    leave = leave_texts.notice_variables(facts, language)
    return str(words(language)["leave"].format(**leave))


def card(facts: Facts, language: str) -> str:
    """All that is needed to decide, in lines."""
    said = words(language)
    if "amount_paise" in facts:
        return expense_texts.notice_variables(facts, language)["look"]
    leave = leave_texts.notice_variables(facts, language)
    lines = [leave["look"]]
    if facts.get("balance") is not None:
        lines.append(said["balance"].format(**leave))
    if facts.get("clash"):
        lines.append(said["clash"].format(**leave))
    return "\n".join(lines)


def team_variables(facts: Facts, language: str) -> dict[str, str]:
    """Who is away on which days; why is nobody's matter here."""
    texts = {name: str(facts[name]) for name in PLAIN if facts.get(name)}
    if "from" in facts:
        texts["span"] = leave_texts.span(facts, language)
    if "rows" in facts:
        texts["rows"] = "\n".join(_away(row, language) for row in facts["rows"])
    return texts


def _lines(requests: Sequence[Facts], language: str) -> str:
    """Each request in a line; of many the first, and how many there are."""
    said = words(language)
    lines = [_request(each, language) for each in requests[:MOST_LINES]]
    more = len(requests) - MOST_LINES
    return "\n".join([*lines, said["more"].format(number=more)] if more > 0 else lines)


def _request(each: Facts, language: str) -> str:
    """A request in a line, behind the word that is said of it, if any is."""
    said = words(language)
    verdict = said["verdicts"][each["approve"]] if "approve" in each else ""
    if not each.get("name"):
        return f"• {verdict}*{each['reference']}*"
    line = said["line"].format(**{**each, "request": request(each, language)})
    return str(line.replace("• ", f"• {verdict}", 1))


def _sum(facts: Facts, language: str) -> str:
    """How many of each word several decisions are, and why not."""
    said = words(language)
    for_each = [each.get("approve") for each in facts["requests"]]
    numbers = [
        said["sums"][verdict].format(number=for_each.count(verdict))
        for verdict in (True, False)
        if verdict in for_each
    ]
    because = [said["because"].format(reason=facts["reason"])] if facts.get("reason") else []
    return ", ".join([*numbers, *because])


def _decided(row: Facts, language: str) -> str:
    said = words(language)
    line = said["decided_of"] if row.get("name") else said["decided"]
    outcome = said["outcomes"].get(row["outcome"], said["outcomes"]["other"])
    return str(line.format(reference=row["reference"], name=row.get("name"), outcome=outcome))


def _away(row: Facts, language: str) -> str:
    said = words(language)
    days = joined([leave_texts.span(span, language) for span in _spans(row["days"])], language)
    line = said["away_pending"] if row["status"] == "pending" else said["away"]
    return str(line.format(name=row["name"], days=days))


def _spans(days: Sequence[Facts]) -> list[dict[str, Any]]:
    """The days, those that follow each other as one span."""
    spans: list[dict[str, Any]] = []
    for day in days:
        last = spans[-1] if spans else None
        whole = day["portion"] == leave_texts.FULL
        if last and whole and last["portion"] == leave_texts.FULL and _follows(last["to"], day["date"]):
            last["to"] = day["date"]
        else:
            spans.append({"from": day["date"], "to": day["date"], "portion": day["portion"]})
    return spans


def _follows(before: str, after: str) -> bool:
    return date.fromisoformat(after) - date.fromisoformat(before) == A_DAY
