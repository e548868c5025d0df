"""Makes the Graph request that sends a template, and the one that has Meta review it."""

from collections.abc import Mapping
from typing import Any

from channels.whatsapp.outgoing.length import cut, size
from channels.whatsapp.outgoing.templates.files import BODY, Body, Template


class Unfilled(ValueError):
    """A value is missing without which the template says nothing."""


def to_send(template: Template, language: str, values: Mapping[str, str]) -> dict[str, Any]:
    """The request without its receiver; values are cut to what the text has room for. Raises Unfilled."""
    body = template.bodies[language]
    room = (BODY - size(body.text)) // max(len(body.examples), 1)
    parameters = []
    for name in body.examples:
        value = cut(values.get(name, ""), room)  # which also takes out line breaks, as Meta wants
        if not value:
            raise Unfilled(f"no value for {name}")
        parameters.append({"type": "text", "parameter_name": name, "text": value})
    components = [{"type": "body", "parameters": parameters}] if parameters else []
    named = {"name": template.name, "language": {"code": body.code, "policy": "deterministic"}}
    return {"type": "template", "template": {**named, "components": components}}


def to_create(template: Template, body: Body) -> dict[str, Any]:
    """What Meta is to review."""
    examples = [{"param_name": name, "example": value} for name, value in body.examples.items()]
    component: dict[str, Any] = {"type": "BODY", "text": body.text}
    if examples:
        component["example"] = {"body_text_named_params": examples}
    return {
        "name": template.name,
        "language": body.code,
        "category": template.category.upper(),
        "parameter_format": "NAMED",
        "components": [component],
    }
