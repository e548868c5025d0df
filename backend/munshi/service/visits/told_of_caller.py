"""A technician tells of somebody else who wants one to come: who runs the shop hears the words, and books."""

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Reading
from munshi.billing.accounts import whom
from munshi.callers import Caller
from munshi.service.parts.desk import runs_the_desk
from munshi.service.visits import carrying, looking, words
from munshi.service.visits.references import TICKET, VISIT

PAGE = "do_visit"


def hear(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """ "padosi ka RO kharab hai, 98…, kal 11 baje": a machine and a phone that is of no job of theirs."""
    text, phone = reading.text or "", reading.first("phone")
    if reading.is_tap or not phone or words.machine_in(text) is None or words.asks(text):
        return None
    if VISIT.search(text) or TICKET.search(text) or runs_the_desk(caller):
        return None
    if looking.technician(session, caller.person) is None:
        return None
    known = whom.with_phone(session, caller.business_id, str(phone))
    jobs = looking.live_jobs_of(session, caller.business, caller.person.id)
    if known is not None and any(each.person_id == known.id for each in jobs):
        return None
    return heard(session, caller, PAGE, lambda here, by: carrying.pass_on(here, by, text))
