"""One call of the actions: one transaction, one caller, done once. What a skill's routes are written with.

@router.post("/cart/lines", responses=CALL_PROBLEMS)
def add_lines(body: Lines, turn: Turn) -> Outcome[PlaceOrder]:
    return turn.once(lambda session, caller: service.add_lines(session, caller, body))
"""

import hashlib
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Depends, Header, Request
from sqlalchemy.orm import Session

from munshi import database, idempotency
from munshi.callers import Caller, Claim, claim
from munshi.outcomes import Outcome, Refusal
from munshi.problems import Conflict, NotFound, Unauthorised, Unprocessable, described

CALL_PROBLEMS = described(Unauthorised, NotFound, Conflict, Unprocessable)

Work = Callable[[Session, Caller], Outcome[Any]]
MESSAGE = "message"


def message_of(session: Session) -> str | None:
    """The id of the message for which a transaction is made."""
    return session.info.get(MESSAGE)


class ReadTurn:
    """A call that changes nothing."""

    def __init__(self, claim: Claim) -> None:
        self._claim = claim

    def read(self, work: Work) -> Outcome[Any]:
        """What `work` answers, or the refusal that it raised."""
        return _or_refusal(self._read, work)

    def _read(self, work: Work) -> Outcome[Any]:
        with database.transaction() as session:
            return work(session, self._claim.caller(session))


class WriteTurn:
    """A call that does something, once for its Idempotency-Key."""

    def __init__(self, claim: Claim, key: str, digest: str) -> None:
        self._claim = claim
        self._key = key
        self._digest = digest

    @property
    def conversation(self) -> tuple[str, str]:
        """The number that was written to, and the id under which the person wrote."""
        return self._claim.number, self._claim.aliases[0]

    @property
    def message(self) -> str:
        """The id of the message that brought the call."""
        return self._key.partition(":")[0]

    def once(self, work: Work) -> Outcome[Any]:
        """What `work` answers, or answered the first time; work and answer are committed together."""
        return _or_refusal(self._once, work)

    def _once(self, work: Work) -> Outcome[Any]:
        with database.transaction() as session:
            caller = self._claim.caller(session)
            earlier = idempotency.earlier_answer(session, caller.business_id, self._key, self._digest)
            if earlier is not None:
                return Outcome[str].model_validate(earlier)
            session.info[MESSAGE] = self.message
            answer = work(session, caller)
            idempotency.keep_answer(session, caller.business_id, self._key, answer.model_dump(mode="json"))
            return answer


def _or_refusal(transaction: Callable[[Work], Outcome[Any]], work: Work) -> Outcome[Any]:
    """What the transaction answers; where `work` refuses, it is undone, and another one answers with the refusal.

    Most calls are not refused, and a savepoint in each would cost more than a second transaction in some.
    """
    try:
        return transaction(work)
    except Refusal as refusal:
        answer = _answer(refusal)
        return transaction(lambda *_: answer)


def decide[Asker](
    session: Session, asker: Asker, work: Callable[[Session, Asker], Outcome[Any]]
) -> Outcome[Any]:
    """What `work` decides as a part of more, or the refusal that it raised; then nothing of it stays done."""
    try:
        with session.begin_nested():
            return work(session, asker)
    except Refusal as refusal:
        return _answer(refusal)


def _answer(refusal: Refusal) -> Outcome[Any]:
    return Outcome[str](outcome=refusal.outcome, facts=refusal.facts)


async def _read_turn(claim: Annotated[Claim, Depends(claim)]) -> ReadTurn:
    return ReadTurn(claim)


async def _write_turn(
    request: Request,
    claim: Annotated[Claim, Depends(claim)],
    key: Annotated[
        str,
        Header(
            alias="Idempotency-Key",
            min_length=1,
            max_length=300,
            description="`<wamid>:<action>`; the same key again gets the same answer",
        ),
    ],
) -> WriteTurn:
    body = await request.body()
    told = f"{request.method} {request.url.path}?{request.url.query} {claim.number} {claim.aliases[0]}\n"
    return WriteTurn(claim, key, hashlib.sha256(told.encode() + body).hexdigest())


Read = Annotated[ReadTurn, Depends(_read_turn)]
Turn = Annotated[WriteTurn, Depends(_write_turn)]
