"""One call of the operator that does something at a business, once for its Idempotency-Key.

@router.post("/businesses/{business_id}/…", responses=CALL_PROBLEMS)
def hand_back(number: str, operation: Operation) -> Outcome[HandBack]:
    return operation.once(lambda session, business: service.hand_back(session, …))
"""

import hashlib
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Depends, Header, Request
from sqlalchemy.orm import Session

from munshi import database, idempotency
from munshi.business.models import Business
from munshi.callers import operator, the_business
from munshi.outcomes import Outcome
from munshi.turns import decide

OPERATION_KEYS = "operator"  # begins the keys, so that none is taken for one of the actions

Work = Callable[[Session, Business], Outcome[Any]]


class OperatorCall:
    """The call; `key` is the caller's own name for it."""

    def __init__(self, business_id: str, key: str, digest: str) -> None:
        self.key = key
        self._business_id = business_id
        self._digest = digest

    def once(self, work: Work) -> Outcome[Any]:
        """What `work` answers, or answered the first time; work and answer are committed together. Raises NotFound."""
        with database.transaction() as session:
            business, key = the_business(session, self._business_id), f"{OPERATION_KEYS}:{self.key}"
            earlier = idempotency.earlier_answer(session, business.id, key, self._digest)
            if earlier is not None:
                return Outcome[str].model_validate(earlier)
            answer = decide(session, business, work)
            idempotency.keep_answer(session, business.id, key, answer.model_dump(mode="json"))
            return answer


async def _call(
    business_id: str,
    request: Request,
    key: Annotated[
        str,
        Header(
            alias="Idempotency-Key",
            min_length=1,
            max_length=200,
            description="Your own name for this call; the same key again gets the same answer and does nothing",
        ),
    ],
    _: Annotated[None, Depends(operator)],
) -> OperatorCall:
    told = f"{request.method} {request.url.path}?{request.url.query}\n".encode()
    return OperatorCall(business_id, key, hashlib.sha256(told + await request.body()).hexdigest())


Operation = Annotated[OperatorCall, Depends(_call)]
