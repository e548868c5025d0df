"""The file's sections about the business itself, and their way into the books and out."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.business import rules
from munshi.business.models import Business, Number, Opening
from munshi.business.part import Part, Section
from munshi.business.states import GST_CODES, OTHERWISE
from munshi.problems import Fault

Language = Literal["hi", "en", "hinglish"]
Skill = Literal["orders", "billing", "service", "leave", "expenses", "approvals", "owner"]
Hours = Annotated[list[str], AfterValidator(rules.day_of_stretches)]

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _known_state(written: str) -> str:
    state = OTHERWISE.get(written, written)
    if state not in GST_CODES:
        raise rules.Unsound("this is no state of India in two letters, such as MP")
    return state


class Profile(Section):
    """The business itself. `state` has two letters; prices of products include GST or not."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{1,62}$")
    name: str = Field(min_length=1, max_length=100)
    kind: Literal["shop", "restaurant", "repair", "workshop"]
    language: Language = "hinglish"
    address: str | None = None
    pincode: str | None = Field(None, pattern=r"^[1-9][0-9]{5}$")
    state: Annotated[str, AfterValidator(_known_state)]
    gstin: Annotated[str, AfterValidator(rules.sound_gstin)] | None = None
    fssai: str | None = Field(None, pattern=r"^[0-9]{14}$")
    upi_id: str | None = Field(None, pattern=r"^[A-Za-z0-9.\-_]{2,}@[A-Za-z0-9.\-]{2,}$")
    timezone: Annotated[str, AfterValidator(rules.known_timezone)] = "Asia/Kolkata"
    currency: str = Field("INR", pattern=r"^[A-Z]{3}$")
    prices_include_gst: bool
    skills: list[Skill]


class WhatsAppNumber(Section):
    """A number of the business: Meta's id of it, and the number as people see it."""

    phone_number_id: str = Field(pattern=r"^[0-9]{1,32}$")
    display_number: str


def _by_id(numbers: list[WhatsAppNumber]) -> list[WhatsAppNumber]:
    return sorted(numbers, key=lambda number: number.phone_number_id)


def _in_order(days: list[date]) -> list[date]:
    return sorted(set(days))


class Week(Section):
    """Opening hours by weekday, each day a list of stretches such as `07:30-22:00`; an empty day is closed."""

    mon: Hours = []
    tue: Hours = []
    wed: Hours = []
    thu: Hours = []
    fri: Hours = []
    sat: Hours = []
    sun: Hours = []

    def of(self, weekday: int) -> list[str]:
        """The stretches of a weekday; Monday is 0."""
        stretches: list[str] = getattr(self, WEEKDAYS[weekday])
        return stretches


class BusinessSections(Section):
    """What the file says about the business itself."""

    version: Literal[1]
    business: Profile
    numbers: Annotated[list[WhatsAppNumber], AfterValidator(_by_id)] = []
    hours: Week = Week()
    closed_days: Annotated[list[date], AfterValidator(_in_order)] = []


def _check(session: Session, file: BusinessSections, business_id: str) -> Iterable[Fault]:
    """A GSTIN is of the business's own state, and a WhatsApp number belongs to one business."""
    profile = file.business
    if profile.gstin and profile.gstin[:2] != GST_CODES[profile.state]:
        yield Fault(at="business.gstin", problem=f"this GSTIN is not of {profile.state}")
    wanted = [number.phone_number_id for number in file.numbers]
    query = select(Number.phone_number_id, Number.business_id).where(
        Number.phone_number_id.in_(wanted), Number.business_id != business_id
    )
    taken = dict(session.execute(query).all())
    for place, number in enumerate(wanted):
        at = f"numbers[{place}].phone_number_id"
        if number in wanted[:place]:
            yield Fault(at=at, problem=f"{number} stands here twice")
        if number in taken:
            yield Fault(at=at, problem=f"{number} belongs to {taken[number]}")


def _write(session: Session, business: Business, file: BusinessSections) -> None:
    for field, value in file.business.model_dump().items():
        if getattr(business, field) != value:
            setattr(business, field, value)
    business.closed_days = file.closed_days
    _write_numbers(session, business, file.numbers)
    _write_hours(session, business, file.hours)


def _write_numbers(session: Session, business: Business, wanted: list[WhatsAppNumber]) -> None:
    shown = {number.phone_number_id: number.display_number for number in wanted}
    for number in list(business.numbers):
        if number.phone_number_id in shown:
            number.display_number = shown.pop(number.phone_number_id)
        else:
            business.numbers.remove(number)
    for phone_number_id, display_number in shown.items():
        business.numbers.append(Number(phone_number_id=phone_number_id, display_number=display_number))
    session.flush()


def _write_hours(session: Session, business: Business, week: Week) -> None:
    wanted = {(day, *rules.stretch(stretch)) for day in range(len(WEEKDAYS)) for stretch in week.of(day)}
    for opening in list(business.hours):
        if (opening.weekday, opening.opens, opening.closes) not in wanted:
            business.hours.remove(opening)
    session.flush()
    there = {(opening.weekday, opening.opens, opening.closes) for opening in business.hours}
    for weekday, opens, closes in sorted(wanted - there):
        business.hours.append(Opening(weekday=weekday, opens=opens, closes=closes))
    session.flush()


def _read(session: Session, business: Business) -> BusinessSections:
    session.refresh(business, ["numbers", "hours"])
    hours: dict[str, list[str]] = {}
    for opening in business.hours:
        stretch = f"{opening.opens:%H:%M}-{opening.closes:%H:%M}"
        hours.setdefault(WEEKDAYS[opening.weekday], []).append(stretch)
    return BusinessSections(
        version=1,
        business=Profile.model_validate({field: getattr(business, field) for field in Profile.model_fields}),
        numbers=[
            WhatsAppNumber(phone_number_id=number.phone_number_id, display_number=number.display_number)
            for number in business.numbers
        ],
        hours=Week.model_validate(hours),
        closed_days=list(business.closed_days),
    )


PART = Part(BusinessSections, _check, _write, _read)
