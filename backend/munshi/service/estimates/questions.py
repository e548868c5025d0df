"""What a customer says to an estimate that waits: yes, a plain no, an objection, or a question to it."""

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import FALLBACK, Asked, Reading
from munshi.callers import Caller
from munshi.service.estimates import answering
from munshi.service.visits import words, working
from munshi.service.visits.at_work import SUM

WORK = "do_visit"
# What a question about an estimate sounds like.
OF_ASKED_ESTIMATE = (FALLBACK, "ask_price", "ask_help", "approve_request", "list_holidays", "apply_leave", "check_dues",
                     "pay_bill", "place_order", "modify_order")  # fmt: skip


def of_shown_estimate(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """The customer's word on an estimate: a yes with a "but", a sum or a question to it is none."""
    text, shown = reading.text or "", asked.summary or ""
    if reading.is_tap or not shown:
        return None
    reference = shown.partition(":")[0]
    if answering.of_part(session, caller, reference, text):
        return heard(
            session, caller, WORK, lambda here, by: working.do(here, by, reference, "take_part", reading)
        )
    if refuses(reading):
        agreed = False
    elif words.says(text, "thinks_over"):
        return heard(
            session, caller, WORK, lambda here, by: working.do(here, by, reference, "show_estimate", reading)
        )
    elif _objects(reading) or (reading.agrees and SUM.search(text)):
        return heard(session, caller, WORK, lambda here, by: working.of_sum(here, by, shown, reading))
    elif reading.agrees or reading.wants("approve_request") or words.says(text, "go_ahead"):
        haggles = words.says(text, "but") or any(sign.isdecimal() for sign in text)
        if haggles or reading.asks_after_yes or "?" in text:
            return None
        agreed = True
    else:
        return None
    return heard(
        session, caller, WORK, lambda here, by: working.answer_estimate(here, by, shown, agreed=agreed)
    )


def refuses(reading: Reading) -> bool:
    """Whether it is a plain no, which ends the job: neither a question nor another price or day."""
    text = reading.text or ""
    if words.asks(text) or words.says(text, "thinks_over"):
        return False
    plainly = words.says(text, "refusing") or words.says(text, "cancelling")
    if not plainly and words.says(text, "go_ahead") and words.says(text, "all_of_them"):
        return False  # "nahi nahi, sab kar do": what is denied is said by no word of it
    begins = any(text[: each.start].strip() == "" for each in reading.placed("says_no"))
    return plainly or (reading.is_no and (begins or not words.says(text, "haggling")))


def _objects(reading: Reading) -> bool:
    """Whether it asks about the estimate, or says that it is too much or too long: the shop hears it."""
    text = reading.text or ""
    asks = words.asks(text) and reading.wants(*OF_ASKED_ESTIMATE)
    return asks or reading.is_no or reading.wants("reject_request") or words.says(text, "haggling")
