"""What is said to the plan that is shown: a yes that says more, a day on which it begins, and what comes next."""

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.orders.passing_on import pass_on
from munshi.outcomes import Outcome
from munshi.service.amc import selling
from munshi.service.tickets.words import begins_with_yes, behind_yes
from munshi.service.visits import second, words
from munshi.service.visits.drafts import Draft

PAGE = "request_technician"
OF_PAYING = ("paid_cash", "paid_upi", "paid_later", "of_money")  # how it is paid, which the shop hears
SIGNS = " ,.;:–-"


def hear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A yes with more to it, or a day on which the plan shall begin; None is left to who hears a plain yes or no."""
    text = reading.text or ""
    if reading.is_tap or not asked.summary:
        return None
    begins = _begins(reading)
    if begins is not None and words.says(text, "since_then"):
        return heard(session, caller, PAGE, lambda here, by: selling.begin_on(here, by, begins))
    if selling.plan_named(session, caller, text) is not None and not reading.agrees:
        return heard(session, caller, PAGE, lambda here, by: selling.shown_again(here, by))
    if not begins_with_yes(text):
        return None
    rest, shown = _rest(text), asked.summary
    if not rest or words.says(rest, "cancelling"):
        return None
    if words.says(rest, "both_of"):
        return heard(session, caller, PAGE, lambda here, by: _for_one(here, by, shown))
    if any(words.says(rest, each) for each in OF_PAYING) and not words.says(rest, "visits"):
        done = _sold(session, caller, shown, None)
        pass_on(session, caller, text)
        return done
    return _sold(session, caller, shown, rest) if _wants_visit(rest) else None


def keep_next(session: Session, caller: Caller, text: str) -> None:
    """What a wish for a plan says of a visit comes next, whether the plan is taken or not."""
    draft = Draft(session, caller, selling.KIND)
    at = next(filter(None, (words.placed(text, each) for each in ("first_service", "visits"))), None)
    said = text[second.clause_before(text, at[0]) :] if at else ""
    draft.put(then=second.without_lead(said) if _names_visit(said) else None)
    before = (text[:at].split()[-1:] for _, at in words.machines_placed(text))
    counted = any(words.is_of(word, "two_of") for said in before for word in said)
    draft.put(several=counted or words.says(text, "both_of") or None)
    draft.save()


def _names_visit(clause: str) -> bool:
    return words.says(clause, "first_service") or (words.says(clause, "visits") and words.says(clause, "too"))


def _wants_visit(rest: str) -> bool:
    return words.says(rest, "visits") or words.says(rest, "coming_to_see")


def _sold(session: Session, caller: Caller, shown: str, rest: str | None) -> Heard:
    """The plan is sold, and what was said beside it is a wish for a visit of its machine."""
    machine = selling.machine_shown(session, caller)
    done = heard(session, caller, PAGE, lambda here, by: selling.confirm(here, by, shown), rest)
    if done.outcome.outcome != "plan_sold":
        return replace(done, rest=None)
    second.keep(session, caller, rest, machine=machine)
    return done


def _for_one(session: Session, caller: Caller, shown: str) -> Outcome[Any]:
    """Sold for one machine, which is said."""
    sold = selling.confirm(session, caller, shown)
    if sold.outcome == "plan_sold":
        sold.facts["only_one"] = True
    return sold


def _rest(text: str) -> str:
    """What stands behind the yes, without the but that leads on to it."""
    behind = behind_yes(text)
    if behind is None and (but := words.placed(text, "with_a_but")) is not None:
        behind = text[but[1] :]
    return second.without_lead((behind or "").lstrip(SIGNS))


def _begins(reading: Reading) -> date | None:
    """The first day that is named."""
    found = next((each.value for each in reading.answers("period") if isinstance(each.value, dict)), None)
    return date.fromisoformat(found["from"]) if found and found.get("from") else None
