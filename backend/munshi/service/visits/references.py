"""How what the desk has is named in a message."""

import re

VISIT = re.compile(r"\bvis[- ]?(\d+)", re.IGNORECASE)
TICKET = re.compile(r"\btkt[- ]?(\d+)", re.IGNORECASE)
CARE = re.compile(r"\bamc[- ]?(\d+)", re.IGNORECASE)
PART = re.compile(r"\bprt[- ]?(\d+)", re.IGNORECASE)
NUMBER = re.compile(
    r"(?<![-\w])(\d{1,5})\s*(?:number|no\.?|num|nambar|नंबर|नम्बर)(?!\w)|(?:\bnumber|\bnambar|नंबर|नम्बर)\s*(\d{1,5})(?!\w)",
    re.IGNORECASE,
)


def ticket_in(text: str) -> str | None:
    """The reference of the complaint that is named, as the books have it: *tkt 04* is `TKT-4`."""
    return f"TKT-{int(named[1])}" if (named := TICKET.search(text)) else None


def part_in(text: str) -> str | None:
    """That of the part."""
    return f"PRT-{int(named[1])}" if (named := PART.search(text)) else None
