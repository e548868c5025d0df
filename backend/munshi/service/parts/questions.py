"""What a message says to an open question about a part."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, Hears, heard
from munshi.asking.reading import FALLBACK, LEAVES, Asked, Reading
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.people.rules import STAFF
from munshi.service.parts import cancelling as part_cancelling
from munshi.service.parts import counting, ordered
from munshi.service.parts import desk as parts_desk
from munshi.service.parts import wanting as parts
from munshi.service.parts.looking import all_parts, named_in, names_goods
from munshi.service.tickets.words import brands_in
from munshi.service.visits import (
    told_shop,
    words,
)
from munshi.service.visits.at_work import (
    of_the_work,
)
from munshi.service.visits.hearing import CHANGE, PART, REQUEST, asks, confirms, names_another, says_when_by

OF_A_COUNT = (FALLBACK, "deny", PART, "place_order", "modify_order", "affirm", "ask_availability")


def _chooses_part(reading: Reading, caller: Caller, question: str) -> bool:
    text = reading.text or ""
    tapped = reading.is_tap and reading.wants(PART)
    looks = (words.place_in, words.quality_in, words.price_in)
    said = any(look(text) is not None for look in looks)
    return tapped or said or reading.wants(PART)


def _names_part(reading: Reading, caller: Caller, question: str) -> bool:
    return reading.wants(PART, FALLBACK, "place_order", "ask_availability", "ask_price")


def _names_model(reading: Reading, caller: Caller, question: str) -> bool:
    return _chooses_part(reading, caller, question) or _names_part(reading, caller, question)


OF_PART = confirms(PART, parts.confirm, parts.tell, parts.drop)


def _of_part_to_give_up(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Whether the shown part is to be given up; a no keeps it."""
    if reading.agrees or (reading.wants(LEAVES) and not reading.is_tap):
        shown = reading.first("summary") or asked.summary
        return heard(session, caller, PART, lambda here, by: part_cancelling.confirm(here, by, shown))
    return heard(session, caller, PART, part_cancelling.keep) if reading.is_no else None


def _of_shown_part(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """The shown part: words that leave it, that name another part with or without a yes, or another maker."""
    text = reading.text or ""
    if reading.wants("apply_leave") and caller.may_act_as(*STAFF):
        return None
    if not reading.is_tap and (beside := _beside_shown(session, caller, asked, reading)) is not None:
        return beside
    if reading.is_tap or names_another(reading, PART):
        return OF_PART(session, caller, asked, reading)
    if (visit := _of_technician_instead(session, caller, reading)) is not None:
        return visit
    of_price = words.says(text, "haggling") and words.quality_in(text) is None
    if of_price and not (reading.is_no or reading.agrees):
        return heard(session, caller, PART, lambda here, by: _as_shown(here, by, text))
    if not reading.is_no and _fetches(text):
        shown = asked.summary
        return heard(
            session, caller, PART, lambda here, by: parts.confirm_and_fetch(here, by, shown, reading)
        )
    only_other = words.says(text, "only") and parts.names_other(session, caller, text)
    if words.says(text, "refusing") or only_other:
        return heard(session, caller, PART, lambda here, by: parts.leave(here, by, reading))
    shown = reading.first("summary") or asked.summary
    if reading.agrees and parts.names_other(session, caller, text):
        return heard(session, caller, PART, lambda here, by: parts.confirm_and(here, by, shown, reading))
    if _counts_part(session, caller, reading):
        return heard(session, caller, PART, lambda here, by: parts.recount(here, by, shown, reading))
    if not reading.is_no and words.says(text, "lost"):
        return heard(session, caller, PART, lambda here, by: parts.tell(here, by, reading, asked.question))
    if not reading.is_no and (brands_in(text) or parts.names_other(session, caller, text)):
        return heard(session, caller, PART, lambda here, by: parts.tell(here, by, reading, asked.question))
    return OF_PART(session, caller, asked, reading)


def _beside_shown(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A technician's lines of the job at hand, that the shown part is to be brought, or goods that are wanted."""
    if ordered.names_others(session, caller, reading):
        return heard(session, caller, PART, parts.drop, reading.text)
    return of_the_work(session, caller, asked, reading) or ordered.instead(session, caller, reading)


def _as_shown(session: Session, caller: Caller, said: str) -> Outcome[Any]:
    """The part as it is, for who says that it is dear or comes late: neither a yes nor a no; the shop hears it."""
    told_shop.tell(session, caller, said)
    answer = parts.Wanting(session, caller).answer()
    answer.facts["asked_whether"] = "fixed"
    return answer


def _fetches(text: str) -> bool:
    """Whether it says that the part is fetched, and neither asks nor denies anything."""
    doubts = any(words.says(text, each) for each in ("asking", "not_yet", "refusing"))
    return words.says(text, "fetching") and not text.rstrip().endswith("?") and not doubts


def _counts_part(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether it says how many of the shown part, or of which quality, and names no other goods."""
    text = reading.text or ""
    quality, asks = words.quality_in(text), text.rstrip().endswith("?")
    if quality is None and (reading.is_yes or asks or not reading.wants(*OF_A_COUNT)):
        return False
    counts = counting.counted(reading) is not None and not asks and not says_when_by(reading, caller)
    of_goods = names_goods(session, caller.business_id, text)
    return (counts or quality is not None) and not of_goods


def _of_technician_instead(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """Who wishes for somebody to come while a part is asked wants that instead."""
    text = reading.text or ""
    sends = reading.wants(CHANGE, FALLBACK, "apply_leave") and words.says(text, "coming_to_see")
    if reading.is_tap or not (reading.wants(REQUEST) or sends) or text.rstrip().endswith("?"):
        return None
    if words.says(text, "fetching") or words.says(text, "nobody_comes"):
        return None
    return heard(session, caller, REQUEST, lambda here, by: parts.to_visit(here, by, reading))


def _of_part(hears: Hears) -> Hears:
    """A question about a part, that a wish for somebody to come leaves."""

    def or_technician(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
        return _of_technician_instead(session, caller, reading) or hears(session, caller, asked, reading)

    return or_technician


def _of_part_name(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Which part: what the shop sells otherwise is ordered, and yearly care or a guarantee is none."""
    text = reading.text or ""
    of_others = names_goods(session, caller.business_id, text) or words.of_care(text)
    if ordered.is_ordered(session, caller, reading) or words.says(text, "guarantee"):
        return None
    if not reading.is_tap and of_others and not named_in(text, all_parts(session, caller.business_id)):
        return None
    return PART_NAME(session, caller, asked, reading)


PART_NAME = _of_part(asks(PART, parts.tell, parts.drop, _names_part))


HEARS: Mapping[str, Hears] = {
    parts.NAME: _of_part_name,
    parts.MODEL: _of_part(asks(PART, parts.tell, parts.drop, _names_model)),
    parts.WHICH: _of_part(asks(PART, parts.tell, parts.drop, _chooses_part)),
    part_cancelling.QUESTION: _of_part_to_give_up,
    parts.SHOWN_ALL: _of_shown_part,
    parts_desk.QUESTION: parts_desk.answer,
}
