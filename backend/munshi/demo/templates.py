"""The message templates that have been approved, which a business may send outside the 24 hours."""

import re
from dataclasses import dataclass, field
from typing import Any

from munshi.demo.refusals import Refusal

PLACE = re.compile(r"\{\{(\w+)\}\}")


@dataclass
class Templates:
    """Bodies by name and language; places are written {{1}} or {{name}}."""

    bodies: dict[tuple[str, str], str] = field(default_factory=dict)

    def approve(self, name: str, language: str, body: str) -> None:
        """From now on this template may be sent."""
        self.bodies[(name, language)] = body

    def refuse_unknown(self, template: dict[str, Any]) -> None:
        """Raises 132001 for a template not approved, 132000 for another number of values than places."""
        body = self.bodies.get((template["name"], template["language"]["code"]))
        if body is None:
            raise Refusal(132001, f"Template {template['name']} does not exist in this language.")
        places, given = len(set(PLACE.findall(body))), len(_values(template))
        if places != given:
            raise Refusal(132000, f"The body needs {places} values, {given} were given.")

    def filled(self, template: dict[str, Any]) -> dict[str, Any]:
        """The template together with the text a person reads."""
        text = self.bodies[(template["name"], template["language"]["code"])]
        for position, value in enumerate(_values(template), start=1):
            key = value.get("parameter_name", str(position))
            text = text.replace("{{" + key + "}}", str(value.get("text", "")))
        return {**template, "reads": text}


def _values(template: dict[str, Any]) -> list[dict[str, Any]]:
    bodies = [part for part in template.get("components", []) if part["type"] == "body"]
    return [value for part in bodies for value in part.get("parameters", [])]
