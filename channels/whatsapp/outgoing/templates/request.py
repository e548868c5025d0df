"""Makes the Graph request that sends a template, and the one that has Meta review it."""

from collections.abc import Mapping, Sequence
from typing import Any

from channels.whatsapp.outgoing.length import cut, size
from channels.whatsapp.outgoing.templates.files import BODY, Body, Template

ORDER_DETAILS = "order_details"  # Meta's name for what is paid in the chat


class Unfilled(ValueError):
    """A value is missing without which the template says nothing."""


def to_send(
    template: Template,
    language: str,
    values: Mapping[str, str],
    buttons: Sequence[str] = (),
    card: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The request without its receiver; values are cut to what the text has room for. Raises Unfilled.

    `buttons` are the ids that act when they are tapped, in the order in which the reply shows them; `card` is what is
    paid below the template, in Meta's words.
    """
    body = template.bodies[language]
    room = (BODY - size(body.text)) // max(len(body.examples), 1)
    parameters = []
    for name in body.examples:
        value = cut(values.get(name, ""), room)  # which also takes out line breaks, as Meta wants
        if not value:
            raise Unfilled(f"no value for {name}")
        parameters.append({"type": "text", "parameter_name": name, "text": value})
    components: list[dict[str, Any]] = [{"type": "body", "parameters": parameters}] if parameters else []
    components += [*_taps(body, buttons), *_pays(body, card)]
    named = {"name": template.name, "language": {"code": body.code, "policy": "deterministic"}}
    return {"type": "template", "template": {**named, "components": components}}


def _taps(body: Body, buttons: Sequence[str]) -> list[dict[str, Any]]:
    """What each button of the template stands for."""
    if len(buttons) < len(body.buttons):
        raise Unfilled("the reply has fewer buttons")
    return [
        {
            "type": "button",
            "sub_type": "quick_reply",
            "index": str(place),
            "parameters": [{"type": "payload", "payload": id_}],
        }
        for place, id_ in enumerate(buttons[: len(body.buttons)])
    ]


def _pays(body: Body, card: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    """The button by which the card is paid, behind the others."""
    if body.pays is None:
        return []
    if card is None:
        raise Unfilled("the reply has nothing to pay")
    action = {"type": "action", "action": {"order_details": card}}
    place = str(len(body.buttons))
    return [{"type": "button", "sub_type": ORDER_DETAILS, "index": place, "parameters": [action]}]


def to_create(template: Template, body: Body) -> dict[str, Any]:
    """What Meta is to review."""
    examples = [{"param_name": name, "example": value} for name, value in body.examples.items()]
    component: dict[str, Any] = {"type": "BODY", "text": body.text}
    if examples:
        component["example"] = {"body_text_named_params": examples}
    buttons = [{"type": "QUICK_REPLY", "text": title} for title in body.buttons]
    if body.pays is not None:
        buttons.append({"type": ORDER_DETAILS.upper(), "text": body.pays})
    return {
        "name": template.name,
        "language": body.code,
        "category": template.category.upper(),
        "parameter_format": "NAMED",
        "components": [component, *([{"type": "BUTTONS", "buttons": buttons}] if buttons else [])],
    }
