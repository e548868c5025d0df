"""What a person has said of the leave they want, and how the next message adds to it or corrects it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel
from sqlalchemy.orm import Session

from munshi.leave.models import LeaveDraft
from munshi.leave.policy import LeaveType
from munshi.leave.rules import HALF, WHOLE, Portion
from munshi.people.models import Person

FORGOTTEN_AFTER = timedelta(hours=24)
LONGEST_NOTE = 1000
LATER = "later"  # the choice of who hands a certificate in afterwards
BESIDES = "besides"  # the choice of who wants one more leave, and none in the place of another
UNCLEAR = "?"  # some leave is moved, and it is not known which
HALVES = (Portion.FIRST, Portion.SECOND)

Half = Literal["first", "second", "any"]


class Period(BaseModel):
    """Days as somebody says them; `ambiguous` where the day before today may be meant as well as the one after.

    Without `last` they only begin, without `first` they only end on a day.
    """

    first: date | None = None
    last: date | None = None
    half: Half | None = None
    ambiguous: bool = False


class File(BaseModel):
    """A file that came in, and where it is kept."""

    path: str
    sha256: str
    mime_type: str


class Message(BaseModel):
    """What a message says about leave; what it leaves unsaid is None.

    `others` are days apart from those of the period, `also` days that come to those that are known, `by_days` by how
    many the leave becomes longer or shorter; `hours` says that only hours of the day are meant. `moves` says that a
    leave asked for before becomes another, `reference` which.
    """

    period: Period | None = None
    others: list[Period] = []
    also: Period | None = None
    by_days: Decimal | None = None
    days: Decimal | None = None
    half: Half | Literal["full"] | None = None
    hours: bool = False
    moves: bool = False
    reference: str | None = None
    type: LeaveType | None = None
    reason: str | None = None
    note: str | None = None
    without_note: bool = False
    choice: str | None = None
    text: str | None = None
    attachment: File | None = None

    @property
    def says_something(self) -> bool:
        """Whether there is anything in it for a draft."""
        said = (self.period, self.also, self.days, self.by_days, self.half, self.type)
        beside = (self.reason, self.note, self.without_note, self.choice, self.attachment)
        return self.hours or any(said) or any(beside)

    @property
    def only_notes(self) -> bool:
        """Whether a note is all that is in it."""
        return self.note is not None and not self.model_copy(update={"note": None}).says_something


class Draft(BaseModel):
    """What is known so far. `either` are the two days of which one is meant, `asked` the question that is open.

    `waiting` are days apart from these, asked for in the same message: each is a request of its own, one after another.
    `instead` is the request in whose place it comes.
    """

    first: date | None = None
    last: date | None = None
    either: list[date] = []
    waiting: list[Period] = []
    instead: str | None = None
    days: Decimal | None = None
    half: Half | None = None
    hours: bool = False
    type: LeaveType | None = None
    not_given: LeaveType | None = None  # what was asked for, where another kind is shown in its place
    reason: str | None = None
    note: str | None = None
    certificate: File | None = None
    certificate_later: bool = False
    asked: str | None = None
    refused: bool = False

    @property
    def is_empty(self) -> bool:
        """Nothing is known."""
        return self == Draft()

    def hear(self, message: Message, today: date) -> None:
        """Adds what the message says, or puts it in the place of what was said before."""
        if message.choice:
            self._choose(message.choice)
        if message.period:
            self._hear_period(message.period, today)
        if message.days is not None:
            self._hear_days(message.days, message.period)
        if message.half:
            self._hear_half(message.half)
        if message.hours:
            self._hear_hours()
        if message.others:
            self.waiting = message.others
        self._hear_note(message)
        if message.type:
            self.type, self.not_given = message.type, None
        if message.attachment:
            self.certificate = message.attachment
        if message.reason:
            self.reason = message.reason
        elif self.asked == "ask_reason" and message.text and not message.choice:
            self.reason = message.text.strip() or None

    def _hear_note(self, message: Message) -> None:
        if message.without_note:
            self.note = None
        elif message.note:
            self.keep(message.note)

    def keep(self, note: str) -> None:
        """What was said beside it goes with the request, in the person's own words."""
        notes = [self.note] if self.note else []
        self.note = "; ".join(dict.fromkeys([*notes, note.strip()]))[:LONGEST_NOTE]

    def _choose(self, choice: str) -> None:
        """An option that was tapped: a day, a half, a type, or that the certificate comes later."""
        if choice == LATER:
            self.certificate_later = True
        elif choice in set(Portion):
            self._hear_half(choice)
        elif choice in set(LeaveType):
            self.type, self.not_given = LeaveType(choice), None
        elif (day := _day(choice)) is not None:
            self._choose_day(day)

    def _choose_day(self, day: date) -> None:
        length = self.last - self.first if self.first and self.last else timedelta(0)
        self.first, self.either = day, []
        self.last = None if self._takes_more_days else day + length

    @property
    def _takes_more_days(self) -> bool:
        return self.days is not None and self.days > WHOLE

    def _hear_period(self, said: Period, today: date) -> None:
        """Both ends, or one of them and what is known of the other stays."""
        if said.first and said.last:
            self._hear_span(said.first, said.last)
            self.either = sorted({said.first, today - (said.first - today)}) if said.ambiguous else []
        elif said.first:
            self._begin(said.first)
        elif said.last:
            self._end(said.last)
        if said.half:
            self._hear_half(said.half)

    def _hear_span(self, first: date, last: date) -> None:
        """A single day is where a leave begins whose length was said before."""
        self.first, self.last = first, last
        if last > first:
            self.half, self.days = None, None
        elif self._takes_more_days:
            self.last = None

    def _begin(self, first: date) -> None:
        ends_before = self.last is not None and self.last < first
        self.first, self.either = first, []
        if self._takes_more_days or ends_before:
            self.last = None

    def _end(self, last: date) -> None:
        begins_after = self.first is not None and self.first > last
        self.last, self.days, self.either = last, None, []
        if begins_after:
            self.first = None
        if self.first != last:
            self.half = None

    def _hear_days(self, days: Decimal, period: Period | None) -> None:
        """A length, unless the message has both ends itself."""
        if period and period.first and period.last and period.last > period.first:
            return
        if days == HALF:
            self._hear_half("any")
            return
        self.days, self.half = days, None
        self.last = None if days > WHOLE else self.first

    def _hear_half(self, half: str) -> None:
        """Half a day of which it is known which half stays as it is."""
        if half == Portion.FULL:
            self.half = None
        elif half in HALVES:
            self.half = "first" if half == Portion.FIRST else "second"
        elif self.half is None:
            self.half = "any"
        if self.half:
            self.days = None

    def _hear_hours(self) -> None:
        """Hours of a day are half of it at most; of several days they say nothing."""
        self.hours = self.last is None or self.first == self.last
        if self.hours:
            self._hear_half("any")

    def next(self, today: date) -> "Draft":
        """The draft after this one is filed: of the days that wait, of the same type."""
        if not self.waiting:
            return Draft()
        first, *later = self.waiting
        following = Draft(type=self.type, reason=self.reason, note=self.note, waiting=later)
        following.hear(Message(period=first), today)
        return following


def load(session: Session, person: Person, now: datetime) -> tuple[Draft, int]:
    """The person's draft, and the number of requests that came out of it; one of yesterday is forgotten."""
    row = session.get(LeaveDraft, (person.business_id, person.id))
    if row is None:
        return Draft(), 0
    stale = now - row.changed_at > FORGOTTEN_AFTER
    return (Draft() if stale else Draft.model_validate(row.said)), row.serial


def save(session: Session, person: Person, draft: Draft, serial: int, now: datetime) -> None:
    """Keeps the draft."""
    said = draft.model_dump(mode="json", exclude_defaults=True)
    row = session.get(LeaveDraft, (person.business_id, person.id))
    if row is None:
        row = LeaveDraft(business_id=person.business_id, person_id=person.id)
        session.add(row)
    row.said, row.serial, row.changed_at = said, serial, now
    session.flush()


def readings(either: Sequence[date], today: date, backdate_days: int) -> list[date]:
    """The days that can be meant: one in the past only as far back as leave is given afterwards."""
    return [day for day in either if (today - day).days <= backdate_days]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
