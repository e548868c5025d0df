"""Who lets the business write first: opting out is honoured at once, and until the person opts in again."""

from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from munshi import clock
from munshi.callers import Caller
from munshi.notices import service as notices
from munshi.opting.outcomes import OptIn, OptOut
from munshi.outcomes import Outcome
from munshi.word_lists import WordLists, plain

LISTS = WordLists(__file__, "words.yml")
# What was told but has not left yet; the answer to the opting itself is no notice.
TAKE_BACK = text(
    """
    UPDATE assistant.outbox SET state = 'failed', error = 'the person has opted out'
    WHERE state IN ('waiting', 'held') AND turn LIKE 'notice:%'
        AND phone_number_id = ANY(:numbers) AND person = ANY(:aliases)
    """
)


def opt_out(session: Session, caller: Caller) -> Outcome[OptOut]:
    """Nothing is sent unasked any more, not even what waits to be sent."""
    if caller.person.opted == "out":
        return Outcome(outcome="already_out", facts=_facts(caller))
    _set(caller, "out")
    notices.withdraw(session, caller.business_id, caller.person)
    ids = [alias.value for alias in caller.person.aliases]
    numbers = [number.phone_number_id for number in caller.business.numbers]
    session.execute(TAKE_BACK, {"numbers": numbers, "aliases": ids})
    return Outcome(outcome="opted_out", facts=_facts(caller))


def opt_in(session: Session, caller: Caller) -> Outcome[OptIn]:
    """The business may write first, also what only advertises."""
    if caller.person.opted == "in":
        return Outcome(outcome="already_in", facts=_facts(caller))
    _set(caller, "in")
    return Outcome(outcome="opted_in", facts=_facts(caller))


def only_own(caller: Caller) -> Outcome[Any]:
    """News of the person's own orders, bills and visits goes on; what only advertises does not come."""
    caller.person.opted = caller.person.opted_at = None
    return Outcome[str](outcome="no_offers", facts=_facts(caller))


def refuses_offers(said: str) -> bool:
    """Whether only offers are not wanted: "offers mat bhejna par order ki khabar bhejte rehna"."""
    words = plain(said)
    return LISTS.has(words, "offers") and LISTS.has(words, "denied") and not LISTS.has(words, "all_of_it")


def _set(caller: Caller, opted: str) -> None:
    caller.person.opted, caller.person.opted_at = opted, clock.now()


def _facts(caller: Caller) -> dict[str, Any]:
    return {"business": caller.business.name}
