"""The limits that a schema cannot say: totals, uniqueness, the 24-hour window, the rates."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from munshi.demo.refusals import Refusal

WINDOW = timedelta(hours=24)
PAIR_BURST = 45
PAIR_INTERVAL = timedelta(seconds=6)
NUMBER_PER_SECOND = 80
MAX_ROWS = 10

MEGABYTE = 1024 * 1024
MEDIA_LIMITS = {
    "image": 5 * MEGABYTE,
    "audio": 16 * MEGABYTE,
    "video": 16 * MEGABYTE,
    "sticker": MEGABYTE // 2,
    "document": 100 * MEGABYTE,
}
MEDIA_TYPES = {
    "image": ("image/jpeg", "image/png"),
    "audio": ("audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg"),
    "video": ("video/mp4", "video/3gpp"),
    "sticker": ("image/webp",),
    "document": (
        "text/plain",
        "text/csv",
        "application/pdf",
        "application/msword",
        "application/vnd.ms-excel",
        "application/vnd.ms-powerpoint",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "image/jpeg",
        "image/png",
    ),
}


def refuse_beyond_limits(request: Mapping[str, Any]) -> None:
    """Everything Meta checks in one message beyond its schema; the request is well-formed already."""
    refuse_bad_number(request.get("to"))
    if request.get("type") == "interactive":
        interactive = request["interactive"]
        refuse_empty_body(interactive)
        action = interactive["action"]
        if interactive["type"] == "button":
            refuse_repeated_buttons([button["reply"] for button in action["buttons"]])
        if interactive["type"] == "list":
            refuse_bad_sections(action["sections"])
        if interactive["type"] == "cta_url":
            refuse_bad_url(action["parameters"]["url"])
    if request.get("type", "text") == "text" and not request["text"]["body"].strip():
        raise Refusal(100, "text.body must not be blank.")
    if request.get("type") == "location":
        refuse_bad_place(request["location"])


def refuse_bad_number(number: str | None) -> None:
    """A recipient's number has 8 to 15 digits; a plus, spaces and hyphens are allowed."""
    if number is not None and not re.fullmatch(r"\d{8,15}", wa_id(number)):
        raise Refusal(131009, "to: not a phone number.")


def wa_id(number: str) -> str:
    """The WhatsApp id that a written number stands for."""
    return re.sub(r"[+\s().-]", "", number)


def refuse_empty_body(interactive: Mapping[str, Any]) -> None:
    """An interactive message says something above its buttons."""
    if not interactive.get("body", {}).get("text", "x").strip():
        raise Refusal(131009, "interactive.body.text must not be blank.")


def refuse_repeated_buttons(replies: Iterable[Mapping[str, str]]) -> None:
    """Reply buttons differ in id and in title, and no id begins or ends with a space."""
    replies = list(replies)
    for name in ("id", "title"):
        values = [reply[name] for reply in replies]
        if any(not value.strip() for value in values):
            raise Refusal(131009, f"Button {name} must not be blank.")
        if len(set(values)) < len(values):
            raise Refusal(131009, f"Button {name}s must be unique.")
    if any(reply["id"] != reply["id"].strip() for reply in replies):
        raise Refusal(131009, "Button id must not begin or end with a space.")


def refuse_bad_sections(sections: Iterable[Mapping[str, Any]]) -> None:
    """A list has at most ten rows in all sections together, each with an id of its own."""
    sections = list(sections)
    rows = [row for section in sections for row in section.get("rows", [])]
    if len(rows) > MAX_ROWS:
        raise Refusal(131009, f"Total row count exceeds the maximum of {MAX_ROWS}.")
    if not rows:
        raise Refusal(131009, "A list needs at least one row.")
    if len({row["id"] for row in rows}) < len(rows):
        raise Refusal(131009, "Row ids must be unique.")
    if any(not row["title"].strip() for row in rows):
        raise Refusal(131009, "Row title must not be blank.")
    if len(sections) > 1 and any(not section.get("title", "").strip() for section in sections):
        raise Refusal(131009, "Section title is required where there is more than one section.")


def refuse_bad_url(url: str) -> None:
    """A URL button opens a page on the web."""
    if not re.match(r"https?://[^\s/]+", url):
        raise Refusal(131009, "action.parameters.url must be an http or https address.")


def refuse_bad_place(location: Mapping[str, Any]) -> None:
    """Latitude and longitude are degrees."""
    try:
        latitude, longitude = float(location["latitude"]), float(location["longitude"])
    except (KeyError, ValueError) as error:
        raise Refusal(131008, "location needs latitude and longitude.") from error
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise Refusal(131009, "location is not on this planet.")


def refuse_closed_window(last_heard: datetime | None, now: datetime) -> None:
    """Without a template a business writes only within 24 hours of the person's last message."""
    if last_heard is None or now - last_heard > WINDOW:
        raise Refusal(131047, "The customer's last message is more than 24 hours old.")


def refuse_unfit_media(kind: str, mime_type: str, size: int) -> None:
    """Each kind of message takes its own file types, up to its own size in bytes."""
    if mime_type.split(";")[0] not in MEDIA_TYPES[kind]:
        raise Refusal(131053, f"{mime_type} cannot be sent as {kind}.")
    if size > MEDIA_LIMITS[kind]:
        raise Refusal(131053, f"The file is larger than {MEDIA_LIMITS[kind]} bytes allowed for {kind}.")


@dataclass
class PairRate:
    """One message each six seconds from a number to a person, with a burst of 45 borrowed from the future."""

    due: dict[tuple[str, str], datetime] = field(default_factory=dict)

    def take(self, pair: tuple[str, str], now: datetime) -> None:
        """Counts one message, or raises when the pair has borrowed all it may."""
        due = max(self.due.get(pair, now), now)
        if due - now >= PAIR_BURST * PAIR_INTERVAL:
            raise Refusal(131056, "Too many messages from this number to the same person.")
        self.due[pair] = due + PAIR_INTERVAL


@dataclass
class NumberRate:
    """At most 80 messages a second from one number."""

    sent: dict[str, tuple[int, int]] = field(default_factory=dict)

    def take(self, number: str, now: datetime) -> None:
        """Counts one message, or raises when this second is full."""
        second = int(now.timestamp())
        last, count = self.sent.get(number, (second, 0))
        count = count + 1 if last == second else 1
        if count > NUMBER_PER_SECOND:
            raise Refusal(130429, "Too many messages from this number in one second.")
        self.sent[number] = (second, count)
