"""Makes as few messages of an answer as WhatsApp's limits allow: one, where it fits.

The limits are Meta's for the Cloud API; where its documentation and its schema differ, the stricter holds.
"""

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from channels.whatsapp.length import cut, size, split
from channels.whatsapp.output import Answer, Choice, Link, Media

TEXT = 4096
CAPTION = 1024
BODY = 1024
BUTTONS = 3
BUTTON_TITLE = 20
ROWS = 10
ROW_TITLE = 24
ROW_DESCRIPTION = 72
FILE_NAME = 240

LIST_SIGN = "☰"
POINTER = "👇"


@dataclass(frozen=True)
class Issued:
    """An id that will act as the command it stands for when the person taps it."""

    id: str
    title: str
    command: str


@dataclass
class Composed:
    """The bodies of Graph requests, in order, without their receiver; and the ids that stand in them."""

    requests: list[dict[str, Any]] = field(default_factory=list)
    issued: list[Issued] = field(default_factory=list)

    def issue(self, choice: Choice) -> str:
        """A new id for this choice, which nobody can guess."""
        button = Issued(secrets.token_urlsafe(12), choice.title, choice.command)
        self.issued.append(button)
        return button.id


def compose(answer: Answer, list_button: str = LIST_SIGN) -> Composed:
    """The answer as Graph requests; `list_button` is the label that opens a list, in the person's language."""
    composed = Composed()
    text = answer.text
    as_buttons = _fit_buttons(answer.choices)
    only = answer.media[0] if len(answer.media) == 1 else None
    bare = not (answer.choices or answer.link or answer.wants_location)
    header: dict[str, Any] | None = None
    if only and bare and text and size(text) <= CAPTION:
        composed.requests.append(_media(only, text))
        return composed
    if only and as_buttons and text and size(text) <= BODY:
        header = {"type": only.kind, only.kind: _media(only)[only.kind]}
    else:
        composed.requests += [_media(media) for media in answer.media]
    composed.requests += _leading_texts(text, bare)
    body = split(text, BODY)[-1] if text and not bare else POINTER
    for interactive in _interactives(composed, answer, body, list_button):
        if header:
            interactive, header = {**interactive, "header": header}, None
        composed.requests.append({"type": "interactive", "interactive": interactive})
    return composed


def address(person: str) -> dict[str, str]:
    """The receiver as the Graph API wants it: a phone in `to`, a business-scoped id in `recipient`."""
    return {"recipient": person} if "." in person else {"to": person}


def _leading_texts(text: str, bare: bool) -> list[dict[str, Any]]:
    """The texts that go alone: all, or what is too long for the body of the buttons below it."""
    pieces = split(text, TEXT) if bare else []
    if not bare and size(text) > BODY:
        last = split(text, BODY)[-1]
        pieces = split(text[: len(text) - len(last)], TEXT)
    return [{"type": "text", "text": {"body": piece, "preview_url": "://" in piece}} for piece in pieces]


def _interactives(
    composed: Composed, answer: Answer, body: str, list_button: str
) -> Iterator[dict[str, Any]]:
    """What can be tapped, each with a body: the first has the text, the others a sign."""
    if answer.choices and _fit_buttons(answer.choices):
        yield _buttons(composed, answer.choices, body)
        body = POINTER
    elif answer.choices:
        for start in range(0, len(answer.choices), ROWS):
            yield _list(composed, answer.choices[start : start + ROWS], body, list_button)
            body = POINTER
    if answer.link:
        yield _link(answer.link, body)
        body = POINTER
    if answer.wants_location:
        yield {
            "type": "location_request_message",
            "body": {"text": body},
            "action": {"name": "send_location"},
        }


def _fit_buttons(choices: Sequence[Choice]) -> bool:
    """Whether reply buttons can hold the choices: few, without descriptions, and still different once cut."""
    titles = {cut(choice.title, BUTTON_TITLE) for choice in choices}
    plain = not any(choice.description for choice in choices)
    return 0 < len(choices) <= BUTTONS and len(titles) == len(choices) and plain


def _buttons(composed: Composed, choices: Sequence[Choice], body: str) -> dict[str, Any]:
    buttons = [
        {"type": "reply", "reply": {"id": composed.issue(choice), "title": cut(choice.title, BUTTON_TITLE)}}
        for choice in choices
    ]
    return {"type": "button", "body": {"text": body}, "action": {"buttons": buttons}}


def _list(composed: Composed, choices: Sequence[Choice], body: str, list_button: str) -> dict[str, Any]:
    rows = [_row(composed, choice) for choice in choices]
    action = {"button": cut(list_button, BUTTON_TITLE), "sections": [{"rows": rows}]}
    return {"type": "list", "body": {"text": body}, "action": action}


def _row(composed: Composed, choice: Choice) -> dict[str, str]:
    """A row whose description gives the whole title where it had to be cut."""
    title = cut(choice.title, ROW_TITLE)
    parts = [part for part in (choice.title if title.endswith("…") else "", choice.description) if part]
    row = {"id": composed.issue(choice), "title": title}
    return {**row, "description": cut(" · ".join(parts), ROW_DESCRIPTION)} if parts else row


def _link(link: Link, body: str) -> dict[str, Any]:
    parameters = {"display_text": cut(link.title, BUTTON_TITLE), "url": link.url}
    return {
        "type": "cta_url",
        "body": {"text": body},
        "action": {"name": "cta_url", "parameters": parameters},
    }


def _media(media: Media, caption: str = "") -> dict[str, Any]:
    allowed = {key: media.content[key] for key in ("id", "link", "filename") if media.content.get(key)}
    if "filename" in allowed:
        allowed["filename"] = cut(str(allowed["filename"]), FILE_NAME)
    return {"type": media.kind, media.kind: {**allowed, **({"caption": caption} if caption else {})}}
