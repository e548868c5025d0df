"""Money that who runs the shop gave to a technician: no book holds that, and it is said so."""

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.people.named import sound_of
from munshi.service.cash import told
from munshi.service.visits import assigning, words
from munshi.service.visits.money_told import ways_in
from spelling import key

PAGE = "do_visit"
NEAR = 2  # words between a name and "ko"


def hear(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """ "rs 60 petrol imtiaz ko diye" is no payment of a customer, and no debt of the technician."""
    text = reading.text or ""
    of_money = words.says(text, "of_money") or bool(ways_in(text))
    if not (of_money and words.says(text, "was_paid")) or reading.sides("tells_customer"):
        return None
    paise = told.paise_in(text)
    who = assigning.technicians_in(session, caller, text) if paise else []
    if len(who) != 1 or not _is_led_to(text, who[0].called or ""):
        return None
    said = Outcome[str](
        outcome="given_out_not_kept",
        facts={"technician": who[0].called, "estimate_lines": [], "estimate_paise": paise},
    )
    return heard(session, caller, PAGE, lambda here, by: said)


def _is_led_to(text: str, called: str) -> bool:
    """Whether "ko" stands behind the name, or "to" before it, and no "ne"."""
    said, first = text.split(), key(called.split()[0]) if called else ""
    at = next((at for at, word in enumerate(said) if sound_of(word) == first), None)
    if at is None:
        return False
    behind = said[at + 1 : at + 1 + NEAR]
    lead = next((w for w in behind if words.is_of(w, "to_whom") or words.is_of(w, "by_whom_given")), "")
    before = at > 0 and words.is_of(said[at - 1], "led_to")
    return before or (words.is_of(lead, "to_whom") and not words.is_of(lead, "by_whom_given"))
