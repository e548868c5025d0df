"""Makes as few messages of an answer as WhatsApp's limits allow: one, where it fits.

The limits are Meta's for the Cloud API; where its documentation and its schema differ, the stricter holds. One message
shows one kind of thing to tap. What cannot be tapped beside it stands in the text: an address as it is, a choice with
a number by which it can be answered.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from channels.whatsapp.outgoing.length import cut, size, split
from channels.whatsapp.outgoing.messages import Composed, page_command
from channels.whatsapp.turns.output import (
    LOCATION,
    ORIGINS,
    Answer,
    Choice,
    Labels,
    Link,
    Media,
    is_on_the_web,
)

TEXT = 4096
CAPTION = 1024
BODY = 1024
BUTTONS = 3
BUTTON_TITLE = 20
ROWS = 10
ROW_TITLE = 24
ROW_DESCRIPTION = 72
FILE_NAME = 240

LINK_SIGN = "🔗"
POINTER = "👇"
TO_PAY = "order_details"
CARDS = {TO_PAY: "review_and_pay", "order_status": "review_order"}  # Meta's names of what they do
TAKE_A_HEADER = ("button", "cta_url")


@dataclass
class _Shown:
    """How an answer is shown: its text with all that is not tapped, and what is."""

    text: str
    choices: list[Choice]
    link: Link | None
    wants_location: bool
    card: tuple[str, dict[str, Any]] | None = None

    @property
    def bare(self) -> bool:
        """Whether nothing is tapped."""
        return not (self.choices or self.link or self.wants_location or self.card)


def compose(answer: Answer) -> Composed:
    """The answer as Graph requests."""
    composed = Composed(template=answer.template, buttons_stay=answer.buttons_stay)
    if answer.template:
        composed.taps = [composed.issue(title, command) for title, command in answer.template.taps]
    shown = replace(_show(composed, answer), card=answer.card)
    if answer.card and answer.card[0] == TO_PAY:
        composed.card = answer.card[1]
    if shown.bare:
        composed.requests += _plain(answer.media, shown.text)
        return composed
    interactives = list(_interactives(composed, shown, answer.labels))
    pieces = split(shown.text, BODY)
    body = pieces[-1] if pieces else POINTER
    above = shown.text[: len(shown.text) - len(body)] if len(pieces) > 1 else ""
    kind = answer.media[0].kind if len(answer.media) == 1 else LOCATION
    if kind != LOCATION and interactives[0]["type"] in TAKE_A_HEADER:
        interactives[0]["header"] = {"type": kind, kind: _media(answer.media[0])[kind]}
        composed.requests += _plain((), above)
    else:
        composed.requests += _plain(answer.media, above)
    for interactive in interactives:
        composed.requests.append(_interactive(interactive, body))
        body = POINTER
    return composed


def shows_labels(answer: Answer) -> bool:
    """Whether the channel's own words can stand beside the choices: all but plain reply buttons have some."""
    return bool(answer.choices) and (
        not _fit_buttons(answer.choices) or bool(answer.links) or answer.wants_location
    )


def _show(composed: Composed, answer: Answer) -> _Shown:
    """Decides what is tapped: a place before an address before choices, unless the choices are too many to number."""
    links = [link for link in answer.links if is_on_the_web(link.url)]
    link = links[0] if links and not answer.wants_location else None
    text = _with_links(answer, link)
    numbered = _numbered(answer, text) if _want_numbers(answer, link) else None
    if numbered is not None:
        for number, choice in enumerate(answer.choices, 1):
            composed.issue(choice.title, choice.command, number)
        return _Shown(numbered, [], link, answer.wants_location)
    if answer.choices and link:
        return _Shown(_with_links(answer, None), answer.choices, None, answer.wants_location)
    return _Shown(text, answer.choices, link, answer.wants_location)


def _want_numbers(answer: Answer, link: Link | None) -> bool:
    """Whether the choices are few, and beside something that is tapped, or that no list can have beside it."""
    beside = link or answer.wants_location
    pictured = len(answer.media) == 1 and not _fit_buttons(answer.choices)
    return 0 < len(answer.choices) <= ROWS and bool(beside or pictured)


def _numbered(answer: Answer, text: str) -> str | None:
    """The text with the choices as its lines; None where it would be too long for one message."""
    lines = "\n".join(
        f"{number}. {' · '.join(part for part in (_line(choice.title), _line(choice.description)) if part)}"
        for number, choice in enumerate(answer.choices, 1)
    )
    whole = "\n\n".join(part for part in (text, lines, answer.labels.by_number) if part)
    return whole if size(whole) <= min(BODY, CAPTION) else None


def _with_links(answer: Answer, tapped: Link | None) -> str:
    """The text with the addresses that are not tapped."""
    lines = [f"{_line(link.title) or LINK_SIGN}: {link.url}" for link in answer.links if link is not tapped]
    return "\n\n".join(part for part in (answer.text.strip(), "\n".join(lines)) if part)


def _line(text: str) -> str:
    return " ".join(text.split())


def _plain(media: Sequence[Media], text: str) -> list[dict[str, Any]]:
    """What has nothing to tap: the last file carries the text where it can."""
    if media and text and size(text) <= CAPTION and media[-1].kind != LOCATION:
        return [*map(_media, media[:-1]), _media(media[-1], text)]
    texts = [
        {"type": "text", "text": {"body": piece, "preview_url": "://" in piece}}
        for piece in split(text, TEXT)
    ]
    return [*texts, *map(_media, media)] if _is_a_place(media) else [*map(_media, media), *texts]


def _is_a_place(media: Sequence[Media]) -> bool:
    """A place on the map stands below the words about it; it takes no caption."""
    return bool(media) and media[-1].kind == LOCATION


def _interactives(composed: Composed, shown: _Shown, labels: Labels) -> Iterator[dict[str, Any]]:
    """What is tapped, still without the text above it."""
    if shown.card:
        kind, parameters = shown.card
        yield {"type": kind, "action": {"name": CARDS[kind], "parameters": parameters}}
    if shown.choices and _fit_buttons(shown.choices):
        yield _buttons(composed, shown.choices)
    elif shown.choices:
        yield _list(composed, shown.choices, labels)
    if shown.link:
        yield _link(shown.link)
    if shown.wants_location:
        yield {"type": "location_request_message", "action": {"name": "send_location"}}


def _interactive(interactive: dict[str, Any], body: str) -> dict[str, Any]:
    return {"type": "interactive", "interactive": {**interactive, "body": {"text": body}}}


def _fit_buttons(choices: Sequence[Choice]) -> bool:
    """Whether reply buttons can hold the choices: few, without descriptions, and still different once cut."""
    titles = {cut(choice.title, BUTTON_TITLE) for choice in choices}
    plain = not any(choice.description for choice in choices)
    return 0 < len(choices) <= BUTTONS and len(titles) == len(choices) and plain


def _buttons(composed: Composed, choices: Sequence[Choice]) -> dict[str, Any]:
    buttons = [
        {
            "type": "reply",
            "reply": {
                "id": composed.issue(choice.title, choice.command),
                "title": cut(choice.title, BUTTON_TITLE),
            },
        }
        for choice in choices
    ]
    return {"type": "button", "action": {"buttons": buttons}}


def _list(composed: Composed, choices: Sequence[Choice], labels: Labels) -> dict[str, Any]:
    """A list of the choices; of those that are too many the first, and a row that brings the next."""
    pages = list(_pages(choices))
    rows = [[_row(composed, choice) for choice in page] for page in pages]
    action: dict[str, Any] = {}
    for page in reversed(rows):
        if action:
            request = _interactive({"type": "list", "action": action}, labels.next_page)
            page.append(
                {
                    "id": composed.issue(labels.more, page_command(request)),
                    "title": cut(labels.more, ROW_TITLE),
                }
            )
        action = {"button": cut(labels.open_list, BUTTON_TITLE), "sections": [{"rows": page}]}
    return {"type": "list", "action": action}


def _pages(choices: Sequence[Choice]) -> Iterator[Sequence[Choice]]:
    """The choices in pages, each with room for a row that brings the next."""
    while len(choices) > ROWS:
        yield choices[: ROWS - 1]
        choices = choices[ROWS - 1 :]
    yield choices


def _row(composed: Composed, choice: Choice) -> dict[str, str]:
    """A row whose description gives the whole title where it had to be cut."""
    title = cut(choice.title, ROW_TITLE)
    parts = [part for part in (choice.title if title.endswith("…") else "", choice.description) if part]
    row = {"id": composed.issue(choice.title, choice.command), "title": title}
    return {**row, "description": cut(" · ".join(parts), ROW_DESCRIPTION)} if parts else row


def _link(link: Link) -> dict[str, Any]:
    title = cut(link.title, BUTTON_TITLE) or LINK_SIGN
    parameters = {"display_text": title, "url": link.url}
    return {"type": "cta_url", "action": {"name": "cta_url", "parameters": parameters}}


def _media(media: Media, caption: str = "") -> dict[str, Any]:
    if media.kind == LOCATION:
        return {"type": LOCATION, LOCATION: media.content}
    origin = next(key for key in ORIGINS if media.content.get(key))
    file = {origin: str(media.content[origin])}
    if media.content.get("filename"):
        file["filename"] = cut(str(media.content["filename"]), FILE_NAME)
    return {"type": media.kind, media.kind: {**file, **({"caption": caption} if caption else {})}}
