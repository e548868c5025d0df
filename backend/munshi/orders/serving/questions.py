"""What a customer answers in words when a line of their order has run out.

The words by which it is left out stand in `run_outs.yml`.
"""

from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import yaml
from sqlalchemy.orm import Session

from munshi.asking.clauses import CLAUSE
from munshi.asking.consent import says_yes
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import LEAVES, YES, Asked, Reading, Value
from munshi.callers import Caller
from munshi.orders.cancelling import says_not_to
from munshi.orders.facts import Facts
from munshi.orders.serving.deciding import decide, open_question, propose, question_of
from munshi.orders.serving.rules import Take
from munshi.orders.shelf import StockedShelf
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
    if gone := _gone(session, caller, reading):
        named = question_of(session, caller, gone)
        if named is None:
            return None  # of what nobody has asked
        if named[0] is not run_out:
            return Heard(PAGE, Outcome[str](outcome="ask", facts=named[1]))
    if ahead := _before_more(reading, shown):
        answer, more = ahead
        taken = of_run_out(session, caller, asked, answer)
        return taken and Heard(taken.page, taken.outcome, more)
    if _orders_more(reading):
        return None
    keeps = Take.KEEP in [each["take"] for each in shown["takes"]]
    if keeps and (reading.is_no or says_not_to(reading.text or "")):
        return heard(
            session, caller, PAGE, lambda here, by: decide(here, by, run_out.id, Take.KEEP, asked.summary)
        )
    without = _does_without(reading, shown) or says_not_to(reading.text or "")
    if _names_another(reading, shown, without=without):
        if (wish := _would_have(session, caller, reading)) is None:
            return Heard(PAGE, Outcome[str](outcome="not_instead", facts=shown))
        return heard(session, caller, PAGE, lambda here, by: propose(here, by, run_out.id, *wish))
    if not (without or reading.is_yes or reading.wants(*LEAVES_OUT, *CANCELS)):
        return None
    choices = [each["take"] for each in shown["takes"]]
    wanted = _wanted(reading, choices, without=without)
    if wanted is None:
        return Heard(PAGE, Outcome[str](outcome="ask", facts=shown))
    return heard(session, caller, PAGE, lambda here, by: decide(here, by, run_out.id, wanted, asked.summary))


def _gone(session: Session, caller: Caller, reading: Reading) -> set[str]:
    """What of the shelf the words take out by its name."""
    names = [each.value["name"] for each in reading.values if _is_removed(each) and each.value.get("name")]
    shelf = StockedShelf(session, caller.business_id)
    return {item.sku for name in names for item in shelf.meant(name).items}


def _would_have(session: Session, caller: Caller, reading: Reading) -> tuple[str, Decimal | None] | None:
    """The one thing of the shelf that shall come in the place of what ran out, and how much of it is said."""
    lines = [each.value for each in reading.values if each.entity == "order_line" and not _is_removed(each)]
    if len(lines) != 1 or not lines[0].get("name") or not _is_instead(reading.text or ""):
        return None
    meant = StockedShelf(session, caller.business_id).meant(lines[0]["name"])
    if len(meant.items) != 1 or not meant.sure or meant.against:
        return None
    said = lines[0].get("quantity")
    return meant.items[0].sku, None if said is None else Decimal(said)


def _before_more(reading: Reading, shown: Facts) -> tuple[Reading, str] | None:
    """The answer with which a message begins, and what it orders behind that: "thik hai hata do, chai 3 kar do"."""
    parts = CLAUSE.split(reading.text or "", maxsplit=1)
    front, rest = parts[0].strip(), parts[-1].strip()
    agrees = says_yes(front)
    answers = agrees or bool(_words("without") & set(key(front).split()))
    if (
        len(parts) == 1
        or not answers
        or _is_instead(rest)
        or not _names_another(reading, shown, without=True)
    ):
        return None
    intents = [(YES, 1.0)] if agrees else reading.intents
    return replace(reading, text=front, intents=intents, values=()), rest


def _orders_more(reading: Reading) -> bool:
    """Whether goods are only ordered besides, and nothing is said of what ran out: "ek chai aur dena"."""
    ops = [each.value.get("op") for each in reading.values if each.entity == "order_line"]
    return reading.wants("place_order") and {*ops} == {Op.ADD} and not _is_instead(reading.text or "")


def _is_instead(text: str) -> bool:
    """Whether goods shall come in the place of what ran out."""
    return bool(_words("instead") & set(key(text).split()))


def _does_without(reading: Reading, shown: Facts) -> bool:
    """Whether the words do without what ran out: *bina uske*, *send the rest*, or its own name taken out."""
    said = set(key(reading.text or "").split())
    gone = set(key(" ".join(shown["gone"]["name"].values())).split())
    removed = (each.value.get("name") or "" for each in reading.values if _is_removed(each))
    return bool(said & _words("without")) or any(not gone.isdisjoint(key(name).split()) for name in removed)


def gives_the_rest(text: str) -> bool:
    """Whether a clause of the shop says that the rest comes: *baaki de denge*."""
    clauses = [set(key(clause).split()) for clause in CLAUSE.split(text)]
    return any(said & _words("rest") and said & _words("gives") for said in clauses)


def _is_removed(value: Value) -> bool:
    return value.entity == "order_line" and value.value.get("op") == Op.REMOVE


@cache
def _words(role: str) -> frozenset[str]:
    """The words by which a customer does without, or wants something instead."""
    return frozenset(key(word) for word in yaml.safe_load(FILE.read_text("utf-8"))[role].split())


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
