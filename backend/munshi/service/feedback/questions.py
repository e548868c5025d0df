"""What a message says to an open question about how it went."""

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, Questions, heard
from munshi.asking.reading import CLEARLY, FALLBACK, Asked, Reading
from munshi.callers import Caller
from munshi.people.rules import STAFF, Role
from munshi.service.feedback import giving, looking
from munshi.service.feedback.rules import RATING, TAKE_RATING, out_of_five, stars_in
from munshi.service.feedback.words import wishes
from munshi.service.tickets.words import is_of_conduct, says_fault, says_what
from munshi.service.visits.assigning import technicians_in
from munshi.service.visits.changing import named_day
from munshi.service.visits.wishes import says_when
from munshi.service.visits.words import asks_for_list, says

PAGE = "give_feedback"
NO_OPINION = ("money", "reference", "leave_type", "expense_category")  # what no opinion has
FEWEST_WORDS = 3  # of thanks that say how it went
MAY_BE_WORDS = (PAGE, FALLBACK, "raise_ticket", "thank", "affirm")  # what an opinion may be taken for


def _of_rating(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Stars; a no leaves it."""
    if reading.is_no:
        return heard(session, caller, PAGE, lambda here, by: giving.add_words(here, by, None))
    tells = not reading.is_tap and not _counts_goods(reading) and _tells(asked, reading)
    if reading.first("rating") is None and not tells:
        return None
    return heard(session, caller, PAGE, lambda here, by: giving.give(here, by, reading))


def _tells(asked: Asked, reading: Reading) -> bool:
    """Whether words without a sign of stars say how it went: with a number, or of praise or blame.

    What is a complaint of its own becomes one, and the stars may still come.
    """
    text = (reading.text or "").strip()
    if not stars_in(text) and (is_of_conduct(text) or says_fault(text)):
        return False
    if stars_in(text):
        return text.rstrip(".!").isdecimal() or reading.wants(*MAY_BE_WORDS)
    if text.endswith("?") or not says_what(text, wishes()):
        return reading.wants(PAGE)
    thanks = reading.wants("thank") and len(text.split()) >= FEWEST_WORDS
    return reading.wants(PAGE) or thanks or (asked.question == RATING and reading.wants(FALLBACK))


def _of_words(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Any words are the answer, unless something else is clearly wanted."""
    if reading.is_no or reading.first("choice") == giving.SKIP:
        return heard(session, caller, PAGE, lambda here, by: giving.add_words(here, by, None))
    of_others = reading.is_yes or any(each.entity in NO_OPINION for each in reading.values)
    if (
        reading.is_tap
        or of_others
        or _counts_goods(reading)
        or (reading.chance >= CLEARLY and not reading.wants(*MAY_BE_WORDS))
    ):
        return None
    return heard(session, caller, PAGE, lambda here, by: giving.add_words(here, by, reading.text))


def _counts_goods(reading: Reading) -> bool:
    """Whether goods are ordered by their number: "3 fresh lime bhi" is no opinion."""
    return reading.wants("place_order", "modify_order", FALLBACK) and any(
        each.value.get("quantity") for each in reading.all("order_line")
    )


def _of_consent(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Whether the words may be shown to others."""
    if not (reading.agrees or reading.is_no):
        return None
    allowed = reading.agrees
    return heard(
        session, caller, PAGE, lambda here, by: giving.allow_quoting(here, by, allowed), reading.next_wish
    )


def _of_reopening(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Whether what is still broken is looked at again; it may be left so."""
    reference = asked.summary
    if not reading.agrees or not reference:
        return None
    return heard(
        session, caller, PAGE, lambda here, by: giving.reopen(here, by, reference), reading.next_wish
    )


def _listed(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Who runs the shop asks what customers say, of a day or only what is bad."""
    text = reading.text or ""
    if (
        reading.is_tap
        or not caller.may_act_as(Role.OWNER, Role.MANAGER)
        or "service" not in caller.business.skills
    ):
        return None
    if not (says(text, "opinions") and asks_for_list(text)):
        return None
    bad, day = says(text, "bad"), named_day(reading, caller)
    return heard(session, caller, PAGE, lambda here, by: looking.listed(here, by, bad=bad, day=day))


def _interrupt(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    listening = (_listed, _praised, _of_work_before)
    return next(filter(None, (each(session, caller, asked, reading) for each in listening)), None)


def _praised(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Praise of a technician by name is kept, where nothing is asked: "Ramu ji ne accha theek kiya, dhanyavaad"."""
    text = reading.text or ""
    may_be = reading.wants("thank", FALLBACK, PAGE) and reading.first("rating") is None
    if reading.is_tap or asked.question or not may_be or text.rstrip().endswith("?"):
        return None
    if caller.may_act_as(*STAFF) or "service" not in caller.business.skills or not says(text, "praising"):
        return None
    named = technicians_in(session, caller, text)
    if len(named) != 1:
        return None
    who = named[0].id
    return heard(session, caller, PAGE, lambda here, by: giving.praise(here, by, text, who))


def _of_work_before(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Praise or stars for who came before, where nobody is sent for and no fault is told: that books nothing."""
    text = reading.text or ""
    may_be = reading.wants("thank", FALLBACK, PAGE, "request_technician", "raise_ticket")
    if reading.is_tap or asked.waits or not may_be or text.rstrip().endswith("?"):
        return None
    if caller.may_act_as(*STAFF) or "service" not in caller.business.skills or says_when(reading):
        return None
    rates = says(text, "praising") or reading.first("rating") is not None or out_of_five(text) is not None
    of_work = says(text, "who_goes_out") and says(text, "last_time")
    if not rates or not of_work or says_fault(text) or is_of_conduct(text) or says(text, "come_please"):
        return None
    return heard(session, caller, PAGE, lambda here, by: giving.of_last(here, by, reading))


QUESTIONS = Questions(
    "feedback",
    {
        RATING: _of_rating,
        TAKE_RATING: _of_rating,
        giving.WORDS: _of_words,
        giving.CONSENT: _of_consent,
        giving.REOPENING: _of_reopening,
    },
    interrupts=_interrupt,
)
