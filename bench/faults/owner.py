"""The owner's part of a run: looks for what customers say they have paid, and taps what was found."""

import asyncio
import random
from collections.abc import Callable

from bench.faults.meta import Meta, Taken
from bench.faults.script import OWNER, Line, Said

LOOK_EVERY = 0.5  # seconds
FOUND = 0.7  # of what is said to be paid
TAPPED_TWICE = 0.2


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
                if taken.person == OWNER:
                    self._decide(taken)

    def _decide(self, taken: Taken) -> None:
        verdicts = [(title, id_) for title, id_ in taken.buttons if '"found"' in id_]
        if len(verdicts) != 2:
            return
        confirms, rejects = verdicts
        self._tap(*(confirms if self._chance.random() < FOUND else rejects))
        if self._chance.random() < TAPPED_TWICE:
            self._tap(*self._chance.choice(verdicts))

    def _tap(self, title: str, id_: str) -> None:
        verdict = "confirm" if '"confirm"' in id_ else "reject"
        reference = id_.partition('"payment": "')[2].partition('"')[0]
        self._send(OWNER, Line(title, money=Said(verdict, reference), tapped=id_))
