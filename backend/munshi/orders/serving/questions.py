"""What a customer answers in words when a line of their order has run out.

The words by which it is left out stand in `run_outs.yml`.
"""

from functools import cache
from pathlib import Path

import yaml
from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import LEAVES, Asked, Reading, Value
from munshi.callers import Caller
from munshi.orders.cancelling import says_not_to
from munshi.orders.facts import Facts
from munshi.orders.serving.deciding import decide, open_question
from munshi.orders.serving.rules import Take
from munshi.orders.wishes import Op
from munshi.outcomes import Outcome
from spelling import key

FILE = Path(__file__).with_name("run_outs.yml")
PAGE = "settle_run_out"
LEAVES_OUT = ("modify_order", "deny")
CANCELS = ("cancel_order", LEAVES)


def of_run_out(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A yes takes what was offered first; what leaves it out or cancels all is asked once more, with its bill."""
    found = open_question(session, caller, asked.summary)
    if found is None:
        return None
    run_out, shown = found
    keeps = Take.KEEP in [each["take"] for each in shown["takes"]]
    if keeps and (reading.is_no or says_not_to(reading.text or "")):
        return heard(
            session, caller, PAGE, lambda here, by: decide(here, by, run_out.id, Take.KEEP, asked.summary)
        )
    without = _does_without(reading, shown) or says_not_to(reading.text or "")
    if _names_another(reading, shown, without=without):
        return Heard(PAGE, Outcome[str](outcome="not_instead", facts=shown))
    if not (without or reading.is_yes or reading.wants(*LEAVES_OUT, *CANCELS)):
        return None
    choices = [each["take"] for each in shown["takes"]]
    wanted = _wanted(reading, choices, without=without)
    if wanted is None:
        return Heard(PAGE, Outcome[str](outcome="ask", facts=shown))
    return heard(session, caller, PAGE, lambda here, by: decide(here, by, run_out.id, wanted, asked.summary))


def _does_without(reading: Reading, shown: Facts) -> bool:
    """Whether the words do without what ran out: *bina uske*, *send the rest*, or its own name taken out."""
    said = set(key(reading.text or "").split())
    gone = set(key(" ".join(shown["gone"]["name"].values())).split())
    removed = (each.value.get("name") or "" for each in reading.values if _is_removed(each))
    return bool(said & _words()) or any(not gone.isdisjoint(key(name).split()) for name in removed)


def _is_removed(value: Value) -> bool:
    return value.entity == "order_line" and value.value.get("op") == Op.REMOVE


@cache
def _words() -> frozenset[str]:
    """The words by which a customer does without."""
    return frozenset(key(word) for word in yaml.safe_load(FILE.read_text("utf-8"))["without"].split())


def _names_another(reading: Reading, shown: Facts, *, without: bool) -> bool:
    """Whether a yes or a change names goods that shall come: only the shop's own substitute can."""
    if not (without or reading.is_yes or reading.wants("modify_order", "place_order")):
        return False
    instead = shown["instead"] or {"name": {}}
    gone = shown["gone"]["name"] if without else {}
    known = set(key(" ".join([*instead["name"].values(), *gone.values()])).split())
    named = [each.value for each in reading.values if each.entity == "order_line"]
    coming = [line["name"] for line in named if line.get("name") and line.get("op") != Op.REMOVE]
    return any(known.isdisjoint(key(name).split()) for name in coming)


def _wanted(reading: Reading, choices: list[str], *, without: bool) -> Take | None:
    """What the words choose for certain; None where they choose nothing that is offered."""
    if without:
        return Take.LEAVE_OUT if Take.LEAVE_OUT in choices else None
    if reading.is_yes:
        return Take(choices[0])
    if reading.wants("modify_order") and Take.LEAVE_OUT in choices:
        return Take.LEAVE_OUT
    return Take.CANCEL if reading.wants("cancel_order") else None
