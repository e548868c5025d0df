"""Whether a part is free for who asks: by the guarantee of their machine, or one of its own."""

from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.service.parts import cancelling, looking
from munshi.service.parts.looking import Found
from munshi.service.parts.naming import KIND
from munshi.service.visits import machines, words
from munshi.service.visits.charging import contract_of, guarantee_of_part
from munshi.service.visits.drafts import Draft
from munshi.service.warranty.models import SoldProduct


def of_part(session: Session, caller: Caller, text: str, *, covers: bool) -> Outcome[Any] | None:
    """What is answered of the part that is named, or was spoken of last; None where there is none.

    `covers`: it is asked whether it is covered, and not only what guarantee it has.
    """
    named = _named(session, caller, text)
    found = named or (None if words.machine_in(text) else _spoken_of(session, caller))
    if found is None:
        return None
    sold = _piece(session, caller, found) if named or covers else None
    facts = {"item": found.facts(), "product": sold.name if sold else None}
    if sold is None:
        return Outcome[str](outcome="own_guarantee", facts=facts)
    until, holds = guarantee_of_part(session, sold, found.part.part, _today(caller))
    facts["until"] = until.isoformat()
    contract = contract_of(session, caller.business_id, caller.person.id, found.part.machine, _today(caller))
    if not holds and contract is not None and contract.parts:
        return Outcome[str](outcome="part_in_care", facts={**facts, "contract": contract.reference})
    if not holds and not covers and _today(caller) > until:
        return Outcome[str](outcome="own_guarantee", facts=facts)
    ended = "part_excluded" if _today(caller) <= until else "part_not_covered"
    return Outcome[str](outcome="part_covered" if holds else ended, facts=facts)


def _named(session: Session, caller: Caller, text: str) -> Found | None:
    """The part that a text names, the original first; of several machines that of what the person has."""
    parts = looking.all_parts(session, caller.business_id)
    kinds = {kind for kind, _ in words.machines_placed(text)} & {each.part.machine for each in parts}
    named = looking.named_in(text, [each for each in parts if not kinds or each.part.machine in kinds])
    own = {kind for _, kind in machines.bought(session, caller)}
    of_own = [each for each in named if each.part.machine in own] or named
    return next(iter(of_own), None)


def _spoken_of(session: Session, caller: Caller) -> Found | None:
    """The part that is shown, else the one that is kept for the person."""
    shown = Draft(session, caller, KIND).get("sku")
    kept = [each.sku for each in cancelling.live_of(session, caller)]
    sku = next(filter(None, (shown, *kept)), None)
    return next(
        (each for each in looking.all_parts(session, caller.business_id) if each.part.sku == sku), None
    )


def _piece(session: Session, caller: Caller, found: Found) -> SoldProduct | None:
    """The person's machine that has such a part, the one that is guaranteed longest first."""
    pieces = [
        sold for sold, _ in machines.bought(session, caller, found.part.machine) if found.fits(sold.model)
    ]
    return next(iter(pieces), None)


def _today(caller: Caller) -> Any:
    return clock.now_in(caller.business.timezone).date()
