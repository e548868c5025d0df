"""A day or an hour that is denied for another is none of the order, and who wants it now takes back the one before.

"8 baje nahi, abhi chahiye", "1 December kyun? aaj chahiye", "not 2 pm, now". The phrases stand in `denied_times.yml`.
"""

import re
from dataclasses import replace

from munshi.asking.clauses import PART
from munshi.orders.messages import Message, Moment
from munshi.orders.other_days import first_of
from munshi.word_lists import WordLists, plain

LISTS = WordLists(__file__, "denied_times.yml")
NOW = re.compile(rf"(?<!\S)(?:{LISTS.any_of('now')})(?!\S)")
REFUSES = LISTS.any_of("refuses")
FEW = 4  # words of a message that says nothing but that it is wanted now


def without_denied_times(message: Message) -> Message:
    """The message with the days and hours that hold; `at_once`: it is wanted now, whenever it was before."""
    text = message.said or message.text or ""
    denied = [each for each in message.times if _is_denied(text, each)]
    own = [each for each in message.times if each not in denied]
    at_once = not any(each.hour for each in own) and _is_wanted_now(message, text, bool(denied))
    if not (at_once or (denied and own)):
        return message
    beside = message.beside
    hour = None if at_once else first_of(own, sure=bool(beside.hour and beside.hour.sure))
    beside = replace(beside, hour=hour, at_once=at_once)
    return replace(message, times=() if at_once else own, beside=beside)


def _is_denied(text: str, moment: Moment) -> bool:
    """Whether a no stands beside it, or it is asked why."""
    words = re.escape(moment.words)
    front = rf"(?<!\S)(?:{LISTS.any_of('refuses_first')})\s(?:{LISTS.any_of('before_times')}\s)?{words}"
    back = rf"{words}(?:\s(?:{LISTS.any_of('behind_times')}))*\s(?:{REFUSES})(?![^\s,.;!?।])"
    return re.search(rf"{front}|{back}", text, re.IGNORECASE) is not None


def _is_wanted_now(message: Message, text: str, denied: bool) -> bool:
    """Whether *now* is said, and no *not now*: for another hour, or that it shall come, and of no goods."""
    said = plain(text)
    found = NOW.search(said)
    if found is None or LISTS.has(said, "not_now") or _is_of_paying(text):
        return False
    counted = any(line.name and line.quantity is not None for line in message.lines)
    is_short = len(said.split()) <= FEW
    return denied or (not counted and (LISTS.has(said, "shall_come") or is_short))


def _is_of_paying(text: str) -> bool:
    """Whether all that is now is the paying: "yes place it, i want to pay by UPI now"."""
    clauses = [plain(each) for each in PART.split(text)]
    of_now = [each for each in clauses if NOW.search(each)]
    return all(LISTS.has(each, "pays") and not LISTS.has(each, "brings") for each in of_now)
