"""A question of the desk that gained nothing twice is asked no more: the words of the talk are offered to the shop."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.orders import passing_on
from munshi.outcomes import Outcome
from munshi.service.tickets.words import of_faults
from munshi.service.visits.drafts import Draft

KIND = "stuck"
OF_VISITS = ("ask_machine", "choose_machine", "ask_address", "outside_area", "nobody_for_it")
MOST = 2  # times that a question is asked for nothing


def instead(
    session: Session,
    caller: Caller,
    answer: Outcome[Any],
    reading: Reading,
    known: Mapping[str, Any] | None,
) -> Outcome[Any]:
    """The answer, unless it asks a third time for what is not known yet: then whether the shop shall hear the words.

    `known` is what the question is to add to; None where the answer is no such question. What answers something that
    was asked beside it is not for nothing.
    """
    if answer.facts.get("asked_whether"):
        return answer
    draft, text = Draft(session, caller, KIND), (reading.text or "").strip()
    if known is None:
        if not draft.is_empty:
            draft.empty()
        return answer
    before = [*(draft.get("words") or ()), text] if text else draft.get("words") or []
    gained = (draft.get("question"), draft.get("known")) != (answer.outcome, dict(known))
    if gained or not text:
        draft.put(question=answer.outcome, known=dict(known), times=1, words=before)
    elif draft.get("times") < MOST:
        draft.put(times=draft.get("times") + 1, words=before)
    else:
        draft.empty()
        return passing_on.ask("; ".join(dict.fromkeys(before)))
    draft.save()
    return answer


def known_of_visit(draft: Draft, outcome: str) -> Mapping[str, Any] | None:
    """What of machine, place and fault is known of a visit, where an outcome asks for one of them."""
    known = {name: draft.get(name) for name in ("machine", "street", "pincode", "second")}
    return {**known, "fault": of_faults(draft.get("problem") or "")} if outcome in OF_VISITS else None
