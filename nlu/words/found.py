"""A value that was found in a message."""

from typing import Any, NamedTuple


class Found(NamedTuple):
    """An entity of the contract, its value, and where it stands in the text as written."""

    entity: str
    value: Any
    start: int
    end: int
