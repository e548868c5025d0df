"""What tests order of the simulator: faults, behaviour, time gone by; and what it has seen."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import timedelta
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query
from pydantic import BaseModel, ConfigDict, Field

from munshi.demo.faults import Fault
from munshi.demo.simulator import Behaviour, Simulator
from munshi.demo.state import Message


class Orders(BaseModel):
    """Faults to add, and a seed to begin the row of chances with."""

    model_config = ConfigDict(extra="forbid")
    faults: list[Fault] = []
    seed: int | None = None


class Wanted(BaseModel):
    """The behaviour from now on; what is left out returns to its default."""

    model_config = ConfigDict(extra="forbid")
    statuses: tuple[str, ...] = Behaviour.statuses
    status_delay: float = Field(Behaviour.status_delay, ge=0)
    rates: bool = Behaviour.rates
    window_refused_late: bool = Behaviour.window_refused_late
    review: str = Behaviour.review


class Ageing(BaseModel):
    """How many hours ago the person's last message shall have been."""

    model_config = ConfigDict(extra="forbid")
    phone_number_id: str
    person: str
    hours: float = 25.0


class Reviewed(BaseModel):
    """What has become of a template: `status` in Meta's words; without a `body` it has been handed in before."""

    name: str
    language: str
    body: str | None = None
    category: str | None = None
    status: str = "APPROVED"


class Delivery(BaseModel):
    """A webhook to deliver as it stands; `signature` replaces the right one."""

    update: dict[str, Any]
    signature: str | None = None


def router(simulator: Simulator) -> APIRouter:
    """Everything under `/demo/graph-control`."""
    routes = APIRouter(include_in_schema=False)

    _add_faults(routes, simulator)

    @routes.post("/behaviour")
    async def behave(wanted: Wanted) -> dict[str, Any]:
        simulator.behaviour = Behaviour(**wanted.model_dump())
        return asdict(simulator.behaviour)

    @routes.post("/window")
    async def age(ageing: Ageing) -> dict[str, str]:
        chat = simulator.state.chats.get((ageing.phone_number_id, ageing.person))
        if chat is None or chat.last_heard is None:
            raise HTTPException(404, "This person has not written to this number.")
        chat.last_heard = simulator.now() - timedelta(hours=ageing.hours)
        return {"last_heard": chat.last_heard.isoformat()}

    @routes.post("/templates")
    async def review(reviewed: Reviewed) -> dict[str, bool]:
        if not simulator.review(**reviewed.model_dump()):
            raise HTTPException(404, "No such template has been handed in.")
        return {"success": True}

    @routes.post("/deliver")
    async def deliver(delivery: Delivery) -> dict[str, str | None]:
        body = simulator.postman.encode(delivery.update)
        return {"problem": await simulator.postman.post(body, delivery.signature)}

    @routes.get("/sent")
    async def sent(
        phone_number_id: str | None = None,
        person: str | None = None,
        opaque: str | None = None,
        after: int = 0,
        wait: Annotated[float, Query(ge=0, le=60)] = 0.0,
        at_least: int = 1,
    ) -> dict[str, Any]:
        deadline = asyncio.get_running_loop().time() + wait
        wanted = partial(simulator.state.sent_after, after, phone_number_id, person, opaque)
        found = await _awaited(simulator, wanted, at_least, deadline)
        return {"messages": [_told(message) for message in found], "position": simulator.state.position}

    @routes.post("/reset")
    async def reset() -> dict[str, bool]:
        simulator.reset()
        return {"success": True}

    return routes


def _add_faults(routes: APIRouter, simulator: Simulator) -> None:
    """The faults that are ordered."""

    @routes.get("/faults")
    async def faults() -> list[dict[str, Any]]:
        return [asdict(fault) for fault in simulator.faults.orders]

    @routes.post("/faults")
    async def order(orders: Orders) -> dict[str, int]:
        if orders.seed is not None:
            simulator.faults.seed(orders.seed)
        simulator.faults.orders.extend(orders.faults)
        return {"faults": len(simulator.faults.orders)}

    @routes.delete("/faults")
    async def no_faults() -> dict[str, int]:
        simulator.faults.orders.clear()
        return {"faults": 0}


async def _awaited(
    simulator: Simulator, wanted: Callable[[], Iterable[Message]], at_least: int, deadline: float
) -> list[Message]:
    """The messages once there are so many, or those that there are at the deadline, by the loop's clock."""
    while True:
        found = list(wanted())
        left = deadline - asyncio.get_running_loop().time()
        if len(found) >= at_least or left <= 0:
            return found
        await simulator.state.arrives(left)


def _told(message: Message) -> dict[str, Any]:
    return {**message.on_page(), "position": message.position, "biz_opaque_callback_data": message.opaque}
