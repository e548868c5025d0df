"""What a message says about requests: which are meant, what is said of each, and why not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from munshi.approvals.rules import Kind
from munshi.approvals.service import Meant, Verdict
from munshi.asking.reading import Reading

APPROVE, REJECT = "approve_request", "reject_request"
DECISION = "decision"


@dataclass(frozen=True)
class Said:
    """A message, with what its decision holds."""

    reading: Reading
    decision: Mapping[str, Any]

    @classmethod
    def of(cls, reading: Reading) -> "Said":
        """What this message says."""
        return cls(reading, reading.first(DECISION) or {})

    @property
    def references(self) -> tuple[str, ...]:
        """Those that it names, each once."""
        return tuple(dict.fromkeys(each.value for each in self.reading.all("reference")))

    @property
    def person(self) -> str | None:
        """Whose it names."""
        named: str | None = self.reading.first("person")
        return named

    @property
    def reason(self) -> str | None:
        """Why not."""
        why: str | None = self.decision.get("reason")
        return why

    @property
    def leaves_some(self) -> bool:
        """Whether it is about all but one, which decides nothing."""
        return bool(self.decision.get("but"))

    @property
    def names(self) -> bool:
        """Whether it says itself which requests it is about."""
        which = any(self.decision.get(part) for part in ("all", "count", "places", "each"))
        return which or bool(self.references or self.person)

    def meant(self) -> Meant:
        """Those that it names by itself."""
        kind: Kind | None = self.decision.get("kind")
        return Meant(
            self.references,
            None if self.references else self.person,
            kind,
            bool(self.decision.get("all")),
            self.decision.get("count"),
            tuple(Verdict(**each) for each in self.decision.get("each") or ()),
            said=self.reading.text,
        )

    def chosen(self, shown: Sequence[str]) -> Meant | None:
        """Those that it chooses among those that were shown; None where it chooses none."""
        if self.references or self.decision.get("each"):
            return self.meant()
        if self.decision.get("all") or self.decision.get("count") == len(shown):
            return Meant(tuple(shown), so_many=len(shown))
        if places := self.decision.get("places"):
            return Meant(tuple(_at(shown, place) for place in places))
        return self.meant() if self.names else None


def _at(shown: Sequence[str], place: int) -> str:
    """The request at a place, the last one at -1; what is no place is a number."""
    at = place - 1 if place > 0 else place
    return shown[at] if -len(shown) <= at < len(shown) else str(place)
