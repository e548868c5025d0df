"""How the books answer: a decision is an outcome with facts; a refusal is an outcome too.

Each skill names its possible outcomes in `munshi/<skill>/outcomes.py`, as one `Literal` for each intent:
`PlaceOrder = Literal["placed", "changed", …]` is what `utter_place_order_<outcome>` must answer.
"""

from typing import Any

from pydantic import BaseModel, ConfigDict


class Outcome[Name: str](BaseModel):
    """What was decided, and the facts to say it with. Money is in paise, quantities are decimal strings."""

    model_config = ConfigDict(frozen=True)

    outcome: Name
    facts: dict[str, Any] = {}


class Refusal(Exception):
    """The rules say no: the work so far is undone, and the answer is this outcome with these facts."""

    def __init__(self, outcome: str, **facts: Any) -> None:
        super().__init__(outcome)
        self.outcome = outcome
        self.facts = facts
