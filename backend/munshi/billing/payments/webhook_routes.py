"""What gateways tell: `/payments/webhooks/<gateway>/<business>`. Signed, kept once, answered, and looked up after."""

from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Path, Request
from starlette.concurrency import run_in_threadpool

from munshi.billing.payments import events
from munshi.billing.payments.gateways.port import Forged, GatewayAway
from munshi.problems import NotFound, Problem, Unauthorised, described

router = APIRouter(tags=["payments"])

LONGEST = 1_000_000  # bytes; the longest known is a hundredth of it
Gateway = Annotated[str, Path(pattern="^(razorpay|cashfree)$")]


@router.post("/payments/webhooks/{gateway}/{business_id}", responses=described(Unauthorised, NotFound))
async def hear(
    request: Request, gateway: Gateway, business_id: str, background: BackgroundTasks
) -> dict[str, str]:
    """`kept`, or `known` where it came before; 401 where the gateway has not signed it."""
    raw = await request.body()
    if len(raw) > LONGEST:
        raise Problem("This is longer than any news of a gateway.")
    headers = {name.lower(): value for name, value in request.headers.items()}
    number = await run_in_threadpool(_kept, gateway, business_id, headers, raw)
    if number is None:
        return {"outcome": "known"}
    background.add_task(events.follow, business_id, number)
    return {"outcome": "kept"}


def _kept(gateway: str, business_id: str, headers: dict[str, str], raw: bytes) -> int | None:
    try:
        return events.take(business_id, gateway, headers, raw)
    except (Forged, GatewayAway) as fault:
        raise Unauthorised("This is not signed with the secret of the business's gateway.") from fault
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise Problem("This is signed, and no news of the gateway.") from fault
