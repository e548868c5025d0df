"""Whether somebody shall come for a machine, or it is bought: a wish for a visit may name goods that go with it."""

import re
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import FALLBACK, Asked, Reading
from munshi.callers import Caller
from munshi.orders.desk import Desk
from munshi.orders.goods_in_text import goods_in
from munshi.orders.passing_on import pass_on
from munshi.outcomes import Outcome
from munshi.people.rules import STAFF
from munshi.service.amc import selling
from munshi.service.parts.looking import all_parts, named_in
from munshi.service.tickets.words import is_of_conduct
from munshi.service.visits import assigning, comes_then, looking, machines, wanting, wished, words
from munshi.service.visits.second import clause_before
from munshi.service.visits.wishes import CLAUSE_ENDS, says_when

# What a visit with goods beside it sounds like.
OF_GOODS = (FALLBACK, "affirm", "place_order", "modify_order", "change_visit", "request_spare_part", "ask_availability",
            "repeat_order", "ask_price", wanting.PAGE)  # fmt: skip
COUNT = re.compile(r"(?<![\d/])\d{1,2}(?![\d/])")


def hear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Words of a machine and of somebody who shall come for it, and no complaint, whatever goods stand beside."""
    text = reading.text or ""
    if asked.question or text.rstrip().endswith("?") or words.says(text, "plan") or words.of_care(text):
        return None
    if is_of_conduct(text) or words.says(text, "coming"):
        return None
    if words.says(text, "care") and selling.plan_named(session, caller, text) is not None:
        return None
    if reading.wants(*OF_GOODS) and (fitted := _fitted(session, caller, reading)) is not None:
        return fitted
    of_goods = reading.wants(*OF_GOODS) and _comes_for(session, caller, reading)
    if not (of_goods or _unclear(session, caller, reading)):
        return None
    return heard(session, caller, wanting.PAGE, lambda here, by: wanting.begin(here, by, reading))


def insisted(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Somebody shall repair a machine, where goods were understood: "mujhe aadmi chahiye jo fan thik kare"."""
    text = reading.text or ""
    wants = words.says(text, "person_wanted") and words.says(text, "repairing")
    if reading.is_tap or not wants or caller.may_act_as(*STAFF):
        return None
    machine = words.machine_in(text)
    visits = looking.live_of(session, caller.business_id, caller.person.id)
    if machine not in machines.served(session, caller.business_id) or any(
        each.machine == machine for each in visits
    ):
        return None
    return heard(session, caller, wanting.PAGE, lambda here, by: wanting.begin(here, by, reading))


def asked_whether(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Whether somebody can come, of who has no visit and is asked nothing: a wish for a visit begins with it."""
    text = reading.text or ""
    if reading.is_tap or asked.question or not comes_then.is_asked(text) or reading.first("order_line"):
        return None
    if caller.may_act_as(*STAFF) or "service" not in caller.business.skills:
        return None
    if looking.live_of(session, caller.business_id, caller.person.id):
        return None
    return heard(session, caller, wanting.PAGE, lambda here, by: wanting.begin(here, by, reading))


def _unclear(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether words that are nothing else are the wish that somebody comes."""
    text = reading.text or ""
    of_care = words.says(text, "service") and selling.only_machine(session, caller) and says_when(reading)
    sends = words.says(text, "coming_to_see") or words.says(text, "repairing")
    sends = sends and words.machine_in(text) is not None
    return reading.wants(FALLBACK, "affirm") and bool(sends or of_care)


def _comes_for(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether a machine is what somebody comes for: it is not counted, and no visit for it is booked."""
    text = reading.text or ""
    machine = words.machine_in(text)
    if machine is None or wished.buys(text) or _is_counted(reading, machine):
        return False
    sent = any(words.says(text, each) for each in ("visits", "who_goes_out", "repairing"))
    sent = sent or (words.says(text, "anyone") and words.says(text, "come_please"))
    bare = _without(text, "bring_along")
    for_it = words.says(text, "for_it") or bool(assigning.technicians_in(session, caller, text))
    comes = words.says(bare, "going_there") or (bare != text and words.says(text, "too"))
    comes = comes or (
        words.says(bare, "coming_to_see") and bool(assigning.technicians_in(session, caller, text))
    )
    if not (sent or (for_it and comes)) or machine not in machines.served(session, caller.business_id):
        return False
    visits = looking.live_of(session, caller.business_id, caller.person.id)
    return all(each.machine != machine for each in visits)


def _is_counted(reading: Reading, machine: str) -> bool:
    """Whether so many of the machine itself are wanted: "2 fan bhejo"."""
    lines = [each.value for each in reading.all("order_line") if isinstance(each.value, dict)]
    named = [str(line.get("name") or "") for line in lines if line.get("quantity")]
    return any(words.machine_in(name) == machine and not words.says(name, "for_it") for name in named)


def _fitted(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """Goods with somebody who puts them in, who brings them: no order. Where nobody is sent, the shop hears."""
    text = reading.text or ""
    at = words.placed(text, "fitter_too")
    if (
        at is None
        or "orders" not in caller.business.skills
        or not (reading.first("order_line") or COUNT.search(text))
    ):
        return None
    goods = _without_clause(text, *at)
    if words.machine_in(text) in machines.served(session, caller.business_id):
        before = " ".join(_before_clause(text, at[0])).strip(
            " ,"
        )  # behind it is when and where somebody comes
        sold = before if _is_sold(session, caller, before) else None
        return heard(session, caller, wanting.PAGE, lambda here, by: wanting.begin(here, by, reading, sold))
    return heard(session, caller, wanting.PAGE, lambda here, by: _told(here, by, text), goods)


def _is_sold(session: Session, caller: Caller, goods: str) -> bool:
    """Whether words name goods of the shelf that are no parts, which who comes brings: these are ordered next."""
    parts = named_in(goods, all_parts(session, caller.business_id))
    return not parts and bool(goods_in(Desk(session, caller), goods))


def _told(session: Session, caller: Caller, text: str) -> Outcome[Any]:
    pass_on(session, caller, text)
    return Outcome[str](outcome="fitting_told", facts={"visit_word": text})


def _without_clause(text: str, begins: int, ends: int) -> str:
    """A text without the clause of these places."""
    behind = CLAUSE_ENDS.search(text, ends)
    end = behind.start() if behind else ends
    before = _before_clause(text, begins)
    return " ".join([*before, *text[end:].split()]).replace(" ,", ",").strip(" ,")


def _before_clause(text: str, at: int) -> list[str]:
    """The words before the clause in which a place stands, without the one that leads on to it."""
    before = text[: clause_before(text, at)].strip(" ,").split()
    while before and words.is_of(before[-1].strip(" ,"), "leads_next"):
        before.pop()
    return before


def _without(text: str, wanted: str) -> str:
    """A text without the words of a list."""
    while (at := words.placed(text, wanted)) is not None:
        text = f"{text[: at[0]]}, {text[at[1] :]}"
    return text
