"""What a message says to an open question about a leave that is asked for, or one that is taken back."""

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, Questions, heard
from munshi.asking.reading import FALLBACK, Asked, Reading
from munshi.callers import Caller
from munshi.leave import cancelling, looking
from munshi.leave.asking import filing, left_out, of_colleagues, service
from munshi.leave.asking.drafts import Message
from munshi.leave.asking.said import (
    CERTIFICATE,
    NOTE_OFF,
    REASON,
    file_of,
    message_of,
    named_leave,
    speaks_of_leave,
)
from munshi.leave.policy import LeaveType
from munshi.outcomes import Outcome

APPLY, CANCEL, BALANCE = "apply_leave", "cancel_leave", "check_leave_balance"
DUES = "check_dues"  # what is left, to who is asking for leave, is left of their leave
UNPAID = "confirm_unpaid_leave"
OTHER_LENGTH = ("longer", "shorter")  # than the leave that is shown
OWN = "LV"  # how a leave is named
OF_DAYS = ("period", "duration", "leave_type", "time", "choice", "note")
FEW_WORDS = 4


def _of_leave(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What is still to be said of the leave; a no leaves it, but is none to a certificate, which comes later."""
    if of_colleagues.named(session, caller, asked, reading) is not None:
        return None
    if reading.wants(DUES):
        return _balance(session, caller)
    if fewer := left_out.of_draft(session, caller, reading):
        return fewer
    if _takes_back(reading):
        return heard(session, caller, APPLY, service.drop)
    if reading.is_no and not (reading.wants("deny") and asked.question == CERTIFICATE):
        return heard(session, caller, APPLY, service.drop)
    in_own_words = asked.question in (REASON, CERTIFICATE)
    if reading.is_no or (_is_of_leave(reading) and (in_own_words or _answers(reading))):
        return _told(session, caller, message_of(reading, asked.question))
    return None


def _of_summary(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A yes files what was shown, with a note that came along; whatever else is said is shown first."""
    if of_colleagues.named(session, caller, asked, reading) is not None:
        return None
    if reading.wants(DUES):
        return _balance(session, caller)
    if fewer := left_out.of_draft(session, caller, reading):
        return fewer
    if _takes_back(reading) or (reading.is_no and not _is_of_length(reading)):
        return heard(session, caller, APPLY, service.drop)
    message = message_of(reading, asked.question)
    if asked.question == UNPAID and message.type is LeaveType.UNPAID:
        message = message.model_copy(update={"type": None})  # that it is without pay is what was asked
    is_of_leave = _is_of_leave(reading) or (reading.agrees and message.only_notes)
    if reading.agrees and (_says_no_more(message) or not is_of_leave):
        return _filed(session, caller, asked, reading, message.note if is_of_leave else None)
    return _told(session, caller, message) if is_of_leave else None


def _of_other_leave(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Other days or another kind, where the first ones could not be had; a word that says none is nobody's."""
    if of_colleagues.named(session, caller, asked, reading) is not None:
        return None
    message = message_of(reading, asked.question)
    if message.says_something and not reading.wants(FALLBACK) and _is_of_leave(reading):
        return _told(session, caller, message)
    return None


def _of_choice(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Which leave is taken back, or of which some days are."""
    if reading.is_no:
        return Heard(CANCEL, Outcome[str](outcome="kept"))
    if fewer := left_out.overhear(session, caller, asked, reading):
        return fewer
    if reading.is_yes or reading.wants(CANCEL, FALLBACK):
        return heard(
            session, caller, CANCEL, lambda here, by: cancelling.ask(here, by, *named_leave(reading))
        )
    return None


def _of_taking_back(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Whether the leave that was shown is taken back."""
    if reading.is_no:
        return Heard(CANCEL, Outcome[str](outcome="kept"))
    if reading.is_yes or (reading.wants(CANCEL) and named_leave(reading) == (None, None)):
        shown = reading.first("summary") or asked.summary
        return heard(session, caller, CANCEL, lambda here, by: cancelling.cancel(here, by, shown))
    return None


def _filed(session: Session, caller: Caller, asked: Asked, reading: Reading, note: str | None) -> Heard:
    """The request; another wish after the yes is served next."""
    shown = reading.first("summary") or asked.summary
    rest = None if note or reading.wants(APPLY) else reading.next_wish
    return heard(session, caller, APPLY, lambda here, by: filing.file(here, by, shown, note), rest)


def _is_of_leave(reading: Reading) -> bool:
    """Whether nothing else is wanted than the leave that is asked for, or a note of it is taken back; what names
    another kind of thing by its number is of that.
    """
    named = [str(each.value).upper() for each in reading.all("reference")]
    if named and not any(each.startswith(OWN) for each in named):
        return False
    if any(piece["kind"] == NOTE_OFF for piece in reading.left_over) or _is_of_length(reading):
        return True
    if reading.first("money") is not None and not speaks_of_leave(reading):
        return False
    return reading.is_yes or reading.wants(APPLY, FALLBACK) or file_of(reading) is not None


def _takes_back(reading: Reading) -> bool:
    """Whether leave is taken back and none is named by its number: that is the one that is being asked for."""
    return reading.wants(CANCEL) and not reading.is_tap and reading.first("reference") is None


def _answers(reading: Reading) -> bool:
    """Whether it has something of a leave, or is too short to be of anything else: that is asked again."""
    few = len((reading.text or "").split()) <= FEW_WORDS
    tells = any(reading.answer(each) is not None for each in OF_DAYS) or file_of(reading) is not None
    return few or tells or reading.is_tap or reading.is_yes or speaks_of_leave(reading)


def _is_of_length(reading: Reading) -> bool:
    """Whether the leave shall have more or fewer days, whatever that sounds like."""
    return any(each.role in OTHER_LENGTH for each in reading.answers("duration"))


def _says_no_more(message: Message) -> bool:
    """Whether nothing is said that would have to be shown first."""
    return message.only_notes or not message.says_something


def _told(session: Session, caller: Caller, message: Message) -> Heard:
    return heard(session, caller, APPLY, lambda here, by: service.say(here, by, message))


def _balance(session: Session, caller: Caller) -> Heard:
    return heard(session, caller, BALANCE, lambda here, by: looking.balance(here, by, None))


def _overhear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Leave of a colleague, or some days of one's own that are taken back."""
    of_another = of_colleagues.overhear(session, caller, asked, reading)
    return of_another or left_out.overhear(session, caller, asked, reading)


QUESTIONS = Questions(
    "leave",
    {
        "leave_dates": _of_leave,
        "leave_days": _of_leave,
        "leave_day": _of_leave,
        "leave_half": _of_leave,
        "leave_to_move": _of_leave,
        "leave_type": _of_leave,
        "leave_reason": _of_leave,
        "leave_certificate": _of_leave,
        "confirm_leave": _of_summary,
        "confirm_unpaid_leave": _of_summary,
        "correct_leave": _of_other_leave,
        "leave_to_cancel": _of_choice,
        "confirm_cancel_leave": _of_taking_back,
    },
    overhears=_overhear,
)
