"""Whether somebody can come is asked: yes, or no, with the first free hour, before what is missing."""

import re
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from munshi.business.models import Business
from munshi.service.visits import availability, words
from munshi.service.visits.rules import Need, Slot, Wish

ASKING = re.compile(r"\W*(?:(?:hi|hello|please|pls|so)\W+)?(?:can|could|will)\b", re.IGNORECASE)
OF_NEXT = ("ask_machine", "choose_machine", "ask_address", "choose_slot")  # answers beside which it is told


def is_asked(text: str) -> bool:
    """Whether a text asks if somebody can come: "aaj koi aa sakta hai?", "can someone come today"."""
    asks = words.asks(text) or ASKING.match(text) is not None
    return words.says(text, "whether_comes") and asks and not words.says(text, "asks_when")


def facts(
    session: Session, business: Business, machine: str | None, pincode: str | None, wish: Wish, today: date
) -> dict[str, Any]:
    """The first free hour on the days that are asked of, or of today; `on_time` where it is on these."""
    asked = wish if wish.first is not None else Wish(today, today, wish.since, wish.until)
    found = sorted(_free(session, business, machine, pincode), key=lambda each: (each.day, each.span.start))
    suiting = [each for each in found if asked.suits(each)]
    first = (suiting or found)[0] if found else None
    at = availability.moment(business, first.day, first.span.start).isoformat() if first else None
    return {"comes_first": {"at": at, "on_time": bool(suiting)}}


def _free(session: Session, business: Business, machine: str | None, pincode: str | None) -> list[Slot]:
    """The free hours of who knows the machine, or of all; where no place was said, at the first to which they go."""
    crew, found = availability.crew_of(session, business), list[Slot]()
    for each in crew.technicians:
        skill = machine or min(each.skills, default=None)
        where = pincode or min(each.pincodes, default=None)
        if skill in each.skills and skill and where:
            need = Need(skill, where)
            found += availability.slots(session, business, need, crew=crew, who=each.key)
    return found
