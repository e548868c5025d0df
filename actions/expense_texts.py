"""The facts of claims as the variables of their replies."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from babel.dates import format_date

from actions.format import LOCALES, joined, money
from actions.leave_texts import days, noted
from actions.wording import wording

Facts = Mapping[str, Any]

words = wording("expense_words.yml")
PLAIN = ("summary", "reference", "employee", "by")


def variables(facts: Facts, language: str) -> dict[str, str]:
    """Every variable that these facts can fill, in the language of the person."""
    texts = {name: str(facts[name]) for name in PLAIN if facts.get(name)}
    texts["act"] = str(facts.get("act") or "")
    texts["approver"] = str(facts.get("approver") or words(language)["somebody"])
    texts["noted"] = noted(facts, language)
    texts["about"] = about(facts.get("claim") or {}, language)
    if "summary" in facts and "claims" in facts:
        texts["look"] = look(facts, language)
    elif "claims" in facts:
        texts["claims"] = standings(facts["claims"], language)
    if "total_paise" in facts:
        texts["total"] = money(facts["total_paise"], language)
    if facts.get("first"):
        texts |= _of_days(facts, language)
    if "above_paise" in facts:
        texts["above"] = money(facts["above_paise"], language)
    if "references" in facts:
        texts["references"] = joined([f"*{reference}*" for reference in facts["references"]], language)
    if facts.get("limit_days") is not None:
        texts["limit"] = days(facts["limit_days"], language)
    if facts.get("date"):
        texts["date"] = _date(facts["date"], language)
    return texts


def notice_variables(facts: Facts, language: str) -> dict[str, str]:
    """The variables of what is told of one claim unasked; none where the facts are of something else."""
    if "amount_paise" not in facts or "category" not in facts:
        return {}
    texts = variables(facts, language)
    texts["amount"] = money(facts["amount_paise"], language)
    texts["category"] = category(facts["category"], language)
    texts["payment"] = str(facts.get("payment_reference") or "–")
    if "receipt" in facts:
        texts["look"] = _lines(facts, language)
    if facts.get("paid_on"):
        texts["paid_on"] = _date(facts["paid_on"], language)
        texts["decision"] = words(language)["statuses"]["paid"]
    if facts.get("status") in words(language)["statuses"]:
        texts["decision"] = words(language)["statuses"][facts["status"]]
        texts["verdict"] = _verdict(facts, texts, language)
    return texts


def _of_days(facts: Facts, language: str) -> dict[str, str]:
    """From when to when, how many claims, and what waits beside them."""
    first, last = _date(facts["first"], language), _date(facts["last"], language)
    waiting = facts["waiting_paise"]
    said = words(language)["waiting_too"]
    return {
        "days": first if first == last else f"{first} – {last}",
        "number": str(facts["number"]),
        "waiting": said.format(amount=money(waiting, language)) if waiting else "",
    }


def category(name: str, language: str) -> str:
    """What a category is called."""
    return str(words(language)["categories"].get(name, name))


def about(claim: Facts, language: str) -> str:
    """What is known of the claim that a question is about, before the question; nothing where nothing is."""
    known = []
    if claim.get("amount_paise"):
        known.append(money(claim["amount_paise"], language))
    if claim.get("category"):
        known.append(category(claim["category"], language))
    if claim.get("date"):
        known.append(_date(claim["date"], language))
    return str(words(language)["about"].format(claim=", ".join(known))) if known else ""


def look(facts: Facts, language: str) -> str:
    """Everything that a person says yes to: each claim with its bill and limits, the total, who decides."""
    said = words(language)
    rows = [_lines(claim, language) for claim in facts["claims"]]
    if len(rows) > 1 and "total_paise" in facts:
        rows.append(said["total"].format(total=money(facts["total_paise"], language)))
    if facts.get("approver"):
        rows.append(said["approver"].format(approver=facts["approver"]))
    return "\n".join(rows)


def standings(claims: Sequence[Facts], language: str) -> str:
    """Each claim in a line, with where it stands."""
    return "\n".join(
        words(language)["standing"].format(
            reference=claim["reference"],
            amount=money(claim["amount_paise"], language),
            category=category(claim["category"], language),
            date=_date(claim["date"], language),
            status=_status(claim, language),
        )
        for claim in claims
    )


def _lines(claim: Facts, language: str) -> str:
    """A claim with its purpose and whether it has a bill, and below it the limit that it passes."""
    said = words(language)
    line = said["claim"].format(
        amount=money(claim["amount_paise"], language),
        category=category(claim["category"], language),
        date=_date(claim["date"], language),
    )
    if claim.get("purpose"):
        line = said["with_purpose"].format(claim=line, purpose=claim["purpose"])
    line = said["with_receipt" if claim["receipt"] else "without_receipt"].format(claim=line)
    over = claim.get("over_limit")
    if not over:
        return str(line)
    return f"{line}\n{said['over'][over['period']].format(limit=money(over['limit_paise'], language))}"


def _status(claim: Facts, language: str) -> str:
    """Where a claim stands: with whom, decided by whom and why, or paid when and how."""
    said = words(language)
    status = str(said["statuses"].get(claim["status"], claim["status"]))
    if claim["status"] == "paid":
        if claim.get("paid_on"):
            status = said["with_payment"].format(status=status, paid_on=_date(claim["paid_on"], language))
        payment = claim.get("payment_reference")
        return said["with_payment_reference"].format(status=status, payment=payment) if payment else status
    if claim.get("decided_by"):
        status = said["with_by"].format(status=status, by=claim["decided_by"])
    elif claim["status"] == "pending" and claim.get("approver"):
        status = said["waits"].format(status=status, approver=claim["approver"])
    because = claim.get("reason")
    return str(said["with_reason"].format(status=status, reason=because)) if because else status


def _verdict(facts: Facts, texts: Mapping[str, str], language: str) -> str:
    """What was decided, by whom and why; nothing of a claim that waits or is paid."""
    verdicts = words(language)["verdicts"]
    verdict = verdicts.get(facts["status"] + ("_by" if facts.get("by") else ""), "")
    told = str(verdict.format(**{**texts, "by": facts.get("by")}))
    return f"{told}\n{verdicts['because'].format(reason=facts['reason'])}" if facts.get("reason") else told


def _date(iso: str, language: str) -> str:
    return format_date(date.fromisoformat(iso), "EEE d MMM", LOCALES[language])
