"""The facts of payments as the variables of their replies."""

from collections.abc import Mapping, Sequence
from typing import Any

from actions.format import day, joined, moment, money, short_day
from actions.wording import wording

Facts = Mapping[str, Any]

words = wording("payment_words.yml")
SUMS = {
    "amount": "pay_paise",
    "due": "pay_due_paise",
    "now": "pay_now_paise",
    "later": "pay_later_paise",
    "asked": "pay_asked_paise",
    "beyond": "pay_beyond_paise",
    "right": "pay_right_paise",
    "whole": "pay_whole_paise",
    "short": "pay_short_paise",
    "back": "pay_back_paise",
    "given": "pay_given_paise",
    "refunded": "pay_refunded_paise",
    "again": "pay_again_paise",
}
PLAIN = {
    "payer": "pay_payer",
    "payment": "pay_reference",
    "other": "pay_other",
    "who": "pay_who",
    "given_utr": "pay_utr",
    "pay_order": "pay_order",
    "pay_url": "pay_url",
    "details": "pay_details",
    "doubt": "pay_doubt",
    "named_item": "pay_named",
    "business": "pay_business",
    "summary": "summary",
    "summary_owed": "summary_owed",
    "summary_written": "summary_written",
}


def variables(facts: Facts, language: str) -> dict[str, str]:
    """Every variable that these facts can fill, in the language of the person."""
    said = words(language)
    texts = {name: money(facts[fact], language) for name, fact in SUMS.items() if facts.get(fact) is not None}
    texts |= {name: str(facts[fact]) for name, fact in PLAIN.items() if facts.get(fact) is not None}
    texts["back_paise"] = str(facts.get("pay_back_paise") or "")
    texts["whole_paise"] = str(facts.get("pay_whole_paise") or "")
    texts["act"] = str(facts.get("act") or "")
    texts["paid_on"] = _on(facts, language)
    texts["of"] = texts["paid_on"] + _of(facts.get("pay_for") or (), language)
    texts["by"] = str(facts.get("pay_by") or said["somebody"])
    texts["decided_by"] = said["decided_by"].format(name=facts["pay_by"]) if facts.get("pay_by") else ""
    unread = facts.get("pay_unread_paise")
    texts["unread"] = said["unread"].format(amount=money(unread, language)) if unread else ""
    waits = facts.get("pay_waiting_paise")
    texts["waiting"] = said["waiting"].format(amount=money(waits, language)) if waits else ""
    instead = facts.get("pay_instead")
    texts["instead"] = _instead(instead, language) if instead else ""
    back = facts.get("pay_back_said")
    texts["back_said"] = said["back_said"].format(amount=money(back, language)) if back else ""
    if facts.get("pay_for_another"):
        texts["back_said"] += f" {said['for_another']}"
    texts["told"] = _told(facts, language)
    texts["falls_short"] = said["falls_short"].format_map(texts) if facts.get("pay_short_paise") else ""
    texts["owes"] = _owes(facts, language)
    vpa = {"upi": f" *{facts['pay_vpa']}*"} if facts.get("pay_vpa") else {}
    texts["ways"] = ", ".join(said["ways"][way] + vpa.get(way, "") for way in facts.get("pay_ways", ()))
    if "pay_way" in facts:
        texts |= _of_payment(facts, language)
    if facts.get("pay_at"):
        texts["at"] = moment(facts["pay_at"], language)
    if "pay_asked_paise" in facts:
        texts["vpa"] = _vpa(facts, language)
    if "pay_items" in facts:
        texts |= _of_due(facts, language)
    if "pay_list" in facts:
        line = _of_own if facts.get("pay_own") else _listed
        texts["payments"] = "\n".join(line(each, language) for each in facts["pay_list"])
        texts["total"] = _total(facts, language)
    if "pay_sums" in facts:
        texts["payments"] = "\n".join(_of_sum(each, language) for each in facts["pay_sums"])
    if "pay_differences" in facts:
        texts["differences"] = "\n".join(_difference(each, language) for each in facts["pay_differences"])
    return texts


def _told(facts: Facts, language: str) -> str:
    """Who was told of what became of a payment: the payer, who here had told of it, or whom nobody can tell."""
    said, unheard = words(language)["told"], facts.get("pay_unheard")
    if unheard is not None:  # of several
        return str(said["none_to"].format(names=joined(unheard, language)) if unheard else said["all"])
    if not facts.get("pay_told"):
        return str(said["nobody"])
    who = facts.get("pay_told_who")
    return str(said["who"].format(name=who) if who else said["payer"])


def notice_variables(facts: Facts, language: str) -> dict[str, str]:
    """The variables of what is told of a payment unasked; none where the facts are of something else."""
    return variables(facts, language) if any(name.startswith("pay_") for name in facts) else {}


def choices(options: Sequence[Facts], language: str) -> list[dict[str, str]]:
    """The title and description of each customer that can be tapped."""
    said = words(language)
    return [
        {
            "title": str(option["name"]),
            "description": (
                said["option"].format(amount=money(option["balance_paise"], language))
                if option["balance_paise"] > 0
                else said["option_none"]
            )
            + (said["ends"].format(phone=option["phone"]) if option.get("phone") else ""),
        }
        for option in options
    ]


def debt(owed: Facts, language: str) -> str:
    """What a payment may be for, to be tapped."""
    said = words(language)["debt"]
    return str(said.format(of=owed["of"] or words(language)["khata"], amount=money(owed["paise"], language)))


def job(of: Facts, most: int) -> str:
    """The job that a payment may be for, to be tapped."""
    return " · ".join(filter(None, (of["reference"], of["of"])))[:most].strip()


def no_job(language: str) -> str:
    """That a payment is for none of the jobs, to be tapped."""
    return str(words(language)["no_job"])


def pay_button(facts: Facts, language: str) -> str:
    """What stands on the button that opens the pay page."""
    return str(
        words(language)["pay"].format(
            amount=money(facts.get("pay_now_paise") or facts["pay_due_paise"], language)
        )
    )


def came(payment: Facts, language: str, *, denied: bool = False) -> str:
    """What is tapped to say that a payment has come, or that it has not."""
    return str(words(language)["not_come" if denied else "came"].format(payment=payment["pay_reference"]))


def _of_payment(facts: Facts, language: str) -> dict[str, str]:
    said = words(language)
    left, ahead = facts["pay_left_paise"], facts["pay_ahead_paise"]
    again = facts.get("pay_again_paise")
    let_off = facts.get("pay_let_off_paise")
    forgiven = said["let_off"].format(amount=money(let_off, language)) if let_off else ""
    return {
        "way": str(said["ways"][facts["pay_way"]]),
        "utr": said["utr"].format(utr=facts["pay_utr"]) if facts.get("pay_utr") else "",
        "left": forgiven + (_left(facts, language) if left else said["nothing_left"]),
        "over": said["over"].format(amount=money(ahead, language)) if ahead else "",
        "standing": str(said["struck"] if facts.get("pay_struck") else said["statuses"][facts["pay_status"]]),
        "screenshot": str(said["screenshot"]) if facts.get("pay_has_screenshot") else "",
        "why": said["reason"].format(reason=facts["pay_reason"]) if facts.get("pay_reason") else "",
        "words": said["words"].format(words=facts["pay_words"]) if facts.get("pay_words") else "",
        "back_way": said["by_way"].format(way=said["ways"][facts["pay_back_way"]])
        if facts.get("pay_back_way")
        else "",
        "lowered": said["lowered"].format(amount=money(again, language)) if again else "",
        "under_way": str(said["under_way"]) if facts.get("pay_under_way") else "",
    }


def _left(facts: Facts, language: str) -> str:
    """What is still due, and what of it is of orders still to come, which no khata has."""
    coming = facts.get("pay_left_coming_paise")
    said = words(language)["left_with_coming" if coming else "left"]
    left = money(facts["pay_left_paise"], language)
    return str(said.format(amount=left, coming=money(coming or 0, language)))


def _instead(claim: Facts, language: str) -> str:
    """What the payer had told of, in the place of which something else was written."""
    amount = money(claim["pay_paise"], language)
    return str(words(language)["instead"].format(amount=amount, payment=claim["pay_reference"]))


def _on(facts: Facts, language: str) -> str:
    """The day of a payment that was written for an earlier one."""
    at = facts.get("pay_on")
    return f" ({day(str(at), language)})" if at else ""


def _total(facts: Facts, language: str) -> str:
    """How much of several payments has come."""
    came = facts.get("pay_received_paise")
    if came is None or len(facts["pay_list"]) == 1:
        return ""
    return str(words(language)["total"].format(amount=money(came, language)))


def _listed(payment: Facts, language: str) -> str:
    said = words(language)
    return str(
        said["listed"].format(
            payment=payment["pay_reference"],
            payer=payment["pay_payer"],
            amount=money(payment["pay_paise"], language),
            way=said["ways"][payment["pay_way"]],
            standing=said["statuses"][payment["pay_status"]],
        )
    )


def _of_own(payment: Facts, language: str) -> str:
    """A payment as who has made it reads it: by its day."""
    said = words(language)
    return str(
        said["listed_own"].format(
            day=short_day(str(payment["pay_at"])[:10], language),
            payment=payment["pay_reference"],
            amount=money(payment["pay_paise"], language),
            way=said["ways"][payment["pay_way"]],
            standing=said["statuses"][payment["pay_status"]],
        )
    )


def _of_sum(each: Facts, language: str) -> str:
    """One of several that would be written."""
    said = words(language)
    of = " ".join(filter(None, (each["pay_payer"], each["pay_order"])))
    taker = said["taker"].format(name=each["pay_taker"]) if each.get("pay_taker") else ""
    line = f"{money(each['pay_paise'], language)} ({said['ways'][each['pay_way']]}{taker})"
    there = each.get("pay_there")
    if there:
        line += said["there"].format(payment=there["pay_reference"], at=moment(there["pay_at"], language))
    return f"• {of}: {line}" if of else f"• {line}"


def _of_due(facts: Facts, language: str) -> dict[str, str]:
    said, items = words(language), facts["pay_items"]
    lines = [
        said["item"].format(of=each["of"] or said["older"], amount=money(each["paise"], language))
        for each in items
    ]
    if facts.get("pay_more"):
        lines.append(said["more"].format(number=facts["pay_more"]))
    by_hand = [said["by_hand"][way] for way in facts["pay_ways"] if way in said["by_hand"]]
    return {
        "items": "\n" + "\n".join(lines) + "\n" if len(lines) > 1 else " ",
        "of": _of([items[0]["of"]], language) if len(lines) == 1 and items[0]["of"] else "",
        "vpa": _vpa(facts, language),
        "by_hand": f" {said['or']} ".join(by_hand),
        "part": _part(facts, language),
    }


def _vpa(facts: Facts, language: str) -> str:
    """To which UPI id it may be sent."""
    return str(words(language)["vpa"].format(vpa=facts["pay_vpa"])) if facts.get("pay_vpa") else ""


def _part(facts: Facts, language: str) -> str:
    """What is paid now, and what stays, where it is not all."""
    due, now = facts["pay_due_paise"], facts.get("pay_now_paise") or facts["pay_due_paise"]
    if now == due:
        return ""
    sums = {"now": money(now, language), "later": money(due - now, language)}
    return str(words(language)["part"].format(**sums))


def _of(references: Sequence[str], language: str) -> str:
    named = joined([f"*{reference}*" for reference in references], language)
    return str(words(language)["of"].format(references=named)) if references else ""


def _owes(facts: Facts, language: str) -> str:
    """What a customer owes, before a question about them."""
    if not facts.get("pay_payer") or not facts.get("pay_due_paise") or "pay_reference" in facts:
        return ""
    amount = money(facts["pay_due_paise"], language)
    return str(words(language)["owes"].format(name=facts["pay_payer"], amount=amount))


def _difference(each: Facts, language: str) -> str:
    line = words(language)["differences"][each["kind"]]
    return str(line.format(of=each["of"], amount=money(abs(each["paise"]), language)))
