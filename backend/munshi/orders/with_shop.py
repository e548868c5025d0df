"""A question that waits for the shop and is asked after: *eggless ka kya hua* is still with the shop."""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.heard import Heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.notices import service as notices
from munshi.orders.desk import SKILL
from munshi.orders.passing_on import PAGE, conversation, in_charge
from munshi.orders.serving.duty import may_serve
from munshi.outcomes import Outcome
from munshi.word_lists import WordLists, plain
from spelling import key

LISTS = WordLists(__file__, "with_shop.yml")
WAITS_FOR = timedelta(days=2)  # so long nobody has asked in vain
ASKED = ("order_request", "order_wish", "order_table_asked")
ANSWERS = ("order_message", "shop_message", "order_table_kept", "order_table_not_kept", "order_table_offered")


def told(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """That the shop has the question and has not answered; None where nothing of the kind was asked."""
    said = plain(reading.text)
    if reading.is_tap or asked.waits or not LISTS.has(said, "asks_after"):
        return None
    if SKILL not in caller.business.skills or may_serve(session, caller):
        return None
    words = next((each for each in _open(session, caller) if _sounds(said) & _sounds(plain(each))), None)
    return (
        Heard(PAGE, Outcome[str](outcome="still_with_shop", facts={"order_words": words})) if words else None
    )


def _open(session: Session, caller: Caller) -> Iterator[str]:
    """What the shop has heard of this person and has sent no word about, the last first."""
    since, business = clock.now() - WAITS_FOR, caller.business
    if any(notices.told_of(session, business, caller.person, name, since) for name in ANSWERS):
        return
    own = conversation(session, caller)
    for person in in_charge(session, caller):
        for name in ASKED:
            told = notices.told_of(session, business, person, name, since)
            yield from (each["order_words"] for each in told if own and each.get("conversation") == own)


def _sounds(said: str) -> set[str]:
    """The sounds of the words that say something."""
    return set(key(" ".join(word for word in said.split() if word not in LISTS.words("small"))).split())
