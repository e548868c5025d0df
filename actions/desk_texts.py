"""The jobs of a day, the complaints without a visit and the free hours, for who runs the business."""

from collections.abc import Mapping, Sequence
from typing import Any

from actions.format import clock, money
from actions.job_texts import NOTHING, of_visit, slot
from actions.ticket_texts import brought_when
from actions.visit_words import words

Facts = Mapping[str, Any]


def of_desk(facts: Facts, language: str) -> dict[str, str]:
    """The jobs of a day with the complaints for which nobody comes yet, and where technicians are."""
    texts: dict[str, str] = {}
    if "jobs" in facts:
        rows = [_job_row(facts, row, language) for row in facts["jobs"]]
        waiting = _waiting(facts.get("waiting") or (), language)
        more, more_waiting = (_more(facts.get(name), language) for name in ("more_jobs", "more_waiting"))
        texts["jobs"] = "\n".join([*rows, *more, *waiting, *more_waiting])
        asked = [_asked_row(row, language) for row in facts["jobs"] if "asked_paise" in row]
        texts["asked"] = "\n".join(asked)
    if "off_span" in facts:
        texts |= _of_hours_off(facts, texts["jobs"], language)
    if "others" in facts:
        texts["others"] = "\n".join(_job_row(facts, row, language) for row in facts["others"])
    if "posts" in facts:
        texts["posts"] = "\n".join(_post(row, language) for row in facts["posts"])
    if "done_count" in facts:
        texts["count"] = str(facts["done_count"])
    return texts


def _more(number: int | None, language: str) -> list[str]:
    """How many more there are than the rows that are shown."""
    return [words(language)["more"].format(number=number)] if number else []


def _job_row(facts: Facts, row: Facts, language: str) -> str:
    filled = {**of_visit(row, language), "visit": row["visit"], "goes": _goes(facts, row)}
    return str(words(language)["job_row"].format(**filled))


def _asked_row(row: Facts, language: str) -> str:
    filled = {**of_visit(row, language), "visit": row["visit"]}
    return str(words(language)["asked_row"].format(**filled, asked=money(row["asked_paise"], language)))


def _goes(facts: Facts, row: Facts) -> str:
    """Who goes, for who runs the business and has asked of nobody in particular."""
    named = row.get("technician") if facts.get("manages") and "technician" not in facts else None
    return f" 👷 {named}" if named else ""


def _of_hours_off(facts: Facts, jobs: str, language: str) -> dict[str, str]:
    """From when until when no visit is given, whose, and those that stand there."""
    said, span, whom = words(language), facts["off_span"], facts.get("technician")
    hours = ""
    if span:
        since, until = span
        name = "off_hours" if until else "off_after"
        hours = said[name].format(since=clock(since, language), until=clock(until, language) if until else "")
    return {
        "off_hours": hours,
        "of_whom": said["off_whom"].format(name=whom) if whom else "",
        "standing": said["off_standing"].format(jobs=jobs) if jobs else "",
    }


def _waiting(rows: Sequence[Facts], language: str) -> list[str]:
    """Complaints without a visit, below a line of their own."""
    said = words(language)
    brought = [row for row in rows if row.get("brought")]
    others = [row for row in rows if row not in brought]
    return [
        line
        for head, them in (("waiting_head", others), ("brought_head", brought))
        if them
        for line in (said[head], *(_waiting_row(row, language) for row in them))
    ]


def _waiting_row(row: Facts, language: str) -> str:
    said, told = words(language), of_visit(row, language)
    name = "brought_with" if row.get("brought") else "waiting_with"
    whose = said[name].format(name=row["assigned"]) if row.get("assigned") else said["waiting_free"]
    when = brought_when(row, language) or said["brought_no_day"] if row.get("brought") else ""
    told["address"] = when or told["address"] or said["no_address"]
    return str(said["waiting_row"].format(**{**told, "ticket": row["ticket"], "whose": whose}))


def _post(row: Facts, language: str) -> str:
    """Where a technician is now, and what comes next."""
    said = words(language)
    told = []
    for name in ("at_job", "next_job"):
        if job := row.get(name):
            told.append(said[name].format(**{**of_visit(job, language), "visit": job["visit"]}))
    return str(said["post"].format(name=row["name"], told="; ".join(told) or said["no_job_now"]))


def of_free_hours(facts: Facts, language: str) -> dict[str, str]:
    """When technicians are free, for who runs the business."""
    texts: dict[str, str] = {}
    if "free_technicians" in facts:
        texts["free"] = "\n".join(_free_row(row, language) for row in facts["free_technicians"])
        at = facts.get("at_hour")
        texts["at_hour"] = words(language)["at_hour"].format(hour=clock(at, language)) if at else ""
    if "free_slots" in facts:
        slots = [slot(each["at"], language) for each in facts["free_slots"]]
        texts["free_slots"] = ", ".join(slots) or NOTHING
    return texts


def _free_row(row: Facts, language: str) -> str:
    spans = (f"{clock(since, language)}–{clock(until, language)}" for since, until in row["spans"])
    return f"• {row['name']}: {', '.join(spans) or NOTHING}{_off_note(row, language)}"


def _off_note(row: Facts, language: str) -> str:
    """That they are away then, or that it is a day off on which they are booked all the same."""
    said = words(language)["off_note"]
    if not row.get("why_off"):
        return ""
    booked = said["booked"].format(visits=row["booked_then"]) if row.get("booked_then") else None
    return f" ⚠️ {', '.join(filter(None, (said[row['why_off']], booked)))}"
