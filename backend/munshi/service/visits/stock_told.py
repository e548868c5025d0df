"""What a technician says of the stock, which is not theirs to change: the owner hears it; costs are of the job."""

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.orders.serving.duty import may_keep_stock
from munshi.service.visits import at_work, carrying, looking, steps, words

PAGE = "do_visit"


def hear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """ "2 cooler pump stock se nikale, likh lo": of no job, and no order."""
    text = reading.text or ""
    is_told = reading.wants("update_stock") or steps.tells(reading, "part_taken")
    if asked.question or not is_told or words.asks(text):
        return None
    if looking.technician(session, caller.person) is None or may_keep_stock(session, caller):
        return None
    costs = None if steps.tells(reading, "part_taken") else _of_costs(session, caller, asked, reading)
    return costs or heard(session, caller, PAGE, lambda here, by: carrying.pass_on(here, by, text))


def _of_costs(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Labour, or what is surely a cost, is of the job at hand: it may be the new version of a haggled estimate."""
    costs = steps.tells(reading, steps.COST) or words.says(reading.text or "", "labour")
    return at_work.of_the_work(session, caller, asked, reading) if costs else None
