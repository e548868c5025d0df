"""What a customer says to an estimate that waits: yes, a plain no, an objection, or a question to it."""

import re

from sqlalchemy.orm import Session

from munshi.asking.clauses import SIGNS
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import FALLBACK, Asked, Reading
from munshi.callers import Caller
from munshi.service.estimates import answering
from munshi.service.tickets.words import is_plain_yes
from munshi.service.visits import words, working
from munshi.service.visits.at_work import SUM

WORK = "do_visit"
# What a question about an estimate sounds like.
OF_ASKED_ESTIMATE = (FALLBACK, "ask_price", "ask_help", "approve_request", "list_holidays", "apply_leave", "check_dues",
                     "pay_bill", "place_order", "modify_order")  # fmt: skip

CLAUSES = re.compile(r"[^,;।!?\n.]+[?]?")
HANGING = ("hangs_on_it", "only_then", "haggling", "refusing", "thinks_over")
WISHES_LESS = ("hangs_on_it", "less_wished", "refusing", "thinks_over", "cancelling")
LEADS_TO_YES = ("says_nothing", "only_then", "leads_to_yes")
MOST_OF_A_YES = 6  # words


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
    if (question := question_beside_yes(text)) is not None:
        return heard(
            session,
            caller,
            WORK,
            lambda here, by: working.agree_and_ask(here, by, shown, question),
            _known(question),
        )
    if agrees_behind_doubt(text):
        agreed = True
    elif refuses(reading):
        agreed = False
    elif words.says(text, "thinks_over"):
        return heard(
            session, caller, WORK, lambda here, by: working.do(here, by, reference, "show_estimate", reading)
        )
    elif (
        _objects(reading)
        or _asks_of_line(session, caller, reference, reading)
        or (reading.agrees and SUM.search(text))
    ):
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


def question_beside_yes(text: str) -> str | None:
    """What is asked beside a plain yes, each in clauses of its own; None where the yes hangs on the answer."""
    clauses = [each.strip() for each in CLAUSES.findall(text) if each.strip(SIGNS)]
    asked = [each for each in clauses if each.endswith("?") or words.asks(each)]
    told = [each for each in clauses if each not in asked]
    hangs = any(words.says(text, each) for each in HANGING) or any(sign.isdecimal() for sign in text)
    if not (asked and told) or hangs or not all(_is_plain_yes(each) for each in told):
        return None
    return " ".join(asked)


def agrees_behind_doubt(text: str) -> bool:
    """Whether it is only said to be dear, and a plain yes stands behind that: "thoda zyada hai.. theek hai kar do"."""
    dear = words.placed_last(text, "too_dear")
    before, behind = (text[: dear[1]], text[dear[1] :]) if dear else ("", "")
    said = behind.replace("…", " ").strip(SIGNS).split()
    while said and any(words.is_of(said[0].strip(SIGNS), each) for each in LEADS_TO_YES):
        said.pop(0)
    if not said or not is_plain_yes(" ".join(said)):
        return False
    hangs = any(words.says(before, each) for each in WISHES_LESS) or words.asks(text)
    return not hangs and not any(sign.isdecimal() for sign in text)


def _known(question: str) -> str | None:
    """A question that the books answer, which is heard next: of a guarantee."""
    return question if answering.is_of_guarantee(question) else None


def _asks_of_line(session: Session, caller: Caller, reference: str, reading: Reading) -> bool:
    """Whether it asks about something that stands in the estimate, and of no guarantee: nobody buys that."""
    text = reading.text or ""
    asks = words.asks(text) or text.rstrip().endswith("?")
    return (
        asks
        and not answering.is_of_guarantee(text)
        and answering.names_line(session, caller, reference, text)
    )


def _is_plain_yes(clause: str) -> bool:
    return len(clause.split()) <= MOST_OF_A_YES and (words.says(clause, "go_ahead") or is_plain_yes(clause))


def refuses(reading: Reading) -> bool:
    """Whether it is a plain no, which ends the job: neither a question nor another price or day."""
    text = reading.text or ""
    if words.says(text, "thinks_over"):
        return False
    if words.asks(text):
        return _asks_what_is_due_then(text)
    plainly = words.says(text, "refusing") or words.says(text, "cancelling")
    if not plainly and words.says(text, "go_ahead") and words.says(text, "all_of_them"):
        return False  # "nahi nahi, sab kar do": what is denied is said by no word of it
    begins = any(text[: each.start].strip() == "" for each in reading.placed("says_no"))
    return plainly or (reading.is_no and (begins or not words.says(text, "haggling")))


def _asks_what_is_due_then(text: str) -> bool:
    """Whether it refuses in clauses of its own, and only asks what is due now: that is told with the no."""
    at = words.placed(text, "from_now")
    clauses = CLAUSES.findall(f"{text[: at[0]]}. {text[at[0] :]}" if at and at[0] else text)
    asked = [each for each in clauses if words.asks(each)]
    refused = any(words.says(each, "refusing") for each in clauses if each not in asked)
    return refused and all(words.says(each, "what_is_due") for each in asked)


def _objects(reading: Reading) -> bool:
    """Whether it asks about the estimate, says that it is too much or too long, or yes only if: the shop hears it."""
    text = reading.text or ""
    asks = words.asks(text) and reading.wants(*OF_ASKED_ESTIMATE)
    refused = reading.is_no or reading.wants("reject_request")
    return asks or refused or words.says(text, "haggling") or words.says(text, "hangs_on_it")
