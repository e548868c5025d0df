"""Checks a request against the schema of what may be sent, and names the fault as Meta would."""

import json
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from munshi.demo.refusals import Refusal

DEFINITIONS = {
    "audio": "AudioMessage",
    "contacts": "ContactsMessage",
    "document": "DocumentMessage",
    "image": "ImageMessage",
    "interactive": "InteractiveMessage",
    "location": "LocationMessage",
    "reaction": "ReactionMessage",
    "sticker": "StickerMessage",
    "template": "TemplateMessage",
    "text": "TextMessage",
    "video": "VideoMessage",
}


def refuse_malformed(request: Any) -> None:
    """Raises `Refusal` with the most telling fault of a request to `/messages`."""
    if not isinstance(request, dict):
        raise Refusal(100, "The request must be a JSON object.")
    faults = [
        leaf for error in _validator(_definition(request)).iter_errors(request) for leaf in _leaves(error)
    ]
    if faults:
        raise _refusal(min(faults, key=_vagueness))


def _definition(request: dict[str, Any]) -> str:
    if "status" in request:
        return "MarkRead"
    kind = request.get("type", "text")
    if not isinstance(kind, str) or kind not in DEFINITIONS:
        raise Refusal(131051, f"Message type {kind!r} is not supported.")
    return DEFINITIONS[kind]


@cache
def _validator(definition: str) -> Draft202012Validator:
    text = (resources.files("munshi.demo") / "outgoing.schema.json").read_text("utf-8")
    return Draft202012Validator({**json.loads(text), "$ref": f"#/$defs/{definition}"})


def _leaves(error: ValidationError) -> Iterator[ValidationError]:
    """The faults themselves, where the schema only says that no branch fits."""
    for cause in error.context or ():
        yield from _leaves(cause)
    if not error.context:
        yield error


def _vagueness(error: ValidationError) -> tuple[bool, int, bool]:
    """Sorts what tells most first: a fault far inside, which is not just another branch's name."""
    unevaluated = error.validator == "unevaluatedProperties"
    return unevaluated, -len(error.absolute_path), error.validator in ("const", "enum")


def _refusal(error: ValidationError) -> Refusal:
    place = ".".join(str(part) for part in error.absolute_path) or "request"
    details = f"{place}: {error.message[:300]}"
    if error.validator in ("required", "anyOf"):
        return Refusal(131008, details)
    if error.validator in ("unevaluatedProperties", "additionalProperties"):
        return Refusal(100, details)
    return Refusal(100 if place == "text.body" else 131009, details)
