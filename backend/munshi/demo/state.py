"""What the simulator remembers: chats, messages, who has been heard when. In memory and bounded; others keep it."""

import asyncio
import base64
import re
import secrets
from collections import OrderedDict, deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from itertools import takewhile
from typing import Any

from munshi.demo.media import Media

MESSAGES_IN_A_CHAT = 500
CHATS = 5_000
SENT = 50_000
RANKS = {"accepted": 0, "sent": 1, "undelivered": 1, "delivered": 2, "read": 3, "failed": 4}
USER_ID = re.compile(r"[A-Z]{2}(\.ENT)?\.[A-Za-z0-9]{1,128}")


@dataclass
class Message:
    """One message in a chat; `content` is the JSON of Meta, `state` what its ticks show.

    `by_hand` says that somebody of the business wrote it in WhatsApp's own app.
    """

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
    by_hand: bool = False

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
            "by_hand": self.by_hand,
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
class Changes:
    """What has changed since it was kept last; `gone` are messages for which there is no room any more."""

    chats: dict[tuple[str, str], Chat] = field(default_factory=dict)
    messages: dict[str, Message] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    files: list[Media] = field(default_factory=list)
    forgets_all: bool = False

    def __bool__(self) -> bool:
        """Whether there is anything to keep."""
        return bool(self.chats or self.messages or self.gone or self.files or self.forgets_all)

    def followed_by(self, newer: "Changes | None") -> "Changes":
        """These, and what has changed since."""
        if newer is None or newer.forgets_all:
            return newer or self
        return Changes(
            {**self.chats, **newer.chats},
            {**self.messages, **newer.messages},
            self.gone | newer.gone,
            [*self.files, *newer.files],
            self.forgets_all,
        )


@dataclass
class State:
    """All chats, every message sent by a business, and the pages that listen; `changes` where somebody keeps them."""

    chats: OrderedDict[tuple[str, str], Chat] = field(default_factory=OrderedDict)
    messages: dict[str, Message] = field(default_factory=dict)
    sent: deque[Message] = field(default_factory=lambda: deque(maxlen=SENT))
    listeners: set[asyncio.Queue[dict[str, Any] | None]] = field(default_factory=set)
    people_of_user_ids: dict[str, str] = field(default_factory=dict)
    position: int = 0
    news: asyncio.Event = field(default_factory=asyncio.Event)
    changes: Changes | None = None

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
        if self.changes is not None:
            self.changes.chats[key] = chat
        return chat

    def remember(self, chats: Iterable[Chat], messages: Iterable[Message]) -> None:
        """Takes in what was said before, the oldest first."""
        for chat in chats:
            self.chats[(chat.number, chat.person)] = chat
            self.people_of_user_ids[user_id(chat.person)] = chat.person
        for message in messages:
            known = self.chats.get((message.number, message.person))
            if known is not None:
                known.messages.append(message)
                self.messages[message.wamid] = message
                self.position = message.position

    def add(self, message: Message) -> None:
        """Puts a message into its chat and tells the pages."""
        chat = self.chat(message.number, message.person)
        if len(chat.messages) == MESSAGES_IN_A_CHAT:
            self._forget(chat.messages[0])
        chat.messages.append(message)
        self.messages[message.wamid] = message
        self.position += 1
        message.position = self.position
        self._changed(message)
        if message.from_business and not message.by_hand:
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
        self._changed(message)
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
        later = takewhile(lambda message: message.position > position, reversed(self.sent))
        for message in reversed([*later]):
            wanted = number in (None, message.number) and person in (None, message.person)
            if wanted and opaque in (None, message.opaque):
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
        if self.changes is not None:
            self.changes = Changes(forgets_all=True)
        self.announce({"event": "reset"})

    def _forget_oldest(self) -> None:
        while len(self.chats) > CHATS:
            _, oldest = self.chats.popitem(last=False)
            for message in oldest.messages:
                self._forget(message)

    def _forget(self, message: Message) -> None:
        self.messages.pop(message.wamid, None)
        if self.changes is not None:
            self.changes.messages.pop(message.wamid, None)
            self.changes.gone.add(message.wamid)

    def _changed(self, message: Message) -> None:
        if self.changes is not None:
            self.changes.messages[message.wamid] = message


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
