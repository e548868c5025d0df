"""What the simulator remembers: chats, messages, who has been heard when. In memory and bounded."""

import asyncio
import base64
import re
import secrets
from collections import OrderedDict, deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

MESSAGES_IN_A_CHAT = 500
CHATS = 5_000
SENT = 50_000
RANKS = {"accepted": 0, "sent": 1, "undelivered": 1, "delivered": 2, "read": 3, "failed": 4}
USER_ID = re.compile(r"[A-Z]{2}(\.ENT)?\.[A-Za-z0-9]{1,128}")


@dataclass
class Message:
    """One message in a chat; `content` is the JSON of Meta, `state` what its ticks show."""

    wamid: str
    number: str
    person: str
    from_business: bool
    at: datetime
    content: dict[str, Any]
    state: str
    context: str | None = None
    opaque: str | None = None
    client_id: str | None = None
    error: str | None = None
    media: dict[str, Any] | None = None
    position: int = 0

    def on_page(self) -> dict[str, Any]:
        """The message as the chat page shows it."""
        return {
            "wamid": self.wamid,
            "number": self.number,
            "person": self.person,
            "from_business": self.from_business,
            "at": self.at.isoformat(),
            "content": self.content,
            "state": self.state,
            "context": self.context,
            "client_id": self.client_id,
            "error": self.error,
            "media": self.media,
        }

    def moves_to(self, state: str) -> bool:
        """Takes a later state; an earlier one, or the same again, changes nothing."""
        if RANKS[state] < RANKS[self.state] or state == self.state:
            return False
        self.state = state
        return True


@dataclass
class Chat:
    """What one number and one person have said to each other."""

    number: str
    person: str
    name: str
    messages: deque[Message] = field(default_factory=lambda: deque(maxlen=MESSAGES_IN_A_CHAT))
    last_heard: datetime | None = None

    def on_page(self) -> dict[str, Any]:
        """The chat as a line in the page's list."""
        unread = sum(1 for message in self.messages if message.from_business and message.state != "read")
        last = self.messages[-1].on_page() if self.messages else None
        return {
            "number": self.number,
            "person": self.person,
            "name": self.name,
            "unread": unread,
            "last": last,
        }


@dataclass
class State:
    """All chats, every message sent by a business, and the pages that listen."""

    chats: OrderedDict[tuple[str, str], Chat] = field(default_factory=OrderedDict)
    messages: dict[str, Message] = field(default_factory=dict)
    sent: deque[Message] = field(default_factory=lambda: deque(maxlen=SENT))
    listeners: set[asyncio.Queue[dict[str, Any] | None]] = field(default_factory=set)
    people_of_user_ids: dict[str, str] = field(default_factory=dict)
    position: int = 0
    news: asyncio.Event = field(default_factory=asyncio.Event)

    def chat(self, number: str, person: str, name: str | None = None) -> Chat:
        """The chat of a number and a person, begun when it is new; `name` is the profile's."""
        key = (number, person)
        chat = self.chats.get(key)
        if chat is None:
            chat = self.chats[key] = Chat(number, person, name or person)
            self.people_of_user_ids[user_id(person)] = person
            self._forget_oldest()
        if name:
            chat.name = name
        self.chats.move_to_end(key)
        return chat

    def add(self, message: Message) -> None:
        """Puts a message into its chat and tells the pages."""
        chat = self.chat(message.number, message.person)
        if len(chat.messages) == MESSAGES_IN_A_CHAT:
            self.messages.pop(chat.messages[0].wamid, None)
        chat.messages.append(message)
        self.messages[message.wamid] = message
        self.position += 1
        message.position = self.position
        if message.from_business:
            self.sent.append(message)
            self.news.set()
            self.news = asyncio.Event()
        self.announce({"event": "message", "message": message.on_page()})

    def move(self, message: Message, state: str, error: str | None = None) -> bool:
        """Moves a message's ticks forward and tells the pages; False when that is no news."""
        told_again = state == message.state and error != message.error
        if not message.moves_to(state) and not told_again:
            return False
        message.error = error
        self.announce({"event": "state", "wamid": message.wamid, "state": message.state, "error": error})
        return True

    def named(self, client_id: str | None, number: str, person: str) -> Message | None:
        """The message that the page has posted under this id before."""
        if client_id is None or (number, person) not in self.chats:
            return None
        messages = self.chats[(number, person)].messages
        return next((message for message in reversed(messages) if message.client_id == client_id), None)

    def sent_after(
        self, position: int, number: str | None, person: str | None, opaque: str | None
    ) -> Iterator[Message]:
        """What businesses have sent after a position, oldest first."""
        for message in self.sent:
            wanted = number in (None, message.number) and person in (None, message.person)
            if message.position > position and wanted and opaque in (None, message.opaque):
                yield message

    async def arrives(self, seconds: float) -> None:
        """Waits until a business sends something, or so long."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self.news.wait(), seconds)

    def announce(self, event: dict[str, Any]) -> None:
        """Tells every listening page; one that has fallen far behind is sent away to reload."""
        for queue in list(self.listeners):
            try:
                queue.put_nowait(event)
            except asyncio.QueueFull:
                self.listeners.discard(queue)
                queue.get_nowait()
                queue.put_nowait(None)

    def reset(self) -> None:
        """Forgets everything but the listening pages."""
        self.chats.clear()
        self.messages.clear()
        self.sent.clear()
        self.people_of_user_ids.clear()
        self.announce({"event": "reset"})

    def _forget_oldest(self) -> None:
        while len(self.chats) > CHATS:
            _, oldest = self.chats.popitem(last=False)
            for message in oldest.messages:
                self.messages.pop(message.wamid, None)


def user_id(person: str) -> str:
    """The business-scoped user id of a person, who may be known by nothing else."""
    if USER_ID.fullmatch(person):
        return person
    return f"IN.{int.from_bytes(sha256(person.encode()).digest()[:7], 'big')}"


def new_wamid(person: str, *, from_business: bool) -> str:
    """A message id of the form that Meta gives."""
    who = person.encode()[:40]
    kind = b"\x15\x02\x00\x11\x18\x12" if from_business else b"\x15\x02\x00\x12\x18\x14"
    unique = secrets.token_hex(10).upper().encode()
    return (
        "wamid." + base64.b64encode(b"\x1c\x18" + bytes([len(who)]) + who + kind + unique + b"\x00").decode()
    )
