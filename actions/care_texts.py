"""The facts of plans and contracts of yearly care as the variables of their replies."""

from collections.abc import Mapping
from typing import Any

from actions.format import money, with_year
from actions.visit_words import words

Facts = Mapping[str, Any]


def of_plan(facts: Facts, language: str) -> dict[str, str]:
    """The variables of a plan, its price and for which machine it is; none where there is no plan."""
    if "plan_name" not in facts:
        return {}
    said, called = words(language), facts.get("called")
    texts = {
        "of_machine": said["of_machine"].format(called=called) if called else "",
        "for_machine": f" ({called})" if called else "",
        "plan": facts["plan_name"][language],
        "plan_look": plan_look(facts, language),
        "plan_price": plan_price(facts, language),
        "only_one": "",
        "freed": said["freed"].format(visits=", ".join(facts["freed"])) if facts.get("freed") else "",
    }
    if facts.get("only_one"):
        texts["only_one"] = said["only_one"].format(plan=texts["plan"])
    for end in ("first", "last"):
        if facts.get(end):
            texts[end] = with_year(facts[end], language)
    return texts


def contract_row(row: Facts, language: str) -> str:
    """Yearly care that somebody has, for who runs the business."""
    said = words(language)
    return str(
        said["contract_row"].format(
            contract=row["contract"],
            customer=row["customer_name"],
            plan=row["plan_name"][language],
            until=with_year(row["until"], language),
            left=row["visits_left"],
            due=said["care_due"].get(row["care_due"], ""),
        )
    )


def plan_look(plan: Facts, language: str) -> str:
    """For how many months a plan is, with how many visits, and whether parts are in it."""
    said = words(language)
    parts = said["with_parts"] if plan["plan_parts"] else ""
    return str(said["plan_look"].format(months=plan["months"], visits=plan["plan_visits"], parts=parts))


def plan_price(plan: Facts, language: str) -> str:
    """What a plan costs."""
    return money(plan["plan_paise"], language)
