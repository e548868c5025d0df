"""A placed order that is called off: with all that is in it, *friends not coming, cancel everything*, or with more
behind it. That is goods in its place, *usko cancel karke 3 kilo cheeni*, its money back, *order cancel karo paise wapas
karo*, or money that was not paid, *cancel the order, and that 50 I never paid*.

Whether it is cancelled is asked; what is behind waits, and is heard after the answer. The words stand in
`reopening.yml`.
"""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Reading, SumRole
from munshi.callers import Caller
from munshi.orders import cancelling, money_complaints
from munshi.orders.every_line import is_not_all
from munshi.orders.for_shop import surely_asks
from munshi.orders.models import Order
from munshi.orders.reopening import LISTS
from munshi.orders.said import message_of
from munshi.word_lists import plain

CANCEL = "cancel_order"
EDGES = ".,;:!?।"
NEAR = 2  # words between the one for the order and the one that cancels


def told(session: Session, caller: Caller, reading: Reading, order: Order) -> Heard | None:
    """Taken where such words stand before goods that are counted, or before what is said of money."""
    text = reading.text or ""
    if cancelling.says_not_to(text):
        return None
    rest = _behind_cancelling(text, reading)
    if rest is None and _is_all(reading):
        return heard(session, caller, CANCEL, lambda here, by: cancelling.ask(here, by, order.reference))
    if rest is None:
        return None
    return heard(
        session, caller, CANCEL, lambda here, by: cancelling.ask_instead(here, by, order.reference, rest)
    )


def _is_all(reading: Reading) -> bool:
    """Whether what sounds like a change cancels, names nothing of the order and asks nothing."""
    text = reading.text or ""
    cancels = not LISTS.words("cancels").isdisjoint(plain(text).split())
    changes = reading.wants("modify_order") and not surely_asks(text) and not is_not_all(text)
    return cancels and changes and all(line.name is None for line in message_of(reading).lines)


def _behind_cancelling(text: str, reading: Reading) -> str | None:
    """What stands behind the word that cancels: what is counted in the order's place, or what is said of money."""
    words = text.split()
    said = [word.strip(EDGES).casefold() for word in words]
    at = next((at for at, word in enumerate(said) if word in LISTS.words("cancels")), None)
    if at is None:
        return None
    rest = _without(words[at + 1 :], said[at + 1 :])
    near = [*said[max(at - NEAR, 0) : at], *said[at + 1 : at + 1 + NEAR]]
    instead = any(map(str.isdecimal, rest)) and not LISTS.words("that_order").isdisjoint(near)
    refunds = not reading.sums_of(SumRole.PAID) and money_complaints.LISTS.has(plain(rest), "wants_refund")
    return rest if instead or refunds or reading.sums_of(SumRole.DENIED) else None


def _without(words: Sequence[str], said: Sequence[str]) -> str:
    """The words without those that only join them to what is called off."""
    joins = LISTS.words("joins_cancelled") | LISTS.words("that_order")
    start = next((at for at, word in enumerate(said) if word not in joins), len(said))
    return " ".join(
        word
        for word, plain in zip(words[start:], said[start:], strict=True)
        if plain not in LISTS.words("in_its_place")
    )
