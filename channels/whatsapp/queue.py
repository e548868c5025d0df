"""The queue: a turn for each message of a person and for each notice, and the sending of what they say, as jobs.

Jobs of one conversation share a lock: one at a time, in order, whichever process takes them.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import procrastinate
from procrastinate.connector import BaseConnector
from procrastinate.job_context import JobContext
from procrastinate.jobs import Job, Notification, Status
from procrastinate.manager import JobManager
from procrastinate.retry import BaseRetryStrategy, RetryDecision
from procrastinate.worker import Worker

from channels.whatsapp.database import Connection, Pool
from channels.whatsapp.operating import logs

logger = logging.getLogger(__name__)

TURNS, SENDS = "turns", "sends"
CONCURRENCY = {TURNS: 8, SENDS: 32}
POLLING_SECONDS = 0.5
HEARTBEAT_SECONDS = 1.5
DEAD_AFTER_SECONDS = 8.0
GRACE_SECONDS = 4.0
AFTER_A_FAULT = timedelta(seconds=2)

TakeTurn = Callable[[int], Awaitable[None]]
Tell = Callable[[int], Awaitable[None]]
Send = Callable[[str, str], Awaitable["timedelta | None"]]
# Whether a message (`turn`) or a notice (`notice`) waits for its turn.
Waits = Callable[[str, int], Awaitable[bool]]

DEFER_SEND = """
INSERT INTO assistant.procrastinate_jobs (queue_name, task_name, lock, args)
VALUES ('sends', 'send', concat('send:', %(number)s::text, ':', %(person)s::text),
    jsonb_build_object('phone_number_id', %(number)s::text, 'person', %(person)s::text))
"""

WAITING = """
SELECT count(*) AS waiting FROM assistant.procrastinate_jobs WHERE queue_name = %(queue)s AND status = 'todo'
"""

SEND_AT_ONCE = """
UPDATE assistant.procrastinate_jobs SET scheduled_at = NULL
WHERE lock = concat('send:', %(number)s::text, ':', %(person)s::text) AND status = 'todo' AND scheduled_at > now()
"""


class Again(Exception):
    """The job is to be done again after a while; until then the later ones of its conversation wait."""

    def __init__(self, after: timedelta) -> None:
        super().__init__(f"again in {after.total_seconds():g} s")
        self.after = after


class AgainUntilDone(BaseRetryStrategy):
    """No job is ever given up by the queue: who gives up does so in the tables, and then the job is done."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision:
        """Again when the job asks for it, at once when the process is being stopped, else soon."""
        if isinstance(exception, Again):
            after = exception.after
        elif isinstance(exception, asyncio.CancelledError):
            after = timedelta()
        else:
            after = AFTER_A_FAULT
            logger.error("job %s failed", job.call_string, exc_info=exception)
        return RetryDecision(retry_at=datetime.now(UTC) + after)


async def defer_send(connection: Connection, phone_number_id: str, person: str) -> None:
    """Has what is written for this person sent, in the connection's transaction."""
    await connection.execute(DEFER_SEND, {"number": phone_number_id, "person": person})


async def send_at_once(connection: Connection, phone_number_id: str, person: str) -> None:
    """Wakes the sender of this person, where it waits, in the connection's transaction."""
    await connection.execute(SEND_AT_ONCE, {"number": phone_number_id, "person": person})


class Bell(asyncio.Event):
    """Rings for a new job. procrastinate's own is cleared after it asked for jobs, and forgets what rang meanwhile."""

    async def wait(self) -> bool:  # type: ignore[override]
        """Waits for a ring, and takes it."""
        await super().wait()
        super().clear()
        return True

    def clear(self) -> None:
        """Keeps the ring for who waits."""


class PromptJobs(JobManager):
    """Asks the database for a job where there may be one; procrastinate's own asks again after each that it gets.

    `unseen` are the jobs of a queue that wait and that we have not fetched: others have, or a lock holds them.
    """

    def __init__(self, connector: BaseConnector, waits: Waits) -> None:
        super().__init__(connector)
        self._waits = waits
        self.unseen: Counter[str] = Counter()
        self._exhausted: set[str] = set()  # queues whose last job that we were told of has just been fetched

    def forget(self, queue: str) -> None:
        """Whoever begins to take jobs has been told of none."""
        self.unseen[queue] = 0
        self._exhausted.discard(queue)

    async def fetch_job(self, queues: Iterable[str] | None, worker_id: int) -> Job | None:
        """The next job. Who then comes for another, of which nobody has told, is told for once that there is none."""
        (queue,) = queues or ()
        exhausted = queue in self._exhausted and not self.unseen[queue]
        self._exhausted.discard(queue)
        job = None if exhausted else await super().fetch_job(queues, worker_id)
        if job is not None:
            if self.unseen[queue] and not job.attempts:
                self.unseen[queue] -= 1
            else:  # nobody tells of a job that is to be done again, and there may be others
                self.unseen[queue] = await self._waiting(queue)
            if not self.unseen[queue]:
                self._exhausted.add(queue)
        return job

    async def finish_job(self, job: Job, status: Status, delete_job: bool) -> None:
        """Ends a job, but for one whose turn was lost with a database that died right after it.

        That one counts as dropped: the watch gives it back, before the later ones of its conversation.
        """
        for id_ in job.task_kwargs.values() if job.queue == TURNS else ():
            if isinstance(id_, int) and await self._waits(job.task_name, id_):
                logger.warning("the turn of job %s was lost", job.call_string)
                return
        await super().finish_job(job, status, delete_job)

    async def _waiting(self, queue: str) -> int:
        row = await self.connector.execute_query_one_async(WAITING, queue=queue)
        return int(row["waiting"])


class PromptWorker(Worker):
    """A worker that nobody waits for: procrastinate's own takes up to a polling interval for two kinds of jobs.

    One kind comes while it asks the database for another; one waited for the lock of a job that has just ended.
    """

    def __init__(self, app: procrastinate.App, jobs: PromptJobs, queue: str) -> None:
        super().__init__(
            app,
            queues=[queue],
            name=queue,
            concurrency=CONCURRENCY[queue],
            fetch_job_polling_interval=POLLING_SECONDS,
            shutdown_graceful_timeout=GRACE_SECONDS,
            delete_jobs="always",
            install_signal_handlers=False,
            update_heartbeat_interval=HEARTBEAT_SECONDS,
            stalled_worker_timeout=DEAD_AFTER_SECONDS,
        )
        self._new_job_event = Bell()
        self._jobs, self._queue = jobs, queue
        jobs.forget(queue)

    async def _handle_notification(self, *, channel: str, notification: Notification) -> None:
        self._jobs.unseen[self._queue] += 1
        await super()._handle_notification(channel=channel, notification=notification)

    async def _periodic_deferrer(self) -> None:
        """There are no periodic tasks. Were this to end, the worker would not see any more that its listener failed."""
        await asyncio.Event().wait()

    async def _process_job(self, context: JobContext) -> None:
        try:
            await super()._process_job(context)
        finally:
            if self._jobs.unseen[self._queue]:
                self._new_job_event.set()


class Queue:
    """This process's workers, which run on the event loop of the assistant."""

    def __init__(self, pool: Pool, take_turn: TakeTurn, tell: Tell, send: Send, waits: Waits) -> None:
        self.pool = pool
        self.workers: dict[str, PromptWorker] = {}
        self._stopping = False
        self._running: list[asyncio.Task[None]] = []
        logging.getLogger("procrastinate").setLevel(logging.WARNING)  # it tells of every job
        self.app = procrastinate.App(connector=procrastinate.PsycopgConnector())
        self.jobs = self.app.job_manager = PromptJobs(self.app.connector, waits)

        @self.app.task(name="turn", queue=TURNS, retry=AgainUntilDone())
        async def turn(letter: int) -> None:
            with logs.of_turn():
                await take_turn(letter)

        @self.app.task(name="notice", queue=TURNS, retry=AgainUntilDone())
        async def tell_notice(notice: int) -> None:
            with logs.of_turn():
                await tell(notice)

        @self.app.task(name="send", queue=SENDS, retry=AgainUntilDone())
        async def send_all(phone_number_id: str, person: str) -> None:
            with logs.of_sending():
                pause = await send(phone_number_id, person)
            if pause is not None:
                raise Again(pause)

    async def start(self) -> None:
        """Begins to take jobs."""
        await self.app.open_async(self.pool)
        self._running = [asyncio.create_task(self._work(queue), name=queue) for queue in (TURNS, SENDS)]

    async def stop(self) -> None:
        """Takes no more jobs, and lets those under way end; what takes too long is done again later."""
        self._stopping = True
        for worker in self.workers.values():
            worker.stop()  # type: ignore[no-untyped-call]
        if self._running:
            await asyncio.wait(self._running, timeout=2 * GRACE_SECONDS)
        for task in self._running:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    def at_work(self) -> bool:
        """Whether both workers take jobs: they have begun, have the database, and are not being stopped."""
        working = {queue for queue, worker in self.workers.items() if worker.worker_id is not None}
        return not self._stopping and working == {TURNS, SENDS}

    def worker_ids(self) -> list[int]:
        """The workers of this process, as the database knows them."""
        return [worker.worker_id for worker in self.workers.values() if worker.worker_id is not None]

    def doing(self) -> set[int]:
        """The jobs that are under way in this process."""
        contexts = [context for worker in self.workers.values() for context in worker._running_jobs.values()]
        return {context.job.id for context in contexts if context.job.id is not None}

    async def _work(self, queue: str) -> None:
        """Keeps a worker at work; one that has lost the database is followed by another."""
        while not self._stopping:
            self.workers[queue] = worker = PromptWorker(self.app, self.jobs, queue)
            try:
                await worker.run()  # type: ignore[no-untyped-call]
            except Exception:
                logger.exception("the worker of %s ended", queue)
            if not self._stopping:
                await asyncio.sleep(POLLING_SECONDS)
