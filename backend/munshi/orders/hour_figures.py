"""Of two figures without a word for hours the one that is the cart's hour names an hour: "make it 7 instead of 6".

The words stand in `hour_figures.yml`.
"""

import re
from dataclasses import replace
from datetime import time
from decimal import Decimal

from munshi.orders.desk import Desk
from munshi.orders.kept import SaidHour
from munshi.orders.messages import Message
from munshi.word_lists import WordLists, plain

_lists = WordLists(__file__, "hour_figures.yml")
PATTERNS = tuple(
    re.compile(rf"(?<!\S){pattern}(?!\S)")
    for pattern in (
        rf"(?P<new>\d{{1,2}})\s(?:{_lists.any_of('before_old')})\s(?P<old>\d{{1,2}})",
        rf"(?P<old>\d{{1,2}})\s(?:{_lists.any_of('before_new')})\s(?P<new>\d{{1,2}})",
    )
)
HOURS, LAST = 12, 24


def with_hour_put_right(desk: Desk, message: Message) -> Message:
    """The message, in which the other figure is the hour, where nothing of the cart is counted so."""
    kept = desk.cart.kept.wanted
    hour = (kept.opens or kept.closes) if kept else None
    if hour is None or message.beside.hour or any(line.name for line in message.lines):
        return message
    said = plain(message.said or message.text)
    found = next((match for each in PATTERNS if (match := each.search(said))), None)
    if found is None or not 0 < int(found["new"]) < LAST or int(found["old"]) % HOURS != hour.hour % HOURS:
        return message
    if any(line.quantity == Decimal(found["old"]) for line in desk.cart.lines):
        return message
    beside = replace(message.beside, hour=SaidHour(opens=time(int(found["new"]))))
    return replace(message, lines=[], beside=beside, at_times=True)
