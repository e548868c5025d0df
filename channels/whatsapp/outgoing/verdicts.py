"""What an answer of the Graph API, or none, means for the message that was sent.

The codes are Meta's, from its table of errors for the Cloud API.
"""

from datetime import timedelta
from enum import Enum

LATER = frozenset({4, 80007, 130429, 131056})
NEVER = frozenset({368, 131026, 131047, 131048, 131049, 131050})
UNSURE = frozenset({1, 2, 131000, 131016})
TOKEN = 190
WINDOW = 131047
# What a refused template has become at Meta; and that it takes other values, or not these.
TEMPLATE = {132001: "MISSING", 132015: "PAUSED", 132016: "DISABLED"}
TEMPLATE_VALUES = frozenset({132000, 132005, 132007, 132012})
PAIR_RATE = 131056

MOST_ATTEMPTS = 8
# How long to wait for news of a message of which nobody knows whether it was sent; longer after a process died,
# for Meta brings again what came while nobody was there.
PATIENCE = timedelta(seconds=20)
PATIENCE_AFTER_A_DEATH = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=10)


class Verdict(Enum):
    """What to do next with the message."""

    LATER = "later"
    NEVER = "never"
    UNSURE = "unsure"
    STOP = "stop"
    HOLD = "hold"


class SendFault(Exception):
    """The message was not accepted, or nobody knows; `code` is Meta's where it gave one."""

    loggable = True

    def __init__(self, verdict: Verdict, code: int | None, reason: str) -> None:
        super().__init__(f"{verdict.value} ({code}): {reason}")
        self.verdict = verdict
        self.code = code
        self.reason = reason


def of_answer(http_status: int, code: int | None) -> Verdict:
    """The verdict on an error that the Graph API answered with."""
    if code == TOKEN or http_status == 401:
        return Verdict.STOP
    if code == WINDOW or code in TEMPLATE or code in TEMPLATE_VALUES:
        return Verdict.HOLD
    if code in NEVER:
        return Verdict.NEVER
    if code in LATER or http_status == 429:
        return Verdict.LATER
    if code in UNSURE or http_status >= 500:
        return Verdict.UNSURE
    return Verdict.NEVER


def wait(code: int | None, attempt: int) -> timedelta:
    """How long to wait after this attempt, counted from 1; the pair's rate asks for powers of 4."""
    base = 4 if code == PAIR_RATE else 2
    return min(timedelta(seconds=base ** min(attempt, 10)), LONGEST_WAIT)
