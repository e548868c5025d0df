"""What a person wrote about leave, as it was read: checked, and as the draft knows it."""

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from pydantic import BaseModel, ConfigDict, Field

from munshi.asking.reading import Reading, Value
from munshi.leave.asking.drafts import LATER, File, Half, Message, Period
from munshi.leave.policy import LeaveType

MOST_DAYS = 400  # asked for at once; who writes more has slipped, and is told the policy's limit
MOST_OTHERS = 10  # spans of days in one message
LONGEST_REASON = 1000
NOTE_OFF = "note_off"  # what takes back a note: "note hata do"
REASON, CERTIFICATE = "leave_reason", "leave_certificate"  # the questions to which any words are the answer
PAPERS = ("image", "document")  # what a certificate comes as
AWAY, MOVES = "of_being_away", "moves_leave"  # the facets
MOVED = "so"
ENDS = ("from", "to")
UNSAID = {"start": ("to",), "end": ("from",)}  # by which end of a leave was said
BESIDE, ALSO = (
    "beside",
    "also",
)  # the roles of days that are no days of the leave, and of those that come to them
HALVES = {"late": "first", "early": "second"}  # by the role of a day of which only hours are meant


class PeriodBody(BaseModel):
    """Days as the entity `period` has them; without an end "26 se", without a beginning "27 tak"."""

    model_config = ConfigDict(populate_by_name=True)

    first: date | None = Field(None, alias="from")
    last: date | None = Field(None, alias="to")
    half: Half | None = None
    ambiguous: bool = False

    def period(self) -> Period:
        """The days as the draft has them."""
        first, last = self.first, self.last
        if first and last and last < first:
            first, last = last, first
        if first and last and (last - first).days > MOST_DAYS:
            last = date.fromordinal(first.toordinal() + MOST_DAYS)
        return Period(first=first, last=last, half=self.half, ambiguous=self.ambiguous)


class DurationBody(BaseModel):
    """A length as the entity `duration` has it; of hours a half of the day is asked."""

    days: Decimal | None = Field(None, ge=0, allow_inf_nan=False)
    minutes: int | None = None

    def halves(self) -> Decimal | None:
        """The days, in halves."""
        if not self.days:
            return None
        return (min(self.days, Decimal(MOST_DAYS)) * 2).quantize(Decimal(1), ROUND_HALF_UP) / 2


class TimeBody(BaseModel):
    """An hour of a day as the entity `time` has it: of leave only the day is taken, and that hours of it are meant."""

    on: date | None = Field(None, alias="date")


class SaidBody(BaseModel):
    """What a person wrote or tapped about the leave they want; what was left unsaid is null.

    `others` are further days, apart from those of `period`, `also` those that come to what is known; `longer` and
    `shorter` say by how much. `choice` is that of an option: a date, `first`, `second` or `full`, a type, or `later`
    for the certificate. `text` is the message where it may answer an open question in its own words.
    """

    period: PeriodBody | None = None
    others: list[PeriodBody] | None = Field(None, max_length=MOST_OTHERS)
    also: PeriodBody | None = None
    time: TimeBody | None = None
    duration: DurationBody | None = None
    longer: DurationBody | None = None
    shorter: DurationBody | None = None
    half: Half | None = None
    leave_type: LeaveType | None = None
    reason: str | None = Field(None, max_length=1000)
    note: str | None = Field(None, max_length=1000)
    choice: str | None = Field(None, max_length=100)
    text: str | None = Field(None, max_length=5000)
    attachment: File | None = None

    def message(self) -> Message:
        """The message as the draft has it."""
        at = self.time.on if self.time else None
        period = self.period.period() if self.period else Period(first=at, last=at) if at else None
        return Message(
            period=period,
            others=[each.period() for each in self.others or ()],
            also=self.also.period() if self.also else None,
            by_days=self._by_days(),
            hours=bool(self.time or (self.duration and self.duration.minutes)),
            days=self.duration.halves() if self.duration else None,
            half=self.half,
            type=self.leave_type,
            reason=self.reason,
            note=self.note,
            choice=self.choice,
            text=self.text,
            attachment=self.attachment,
        )

    def _by_days(self) -> Decimal | None:
        longer, shorter = (each and each.halves() for each in (self.longer, self.shorter))
        return longer or (-shorter if shorter else None)


def message_of(reading: Reading, question: str | None = None) -> Message:
    """The message, with the open question of leave; to *why?* and *a certificate?* any words are the answer.

    A yes says nothing of a leave by itself, and is no answer in words of its own.
    """
    text, attachment = reading.text, file_of(reading)
    told = None if reading.is_yes or question is None else text
    if question == REASON and told:
        return Message(reason=told[:LONGEST_REASON], attachment=attachment)
    if question == CERTIFICATE and text and not attachment:
        return Message(choice=LATER)
    periods = list(_periods(reading))
    own = [each for each in periods if each.role != ALSO]
    period, *others = [each.value for each in own] or [{}]
    dated = any(period.get(end) for end in ENDS)
    durations = {each.role or "duration": each.value for each in reversed(list(reading.answers("duration")))}
    said = SaidBody.model_validate({
        **durations,
        "period": period if dated else None,
        "others": [each for each in others if all(each[end] for end in ENDS)][:MOST_OTHERS] or None,
        "also": next((each.value for each in periods if each.role == ALSO and each.value["from"]), None),
        "time": reading.answer("time"),
        "half": period.get("half"),
        "leave_type": next((each.value for each in reversed(list(reading.answers("leave_type")))), None),
        "note": reading.answer("note"),
        "choice": reading.first("choice"),
        "text": told,
        "attachment": attachment,
    })  # fmt: skip
    taken_back = any(piece["kind"] == NOTE_OFF for piece in reading.left_over)
    moved = {"moves": _moves(reading, len(own)), "reference": reading.answer("reference")}
    return said.message().model_copy(update={"without_note": taken_back, **moved})


def _moves(reading: Reading, spans: int) -> bool:
    """Whether a leave asked for before becomes another: in words of it, or "24 wali chhutti" with other days beside."""
    said = reading.sides(MOVES)
    return MOVED in said or (bool(said) and spans > 1)


def speaks_of_leave(reading: Reading) -> bool:
    """Whether leave, being ill or not coming is spoken of."""
    return bool(reading.sides(AWAY)) or reading.answer("leave_type") is not None


def named_leave(reading: Reading) -> tuple[str | None, Period | None]:
    """Which leave is to be taken back: by its reference, or by its days."""
    period = reading.answer("period") or {}
    days = PeriodBody.model_validate(period).period() if period.get("from") else None
    return reference_of(reading), days


def reference_of(reading: Reading) -> str | None:
    """The request that is tapped or named."""
    named: str | None = reading.first("choice") or reading.answer("reference")
    return named


def _periods(reading: Reading) -> Iterator[Value]:
    """The days that were said of the leave; without the end that was not."""
    for each in reading.answers("period"):
        if each.role != BESIDE:
            role = each.role or ""
            unsaid = dict.fromkeys(UNSAID.get(role, ()))
            value = {**each.value, "half": HALVES.get(role) or each.value["half"], **unsaid}
            yield Value(each.entity, value, each.start, each.end, each.role)


def file_of(reading: Reading) -> dict[str, str] | None:
    """The photo or document that came along, where it is kept; None where it is none or could not be."""
    came = reading.attachment or {}
    if came.get("fault") or not came.get("sha256") or came.get("kind") not in PAPERS:
        return None
    return {part: str(came[part]) for part in ("path", "sha256", "mime_type")}
