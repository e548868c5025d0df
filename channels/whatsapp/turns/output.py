"""Gathers what a turn says, so that it can leave as one message."""

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from rasa.core.channels.channel import OutputChannel

from channels.whatsapp.incoming.payload import clean
from channels.whatsapp.outgoing.messages import OF_THE_BOOKS, Template

logger = logging.getLogger(__name__)

CHANNEL = "whatsapp"
ORIGINS = ("id", "source", "link")  # of a file: at Meta, in the books, on the web

_ON_THE_WEB = re.compile(r"https?://[^\s/]+\S*")


@dataclass(frozen=True)
class Choice:
    """Something to tap: its title, and the command or text that it stands for."""

    title: str
    command: str
    description: str = ""


@dataclass(frozen=True)
class Link:
    """A button that opens an address."""

    title: str
    url: str


@dataclass(frozen=True)
class Media:
    """An image or a document in the words of the Graph API; by one of `ORIGINS`."""

    kind: str
    content: dict[str, Any]


@dataclass(frozen=True)
class Labels:
    """The channel's own words beside choices, in the person's language; signs where there are none.

    What opens a list, the row that brings more rows, what stands above those, what stands below numbered choices.
    """

    open_list: str = "☰"
    more: str = "➕"
    next_page: str = "👇"
    by_number: str = ""


@dataclass
class Answer:
    """Everything that one turn says."""

    texts: list[str] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    media: list[Media] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    wants_location: bool = False
    template: Template | None = None
    labels: Labels = Labels()
    buttons_stay: bool = (
        False  # each names all that it does: it can be tapped whatever was asked or tapped since
    )

    @property
    def text(self) -> str:
        """The texts as one."""
        return "\n\n".join(self.texts)

    def add(self, message: dict[str, Any]) -> None:
        """Takes in one reply of Rasa's: text, buttons, image, attachment, custom."""
        message = clean(message)
        if isinstance(message.get("text"), str) and message["text"].strip():
            self.texts.append(message["text"].strip())
        for button in [*(message.get("buttons") or ()), *(message.get("quick_replies") or ())]:
            self._add_button(button)
        if message.get("image"):
            self._add_file("image", {_origin(message["image"]): message["image"]})
        for extra in (message.get("attachment"), message.get("custom")):
            if isinstance(extra, dict):
                self._add_extra(extra)

    def _add_button(self, button: dict[str, Any]) -> None:
        title, payload = (
            str(button.get("title") or ""),
            str(button.get("payload") or button.get("title") or ""),
        )
        if button.get("url"):
            link = Link(title, str(button["url"]))
            self.links += [] if link in self.links else [link]
            return
        choice = Choice(title, payload, str(button.get("description") or ""))
        if title.strip() and choice not in self.choices:
            self.choices.append(choice)

    def _add_extra(self, extra: dict[str, Any]) -> None:
        for kind in ("image", "document"):
            if isinstance(extra.get(kind), dict):
                self._add_file(kind, extra[kind])
        if isinstance(extra.get("template"), str) and self.template is None:
            values = {name: str(value) for name, value in (extra.get("values") or {}).items()}
            taps = tuple((str(each["title"]), str(each["payload"])) for each in extra.get("taps") or ())
            self.template = Template(extra["template"], str(extra.get("language")), values, taps)
        self.buttons_stay = self.buttons_stay or bool(extra.get("buttons_stay"))
        if extra.get("location_request"):
            self.wants_location = True

    def _add_file(self, kind: str, content: dict[str, Any]) -> None:
        """Takes in a file, unless it is nowhere: the rest of the answer is said without it."""
        if content.get("id") or content.get("source") or is_on_the_web(content.get("link")):
            self.media.append(Media(kind, dict(content)))
        else:
            logger.error("a reply has a file of the kind %s that is nowhere", kind)


def is_on_the_web(address: Any) -> bool:
    """Whether the address is one that a person's phone can open by itself."""
    return isinstance(address, str) and _ON_THE_WEB.fullmatch(address) is not None


def _origin(address: Any) -> str:
    """What the address of a picture is: a path of the books, or one on the web."""
    return "source" if str(address).startswith(OF_THE_BOOKS) else "link"


class WhatsAppOutput(OutputChannel):
    """The output channel of one turn; nothing leaves through it, the outbox takes what it gathered."""

    def __init__(self) -> None:
        self.answer = Answer()

    @classmethod
    def name(cls) -> str:
        """The name that pages use for replies of this channel alone."""
        return CHANNEL

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Takes in one reply."""
        self.answer.add(message)

    async def send_text_message(self, recipient_id: str, text: str, **kwargs: Any) -> None:
        """Takes in a text."""
        self.answer.add({"text": text})

    async def send_text_with_buttons(
        self, recipient_id: str, text: str, buttons: Sequence[dict[str, Any]], **kwargs: Any
    ) -> None:
        """Takes in a text with its buttons."""
        self.answer.add({"text": text, "buttons": list(buttons)})
