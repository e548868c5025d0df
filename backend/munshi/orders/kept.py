"""What a person says beside the goods, and what the cart keeps of it until the order is placed. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Any

from munshi.orders.quantities import Pack

LATER = (
    "table",
    "slots",
    "code",
    "discounts",
    "place_name",
    "prescription",
    "house",
    "prices",
    "changes",
    "bill_name",
    "bill_wanted",
    "joins",
    "apart",
    "fetched",
)  # stored where there is any


NOON, NEAR = time(12), 3  # hours from the one that was said before


class Way(StrEnum):
    """How somebody wants to have the goods."""

    DELIVERY = "delivery"
    PICKUP = "pickup"
    DINE_IN = "dine_in"


class Payment(StrEnum):
    """How somebody wants to pay."""

    KHATA = "khata"
    CASH = "cash"
    UPI = "upi"
    CARD = "card"


class Says(StrEnum):
    """What words beside an order are, as they were judged."""

    WISH = "wish"
    TALK = "talk"
    UNCLEAR = "unclear"


@dataclass(frozen=True)
class Spoken:
    """A note as it was said; `about` is the name of the line beside which it stood, `instead` puts another right.

    `of_making`: it says how a dish shall be made, and is no part of an address. `wished`: it says that, or how goods
    shall be, be packed or be brought, and stands also where no goods are named. `dictated`: it was said to be a note.
    `of_some`: it is of so many of those that are wanted. `then` is wanted only where `without`, or what it stands
    beside, is not there. `says`: what the words are; none where that is known by them.
    """

    text: str
    about: str | None = None
    instead: bool = False
    of_making: bool = False
    of_some: bool = False
    wished: bool = False
    dictated: bool = False
    says: Says | None = None
    without: "Thing | None" = None
    then: "Thing | None" = None


@dataclass(frozen=True)
class Thing:
    """Goods that a note names; what was left unsaid is None."""

    name: str
    quantity: Decimal | None = None
    unit: str | None = None
    pack: Pack | None = None


@dataclass(frozen=True)
class SaidHour:
    """A day, an hour, or both as they were said; what was left unsaid is None. `sure`: in the morning, by its words."""

    day: date | None = None
    opens: time | None = None
    closes: time | None = None
    sure: bool = False


@dataclass(frozen=True)
class Beside:
    """What a message says beside its goods; `place` is an address or a part of one, without its pincode.

    `whole`: it is known where the place begins and ends in the message, so that nothing in it is anything else.

    `table` is the number of one at which somebody sits, `without_notes` the words that take notes back. `minutes`: so
    long from now the goods are fetched. `at_once`: they are wanted now, and not at the hour that was said before.
    """

    notes: Sequence[Spoken] = ()
    without_notes: str | None = None
    ways: Sequence[Way] = ()
    payments: Sequence[Payment] = ()
    hour: SaidHour | None = None
    place: str | None = None
    whole: bool = False
    pincode: str | None = None
    table: str | None = None
    minutes: int | None = None
    at_once: bool = False

    @property
    def says_when(self) -> bool:
        """Whether it says when the goods are wanted: at an hour, or now."""
        return self.hour is not None or self.at_once

    @property
    def says_terms(self) -> bool:
        """Whether it says how, where or when the goods come, or how they are paid."""
        said = (
            self.ways,
            self.payments,
            self.hour,
            self.place,
            self.pincode,
            self.table,
            self.minutes,
            self.at_once,
        )
        return any(said)


NOTHING_BESIDE = Beside()


@dataclass(frozen=True)
class Note:
    """What is kept for the kitchen or the shop, in the person's words; of one item, or `about` a name, or of all."""

    text: str
    about: str | None = None
    item: str | None = None

    @property
    def whole(self) -> str:
        """The note as one of the order, with what it was said of."""
        return f"{self.about}: {self.text}" if self.about else self.text


@dataclass(frozen=True)
class Wanted:
    """When the goods are wanted: a day, with the hours from and until which, where they were said.

    `slot`: these are hours in which the business brings goods, and a place among its orders of then.
    """

    day: date
    opens: time | None = None
    closes: time | None = None
    slot: bool = False

    @property
    def moment(self) -> datetime:
        """When it begins, or the end of a day of which no hour was said; in the business's zone."""
        return datetime.combine(self.day, self.opens or self.closes or time.max)

    def as_json(self) -> dict[str, Any]:
        """As it is stored and told."""
        return {
            "day": self.day.isoformat(),
            "opens": _written(self.opens),
            "closes": _written(self.closes),
            **({"slot": True} if self.slot else {}),
        }

    @classmethod
    def of(cls, stored: dict[str, Any]) -> "Wanted":
        """What was stored."""
        assert stored["day"]
        hours = _clock(stored["opens"]), _clock(stored["closes"])
        return cls(date.fromisoformat(stored["day"]), *hours, bool(stored.get("slot")))


@dataclass
class Kept:
    """What a cart keeps beside its lines; `said_where`: the address was said for this cart, not for an earlier one.

    `waiting` is what was said of an order that is to come back into the cart first. `slots` are those that are asked
    about, `discounts` those that the bill had when it was shown last, and `prices` what an item cost then.
    `changes` is the order that came back into it, `joins` the one into which its goods shall come; `apart`: they are an
    order of their own. `place_name` is what the address is called, `prescription` the file of one that came along;
    `fetched`: a bill showed a pick-up, for too little to be brought. `bill_name` is in whose name the bill shall be,
    and `bill_wanted`: it was asked for. `house`: whether the house was asked, of an address that names only an area.
    """

    notes: list[Note] = field(default_factory=list)
    way: Way | None = None
    payment: Payment | None = None
    wanted: Wanted | None = None
    said_where: bool = False
    waiting: str | None = None
    table: str | None = None
    slots: list[str] = field(default_factory=list)
    code: str | None = None
    discounts: list[str] = field(default_factory=list)
    place_name: str | None = None
    prescription: dict[str, Any] | None = None
    prices: dict[str, int] = field(default_factory=dict)
    changes: str | None = None
    bill_name: str | None = None
    bill_wanted: bool = False
    joins: str | None = None
    apart: bool = False
    fetched: bool = False
    house: str | None = None

    @property
    def coming(self) -> datetime | None:
        """When the goods are wanted, or may be by what is asked; in the business's zone."""
        if self.wanted is not None:
            return self.wanted.moment
        return datetime.fromisoformat(self.slots[0]) if self.slots else None

    def notes_of(self, item: str) -> list[str]:
        """The notes of one item in the cart."""
        return [note.text for note in self.notes if note.item == item]

    def notes_of_all(self) -> list[str]:
        """The notes of the whole order."""
        return [note.whole for note in self.notes if note.item is None]

    def to_store(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "notes": [{"text": each.text, "about": each.about, "item": each.item} for each in self.notes],
            "way": self.way,
            "payment": self.payment,
            "wanted": self.wanted.as_json() if self.wanted else None,
            "said_where": self.said_where,
            "waiting": self.waiting,
            **{name: kept for name in LATER if (kept := getattr(self, name))},
        }

    @classmethod
    def from_store(cls, stored: dict[str, Any]) -> "Kept":
        """What was stored; an empty one where nothing was."""
        if not stored:
            return cls()
        return cls(
            [Note(**each) for each in stored["notes"]],
            Way(stored["way"]) if stored["way"] else None,
            Payment(stored["payment"]) if stored["payment"] else None,
            Wanted.of(stored["wanted"]) if stored["wanted"] else None,
            stored["said_where"],
            stored.get("waiting"),
            **{name: stored[name] for name in LATER if name in stored},
        )


def readings(said: SaidHour, near: time | None) -> list[SaidHour]:
    """As it was said, and twelve hours later where no part of the day was; the nearer to another hour first."""
    hours = [hour for hour in (said.opens, said.closes) if hour]
    if said.sure or not hours or any(hour >= NOON for hour in hours):
        return [said]
    later = replace(said, opens=_after_noon(said.opens), closes=_after_noon(said.closes))
    is_near = near is not None and abs(hours[0].hour + NOON.hour - near.hour) <= NEAR
    return [later, said] if is_near else [said, later]


def _after_noon(hour: time | None) -> time | None:
    return hour.replace(hour=hour.hour + NOON.hour) if hour else None


class HourPast(Exception):
    """Somebody wants something at a moment that has gone by."""


def wanted_at(said: SaidHour, now: datetime) -> Wanted:
    """When that is, as seen from a moment in the business's zone. Raises HourPast."""
    day = said.day or now.date()
    last = said.closes or said.opens
    gone = day == now.date() and last is not None and last <= now.timetz().replace(tzinfo=None)
    if day < now.date() or gone:
        raise HourPast()
    return Wanted(day, said.opens, said.closes)


def _written(hour: time | None) -> str | None:
    return hour.isoformat("minutes") if hour else None


def _clock(written: str | None) -> time | None:
    return time.fromisoformat(written) if written else None
