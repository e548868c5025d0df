"""What a rating means."""

from datetime import timedelta

GOOD_FROM, BAD_UNTIL = 4, 2
ASKED_FOR = timedelta(days=7)  # so long an answer is to what was asked
SAME_TALK = timedelta(hours=24)  # so long further words belong to what was given


def is_good(rating: int) -> bool:
    """Whether the person may be asked to be quoted."""
    return rating >= GOOD_FROM


def is_bad(rating: int) -> bool:
    """Whether people have to speak with the person."""
    return rating <= BAD_UNTIL
