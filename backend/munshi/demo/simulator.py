"""The Graph API double: takes what a business sends, delivers what a person writes, reports what became of it."""

import asyncio
import hmac
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from starlette.concurrency import run_in_threadpool

from munshi.demo import rules, webhooks
from munshi.demo.cast import Cast, Stage
from munshi.demo.faults import Fault, FaultPlan
from munshi.demo.links import Links
from munshi.demo.media import Media, Shelf
from munshi.demo.payments import Till
from munshi.demo.postman import PAUSES, Postman
from munshi.demo.refusals import BadToken, Refusal, UnknownObject
from munshi.demo.schema import refuse_malformed
from munshi.demo.state import Chat, Message, State, new_wamid
from munshi.demo.templates import Template, Templates, card_of

TYPING_SECONDS = 25


@dataclass
class Behaviour:
    """What tests may switch: which statuses follow a message, what is refused when, what reviews come to."""

    statuses: tuple[str, ...] = ("sent", "delivered")
    status_delay: float = 0.05
    rates: bool = True
    window_refused_late: bool = False
    review: str = "APPROVED"


@dataclass
class Simulator:
    """All of it for one deployment; lives in one process and one event loop."""

    graph_url: str
    access_token: str
    now: Callable[[], datetime]
    cast: Cast
    postman: Postman
    links: Links
    faults: FaultPlan
    state: State = field(default_factory=State)
    shelf: Shelf = field(default_factory=Shelf)
    templates: Templates = field(default_factory=Templates)
    behaviour: Behaviour = field(default_factory=Behaviour)
    pairs: rules.PairRate = field(default_factory=rules.PairRate)
    numbers: rules.NumberRate = field(default_factory=rules.NumberRate)
    stages: dict[str, Stage] = field(default_factory=dict)
    retries: dict[str, asyncio.Event] = field(default_factory=dict)
    till: Till = field(init=False)

    def __post_init__(self) -> None:
        self.till = Till(self.now)

    def reset(self) -> None:
        """Everything as at the start; the listening pages stay, and the templates."""
        self.state.reset()
        self.till = Till(self.now)
        self.shelf, self.behaviour = Shelf(changes=self.state.changes), Behaviour()
        self.pairs, self.numbers = rules.PairRate(), rules.NumberRate()
        self.faults.orders.clear()
        self.faults.seed(0)

    def check_token(self, authorization: str | None, query_token: str | None) -> None:
        """Raises BadToken unless the header or the query carries the configured token."""
        given = (authorization or "").removeprefix("Bearer ") or query_token or ""
        if not hmac.compare_digest(given.encode(), self.access_token.encode()):
            raise BadToken()

    async def stage(self, number: str) -> Stage:
        """The business behind a phone number id, or UnknownObject."""
        if number not in self.stages:
            found = await run_in_threadpool(self.cast, number)
            self.stages |= {stage.number: stage for stage in found}
        if number not in self.stages:
            raise UnknownObject(number)
        return self.stages[number]

    async def accept(self, number: str, request: Any) -> dict[str, Any]:
        """A request to `/messages`: what Meta answers; raises Refusal as Meta would refuse."""
        await self.stage(number)
        struck = self.faults.strikes("send", number, self._addressee(request))
        if "delay" in struck:
            await asyncio.sleep(struck["delay"].seconds)
        if "time_out" in struck:
            await asyncio.sleep(struck["time_out"].seconds)
            raise Refusal(131016, "The request timed out.", status=504)
        if "refuse" in struck:
            raise _ordered(struck["refuse"])
        refuse_malformed(request)
        if "status" in request:
            return self.mark_read(number, request)
        answer = self.send(number, request, struck.get("fail_late"))
        if "ambiguous" in struck:
            await asyncio.sleep(struck["ambiguous"].seconds)
            raise Refusal(131000, "Something went wrong.", status=struck["ambiguous"].status)
        return answer

    def hand_in(self, wanted: Any) -> Template:
        """A template for review, which is over at once; raises Refusal for what nobody would review."""
        template = self.templates.create(wanted, self.behaviour.review)
        self.postman.start(self._tell_of(template))
        return template

    def review(
        self, name: str, language: str, body: str | None, category: str | None, status: str
    ) -> Template | None:
        """Gives a template another status and tells the business by webhook; None where there is no such template."""
        template = self.templates.put(name, language, body, category, status)
        if template is not None:
            self.postman.start(self._tell_of(template))
        return template

    async def _tell_of(self, template: Template) -> None:
        update = webhooks.of_template(template, int(self.now().timestamp()))
        await self.postman.post(self.postman.encode(update))

    def mark_read(self, number: str, request: dict[str, Any]) -> dict[str, Any]:
        """Turns a person's messages up to this one blue, and shows the typing indicator when asked."""
        read = self.state.messages.get(request["message_id"])
        if read is None or read.from_business or read.number != number:
            raise Refusal(131009, "message_id: no such message was received by this number.")
        for message in self.state.chat(number, read.person).messages:
            if (
                not message.from_business
                and message.position <= read.position
                and message.state != "undelivered"
            ):
                self.state.move(message, "read")
        if "typing_indicator" in request:
            typing = {"event": "typing", "number": number, "person": read.person, "seconds": TYPING_SECONDS}
            self.state.announce(typing)
        return {"success": True}

    def send(self, number: str, request: dict[str, Any], late: Fault | None) -> dict[str, Any]:
        """Takes a business's message, or raises Refusal."""
        now = self.now()
        rules.refuse_beyond_limits(request)
        person = self._addressee(request) or ""
        kind = request.get("type", "text")
        refusal = _ordered(late) if late else None
        if kind == "template":
            self.templates.refuse_unknown(request["template"])
        else:
            refusal = self._refuse_closed_window(number, person, now) or refusal
        media, link = self._attached(request, kind, now)
        if self.behaviour.rates:
            self.numbers.take(number, now)
            self.pairs.take((number, person), now)
        message = self._written(number, person, request, now)
        if kind == "interactive":
            self.till.take(number, person, message.wamid, request["interactive"])
        elif kind == "template" and (card := card_of(request["template"])):
            self.till.take_card(number, person, message.wamid, card)
        message.media = media.on_page() if media else None
        if link is None:
            self.state.add(message)
        self.postman.start(self._follow(message, link, refusal))
        who = (
            {"input": request["to"], "wa_id": person}
            if "to" in request
            else {"input": person, "user_id": person}
        )
        return {"messaging_product": "whatsapp", "contacts": [who], "messages": [{"id": message.wamid}]}

    async def hear(self, message: Message, name: str | None) -> None:
        """A person writes: puts it into the chat and goes on delivering until the assistant has taken it."""
        chat = self.state.chat(message.number, message.person, name)
        stage = await self.stage(message.number)
        chat.last_heard = message.at
        self.state.add(message)
        update = webhooks.of_message(message, chat, stage.display_number)
        self.postman.start(self._deliver_message(message, update))

    async def echo(self, number: str, person: str, body: str) -> Message:
        """Somebody of the business writes in WhatsApp's own app: the person hears it, and the assistant is told."""
        stage = await self.stage(number)
        message = Message(
            wamid=new_wamid(person, from_business=True),
            number=number,
            person=person,
            from_business=True,
            at=self.now(),
            content={"type": "text", "text": {"body": body}},
            state="delivered",
            by_hand=True,
        )
        self.state.add(message)
        update = webhooks.of_echo(message, self.state.chat(number, person), stage.display_number)
        self.postman.start(self._bring(message, update))
        return message

    def resume(self) -> None:
        """Goes on with what was under way when the process before this one ended."""
        for message in list(self.state.messages.values()):
            if not message.from_business and message.state in ("sent", "undelivered"):
                self.state.move(message, "undelivered")
                self.postman.start(self._again(message))
            elif message.from_business and not message.by_hand and message.state in ("accepted", "sent"):
                self.postman.start(self._follow(message, None, None))

    def retry(self, message: Message) -> None:
        """Tries now to deliver what could not be delivered."""
        if message.wamid in self.retries:
            self.retries[message.wamid].set()
        elif message.state == "undelivered":
            self.postman.start(self._again(message))

    def seen(self, number: str, person: str) -> None:
        """The person has seen everything in the chat."""
        for message in self.state.chat(number, person).messages:
            if message.by_hand:
                self.state.move(message, "read")
            elif message.from_business and message.state in ("accepted", "sent", "delivered"):
                self.postman.start(self.report(message, "read"))

    async def report(self, message: Message, status: str, refusal: Refusal | None = None) -> None:
        """Moves a business's message on and tells the business by webhook."""
        if not self.state.move(message, status, refusal.details if refusal else None):
            return
        chat = self.state.chat(message.number, message.person)
        stage = await self.stage(message.number)
        moment = int(self.now().timestamp())
        await self._bring(
            message, webhooks.of_status(message, chat, stage.display_number, status, moment, refusal)
        )

    async def _bring(self, message: Message, update: dict[str, Any]) -> None:
        """Delivers news about a business's own message."""
        await self.bring(message.number, message.person, update)

    async def bring(self, number: str, person: str, update: dict[str, Any]) -> None:
        """Delivers news of a chat, again for a while where nobody takes it."""
        for pause in (*PAUSES[:6], 0.0):
            if await self.postman.deliver(update, number, person) is None:
                return
            await asyncio.sleep(pause)

    async def _deliver_message(self, message: Message, update: dict[str, Any]) -> None:
        retry = self.retries[message.wamid] = asyncio.Event()
        for pause in PAUSES:
            problem = await self.postman.deliver(update, message.number, message.person)
            if problem is None:
                self.state.move(message, "delivered")
                break
            self.state.move(message, "undelivered", problem)
            retry.clear()
            try:
                await asyncio.wait_for(retry.wait(), pause)
            except TimeoutError:
                continue
            self.state.move(message, "sent")
        self.retries.pop(message.wamid, None)

    async def _again(self, message: Message) -> None:
        chat, stage = self.state.chat(message.number, message.person), await self.stage(message.number)
        await self._deliver_message(message, webhooks.of_message(message, chat, stage.display_number))

    async def _follow(self, message: Message, link: str | None, refusal: Refusal | None) -> None:
        if link is not None:
            try:
                fetched = await self.links.fetch(link, message.content["type"])
                message.media = self._shelve(message, fetched).on_page()
            except Refusal as error:
                refusal = error
            self.state.add(message)
        if refusal is not None:
            await asyncio.sleep(self.behaviour.status_delay)
            await self.report(message, "failed", refusal)
            return
        for status in self.behaviour.statuses:
            await asyncio.sleep(self.behaviour.status_delay)
            await self.report(message, status)

    def _shelve(self, message: Message, fetched: tuple[bytes, str]) -> Media:
        kind = message.content["type"]
        filename = message.content[kind].get("filename")
        return self.shelf.put(message.number, *fetched, filename, message.at, heard=False)

    def _refuse_closed_window(self, number: str, person: str, now: datetime) -> Refusal | None:
        chat: Chat | None = self.state.chats.get((number, person))
        try:
            rules.refuse_closed_window(chat.last_heard if chat else None, now)
        except Refusal as refusal:
            if self.behaviour.window_refused_late:
                return refusal
            raise
        return None

    def _attached(self, request: dict[str, Any], kind: str, now: datetime) -> tuple[Media | None, str | None]:
        """The uploaded file or the link that a message carries, itself or in its header."""
        part = request.get(kind, {})
        if kind == "interactive":
            header = part.get("header", {})
            kind, part = header.get("type", ""), header.get(header.get("type", ""), {})
        if kind not in rules.MEDIA_TYPES or not isinstance(part, dict):
            return None, None
        if "link" in part:
            rules.refuse_bad_url(part["link"])
            return None, part["link"]
        try:
            media = self.shelf.get(part.get("id", ""), now)
        except UnknownObject as error:
            raise Refusal(100, f"{kind}.id is not the id of an uploaded file.") from error
        rules.refuse_unfit_media(kind, media.mime_type, len(media.content))
        return media, None

    def _addressee(self, request: Any) -> str | None:
        if not isinstance(request, dict):
            return None
        if isinstance(request.get("to"), str):
            return rules.wa_id(request["to"])
        recipient = request.get("recipient")
        return self.state.people_of_user_ids.get(recipient, recipient) if isinstance(recipient, str) else None

    def _written(self, number: str, person: str, request: dict[str, Any], now: datetime) -> Message:
        kind = request.get("type", "text")
        return Message(
            wamid=new_wamid(person, from_business=True),
            number=number,
            person=person,
            from_business=True,
            at=now,
            content={
                "type": kind,
                kind: self.templates.filled(request[kind]) if kind == "template" else request[kind],
            },
            state="accepted",
            context=request.get("context", {}).get("message_id"),
            opaque=request.get("biz_opaque_callback_data"),
        )


def _ordered(fault: Fault) -> Refusal:
    return Refusal(fault.code, "Ordered by a test.", status=fault.status)
