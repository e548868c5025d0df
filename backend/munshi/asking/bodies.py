"""A message as it was read, as the actions send it over HTTP."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from munshi.asking.reading import Named, Reading, Side, Sum, Value
from munshi.asking.sums import is_sum

MONEY, LINE = "money", "order_line"
Chance = Annotated[float, Field(ge=0, le=1)]


class ValueBody(BaseModel):
    """An entity of the message as Rasa's parser tells it."""

    model_config = ConfigDict(extra="ignore")

    entity: str = Field(max_length=100)
    value: Any
    start: int = 0
    end: int = 0
    role: str | None = None
    confidence_entity: Chance | None = None

    def read(self) -> Value:
        """The value as the skills know it."""
        return Value(self.entity, self.value, self.start, self.end, self.role, self.confidence_entity)


class IntentBody(BaseModel):
    """What a message may want, and how likely that is."""

    name: str = Field(max_length=100)
    confidence: Chance


class FacetBody(BaseModel):
    """A side of the wish that a message names."""

    model_config = ConfigDict(extra="ignore")

    facet: str = Field(max_length=100)
    value: str = Field(max_length=100)
    start: int = 0
    end: int = 0


class NamedBody(BaseModel):
    """A name in the message, and whether it is of somebody else than whom the message is for."""

    model_config = ConfigDict(extra="ignore")

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    other: bool = False


class SumBody(BaseModel):
    """A sum of the message, and what it is."""

    model_config = ConfigDict(extra="ignore")

    paise: int = Field(ge=0, lt=10**12)
    role: str = Field(max_length=100)
    confidence: Chance = 1.0
    start: int = 0
    end: int = 0


class ReadingBody(BaseModel):
    """The whole message as it was read; `text` is null for a tap, `as_answer` is read by the open question."""

    text: str | None = Field(None, max_length=5000)
    intents: list[IntentBody] = Field(min_length=1, max_length=20)
    values: list[ValueBody] = Field(default=[], max_length=2000)
    as_answer: list[ValueBody] = Field(default=[], max_length=2000)
    left_over: list[dict[str, Any]] = Field(default=[], max_length=100)
    attachment: dict[str, Any] | None = None
    facets: list[FacetBody] = Field(default=[], max_length=100)
    telling: list[dict[str, Any]] = Field(default=[], max_length=2000)
    sums: list[SumBody] = Field(default=[], max_length=100)
    addresses: list[Annotated[str, Field(max_length=5000)]] = Field(default=[], max_length=100)
    people: list[NamedBody] = Field(default=[], max_length=100)

    def reading(self) -> Reading:
        """The message as the skills know it."""
        return Reading(
            self.text,
            [(each.name, each.confidence) for each in self.intents],
            [each.read() for each in self.values if self._is_meant(each)],
            [each.read() for each in self.as_answer if self._is_meant(each)],
            self.left_over,
            self.attachment,
            [Side(each.facet, each.value, each.start, each.end) for each in self.facets],
            telling=self.telling,
            sums=[
                Sum(each.paise, each.role, each.confidence, each.start, each.end)
                for each in self.sums
                if is_sum(self.text, each.start, each.end) and not self._is_in_name(each.start, each.end)
            ],
            addresses=self.addresses,
            people=[Named(each.start, each.end, each.other) for each in self.people],
        )

    def _is_meant(self, each: ValueBody) -> bool:
        """Whether it is what it is read as: figures that are no sum are no money."""
        return each.entity != MONEY or is_sum(self.text, each.start, each.end)

    def _is_in_name(self, start: int, end: int) -> bool:
        """Whether a figure is of the name of goods that are counted: 1 box of *sugar strips 50*."""
        figure = (self.text or "")[start:end]
        return any(
            each.entity == LINE and each.start <= start < end <= each.end and figure in _name_of(each.value)
            for each in self.values
        )


def _name_of(line: Any) -> list[str]:
    """The words of the name of an order line."""
    return (line.get("name") or "").split() if isinstance(line, dict) else []
