"""What the books answer to who wants messages, or none."""

from typing import Literal

OptOut = Literal["opted_out", "already_out", "no_offers"]
OptIn = Literal["opted_in", "already_in", "no_offers"]
