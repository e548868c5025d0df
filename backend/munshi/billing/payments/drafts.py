"""What somebody is saying of a payment, message by message."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import timedelta
from typing import Any, Literal

from sqlalchemy.orm import Session

from munshi import clock
from munshi.billing.payments.models import PaymentDraft
from munshi.callers import Caller

MOST_WORDS = 500  # characters
NEXT = " / "  # between the words of one message and the next
OF_KNOWN_SUMS = frozenset({"twice", "ask_who", "who_unknown", "choose_who", "sum_or_order"})  # questions
REMEMBERED = timedelta(hours=1)  # what somebody has begun to say and left so long is begun anew

Kind = Literal["report", "record"]


@dataclass(frozen=True)
class Told:
    """A payment as far as it is said. `utr` is as it was written; `payer` is the person's id, `who` the name
    said, or the phone, beside which a `name` may stand.

    `several` sums were said: which of them is meant is not guessed. `is_sum`: that it is money, and no order's number,
    is sure. `of_khata`: that it is for no order is said. `instead`: it takes the place of the claim that waits.
    `is_part`: that the rest of its order or bill stays due; `let_off`: that it does not. `to_come`: that it is only
    going to be paid. `back`: what shall come back of it, or be taken off. `words`: all that
    was written of it. `on`: the day that is said, as ISO 8601 has it.
    """

    kind: Kind
    paise: int | None = None
    way: str | None = None
    utr: str | None = None
    named: str | None = None
    screenshot: dict[str, str] | None = None
    who: str | None = None
    name: str | None = None
    payer: int | None = None
    among: tuple[int, ...] = field(default=())
    once_more: bool = False
    is_sum: bool = False
    of_khata: bool = False
    instead: bool = False
    is_part: bool = False
    let_off: bool = False
    several: bool = False
    sums: tuple[int, ...] = field(default=())
    to_come: bool = False
    back: tuple[int, ...] = field(default=())
    words: str | None = None
    on: str | None = None

    def with_more(self, more: "Told") -> "Told":
        """The same with what a later message says; what that leaves unsaid stays."""
        said = {
            name: value
            for name, value in asdict(more).items()
            if value is not None and value is not False and value != ()
        }
        words = NEXT.join(filter(None, (self.words, more.words)))[:MOST_WORDS]
        return replace(self, **{**said, "kind": self.kind, "words": words or None})


def load(session: Session, caller: Caller, kind: Kind) -> Told | None:
    """What the person has begun to say of a payment of this kind, and was asked about."""
    draft = session.get(PaymentDraft, (caller.business_id, caller.person.id))
    if draft is None or draft.asked is None or draft.said.get("kind") != kind:
        return None
    if draft.changed_at < clock.now() - REMEMBERED:
        return None
    return Told(
        **{
            **draft.said,
            "among": tuple(draft.said.get("among", ())),
            "back": tuple(draft.said.get("back", ())),
        }
    )


def asks_whose(session: Session, caller: Caller) -> bool:
    """Whether the sum is known, and what is asked is whose it is or whether it is one more."""
    draft = session.get(PaymentDraft, (caller.business_id, caller.person.id))
    return draft is not None and draft.asked in OF_KNOWN_SUMS and draft.said.get("paise") is not None


def keep(session: Session, caller: Caller, told: Told, asked: str) -> None:
    """Remembers it, and what is asked."""
    said: dict[str, Any] = asdict(told)
    session.merge(
        PaymentDraft(
            business_id=caller.business_id,
            person_id=caller.person.id,
            said=said,
            asked=asked,
            changed_at=clock.now(),
        )
    )
    session.flush()


def drop(session: Session, caller: Caller) -> bool:
    """Forgets it; whether there was something."""
    draft = session.get(PaymentDraft, (caller.business_id, caller.person.id))
    if draft is None or draft.asked is None:
        return False
    draft.asked = None
    session.flush()
    return True


def other_of(sums: Sequence[int], wrong: int) -> int | None:
    """Of two sums the one that is not the wrong one: *140 not 104*."""
    others = [each for each in sums if each != wrong]
    return others[0] if len(sums) == 2 and len(others) == 1 else None
