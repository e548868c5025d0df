"""A machine that is brought to the shop: nobody comes for it, and where and when to bring it is told."""

import re
from datetime import datetime
from typing import Any

from munshi.asking.reading import Reading
from munshi.business.models import Business
from munshi.orders.hours import closes_at, is_open, next_opening
from munshi.orders.opening import hours_of
from munshi.service.tickets import bringing
from munshi.service.tickets.bringing import When
from munshi.service.tickets.desk import Desk
from munshi.service.tickets.facts import Facts
from munshi.service.visits import machines
from munshi.service.visits.terms import said as terms_said
from munshi.service.visits.words import kind_of, machine_in, placed, says
from munshi.service.warranty.standing import is_guaranteed

CLAUSE = re.compile(r"[,;.!?\n।]+")
EITHER, SHOP, BRING, STAYS = "where", "where_shop", "bring", "where_gas"  # what is told of it
GAS = "gas"
TELLS = ("brings_it", "not_at_home")


def says_so(text: str) -> bool:
    """Whether it says that the machine is brought, or that nobody shall come to the house."""
    said = any(says(text, each) for each in TELLS) and not says(text, "left_for_them")
    return said and not says(text, "fetched_home") and not asks_where(text)


def asks_where(text: str) -> bool:
    """Whether it asks if the machine is brought or somebody comes."""
    return says(text, "where_seen")


def speaks_of_it(text: str) -> bool:
    """Whether it speaks of the machine being brought, or asks whether it is."""
    return says_so(text) or asks_where(text) or says(text, "fetched_home")


def take(desk: Desk, reading: Reading) -> bool:
    """Whether it is brought, and no question of whether: then nobody comes, and the words are kept for the shop.

    The day is kept where the shop is open then; that it is not is told.
    """
    text = reading.text or ""
    if not says_so(text):
        return bool(desk.draft.brings) and bringing.take(desk.draft, desk.business, reading, desk.now)
    draft = desk.draft
    draft.no_visit, draft.brings = True, draft.brings or _words(text)
    draft.comes, draft.wish, draft.when = False, None, None
    draft.address = draft.pincode = None
    bringing.take(draft, desk.business, reading, desk.now)
    desk.tell(told(desk.business, desk.now, BRING, bringing.wished(desk.business, reading, desk.now)))
    return True


def where(desk: Desk, machine: str | None) -> Facts:
    """Where such a machine is seen to: at the shop, and at home too where somebody goes out for it; what leaks gas is
    brought nowhere.
    """
    if _leaks_gas(desk):
        return {"told": STAYS}
    served = machines.served(desk.session, desk.business.id)
    goes_out = machine in served if machine else bool(served)
    facts = told(desk.business, desk.now, EITHER if goes_out else SHOP)
    return {**facts, "told_paise": 0} if goes_out and _is_free(desk) else facts


def _leaks_gas(desk: Desk) -> bool:
    """Whether gas is what is reported, or was last."""
    hazard = desk.tickets[0].hazard if desk.draft.is_empty and desk.tickets else desk.draft.hazard
    return hazard == GAS


def _is_free(desk: Desk) -> bool:
    """Whether the machine of the report, or of the last complaint, is under guarantee."""
    piece = desk.piece()
    if piece is not None:
        return is_guaranteed(desk.session, piece, desk.now.date())
    return desk.draft.is_empty and bool(desk.tickets) and desk.tickets[0].free


def told(business: Business, now: datetime, what: str, when: When | None = None) -> Facts:
    """Where the shop is and until or from when it is open, then or on the day that is said, with what coming costs."""
    hours = hours_of(business)
    facts: dict[str, Any] = {"told": what, "told_place": business.place or business.name}
    if what == EITHER:
        facts["told_paise"] = terms_said(business).charge_paise
    if when is not None:
        return facts | bringing.open_on(business, when.day)
    if hours and is_open(now, hours, business.closed_days):
        facts["told_until"] = closes_at(now, hours).isoformat()
    elif hours and (opens := next_opening(now, hours, business.closed_days)):
        facts["told_opens"] = opens.isoformat()
    return facts


def machine_of(desk: Desk, text: str) -> str | None:
    """The kind of machine of which it is asked: that of the message, of the report, or of the last complaint."""
    model = desk.model()
    live = next((each for each in desk.tickets if each.order_reference is None), None)
    of_report = kind_of(model.appliance) if model else machine_in(desk.draft.product or "")
    of_last = machines.machine_of(desk.session, live) if live and desk.draft.is_empty else None
    return machine_in(text) or of_report or of_last


def _words(text: str) -> str:
    """The clause in which it is said, up to where it is."""
    for clause in CLAUSE.split(text):
        ends = [at[1] for each in TELLS if (at := placed(clause, each))]
        if ends:
            return clause[: max(ends)].strip()
    return text.strip()
