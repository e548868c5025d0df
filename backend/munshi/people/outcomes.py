"""What the books answer about the person who writes."""

from typing import Literal

SessionStart = Literal["known"]
TakeNewIds = Literal["moved", "not_found", "taken"]
