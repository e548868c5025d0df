"""Who runs the shop wants a technician to get no work for some hours: that cannot be kept here, and is said so."""

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.service.visits import assigning, words
from munshi.service.visits.references import VISIT

PAGE = "do_visit"


def hear(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """ "vishal ko aaj 8 baje ke baad koi kaam mat do" is of no visit: none is moved by it."""
    text = reading.text or ""
    if not words.says(text, "no_more_work") or VISIT.search(text):
        return None
    who = [each.called or "?" for each in assigning.technicians_in(session, caller, text)]
    if not who:
        return None
    said = Outcome[str](outcome="hours_not_kept", facts={"technician": ", ".join(who)})
    return heard(session, caller, PAGE, lambda here, by: said)
