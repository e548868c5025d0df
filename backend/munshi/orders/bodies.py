"""What a person wrote about goods, as the actions send it: checked, and as the rules know it."""

import re
from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field

from munshi.asking.bodies import Chance
from munshi.orders import tables
from munshi.orders.address_words import as_put_right, led_to
from munshi.orders.addresses import written_whole
from munshi.orders.denied_times import without_denied_times
from munshi.orders.kept import Beside, Payment, SaidHour, Says, Spoken, Thing, Way
from munshi.orders.messages import Message, Moment, Said, Word
from munshi.orders.money_beside import without_amounts
from munshi.orders.other_days import without_other_days
from munshi.orders.paying_later import without_its_day
from munshi.orders.quantities import Pack
from munshi.orders.ways_to_pay import with_ways
from munshi.orders.wishes import Op

MORNING = frozenset(
    ["am", "subah", "savere", "morning", "सुबह", "सवेरे"]
)  # of the part of the day that is named
DICTATED, OTHERWISE = "dictated", "otherwise"  # of a note
WHOLE = "whole"  # an address
SOME = "some"  # of those that are named: "one without sugar"
GUESTS = "guests"  # so many sit down to eat, at whichever table
MOST = Decimal(1_000_000)  # of anything; who writes more has slipped, and is told the product's limit
OF_MINUTES = re.compile(  # "in 20 minutes", "20 min me", "बीस मिनट में"
    r"\b(?:in|within|after)\s+(?:an?|half|\w+)(?:\s+an)?\s+(?:min|hour|hr)\w*"
    r"|(?:min|mins|minute|minutes|mint|ghante|ghanta|मिनट|मिनिट|घंटे|घंटा)"
    r"\s+(?:me|mein|main|ke andar|tak|baad|bad|में|मे|बाद|के अंदर|तक)(?!\w)",
    re.IGNORECASE,
)
AFTER_MINUTES = re.compile(  # "10 min baad", "after 10 minutes", "10 minutes later"
    r"(?:\bafter\s+\w+\s+(?:min|mins|minute|minutes)\b)"
    r"|\w+\s+(?:min|mins|minute|minutes|mint|मिनट|मिनिट)\s+(?:baad|bad|ke baad|later|बाद|के बाद)(?!\w)",
    re.IGNORECASE,
)
UNTIL = re.compile(r"(?<!\w)(?:tak|till|until|upto|by|तक)(?!\w)", re.IGNORECASE)
SHORTEST_WAIT, LONGEST_WAIT = 2, 12 * 60  # minutes; *ek minute* is a manner of speaking
FINEST = Decimal("0.000001")
LIKELY = 0.5  # to be of an item; what is less so is asked about


def _within_reason(amount: Decimal) -> Decimal:
    return min(amount, MOST).quantize(FINEST)


Amount = Annotated[Decimal, Field(ge=0, allow_inf_nan=False), AfterValidator(_within_reason)]

Unit = Annotated[str, Field(max_length=20)]


class PackBody(BaseModel):
    """What one piece holds."""

    quantity: Amount
    unit: Unit


class LineBody(BaseModel):
    """One thing named in a message, as the entity `order_line` has it; what was left unsaid is null.

    `sku` is the product itself, where it was picked from the business's catalogue on WhatsApp. `confidence`: how likely
    the words are of an item, where that is known; `text` are the words.
    """

    name: str | None = Field(None, max_length=4096)
    quantity: Amount | None = None
    unit: Unit | None = None
    pack: PackBody | None = None
    op: Op | None = None
    sku: str | None = Field(None, max_length=200)
    confidence: Chance | None = None
    text: str | None = Field(None, max_length=5000)

    def said(self) -> Said:
        """The line as the rules know it."""
        pack = Pack(self.pack.quantity, self.pack.unit) if self.pack else None
        doubted = self.confidence is not None and self.confidence < LIKELY
        return Said(
            self.name, self.quantity, self.unit, pack, self.op, self.sku, text=self.text, doubted=doubted
        )


class ThingBody(BaseModel):
    """Goods that a note names, as the entity `order_line` has them."""

    name: str = Field(max_length=4096)
    quantity: Amount | None = None
    unit: Unit | None = None
    pack: PackBody | None = None

    def thing(self) -> Thing:
        """As the rules know them."""
        pack = Pack(self.pack.quantity, self.pack.unit) if self.pack else None
        return Thing(self.name, self.quantity, self.unit, pack)


class LeftOverBody(BaseModel):
    """A piece of a message that no value has read, in the person's own words, as the parser hands it on.

    `kind` says what it is where that is known, `value` which way or payment, and of a note `instead`: it puts another
    right, `made`: it says how a dish shall be made, `some`: how some of it shall be, `wished`: how goods shall be, be
    packed or be brought, `dictated`: it was said to be a note, or `otherwise`: `then` is wanted only where `without`,
    or the line beside it, is not there; an address is `whole` where it is known from where to
    where it stands. `line` is the place of the line beside which it
    stands. A `worth` is for how many paise that line is wanted. `says`: whether a note that is not known by its words
    is a wish.
    """

    text: str = Field(max_length=4096)
    kind: Literal["note", "address", "note_off", "way", "payment", "worth"] = "note"
    value: str | None = Field(None, max_length=20)
    line: int | None = Field(None, ge=0)
    says: Says | None = None
    without: ThingBody | None = None
    then: ThingBody | None = None


class TimeBody(BaseModel):
    """An hour as the entity `time` has it."""

    opens: time | None = Field(None, alias="from")
    closes: time | None = Field(None, alias="to")
    day: date | None = Field(None, alias="date")


class PeriodBody(BaseModel):
    """A day as the entity `period` has it; of several the first."""

    first: date | None = Field(None, alias="from")
    last: date | None = Field(None, alias="to")

    def day(self, words: str) -> date | None:
        """The day that is meant by words: until a day is on that day, *parso tak*."""
        return self.last if UNTIL.search(words) and self.last else self.first


class MomentBody(BaseModel):
    """A day or an hour with the words that name it."""

    words: str = Field(max_length=5000)
    day: date | None = None
    opens: time | None = None
    closes: time | None = None


class WordBody(BaseModel):
    """The place of a word that says something; one that `binds` does so only of the word beside it."""

    start: int
    end: int
    binds: bool = False
    says: Says | None = None


class DurationBody(BaseModel):
    """So long from now, or so long something takes, as the entity `duration` has it."""

    minutes: int | None = None


class MessageBody(BaseModel):
    """What a person wrote or tapped."""

    lines: list[LineBody] = Field(default=[], max_length=2000)
    doubted: list[Annotated[str, Field(max_length=4096)]] = Field(
        default=[], max_length=200, description="What is named beside the lines, and is more likely talk"
    )
    choice: str | None = Field(None, description="The `choice` of an option that was tapped")
    text: str | None = Field(
        None, max_length=5000, description="The message, where it may answer an open question in few words"
    )
    said: str | None = Field(None, max_length=5000, description="The message, whatever is asked")
    pincode: str | None = Field(None, pattern=r"^[1-9][0-9]{5}$")
    left_over: list[LeftOverBody] = Field(default=[], max_length=200)
    time: TimeBody | None = None
    period: PeriodBody | None = None
    times: list[MomentBody] = Field(default=[], max_length=200)
    duration: DurationBody | None = None
    telling: list[WordBody] = Field(default=[], max_length=2000)

    def message(self) -> Message:
        """The message as the rules know it."""
        lines = [replace(line.said(), worth=self.worth(place)) for place, line in enumerate(self.lines)]
        beside, doubted = self.beside(), self.doubted
        times = [Moment(each.words, each.day, each.opens, each.closes) for each in self.times]
        said = Message(
            lines,
            self.choice,
            self.text,
            beside,
            said=self.said,
            doubted=doubted,
            times=times,
            telling=[Word(each.start, each.end, each.binds, each.says) for each in self.telling],
        )
        return with_ways(without_amounts(without_other_days(without_denied_times(without_its_day(said)))))

    def beside(self) -> Beside:
        """What is said beside the goods."""
        later = self._later_dish()
        minutes, ways = (
            None if later else self._minutes(),
            [each for each in self.left_over if each.kind == "way" and each.value],
        )
        notes = [each for each in self.left_over if each.kind == "note" or _is_of_guests(each)]
        places = [each for each in self.left_over if each.kind == "address" and led_to(each.text)]
        written = ", ".join(led_to(each.text) for each in places)
        place = written_whole(as_put_right(written))
        told = [self._note(each) for each in notes if not (minutes and self._says_minutes(each.text))]
        return Beside(
            notes=[
                replace(each, about=later, wished=True, says=None)
                if later and OF_MINUTES.search(each.text)
                else each
                for each in told
            ],
            minutes=minutes,
            without_notes=next((each.text for each in self.left_over if each.kind == "note_off"), None),
            ways=[_way(each) for each in ways],
            payments=[
                Payment(each.value) for each in self.left_over if each.kind == "payment" and each.value
            ],
            hour=self._hour(),
            place=place.text,
            whole=bool(places) and all(each.value == WHOLE for each in places),
            pincode=self.pincode or place.pincode,
            table=tables.put_right(self.said or self.text)
            or next(filter(None, map(_table, reversed(self.left_over))), None),
        )

    def worth(self, line: int) -> int | None:
        """For how many paise the line at a place is wanted, where that was said."""
        told = (each.value for each in self.left_over if each.kind == "worth" and each.line == line)
        return next((int(value) for value in told if value and value.isdecimal()), None)

    def _note(self, piece: LeftOverBody) -> Spoken:
        beside = (
            self.lines[piece.line].name if piece.line is not None and piece.line < len(self.lines) else None
        )
        wished = piece.value in ("instead", "made", "wished", SOME, DICTATED, GUESTS, OTHERWISE)
        return Spoken(
            piece.text,
            beside,
            instead=piece.value == "instead",
            of_making=piece.value in ("made", SOME),
            of_some=piece.value == SOME,
            wished=wished,
            dictated=piece.value == DICTATED,
            without=piece.without.thing() if piece.without else None,
            then=piece.then.thing() if piece.then else None,
            says=piece.says,
        )

    def _later_dish(self) -> str | None:
        """Which of several dishes shall come to a table so many minutes after the others."""
        said = self.said or self.text or ""
        names = [line.name for line in self.lines if line.name and line.quantity is not None]
        at_table = any(each.kind == "way" and each.value == Way.DINE_IN for each in self.left_over)
        found = AFTER_MINUTES.search(said) if at_table and len(names) > 1 else None
        before = [name for name in names if found and 0 <= said.find(name) < found.start()]
        between = said[said.find(before[-1]) : found.start()] if before and found else ","
        return before[-1] if not re.search(r"[,;।.\n]", between) else None

    def _says_minutes(self, text: str) -> bool:
        """Whether a piece says in how many minutes, or is a part of that: the *hour* of "in an hour"."""
        said = OF_MINUTES.search(self.said or self.text or "")
        return OF_MINUTES.search(text) is not None or (said is not None and text in said.group())

    def _minutes(self) -> int | None:
        """In how many minutes, where it is said so: "in 20 minutes", "20 min me lene aa raha hu"."""
        minutes = self.duration.minutes if self.duration else None
        said = OF_MINUTES.search(self.said or self.text or "")
        return minutes if minutes and said and SHORTEST_WAIT <= minutes <= LONGEST_WAIT else None

    def _hour(self) -> SaidHour | None:
        said = self.time or TimeBody()
        day = self.period.day(self.said or self.text or "") if self.period else None
        if not (said.opens or said.closes or said.day or day):
            return None
        words = re.findall(r"[^\s\d,.;:!?।-]+", (self.said or self.text or "").casefold())
        return SaidHour(said.day or day, said.opens, said.closes, not MORNING.isdisjoint(words))


def _way(piece: LeftOverBody) -> Way:
    return Way.DINE_IN if _is_of_guests(piece) else Way(piece.value or "")


def _is_of_guests(piece: LeftOverBody) -> bool:
    """Whether it says for how many somebody comes to eat: "table for 4", which names no table."""
    return piece.kind == "way" and piece.value == GUESTS


def _table(piece: LeftOverBody) -> str | None:
    """The number of the table in words that say that somebody eats here."""
    return tables.number_in(piece.text) if piece.kind == "way" and piece.value == Way.DINE_IN else None
