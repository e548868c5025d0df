"""Who goes to customers never buys for a job: what they want for one that is named goes to who runs the shop."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import FALLBACK, Reading
from munshi.callers import Caller
from munshi.service.parts.desk import runs_the_desk
from munshi.service.visits import carrying, choosing, looking, steps, words
from munshi.service.visits.models import Visit
from munshi.service.visits.references import VISIT
from munshi.service.visits.statuses import MAY_BE_GIVEN

PAGE = "do_visit"
OF_BUYERS = (FALLBACK, "place_order", "modify_order", "view_cart", "request_spare_part", "ask_price",
             "ask_availability", "request_quote")  # fmt: skip
OF_COST = ("estimates", "pure_labour")


def hear(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """What else nothing has heard of parts, labour or an estimate: the owner hears the words, and that is said."""
    text = reading.text or ""
    if reading.is_tap or words.asks(text) or not reading.wants(*OF_BUYERS) or runs_the_desk(caller):
        return None
    if looking.technician(session, caller.person) is None or carrying.is_for_customer(text):
        return None
    if steps.tells(reading, *steps.STEPS):
        return None
    of_goods = bool(reading.all("order_line")) or any(words.says(text, each) for each in OF_COST)
    meant = _meant(session, caller, text) if of_goods else []
    if (
        len(meant) != 1 or meant[0].status not in MAY_BE_GIVEN
    ):  # what an estimate is written of is heard there
        return None
    if meant[0].id in {each.id for each in looking.put_off_of(session, caller.business, caller.person.id)}:
        return None
    said = text if VISIT.search(text) else f"{meant[0].reference}: {text}"
    return heard(session, caller, PAGE, lambda here, by: carrying.pass_on(here, by, said))


def _meant(session: Session, caller: Caller, text: str) -> Sequence[Visit]:
    """The job of theirs that is named by its number, or by whose it is where an estimate or labour is spoken of."""
    jobs = looking.live_jobs_of(session, caller.business, caller.person.id)
    of_job = VISIT.search(text) or words.says(text, "estimates") or words.says(text, "pure_labour")
    return choosing.named(session, jobs, text) if of_job else []
