"""Whether somebody comes to a pincode is asked: answered from where those who go out go; nothing is booked by it."""

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.orders.addresses import PINCODE
from munshi.outcomes import Outcome
from munshi.people.rules import STAFF
from munshi.service.tickets.words import tells_fault
from munshi.service.visits import machines, words
from munshi.service.visits.wishes import says_when

PAGE = "request_technician"


def hear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """For the machine that is named, else for any."""
    text = reading.text or ""
    found = None if reading.is_tap or asked.waits else PINCODE.search(text)
    if found is None or not words.says(text, "comes_there") or tells_fault(text) or says_when(reading):
        return None
    if "service" not in caller.business.skills or caller.may_act_as(*STAFF):
        return None
    pincode, named = found.group().replace(" ", ""), words.machine_in(text)
    kinds = [named] if named else machines.served(session, caller.business_id)
    served = {each for kind in kinds for each in machines.served_pincodes(session, caller.business_id, kind)}
    outcome = "comes_there" if pincode in served else "comes_not_there"
    facts = {"pincode": pincode, "pincodes": sorted(served)}
    return heard(session, caller, PAGE, lambda here, by: Outcome[str](outcome=outcome, facts=facts))
