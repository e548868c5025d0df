"""One visit as the variables of replies: who comes, when, where and for what."""

from collections.abc import Mapping
from typing import Any

from actions import ticket_texts
from actions.charge_texts import charge, of_work, whether
from actions.format import day, moment, money, with_year
from actions.visit_words import machine, name_in, words

Facts = Mapping[str, Any]

NOTHING = "–"
LONGEST_TOLD = 200  # characters of it in a summary
BRIEF = 60  # characters of a fault in a list
DANGER = "🚨 "


def of_visit(facts: Facts, language: str) -> dict[str, str]:
    """The variables that say of a visit what it is for, who comes, when and where, and how it stands."""
    said, product = words(language), name_in(facts.get("product"), language)
    texts = {
        "thing": product or machine(str(facts.get("machine") or ""), language),
        "machine_key": str(facts.get("machine") or ""),
        "technician": str(facts.get("technician") or said["technician"]),
        "phone": said["phone"].format(phone=facts["technician_phone"])
        if facts.get("technician_phone")
        else "",
        "address": ", ".join(str(facts[name]) for name in ("address", "pincode") if facts.get(name)),
        "known": ticket_texts.known_address(facts, language),
        "problem": _danger(facts) + str(facts.get("problem") or NOTHING),
        "fault": _in_brief(facts),
        "told": _told(facts, language),
        "whether": whether(facts, language),
        "work_told": of_work(facts, language) if facts.get("work_prices") else "",
        "product": product,
        "charge": charge(facts, language),
        "charged": money(facts["charge_paise"], language) if facts.get("charge_paise") else "",
    }
    ticket_too = said["ticket_too"].get(facts.get("visit_ticket_status"), "")
    texts["taken_back"] = said["taken_back"] if facts.get("plan_taken_back") else ""
    texts["noted"] = said["noted"].format(technician=texts["technician"]) if facts.get("noted") else ""
    other = facts.get("new_technician")
    texts["other_comes"] = said["other_comes"].format(technician=other) if other else ""
    texts["promised"] = _promised(facts, language)
    texts["ticket_too"] = ticket_too.format(ticket=facts.get("visit_ticket"))
    for name in ("customer_name", "customer_phone"):
        texts[name] = str(facts.get(name) or "")
    texts["of_caller"] = f" ({texts['customer_name']})" if texts["customer_name"] else ""
    whom = "of_customer" if facts.get("customer_reads", True) else "of_who_never_wrote"
    texts |= {name: line.format(**texts) for name, line in said[whom].items()}
    texts["proved"] = said["proved"].get(facts.get("code_kind"), "").format(**texts)
    if facts.get("starts_at"):
        texts["when"] = moment(facts["starts_at"], language)
        off = facts.get("visit_status") == "displaced"
        doubt = f" ({said['in_doubt']})" if facts.get("in_doubt") else ""
        stands = said["off_its_time" if off else "stands"] + doubt
        texts["stands"] = stands.format(visit=facts.get("visit"), **texts)
        texts["stands_so"] = texts["stands"][:1].upper() + texts["stands"][1:]
    if facts.get("new_at"):
        texts["new_when"] = moment(facts["new_at"], language)
    if facts.get("visit_status"):
        texts["standing"] = said["standing"][facts["visit_status"]]
    if facts.get("last_day"):
        texts["last_day"] = day(facts["last_day"], language)
    on = facts.get("comes_on")
    texts["comes_then"] = said["comes_then"].format(day=day(on, language)) if on else ""
    texts["owner_knows"] = "" if facts.get("manages") else said["owner_knows"]
    back = facts.get("stepped_back")
    texts["stepped_back"] = said["stepped_back"].format(visit=back) if back else ""
    texts["words_kept"] = said["words_kept"] if facts.get("words_kept") else ""
    texts["awaited"] = ""
    if facts.get("part_due"):
        due = day(facts["part_due"], language)
        texts["standing"] = said["waits_for_part"].format(due=due)
        texts["awaited"] = said["part_awaited"].format(due=due)
    if facts.get("in_doubt"):
        texts["standing"] = said["in_doubt"]
    texts["done_by"] = (
        f" 👷 {facts['technician']}" if facts.get("manages") and facts.get("technician") else ""
    )
    eta = facts.get("eta_minutes")
    texts["eta"] = said["eta"].format(minutes=eta) if eta else ""
    if facts.get("late_minutes"):
        texts["minutes"] = str(facts["late_minutes"])
    if facts.get("until"):
        texts["until"] = with_year(facts["until"], language)
    return texts


def _promised(facts: Facts, language: str) -> str:
    """That the visit is later than the ticket was promised, and what is the first that there is."""
    said = words(language)
    if not facts.get("promised_at"):
        return ""
    due = moment(facts["promised_at"], language)
    line = str(said["promised"].format(ticket=facts["promised_ticket"], due=due))
    soonest = facts.get("soonest_at")
    return "\n" + line + (said["soonest"].format(soonest=moment(soonest, language)) if soonest else "")


def _told(facts: Facts, language: str) -> str:
    """What the customer said is wrong and how many files came with it, each in a line."""
    said = words(language)
    problem = " ".join((facts.get("told") or "").split())
    cut = problem if len(problem) <= LONGEST_TOLD else problem[: LONGEST_TOLD - 1] + "…"
    lines = [said["told"].format(problem=cut)] if cut else []
    if facts.get("urgent"):
        lines.append(said["urgent"])
    if facts.get("note"):
        lines.append(said["note"].format(note=facts["note"]))
    if facts.get("called"):
        lines.append(said["called"].format(name=facts["called"]))
    if facts.get("files"):
        lines.append(said["told_files"].format(files=facts["files"]))
    if facts.get("who_note"):
        who = said["who_then"].format(name=facts["who_then"]) if facts.get("who_then") else ""
        lines.append(said["who_note"].format(note=facts["who_note"], who=who))
    if facts.get("second"):
        lines.append(said["comes_next"].format(second=facts["second"]))
    if facts.get("apart"):
        lines.append(said["comes_apart"])
    return "".join(f"\n{line}" for line in lines)


def _in_brief(facts: Facts) -> str:
    """What is wrong, with the sign of a danger, short enough for a list."""
    said = " ".join((facts.get("problem") or "").split())
    cut = said if len(said) <= BRIEF else said[: BRIEF - 1] + "…"
    return f" ({_danger(facts)}“{cut}”)" if said else ""


def _danger(facts: Facts) -> str:
    """The sign of a danger, for who comes."""
    return DANGER if facts.get("hazard") else ""


def slot(iso: str, language: str) -> str:
    """A slot as a row has it."""
    return moment(iso, language)


def step(name: str, language: str) -> str:
    """What stands on the button of a step."""
    return str(words(language)["steps"][name])
