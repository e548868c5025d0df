"""What a customer answers in words when a line of their order has run out."""

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import LEAVES, Asked, Reading
from munshi.callers import Caller
from munshi.orders.facts import Facts
from munshi.orders.serving.deciding import decide, open_question
from munshi.orders.serving.rules import Take
from munshi.orders.wishes import Op
from munshi.outcomes import Outcome
from spelling import key

PAGE = "settle_run_out"
LEAVES_OUT = ("modify_order", "deny")
CANCELS = ("cancel_order", LEAVES)


def of_run_out(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A yes takes what was offered first; what leaves it out or cancels all is asked once more, with its bill."""
    found = open_question(session, caller, asked.summary)
    if found is None:
        return None
    run_out, shown = found
    if _names_another(reading, shown):
        return Heard(PAGE, Outcome[str](outcome="not_instead", facts=shown))
    if not (reading.is_yes or reading.wants(*LEAVES_OUT, *CANCELS)):
        return None
    choices = [each["take"] for each in shown["takes"]]
    wanted = _wanted(reading, choices)
    if wanted is None:
        return Heard(PAGE, Outcome[str](outcome="ask", facts=shown))
    return heard(session, caller, PAGE, lambda here, by: decide(here, by, run_out.id, wanted, asked.summary))


def _names_another(reading: Reading, shown: Facts) -> bool:
    """Whether a yes or a change names goods that shall come: only the shop's own substitute can."""
    if not (reading.is_yes or reading.wants("modify_order", "place_order")):
        return False
    instead = shown["instead"] or {"name": {}}
    known = set(key(" ".join(instead["name"].values())).split())
    named = [each.value for each in reading.values if each.entity == "order_line"]
    coming = [line["name"] for line in named if line.get("name") and line.get("op") != Op.REMOVE]
    return any(known.isdisjoint(key(name).split()) for name in coming)


def _wanted(reading: Reading, choices: list[str]) -> Take | None:
    """What the words choose for certain; None where they choose nothing that is offered."""
    if reading.is_yes:
        return Take(choices[0])
    if reading.wants("modify_order") and Take.LEAVE_OUT in choices:
        return Take.LEAVE_OUT
    return Take.CANCEL if reading.wants("cancel_order") else None
