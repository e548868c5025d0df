"""What of an account is open, and who may buy on it. Pure."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

DECENT_FROM, DECENT_UNTIL = 8, 19  # hours of the day
PARSO = timedelta(days=2)
WEEK = timedelta(days=7)


class Kind(StrEnum):
    """Why somebody owes more or less."""

    OPENING = "opening"
    SALE = "sale"
    CREDIT = "credit"
    PAYMENT = "payment"
    REFUND = "refund"
    CREDIT_NOTE = "credit_note"
    WAIVER = "waiver"
    RETURN = "return"  # of goods
    ALLOWANCE = "allowance"  # for a reason that is said
    REVERSAL = "reversal"


KINDS = tuple(str(kind) for kind in Kind)


@dataclass(frozen=True)
class Line:
    """An entry as the rules see it: more owed where `paise` is above nothing, less where it is below.

    `order`, `bill` and `payment` are the references of what it is about; `reverses` is the id of another line.
    """

    id: int
    at: datetime
    paise: int
    order: str | None = None
    bill: str | None = None
    payment: str | None = None
    reverses: int | None = None

    @property
    def about(self) -> tuple[str | None, str | None, str | None]:
        """The order, the bill and the payment that it names."""
        return self.order, self.bill, self.payment

    def is_about_same(self, other: "Line") -> bool:
        """Whether both name one order, one bill or one payment."""
        return any(
            name is not None and name == also for name, also in zip(self.about, other.about, strict=True)
        )

    def was_given_back_by(self, other: "Line") -> bool:
        """Whether the other gives back some of this part of a payment."""
        return self.payment is not None and self.about == other.about


def open_lines(lines: Iterable[Line]) -> list[Line]:
    """What is not settled, the oldest first, each with what is left of it; their sum is the balance.

    What was given back lessens its part of a payment. What is paid settles what it names, the rest of it the oldest;
    for an order that is not delivered yet it waits, also where some of it was given back.
    """
    standing = sorted(_standing(lines), key=lambda line: (line.at, line.id))
    owed = [line for line in standing if line.paise > 0]
    paid = [line for line in standing if line.paise < 0]
    ordered = {
        line.order for line in owed if line.payment is None
    }  # what names a payment gives some of it back
    paid = [_settle(line, owed, _where(owed, line.was_given_back_by)) for line in paid]
    paid = [_settle(line, owed, _where(owed, line.is_about_same)) for line in paid]
    paid = [
        line if line.order and line.order not in ordered else _settle(line, owed, range(len(owed)))
        for line in paid
    ]
    return sorted((line for line in (*owed, *paid) if line.paise), key=lambda line: (line.at, line.id))


def with_one_more(left: Iterable[Line], line: Line, about_same: int) -> list[Line] | None:
    """What is open after a line that is later than all others; None where only all the lines can tell.

    `left` is what was open before it, `about_same` how many of the earlier lines name something that it names.
    """
    if line.reverses is not None:
        return None
    known = list(left)
    owed = [each for each in known if each.paise > 0]
    paid = [each for each in known if each.paise < 0]
    if line.paise > 0:
        if about_same or any(each.order for each in paid):  # it may be what these wait for
            return None
        owed.append(line)
        paid = [_settle(each, owed, range(len(owed))) for each in paid]
    else:
        places = _where(owed, line.is_about_same)
        if not about_same:
            places = [] if line.order else list(range(len(owed)))
        elif (about_same, len(places)) != (1, 1) or owed[places[0]].paise < -line.paise:
            return None
        paid.append(_settle(line, owed, places))
    return sorted((each for each in (*owed, *paid) if each.paise), key=lambda each: (each.at, each.id))


def _standing(lines: Iterable[Line]) -> list[Line]:
    """The lines without those that were reversed and what reversed them."""
    every = list(lines)
    reversed_ = {line.reverses for line in every if line.reverses is not None}
    return [line for line in every if line.reverses is None and line.id not in reversed_]


def _where(owed: Sequence[Line], holds: Callable[[Line], bool]) -> list[int]:
    """The places of what is owed that something holds of."""
    return [at for at, item in enumerate(owed) if holds(item)]


def _settle(paid: Line, owed: list[Line], places: Sequence[int]) -> Line:
    """Takes from what is owed at these places, in their order; what is left of the payment."""
    left = -paid.paise
    for place in places:
        taken = min(left, owed[place].paise)
        owed[place] = replace(owed[place], paise=owed[place].paise - taken)
        left -= taken
    return replace(paid, paise=-left)


def is_within(limit_paise: int | None, balance_paise: int, ordered_paise: int, more_paise: int) -> bool:
    """Whether more can be bought on khata: what is owed and what is on its way count; no limit is none."""
    return limit_paise is None or balance_paise + ordered_paise + more_paise <= limit_paise


def is_decent(at: datetime) -> bool:
    """Whether one may speak of money at this hour of the receiver's day."""
    return DECENT_FROM <= at.hour < DECENT_UNTIL


def next_decent(at: datetime, hour: time) -> datetime:
    """The next moment at this hour, which is a decent one."""
    day = at.date() if at.timetz().replace(tzinfo=None) < hour else at.date() + timedelta(days=1)
    return datetime.combine(day, hour, at.tzinfo)


def reminder_day(named: date | None, now: date) -> date | None:
    """The day on which to remind; None is at once. *Kal* and *parso* lie ahead here, a day of the last week is that of
    this one; another day that is over is what is owed for.
    """
    if named is None:
        return None
    ahead = now + abs(named - now) if abs(named - now) <= PARSO else named
    if now - WEEK < ahead < now:
        ahead += WEEK
    return ahead if ahead > now else None


def is_too_soon(reminded_at: datetime | None, now: datetime, every_days: int) -> bool:
    """Whether somebody was reminded a short while ago."""
    return reminded_at is not None and now - reminded_at < timedelta(days=every_days)
