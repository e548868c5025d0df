"""One run: people write, Meta fails, programs die; then everything is given time to come to rest and is compared."""

import asyncio
import contextlib
import itertools
import random
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web

from bench import figures
from bench.faults import books as books_of_money
from bench.faults import ledger, script, system, verdict
from bench.faults.gateway import Gateway, Payers, serving
from bench.faults.meta import Meta, application
from bench.faults.owner import Owner
from bench.faults.post import Item, Postman
from bench.faults.script import OWNER, Line, Person
from bench.faults.shop import Shop
from bench.faults.system import System
from bench.processes import Failed
from bench.sides import tell
from engine.settings import DEMONSTRATION

NEVER_ANSWERED = 100.0  # seconds after which the patient write on
LOOK_EVERY = 0.5
QUIET_LOOKS = 3
NIGHT = 5.0  # seconds in which the books ask the gateway about every link


@dataclass(frozen=True)
class Plan:
    """How much happens; `deaths` is how often each part fails, `pauses` the seconds of peace afterwards."""

    seed: int = 1
    people: int = 50
    messages: int = 1_000
    per_second: float = 40.0
    deaths: int = 4
    pauses: tuple[float, float] = (1.0, 4.0)
    rest_within: float = 150.0
    again_within: float = 8.0  # seconds in which what was taken may come once more
    no_answer_for: float = 17.0  # the assistant waits for 15
    hasty: bool = False  # the assistant waits only seconds for anything
    meta_fails: bool = True


TOGETHER = 0.25
INTO_THE_BURST = (0.2, 1.0)  # seconds of writing before something dies
INTO_THE_RETURN = (0.0, 5.0)  # seconds until a second one does
DONE_WITHIN = 20.0  # longer than a turn waits for its next try
BACK_WITHIN = 60.0
NOT_BACK = "times that it was not ready again within a minute"


@dataclass
class People:
    """Those who write; what each has written, and when."""

    plan: Plan
    number: str
    postman: Postman
    meta: Meta
    now: Callable[[], float]
    share: float = 1.0  # of all the messages, that may be written by now
    written: dict[str, tuple[str, Line]] = field(default_factory=dict)
    at: dict[str, float] = field(default_factory=dict)
    begun: int = 0  # how many of their lines were written; what is tapped comes besides
    _ids: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    async def write(self) -> None:
        """Everybody writes all they have to say, together so many messages a second while anybody is free to."""
        chance = random.Random(self.plan.seed + 1)
        left = {person: list(person.lines) for person in self._everybody()}
        busy_until: dict[str, tuple[int, float]] = {}
        began = time.monotonic()
        for tick in itertools.count():
            await asyncio.sleep(max(began + tick / self.plan.per_second - time.monotonic(), 0))
            writing = [person for person, lines in left.items() if lines]
            if not writing:
                return
            free = [person for person in writing if self._is_free(person, busy_until)]
            if free and self.begun < self.share * self.plan.messages:
                person = chance.choice(free)
                self.begun += 1
                self.send(person.phone, left[person].pop(0))
                heard = sum(taken.person == person.phone for taken in self.meta.taken)
                busy_until[person.phone] = (heard, time.monotonic() + NEVER_ANSWERED)

    def _everybody(self) -> list[Person]:
        return script.people(self.plan.seed, self.plan.people, self.plan.messages)

    def _is_free(self, person: Person, busy_until: Mapping[str, tuple[int, float]]) -> bool:
        """Whether a patient person has heard something since they wrote; with their first message all are patient."""
        if person.phone not in busy_until or (not person.patient and self._has_begun(person)):
            return True
        heard, until = busy_until[person.phone]
        now = sum(taken.person == person.phone for taken in self.meta.taken)
        return now > heard or time.monotonic() > until

    def _has_begun(self, person: Person) -> bool:
        """Whether more than the first message was written, which says where the person lives."""
        return sum(phone == person.phone for phone, _ in self.written.values()) > 1

    def send(self, phone: str, line: Line) -> None:
        """Has a message on its way: words, or a tap."""
        wamid = f"wamid.faults.{next(self._ids)}"
        self.written[wamid] = (phone, line)
        self.at[wamid] = time.monotonic()
        content = {"from": phone, "id": wamid, "timestamp": str(int(self.now())), **_said(line)}
        self.postman.bring(Item("messages", content, {"profile": {"name": "Faults"}, "wa_id": phone}))


def _said(line: Line) -> dict[str, Any]:
    if line.tapped is None:
        return {"type": "text", "text": {"body": line.text}}
    reply = {"id": line.tapped, "title": line.text}
    return {"type": "interactive", "interactive": {"type": "button_reply", "button_reply": reply}}


async def deaths(
    system: System, plan: Plan, people: People, session: aiohttp.ClientSession
) -> list[tuple[str, float]]:
    """Has everything fail so often, in an order of chance, sometimes one while another comes back.

    Each time a share of the messages is being written. Returns what failed, and how long until all was ready again.
    Between two of them something is done, where anything waits: what nothing divides is one failure to the system.
    """
    chance = random.Random(plan.seed + 2)
    row = [name for name in system.victims for _ in range(plan.deaths)]
    chance.shuffle(row)
    fails, back = len(row), []
    while row:
        victims = [row.pop()]
        if row and row[-1] != victims[0] and chance.random() < TOGETHER:
            victims.append(row.pop())
        people.share = 1 - len(row) / fails
        await asyncio.sleep(chance.uniform(*INTO_THE_BURST))
        await system.strike(victims[0])
        for name in victims[1:]:
            await asyncio.sleep(chance.uniform(*INTO_THE_RETURN))
            await system.strike(name)
        back.append((" and ".join(victims), round(await system.until_ready(session), 1)))
        tell(f"{back[-1][0]}: ready again after {back[-1][1]} s")
        await _something_done(system, time.monotonic() + DONE_WITHIN)
        await asyncio.sleep(chance.uniform(*plan.pauses))
    return back


async def _something_done(system: System, until: float) -> None:
    """Waits until a message has its turn, or none waits for another try, or that moment."""
    connection = await system.connected()
    try:
        before = await ledger.turns(connection)
        now = before
        while now.failed and now.had == before.had and time.monotonic() < until:
            await asyncio.sleep(LOOK_EVERY)
            now = await ledger.turns(connection)
    finally:
        await connection.close()


async def measure(plan: Plan, state_dir: Path) -> dict[str, Any]:
    """Runs it and tells what was found, as JSON can hold it. Raises Failed where it could not be run."""
    async with contextlib.AsyncExitStack() as ends:
        connector = aiohttp.TCPConnector(limit=0, force_close=True)
        session = await ends.enter_async_context(aiohttp.ClientSession(connector=connector))
        its = await ends.enter_async_context(
            system.running(state_dir, session, plan.hasty, script.phones(plan.people))
        )
        secret = DEMONSTRATION["WHATSAPP_APP_SECRET"]
        postman = Postman(
            session, its.webhook, secret, its.number, random.Random(plan.seed + 3), plan.again_within
        )
        meta = Meta(postman, random.Random(plan.seed + 4), its.now, plan.no_answer_for)
        if not plan.meta_fails:
            meta.share_of_faults = 0.0
        await ends.enter_async_context(_serving(meta, its.graph_port))
        await ends.enter_async_context(_beside(postman.work()))
        people = People(plan, its.number, postman, meta, its.now)
        gateway = await ends.enter_async_context(
            serving(
                its.gateway_port, its.settings.backend_url, session, random.Random(plan.seed + 6), its.now
            )
        )
        await ends.enter_async_context(_beside(gateway.work()))
        owner = Owner(meta, random.Random(plan.seed + 7), people.send)
        await ends.enter_async_context(_beside(owner.work()))
        shop = Shop(its, session, random.Random(plan.seed + 5))
        payers = Payers(gateway, meta, random.Random(plan.seed + 8), session)
        people.send(OWNER, script.FIRST_OF_OWNER)
        began = time.monotonic()
        async with _beside(shop.work()), _beside(payers.work()):
            people.share = 0 if plan.deaths else 1
            _, back = await asyncio.gather(people.write(), deaths(its, plan, people, session))
        worked = time.monotonic() - began
        rested = await _rest(its, postman, gateway, plan.rest_within)
        connection = await its.connected()
        try:
            books = await ledger.read(connection, its.business)
        finally:
            await connection.close()
        found = verdict.faults(verdict.Run(people.written, meta.taken, books, gateway.captured))
        return {
            "plan": vars(plan),
            "written": len(people.written),
            "answers": len(meta.taken),
            "orders": len(books.orders),
            "notices": len(books.notices),
            "bills": len(books.money.bills),
            "payments": len(books.money.payments),
            "online": len(gateway.captured),
            "entries": len(books.money.entries),
            "gateway": dict(gateway.counted),
            "seconds": round(worked, 1),
            "rest_seconds": round(rested, 1),
            "waits": _waits(people, meta, books),
            "deaths": {name: victim.deaths for name, victim in its.victims.items()},
            "own_ends": {"launcher": its.launcher.own_ends},
            "back": back,
            "meta": dict(meta.counted),
            "webhooks": dict(postman.counted),
            "faults": {**found, NOT_BACK: [f"{what}: {s} s" for what, s in back if s > BACK_WITHIN]},
        }


async def _rest(its: System, postman: Postman, gateway: Gateway, within: float) -> float:
    """Waits until nothing is to be done any more, or so many seconds have passed; how long that took.

    Once all is quiet the night comes, in which the books are compared with the gateway; then it has to be quiet again.
    """
    began = time.monotonic()
    until = began + within
    await _quiet(its, postman, gateway, until)
    connection = await its.connected()
    try:
        await books_of_money.let_the_night_come(connection)
        while not await books_of_money.was_night(connection) and time.monotonic() < until:
            await asyncio.sleep(LOOK_EVERY)
    finally:
        await connection.close()
    await asyncio.sleep(NIGHT)
    await _quiet(its, postman, gateway, until)
    return time.monotonic() - began


async def _quiet(its: System, postman: Postman, gateway: Gateway, until: float) -> None:
    """Waits until nothing is to be done several times in a row."""
    quiet = 0
    while quiet < QUIET_LOOKS and time.monotonic() < until:
        await asyncio.sleep(LOOK_EVERY)
        connection = await its.connected()
        try:
            still = await ledger.open_work(connection)
        finally:
            await connection.close()
        quiet = quiet + 1 if postman.idle and gateway.idle and not any(still.values()) else 0


def _waits(people: People, meta: Meta, books: ledger.Ledger) -> dict[str, float]:
    """Seconds from a message until its answer lay on the phone."""
    turns = {sent.reference: sent.turn for sent in books.outbox}
    waits = [
        taken.at - people.at[turn]
        for taken in meta.taken
        if (turn := turns.get(taken.reference)) in people.at
    ]
    if not waits:
        raise Failed("Nobody was answered.")
    shares = {"p50": 0.5, "p90": 0.9, "p99": 0.99, "max": 1.0}
    return {name: round(figures.percentile(waits, share), 2) for name, share in shares.items()}


@contextlib.asynccontextmanager
async def _serving(meta: Meta, port: int) -> AsyncIterator[None]:
    runner = web.AppRunner(application(meta), access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", port).start()
        yield
    finally:
        await runner.cleanup()


@contextlib.asynccontextmanager
async def _beside(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Work that goes on for the length of the block."""
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
