"""Stars, words, and the person's word on being quoted; a bad one brings people."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.handoffs import service as handoffs
from munshi.notices import service as notices
from munshi.orders.looking import has_cart
from munshi.outcomes import Outcome, Refusal
from munshi.people import service as people
from munshi.people.rules import STAFF, Role
from munshi.service.feedback.models import Feedback
from munshi.service.feedback.outcomes import Notice
from munshi.service.feedback.rules import ASKED_FOR, BEST, SAME_TALK, is_bad, is_good, out_of_five, stars_in
from munshi.service.feedback.words import speaks_of_it, wishes
from munshi.service.tickets import for_staff
from munshi.service.tickets.desk import LISTED, refuse_where_not_offered
from munshi.service.tickets.facts import Facts, product_names
from munshi.service.tickets.models import Ticket
from munshi.service.tickets.statuses import DONE, Status
from munshi.service.tickets.words import is_of_conduct, says_fault, says_what
from munshi.service.visits.models import Visit
from munshi.service.visits.words import says

LONGEST = 2000
LAST_MONTHS = timedelta(days=120)  # so long work is remembered that is praised unasked
WORDS, CONSENT = "feedback_words", "confirm_quote"
REOPENING = "take_reopening"
SKIP = "skip"


def give(session: Session, caller: Caller, reading: Reading) -> Outcome[Any]:
    """What a person says of how it went: to what they were asked of last, or of the shop as a whole.

    Who works there says nothing of it unasked: "kaam poora" is no opinion.
    """
    refuse_where_not_offered(caller)
    given = _given(session, caller, reading.first("reference"))
    if given is None and caller.may_act_as(*STAFF):
        raise Refusal("for_customers")
    rating, words = _rating(reading, awaited=given is not None), _words(reading)
    if rating is None and words is None:
        return Outcome[str](outcome="ask_rating", facts=_facts(session, given))
    given = given or _unasked(session, caller)
    given.given_at = clock.now()
    asked_twice = rating is None and given.words is not None
    if words:
        given.words = f"{given.words}\n{words}"[:LONGEST] if asked_twice else words
    if asked_twice:
        session.flush()
        _pass_praise_on(session, caller, given)
        return Outcome[str](outcome="noted")
    if rating is not None:
        _rate(session, caller, given, rating)
    session.flush()
    _pass_praise_on(session, caller, given)
    return _then(session, given)


def tell(session: Session, caller: Caller, reading: Reading) -> Outcome[Any]:
    """The same where nothing is asked: who is ordering gives no opinion, unless they were asked for it or name it."""
    awaited = _given(session, caller, reading.first("reference")) is not None
    if not awaited and has_cart(session, caller) and not speaks_of_it(reading.text or ""):
        raise Refusal("no_opinion")
    return give(session, caller, reading)


def of_last(session: Session, caller: Caller, reading: Reading) -> Outcome[Any]:
    """What is said unasked of work that was done: of the last visit there was, if it was in the last months."""
    refuse_where_not_offered(caller)
    query = select(Visit.ticket_id).where(
        Visit.business_id == caller.business_id,
        Visit.person_id == caller.person.id,
        Visit.ticket_id.is_not(None),
        Visit.starts_at.between(clock.now() - LAST_MONTHS, clock.now()),
    )
    ticket = session.scalar(query.order_by(Visit.starts_at.desc()).limit(1))
    answer = give(session, caller, reading)
    given = _last_given(session, caller)
    if given is not None and given.ticket_id is None:
        given.ticket_id = ticket
        session.flush()
    return answer


def praise(session: Session, caller: Caller, words: str, technician_id: int) -> Outcome[Any]:
    """Words of praise for a technician, without stars: of the last that they put right for the person."""
    refuse_where_not_offered(caller)
    query = select(Visit.ticket_id).where(
        Visit.business_id == caller.business_id,
        Visit.person_id == caller.person.id,
        Visit.technician_id == technician_id,
        Visit.ticket_id.is_not(None),
    )
    given = _unasked(session, caller)
    given.ticket_id = session.scalar(query.order_by(Visit.starts_at.desc()).limit(1))
    given.words = words[:LONGEST]
    session.flush()
    _pass_praise_on(session, caller, given)
    return Outcome[str](outcome="noted")


def add_words(session: Session, caller: Caller, words: str | None) -> Outcome[Any]:
    """The words to a rating that was given; None where the person leaves it at that."""
    given = _last_given(session, caller)
    if given is None or not words:
        return Outcome[str](outcome="thanks")
    given.words = f"{given.words}\n{words}"[:LONGEST] if given.words else words[:LONGEST]
    session.flush()
    if given.rating is not None and is_bad(given.rating):
        name: Notice = "feedback_words"
        _tell_owner(session, caller, given, name, f"feedback:{given.id}:words:{len(given.words)}")
        return _noted(session, given)
    _pass_praise_on(session, caller, given)
    return _ask_consent(given)


def allow_quoting(session: Session, caller: Caller, allowed: bool) -> Outcome[Any]:
    """Whether the shop may show the words to others; a later no takes a yes back."""
    given = _last_given(session, caller)
    if given is not None:
        given.quotable = allowed
        session.flush()
    return Outcome[str](outcome="quotable" if allowed and given else "not_quotable")


def reopen(session: Session, caller: Caller, reference: str) -> Outcome[Any]:
    """The ticket is open again, and the shop hears of it."""
    for_staff.move_on(session, caller, reference, Status.REOPENED)
    return Outcome[str](outcome="reopened", facts={"reference": reference})


def _then(session: Session, given: Feedback) -> Outcome[Any]:
    """What is asked next: the stars, the words, or whether they may be shown."""
    facts = _facts(session, given)
    if given.rating is None:
        return Outcome[str](outcome="ask_rating", facts={**facts, "noted": True})
    if given.words:
        return _noted(session, given) if not is_good(given.rating) else _ask_consent(given)
    return Outcome[str](outcome="ask_words" if is_good(given.rating) else "ask_what_was_wrong", facts=facts)


def _noted(session: Session, given: Feedback) -> Outcome[Any]:
    """What is bad goes to the shop; what was put right and is rated so can be opened again."""
    query = select(Ticket).where(
        Ticket.business_id == given.business_id,
        Ticket.person_id == given.person_id,
        Ticket.status.in_(DONE),
        Ticket.id == given.ticket_id,
    )
    ticket = session.scalar(query)
    if ticket is None or not is_bad(given.rating or BEST):
        return Outcome[str](outcome="noted")
    facts = {"reference": ticket.reference, "summary": ticket.reference}
    return Outcome[str](outcome="offer_reopening", facts=facts)


def _ask_consent(given: Feedback) -> Outcome[Any]:
    good = given.rating is not None and is_good(given.rating)
    if good and given.words and given.quotable is None:
        return Outcome[str](outcome="ask_consent", facts={"words": given.words})
    return Outcome[str](outcome="noted")


def _rate(session: Session, caller: Caller, given: Feedback, rating: int) -> None:
    """Keeps the stars; few of them go to the owner with what was before, and people are called."""
    new = given.rating != rating
    given.rating = rating
    session.flush()
    if new and is_bad(rating):
        handoffs.call_people(session, caller.business, caller.person, f"feedback:{given.id}")
        name: Notice = "feedback_bad"
        _tell_owner(session, caller, given, name, f"feedback:{given.id}:{rating}")


def _pass_praise_on(session: Session, caller: Caller, given: Feedback) -> None:
    """Words with good stars, or of praise without any, reach the owner too."""
    text = given.words or ""
    unrated = says(text, "praising") and not (says_fault(text) or is_of_conduct(text))
    if text and (unrated if given.rating is None else is_good(given.rating)):
        name: Notice = "feedback_good"
        _tell_owner(session, caller, given, name, f"feedback:{given.id}:good:{len(text)}")


def _tell_owner(session: Session, caller: Caller, given: Feedback, name: Notice, key: str) -> None:
    phones = people.phones(caller.person)
    facts = {
        "customer": {"name": caller.person.called, "phone": phones[0] if phones else None},
        "rating": given.rating,
        "words": given.words,
        "history": _history(session, caller, given),
    }
    notices.tell_role(session, caller.business_id, Role.OWNER, name, key, feedback=facts)


def _history(session: Session, caller: Caller, given: Feedback) -> list[Facts]:
    """What the person has reported before, the last first."""
    query = select(Ticket).where(
        Ticket.business_id == caller.business_id, Ticket.person_id == caller.person.id
    )
    return [
        {
            "reference": ticket.reference,
            "status": ticket.status,
            "product": product_names(session, ticket),
            "problem": ticket.problem,
        }
        for ticket in session.scalars(query.order_by(Ticket.id.desc()).limit(LISTED // 4))
    ]


def _rating(reading: Reading, *, awaited: bool) -> int | None:
    """One to five stars; a figure among words is one where stars are awaited."""
    said, text = reading.first("rating"), (reading.text or "").strip()
    if said is None and (awaited or text.isdecimal() or out_of_five(text) is not None):
        return stars_in(text)
    return int(said) if said is not None and 1 <= int(said) <= BEST else None


def _words(reading: Reading) -> str | None:
    """What is said beside the stars; a bare wish to say something says nothing yet."""
    text = (reading.text or "").strip()
    stars = next(reading.all("rating"), None)
    rest = f"{text[: stars.start]} {text[stars.end :]}" if stars and stars.end else text
    if stars is None and stars_in(text) is not None:
        rest = rest.replace(str(stars_in(text)), " ")
    return text[:LONGEST] if says_what(rest, wishes()) else None


def _given(session: Session, caller: Caller, reference: str | None) -> Feedback | None:
    """What was asked of the person and not answered yet, or given a moment ago; of a ticket where one is named."""
    query = select(Feedback).where(
        Feedback.business_id == caller.business_id, Feedback.person_id == caller.person.id
    )
    if reference:
        query = query.join(
            Ticket, (Ticket.business_id == Feedback.business_id) & (Ticket.id == Feedback.ticket_id)
        ).where(Ticket.reference == reference)
        return session.scalar(query.limit(1))
    last = session.scalar(query.order_by(Feedback.id.desc()).limit(1))
    if last is None:
        return None
    waits = last.given_at is None and last.asked_at is not None and clock.now() - last.asked_at < ASKED_FOR
    unrated = last.given_at is not None and last.rating is None and clock.now() - last.given_at < SAME_TALK
    return last if waits or unrated else None


def _last_given(session: Session, caller: Caller) -> Feedback | None:
    query = select(Feedback).where(
        Feedback.business_id == caller.business_id,
        Feedback.person_id == caller.person.id,
        Feedback.given_at > clock.now() - SAME_TALK,
    )
    return session.scalar(query.order_by(Feedback.given_at.desc()).limit(1))


def _unasked(session: Session, caller: Caller) -> Feedback:
    given = Feedback(business_id=caller.business_id, person_id=caller.person.id, given_at=clock.now())
    session.add(given)
    session.flush()
    return given


def _facts(session: Session, given: Feedback | None) -> Facts:
    ticket = session.get(Ticket, (given.business_id, given.ticket_id)) if given and given.ticket_id else None
    reference = ticket.reference if ticket else None
    return {"reference": reference, "rating": given.rating if given else None}
