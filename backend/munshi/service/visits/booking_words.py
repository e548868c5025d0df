"""The words with which somebody is asked to come, and what a piece of a message says beside them. Pure."""

from functools import cache

from munshi.service.visits import words

# What booking a visit is said with: where, when and that somebody comes, and how people speak to each other.
OF_BOOKING = (
    "tells_nothing", "says_nothing", "greeting", "left_hanging", "coming_to_see", "come_please", "going_there",
    "who_goes_out", "visits", "purpose", "joining", "soonest", "same_hour", "half_of_day", "repairing", "questioning",
    "keeping", "buying_new", "buying", "buys_nothing", "part_goods", "fits", "praising", "any_place", "said_before",
    "at_home", "complains",
)  # fmt: skip


def beside_booking(piece: str) -> set[str]:
    """The words that tell more than that somebody shall come for a machine; a figure alone tells nothing."""
    machines = {sound for kind, _ in words.machines_placed(piece) for sound in words.words_of(kind)}
    return {each for each in words.sounds(piece) if not each.isdecimal()} - machines - _of_booking()


@cache
def _of_booking() -> frozenset[str]:
    return frozenset(sound for wanted in OF_BOOKING for sound in words.words_in(wanted))
