"""The facts of visits, parts, estimates and yearly care as the variables of their replies."""

from collections.abc import Mapping
from typing import Any

from actions import part_texts, ticket_texts
from actions.care_texts import contract_row, of_plan, plan_look, plan_price
from actions.charge_texts import charge
from actions.desk_texts import of_desk, of_free_hours
from actions.estimate_texts import of_money
from actions.format import day, joined, moment
from actions.job_texts import of_visit
from actions.visit_words import machine, words

Facts = Mapping[str, Any]

PLAIN = (
    "summary", "visit", "reference", "pincode", "customer_name", "customer_phone", "map", "diagnosis", "contract",
    "cash", "visit_code", "version", "act", "part_request", "tries_left", "visits_left", "model", "named",
    "haggle_words", "named_one", "taker", "visit_word", "visit_word_of",
    "haggle_words", "note_words", "fetch_words",
)  # fmt: skip


def variables(facts: Facts, language: str) -> dict[str, str]:
    """Every variable that these facts can fill, in the language of the person."""
    return {
        **{name: str(facts[name]) for name in PLAIN if facts.get(name) is not None},
        **of_visit(facts, language),
        **_of_lists(facts, language),
        **of_desk(facts, language),
        **of_free_hours(facts, language),
        **of_money(facts, language),
        **part_texts.of_part(facts, language),
        **of_plan(facts, language),
        **_of_ticket(facts, language),
    }


def _of_ticket(facts: Facts, language: str) -> dict[str, str]:
    """What is reported, where somebody asks for a visit that there is not."""
    return {"reported": ticket_texts.card(facts["ticket"], language)} if facts.get("ticket") else {}


def notice_variables(facts: Facts, language: str) -> dict[str, str]:
    """The variables of what is told unasked of a visit, a part or a contract; none of something else."""
    if not any(name in facts for name in ("visit", "part_request", "contract", "visit_word", "cash")):
        return {}
    texts = variables(facts, language)
    said = words(language)
    if "agreed" in facts:
        texts["agreed"] = said["agreed"]["yes" if facts["agreed"] else "no"]
    if facts.get("bill_pay_url"):
        texts["bill"] = f"{texts['bill']}\n💳 {facts['bill_pay_url']}"
    texts["diagnosis_line"] = str(facts.get("diagnosis") or "")
    status = facts.get("visit_status")
    news = said["news"].get(status) or said["standing"].get(status, "")
    news = said["in_doubt"] if facts.get("in_doubt") else news
    texts["news"] = news.format(when=texts.get("when", ""), technician=texts.get("technician", ""))
    return texts


def thing_variables(facts: Facts, language: str) -> dict[str, str]:
    """The variables by which a visit is named where it may be cancelled."""
    when = moment(facts["starts_at"], language) if facts.get("starts_at") else ""
    return {"reference": str(facts.get("reference") or ""), "when": when}


def _of_lists(facts: Facts, language: str) -> dict[str, str]:
    said = words(language)
    texts: dict[str, str] = {}
    if "machines" in facts:
        texts["machines"] = joined([machine(each, language) for each in facts["machines"]], language)
    if "pincodes" in facts:
        texts["pincodes"] = ", ".join(facts["pincodes"])
    if "names" in facts:
        texts["names"] = joined(facts["names"], language)
    if "visits" in facts:
        texts["visits"] = "\n".join(_visit_row(row, language) for row in facts["visits"])
        texts["charges"] = "\n".join(_charge_row(row, language) for row in facts["visits"])
    if "contracts" in facts:
        texts["contracts"] = "\n".join(contract_row(row, language) for row in facts["contracts"])
    if facts.get("why"):
        texts["why"] = said["why_not"][facts["why"]]
        texts["who_else"] = said["who_else"]["some" if facts.get("options") else "none"]
    if facts.get("on"):
        texts["day"] = day(facts["on"], language)
    if facts.get("off_days"):
        texts["day"] = joined([day(each, language) for each in facts["off_days"]], language)
    if "requests" in facts:
        texts["requests"] = part_texts.of_requests(facts, language)
    if "plans" in facts:
        texts["plans"] = "\n".join(
            said["plan_row"].format(
                place=place,
                plan=row["plan_name"][language],
                look=plan_look(row, language),
                amount=plan_price(row, language),
            )
            for place, row in enumerate(facts["plans"], 1)
        )
    return texts


def _charge_row(row: Facts, language: str) -> str:
    return f"• *{row['visit']}* {machine(row['machine'], language)}: {charge(row, language)}"


def _visit_row(row: Facts, language: str) -> str:
    said = words(language)
    late = said["late"].format(minutes=row["late_minutes"]) if row.get("late_minutes") else ""
    late += said["overdue"] if row.get("late") else ""
    late += f" 👤 {row['customer_name']}" if row.get("customer_name") else ""
    return str(said["visit_row"].format(**{**of_visit(row, language), "visit": row["visit"], "late": late}))
