"""An order is paid in one way: who wants to pay a part of it otherwise is told so, and asked which."""

import re
from dataclasses import replace
from itertools import pairwise

from munshi.columns import plain
from munshi.orders.desk import Desk, payments_of
from munshi.orders.messages import Message, Said

ENDS = re.compile(r"[;।!?\n]|,(?!\d)|\.(?!\d)")
WAY = r"(?:cash|nakad|naqad|upi|gpay|phonepe|paytm|card|khata|khate|udhaar|udhar|कैश|नकद|यूपीआई|कार्ड|खाता|खाते|उधार)"
PART = r"(?:half|aadha|aadhe|adha|rest|remaining|balance|baaki|baki|bacha|bache|kuch|आधा|आधे|बाकी|बाक़ी|बचा)"
SPLIT = re.compile(
    rf"{PART}\W+(?:\w+\W+){{0,2}}{WAY}.*{WAY}|{WAY}.*{PART}\W+(?:\w+\W+){{0,2}}{WAY}|{WAY}\W+(?:me|mein|में)?\W*{PART}.*{WAY}",
    re.IGNORECASE,
)


def with_one_way(desk: Desk, message: Message) -> Message:
    """The message without the words that part the bill between two ways; it is noted that there is one."""
    said = message.said or message.text or ""
    clause = next((each for each in _clauses(said) if SPLIT.search(each)), None)
    if clause is None:
        return message
    desk.note("one_way_of_paying", payments=list(payments_of(desk.business)))
    lines = [line for line in message.lines if not _stands_in(line, clause)]
    notes = [note for note in message.beside.notes if note.text not in clause]
    beside = replace(message.beside, notes=notes, payments=(), place=None)
    where = (message.where or message.text or "").replace(clause, ",")
    return replace(message, lines=lines, beside=beside, where=where)


def _clauses(said: str) -> list[str]:
    """Between two signs; what stands on both sides of a comma may be one wish: "half cash, half khata"."""
    parts = [each for each in ENDS.split(said) if each.strip()]
    return [*parts, *(f"{one},{other}" for one, other in pairwise(parts))]


def _stands_in(line: Said, clause: str) -> bool:
    if line.name:
        return line.name in clause
    figure = plain(line.quantity) if line.quantity is not None else ""
    return figure in clause or re.search(PART, clause) is not None
