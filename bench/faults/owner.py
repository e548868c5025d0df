"""The owner's part of a run: looks for what customers say they have paid, and taps what was found."""

import asyncio
import random
import re
from collections.abc import Callable

from bench.faults.meta import Meta, Taken
from bench.faults.script import OWNER, Line, Said

LOOK_EVERY = 0.5  # seconds
FOUND = 0.7  # of what is said to be paid
TAPPED_TWICE = 0.2
VERDICTS = {"Haan, mil gaye": "confirm", "Nahi mile": "reject"}  # the titles of the buttons
REFERENCE = re.compile(r"\*(PAY-\d+)\*")


class Owner:
    """Taps the buttons below each report; some of them twice, some the one and then the other."""

    def __init__(self, meta: Meta, chance: random.Random, send: Callable[[str, Line], None]) -> None:
        self._meta, self._chance, self._send = meta, chance, send

    async def work(self) -> None:
        """Decides whatever comes, until cancelled."""
        heard = 0
        while True:
            await asyncio.sleep(LOOK_EVERY)
            there, heard = self._meta.taken[heard:], len(self._meta.taken)
            for taken in there:
                self.decide(taken)

    def decide(self, taken: Taken) -> None:
        """Taps below a report; anything else is read and left."""
        named, titles = REFERENCE.search(taken.text), [title for title, _ in taken.buttons]
        if taken.person != OWNER or named is None or set(titles) != set(VERDICTS):
            return
        confirms, rejects = VERDICTS
        taps = [confirms if self._chance.random() < FOUND else rejects]
        if self._chance.random() < TAPPED_TWICE:
            taps.append(self._chance.choice(titles))
        for title in taps:
            id_ = dict(taken.buttons)[title]
            self._send(OWNER, Line(title, money=Said(VERDICTS[title], named.group(1)), tapped=id_))
