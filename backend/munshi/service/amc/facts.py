"""What replies and notices need to know of yearly care."""

from typing import Any

from munshi.service.amc.models import AmcContract, AmcPlan


def plan_facts(plan: AmcPlan) -> dict[str, Any]:
    """A plan as it is offered."""
    return {
        "plan": plan.code,
        "plan_name": plan.name,
        "machine": plan.machine,
        "months": plan.months,
        "plan_visits": plan.visits,
        "plan_parts": plan.parts,
        "plan_paise": plan.price_paise,
    }


def contract_facts(contract: AmcContract, plan: AmcPlan) -> dict[str, Any]:
    """A contract as it stands."""
    return {
        **plan_facts(plan),
        "contract": contract.reference,
        "called": contract.called,
        "first": contract.first.isoformat(),
        "last": contract.last.isoformat(),
        "plan_visits": contract.visits,
        "visits_left": contract.visits - contract.used,
        "plan_paise": contract.price_paise,
    }
