"""Faults on order: what the simulator shall do wrong, to whom, how often; repeatable by a seed."""

import random
from dataclasses import dataclass, field
from typing import Literal

Where = Literal["send", "media", "webhook"]
What = Literal["refuse", "fail_late", "time_out", "ambiguous", "delay", "reorder", "repeat", "drop"]


@dataclass
class Fault:
    """One order. `times` is how often it still strikes (None: always), `probability` how likely each time.

    In `send` and `media`: `refuse` answers `code` (and `status`), `fail_late` accepts and later reports
    `failed`, `time_out` sleeps and answers 504 with nothing done, `ambiguous` sends and yet answers 500,
    `delay` sleeps first. In `webhook`: `delay` lets later ones overtake, `reorder` delays by a random part of
    `seconds`, `repeat` delivers `copies` more, `drop` delivers nothing.
    """

    where: Where
    what: What
    code: int = 131016
    status: int | None = None
    seconds: float = 0.0
    copies: int = 1
    times: int | None = 1
    probability: float = 1.0
    phone_number_id: str | None = None
    person: str | None = None
    field: Literal["messages", "statuses"] | None = None

    def concerns(self, number: str | None, person: str | None, webhook_field: str | None) -> bool:
        """Whether the order names this number, person and kind of webhook, or leaves them open."""
        return (
            self.phone_number_id in (None, number)
            and self.person in (None, person)
            and self.field in (None, webhook_field)
        )


@dataclass
class FaultPlan:
    """The orders in force."""

    orders: list[Fault] = field(default_factory=list)
    chance: random.Random = field(default_factory=lambda: random.Random(0))

    def strikes(
        self, where: Where, number: str | None = None, person: str | None = None, field: str | None = None
    ) -> dict[What, Fault]:
        """The faults that strike now, one of each kind; each is counted down."""
        struck: dict[What, Fault] = {}
        for order in list(self.orders):
            fits = order.where == where and order.what not in struck and order.concerns(number, person, field)
            if not fits or self.chance.random() >= order.probability:
                continue
            struck[order.what] = order
            if order.times is not None:
                order.times -= 1
                if order.times <= 0:
                    self.orders.remove(order)
        return struck

    def jitter(self, seconds: float) -> float:
        """A random part of so many seconds."""
        return self.chance.uniform(0.0, seconds)

    def seed(self, seed: int) -> None:
        """Begins the row of chances anew."""
        self.chance.seed(seed)
