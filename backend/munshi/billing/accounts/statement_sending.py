"""A statement that goes to its customer by the owner's words: shown to whom first, and sent by one yes."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from munshi.billing.accounts import notices, statements, whom
from munshi.billing.accounts.facts import Facts
from munshi.billing.accounts.offer import IN_CHARGE
from munshi.callers import Caller
from munshi.outcomes import Outcome, Refusal
from munshi.people.models import Person

EMPTY = "empty"  # why a statement is not sent
SEVERAL = ";"  # between the tokens of several


def draft(
    session: Session, caller: Caller, person: Person, first: date | None, last: date | None
) -> Outcome[Any]:
    """Who would get it, for a yes; nothing is sent where there is nothing in it."""
    made = statements.told(session, caller, person, first, last)
    if made.outcome != "statement":
        return made
    facts = {name: value for name, value in made.facts.items() if name != "files"}
    return Outcome[str](outcome="confirm", facts={**facts, "page": "send_statement"})


def draft_all(
    session: Session,
    caller: Caller,
    people: Sequence[int],
    first: date | None,
    last: date | None,
    unknown: Sequence[Facts] = (),
) -> Outcome[Any]:
    """The same of several; of whom there is nothing in it is left out, and said, as a name that nobody has is."""
    caller.must_be(*IN_CHARGE)
    drafts = []
    for number in people:
        person = whom.numbered(session, caller.business_id, number)
        assert person is not None
        drafts.append(draft(session, caller, person, first, last))
    shown = [each for each in drafts if each.outcome == "confirm"]
    empty = [{**_who(each), "why": EMPTY} for each in drafts if each.outcome != "confirm"]
    left_out = [*empty, *unknown]
    if not shown:
        return Outcome[str](outcome=drafts[0].outcome, facts={**drafts[0].facts, "left_out": left_out[1:]})
    rows = [_who(each) for each in shown]
    summary = SEVERAL.join(each.facts["summary"] for each in shown)
    alone = shown[0].facts if len(shown) == 1 else {"rows": rows, "summary": summary}
    outcome = "confirm" if len(shown) == 1 else "confirm_several"
    return Outcome[str](outcome=outcome, facts={**alone, "left_out": left_out})


def _who(draft_: Outcome[Any]) -> Facts:
    return {name: draft_.facts[name] for name in ("name", "phone")}


def send(session: Session, caller: Caller, shown: str) -> Outcome[Any]:
    """A yes to it, or to several, of whom those who cannot be reached are named."""
    sent = [(each, _send(session, caller, each)) for each in shown.split(SEVERAL)]
    if len(sent) == 1:
        (_, (made, is_told)), *_ = sent
        if not is_told:
            raise Refusal("not_reachable", **made.facts)
        return Outcome[str](outcome="sent", facts={**made.facts, "files": []})
    told = [made for _, (made, is_told) in sent if is_told]
    others = [str(made.facts["name"]) for _, (made, is_told) in sent if not is_told]
    rows = [_who(each) for each in told]
    outcome = "sent_some" if others else "sent_several"
    return Outcome[str](outcome=outcome, facts={"rows": rows, "said": ", ".join(others)})


def _send(session: Session, caller: Caller, shown: str) -> tuple[Outcome[Any], bool]:
    """The statement, and whether its customer will get it."""
    caller.must_be(*IN_CHARGE)
    number, first, last = shown.split("|")
    person = whom.numbered(session, caller.business_id, int(number))
    assert person is not None
    made = statements.told(session, caller, person, date.fromisoformat(first), date.fromisoformat(last))
    return made, notices.send_statement(session, caller.business, person, made.facts)


def keep(session: Session, caller: Caller) -> Outcome[Any]:
    """It is not sent."""
    return Outcome[str](outcome="kept")
