"""What requests are called, and who stands under whom."""

import re
from collections.abc import Mapping
from typing import Literal

Kind = Literal["leave", "claim"]

PREFIXES: dict[str, Kind] = {"LV": "leave", "EXP": "claim"}
_REFERENCE = re.compile(r"\W*([a-z]*)\W*([0-9]+)\W*", re.IGNORECASE)


def kind_of(reference: str) -> Kind | None:
    """The kind of request that a reference names by its letters."""
    found = _REFERENCE.fullmatch(reference)
    return PREFIXES.get(found[1].upper()) if found else None


def is_named(reference: str, said: str) -> bool:
    """Whether a bare number is that of a reference; with letters that are not ours it is something else's."""
    found = _REFERENCE.fullmatch(said)
    return found is not None and not found[1] and int(reference.partition("-")[2]) == int(found[2])


def under(person_id: int, managers: Mapping[int, int | None]) -> frozenset[int]:
    """Everybody who stands under somebody, however many are between; `managers` has each one's manager."""
    team: set[int] = set()
    level = {person_id}
    while level:
        level = {each for each, manager in managers.items() if manager in level} - team - {person_id}
        team |= level
    return frozenset(team)
