"""What a person can write on the chat page, turned into the content of Meta's webhook."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from munshi.demo.refusals import Refusal
from munshi.demo.rules import refuse_unfit_media
from munshi.demo.simulator import Simulator
from munshi.demo.state import Message


class Wrote(BaseModel):
    """What every message has: the page's own id, so that it is written once; the profile's name; what it quotes."""

    model_config = ConfigDict(extra="forbid")
    client_id: Annotated[str, Field(min_length=1, max_length=64)] | None = None
    name: Annotated[str, Field(min_length=1, max_length=80)] | None = None
    reply_to: Annotated[str, Field(max_length=200)] | None = None


class Text(Wrote):
    """Typed text."""

    type: Literal["text"]
    body: Annotated[str, Field(min_length=1, max_length=4096)]

    def content(self, simulator: Simulator) -> dict[str, Any]:
        """As in the webhook."""
        return {"type": "text", "text": {"body": self.body}}


class ByHand(BaseModel):
    """What somebody of the business writes to a person in WhatsApp's own app."""

    model_config = ConfigDict(extra="forbid")
    body: Annotated[str, Field(min_length=1, max_length=4096, pattern=r"\S")]


class Tap(Wrote):
    """A tap on a button or a row of the message `reply_to`."""

    type: Literal["tap"]
    id: Annotated[str, Field(max_length=256)]

    def content(self, simulator: Simulator) -> dict[str, Any]:
        """As in the webhook; the button must stand in the message."""
        asked = simulator.state.messages.get(self.reply_to or "")
        for button in asked.content.get("template", {}).get("buttons", ()) if asked else ():
            if button["payload"] == self.id:
                return {"type": "button", "button": button}
        for kind, choice in _choices(asked) if asked else ():
            if choice["id"] == self.id:
                return {"type": "interactive", "interactive": {"type": kind, kind: choice}}
        raise Refusal(131009, "There is no such button or row.")


class File(Wrote):
    """A file that was uploaded before."""

    type: Literal["image", "document", "audio", "video"]
    media_id: str
    caption: Annotated[str, Field(max_length=1024)] | None = None

    def content(self, simulator: Simulator) -> dict[str, Any]:
        """As in the webhook."""
        media = simulator.shelf.get(self.media_id, simulator.now())
        refuse_unfit_media(self.type, media.mime_type, len(media.content))
        named = media.in_webhook()
        if self.type != "document":
            named.pop("filename", None)
        if self.caption:
            named["caption"] = self.caption
        return {"type": self.type, self.type: named}


class Place(Wrote):
    """A location."""

    type: Literal["location"]
    latitude: Annotated[float, Field(ge=-90, le=90)]
    longitude: Annotated[float, Field(ge=-180, le=180)]
    place: Annotated[str, Field(max_length=200)] | None = None
    address: Annotated[str, Field(max_length=300)] | None = None

    def content(self, simulator: Simulator) -> dict[str, Any]:
        """As in the webhook."""
        location: dict[str, Any] = {"latitude": self.latitude, "longitude": self.longitude}
        if self.place:
            location["name"] = self.place
        if self.address:
            location["address"] = self.address
        return {"type": "location", "location": location}


Written = Annotated[Text | Tap | File | Place, Field(discriminator="type")]


def _choices(asked: Message) -> list[tuple[str, dict[str, str]]]:
    """The buttons and rows of a message, each with the kind of reply that a tap on it makes."""
    action = asked.content.get("interactive", {}).get("action", {})
    buttons = [("button_reply", button["reply"]) for button in action.get("buttons", [])]
    rows = [("list_reply", row) for section in action.get("sections", []) for row in section.get("rows", [])]
    return buttons + rows
