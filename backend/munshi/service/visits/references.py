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
