"""What a message says to *shall I cancel this?* and to *which of these?*."""

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, Questions, heard
from munshi.asking.reading import FALLBACK, LEAVES, NO, YES, Asked, Reading
from munshi.callers import Caller
from munshi.undoing import service
from munshi.undoing.service import summary_of

PAGE = "cancel_flow"
# Who is asked whether to cancel and says so again means it; *leave it* is the same intent and means the contrary. The
# rivals tell them apart, from these chances on.
CANCELS = frozenset({"cancel_order", "cancel_leave"})
LEANS, NEVER = 0.02, 0.003
# What things a wish speaks of, where it was asked which.
OF_WISH = {
    "cancel_order": ("order", "cart", "order_cancelled"),
    "place_order": ("order", "cart", "order_cancelled"),
    "track_order": ("order",),
    "view_cart": ("cart",),
    "modify_order": ("cart",),
    "cancel_leave": ("leave", "leave_draft", "leave_cancelled"),
    "apply_leave": ("leave", "leave_draft", "leave_cancelled"),
    "check_leave_status": ("leave",),
    "claim_reimbursement": ("claim", "claim_draft", "claim_cancelled"),
    "check_claim_status": ("claim",),
}


def _of_confirming(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A yes, a no, or the same words once more, of which it depends what they lean to."""
    shown = reading.first("summary") or asked.summary
    if reading.is_tap and not reading.wants(YES, NO):
        return None
    verdict = _verdict(reading, shown)
    work = {True: service.carry_out, False: service.keep, None: service.ask_plainly}
    if verdict is None and not reading.wants(LEAVES):
        return None
    return heard(session, caller, PAGE, lambda here, by: work[verdict](here, by, shown))


def _verdict(reading: Reading, shown: str | None) -> bool | None:
    """Whether it is a yes or a no; None where that is not clear. *Cancel it* may be a yes, unless it names another."""
    reference = reading.first("reference")
    same = reference is None or (shown is not None and f"|{reference}:" in shown)
    if reading.wants(YES, NO):
        return reading.is_yes
    if not same or not reading.wants(LEAVES, FALLBACK, *CANCELS):
        return None
    if reading.wants(*CANCELS):
        return True
    chances = dict(reading.intents)
    leaning = sum(chances.get(intent, 0.0) for intent in CANCELS)
    if chances.get(NO, 0.0) > leaning or (reading.wants(LEAVES) and leaning < NEVER):
        return False if reading.wants(LEAVES) else None
    return True if leaning >= LEANS else None


def _of_choosing(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """One of those that were shown: tapped, named by its reference, or the only one of its kind."""
    if reading.wants(NO) or (reading.wants(LEAVES) and not reading.values):
        return heard(session, caller, PAGE, service.keep)
    reference, kinds = reading.first("reference"), OF_WISH.get(reading.intent, ())
    found = [
        summary_of(each)
        for each in service.meant(session, caller)
        if (reference and each.facts.get("reference") == reference) or (not reference and each.thing in kinds)
    ]
    tapped = reading.first("summary") or (found[0] if len(found) == 1 else None)
    if tapped is None:
        return None
    return heard(session, caller, PAGE, lambda here, by: service.ask(here, by, tapped))


QUESTIONS = Questions("undoing", {"confirm_cancelling": _of_confirming, "choose_cancelling": _of_choosing})
