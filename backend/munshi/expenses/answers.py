"""What a call about the draft is answered with: what is missing or stands against it, else all of it for a yes."""

from typing import Any

from munshi.expenses import duplicates
from munshi.expenses.desk import Desk
from munshi.expenses.drafts import (
    ASK_AMOUNT,
    ASK_CATEGORY,
    ASK_DATE,
    ASK_PURPOSE,
    ASK_RECEIPT,
    SAME_FACTS,
    Wanted,
)
from munshi.expenses.facts import Facts
from munshi.expenses.rules import Over, is_too_old, needs_receipt, over_limit
from munshi.outcomes import Outcome


def conclude(desk: Desk) -> Outcome[Any]:
    """The answer to the draft as it is now, stored."""
    for look in (_bill_used, _missing, _claimed_before, _unproven):
        for place, claim in enumerate(desk.draft.claims):
            if (answer := look(desk, place, claim)) is not None:
                return answer
    desk.draft.asked = None
    desk.save()
    return Outcome[str](outcome="confirm", facts=shown(desk))


def shown(desk: Desk) -> Facts:
    """All that is claimed, with the token of exactly this."""
    claims = [_shown(desk, place, claim) for place, claim in enumerate(desk.draft.claims)]
    total = sum(claim["amount_paise"] for claim in claims)
    facts = {"claims": claims, "total_paise": total, "approver": desk.approver().called}
    return {"summary": desk.token(facts), **facts}


def over(desk: Desk, place: int) -> Over | None:
    """The limit that the claim at this place passes, together with those before it."""
    claim = desk.draft.claims[place]
    assert claim.on
    assert claim.category
    assert claim.amount_paise
    before = [
        (each.on, each.amount_paise)
        for each in desk.draft.claims[:place]
        if each.on and each.amount_paise and each.category == claim.category
    ]
    whose = desk.caller.business_id, desk.caller.person.id
    others = duplicates.claimed_in_month(desk.session, *whose, claim.category, claim.on, before)
    return over_limit(desk.policy(claim), claim.amount_paise, others)


def _shown(desk: Desk, place: int, claim: Wanted) -> Facts:
    passed = over(desk, place)
    assert claim.on
    return {
        "amount_paise": claim.amount_paise,
        "category": claim.category,
        "date": claim.on.isoformat(),
        "purpose": claim.purpose,
        "receipt": bool(claim.files),
        "over_limit": {"limit_paise": passed.limit_paise, "period": passed.period} if passed else None,
    }


def _bill_used(desk: Desk, place: int, claim: Wanted) -> Outcome[Any] | None:
    """A file that another claim has is put back; the rest that was said stays."""
    for file in claim.files:
        before = duplicates.with_file(desk.session, desk.caller.business_id, file.sha256)
        if before is not None:
            claim.files.remove(file)
            if claim.says_nothing:
                desk.draft.claims.remove(claim)
            desk.save()
            facts = {"reference": before.reference, "date": before.spent_on.isoformat()}
            return Outcome[str](outcome="same_receipt", facts=facts)
    return None


def _missing(desk: Desk, place: int, claim: Wanted) -> Outcome[Any] | None:
    """Amount, category and date; a date that cannot be is asked anew."""
    if claim.amount_paise is None:
        return desk.ask(place, ASK_AMOUNT)
    if claim.category not in desk.policies:
        return desk.ask(place, ASK_CATEGORY, options=list(desk.policies))
    if claim.on is None:
        return desk.ask(place, ASK_DATE)
    if claim.on > desk.today:
        claim.on = None
        return desk.ask(place, ASK_DATE, "future_date")
    policy = desk.policy(claim)
    if is_too_old(policy, claim.on, desk.today):
        claim.on = None
        return desk.ask(place, ASK_DATE, "too_old", limit_days=policy.max_age_days)
    return None


def _claimed_before(desk: Desk, place: int, claim: Wanted) -> Outcome[Any] | None:
    """The same amount, category and date need the person's word that it is another bill."""
    if claim.different:
        return None
    assert claim.on
    assert claim.category
    assert claim.amount_paise
    whose = desk.caller.business_id, desk.caller.person.id
    before = duplicates.with_facts(desk.session, *whose, claim.amount_paise, claim.category, claim.on)
    return None if before is None else desk.ask(place, SAME_FACTS, reference=before.reference)


def _unproven(desk: Desk, place: int, claim: Wanted) -> Outcome[Any] | None:
    """The purpose where the policy wants one, and the bill above its amount."""
    policy = desk.policy(claim)
    assert claim.amount_paise
    if policy.purpose and not claim.purpose:
        return desk.ask(place, ASK_PURPOSE)
    if needs_receipt(policy, claim.amount_paise) and not claim.files:
        return desk.ask(place, ASK_RECEIPT, above_paise=policy.receipt_above_paise)
    return None
