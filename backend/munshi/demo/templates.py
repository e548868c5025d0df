"""The message templates of the account: handed in, reviewed, and sent outside the 24 hours."""

import re
from dataclasses import dataclass, field
from typing import Any

from munshi.demo.refusals import Refusal

PLACE = re.compile(r"\{\{(\w+)\}\}")
NAME = re.compile(r"[a-z0-9_]{1,512}")
LANGUAGE = re.compile(r"[a-z]{2,3}(_[A-Z]{2})?")
CATEGORIES = ("UTILITY", "MARKETING", "AUTHENTICATION")
REFUSED_AS = {"PAUSED": 132015, "DISABLED": 132016}
EXISTS_ALREADY, VALUE_AT_AN_END = 2388024, 2388299


@dataclass
class Template:
    """One name in one language; places in the body are written {{1}} or {{name}}."""

    id: str
    name: str
    language: str
    category: str
    status: str
    components: list[dict[str, Any]]
    parameter_format: str = "POSITIONAL"
    rejected_reason: str = "NONE"

    @property
    def body(self) -> str:
        """The text of the body."""
        return str(next(part["text"] for part in self.components if part["type"] == "BODY"))

    @property
    def buttons(self) -> list[str]:
        """The titles of the quick replies below it."""
        return [str(button["text"]) for button in self._buttons if button["type"] == "QUICK_REPLY"]

    @property
    def is_paid(self) -> bool:
        """Whether a card is paid by a button below it."""
        return any(button["type"] == "ORDER_DETAILS" for button in self._buttons)

    @property
    def _buttons(self) -> list[dict[str, Any]]:
        return [button for part in self.components if part["type"] == "BUTTONS" for button in part["buttons"]]


@dataclass
class Templates:
    """All of them, by name and language, in the order in which they were handed in."""

    known: dict[tuple[str, str], Template] = field(default_factory=dict)

    def create(self, wanted: Any, status: str) -> Template:
        """Takes a template in, with what its review has come to; raises Refusal for what Meta would not review."""
        body = _body(wanted)
        name, language, category = (wanted.get(key) for key in ("name", "language", "category"))
        if not isinstance(name, str) or not NAME.fullmatch(name):
            raise Refusal(100, "name: small letters, digits and underscores.")
        if not isinstance(language, str) or not LANGUAGE.fullmatch(language):
            raise Refusal(100, "language: not a code of Meta's.")
        if category not in CATEGORIES:
            raise Refusal(100, f"category: one of {', '.join(CATEGORIES)}.")
        if (name, language) in self.known:
            raise Refusal(100, "This template exists in this language already.", subcode=EXISTS_ALREADY)
        style = wanted.get("parameter_format", "POSITIONAL")
        refuse_bad_body(body, style)
        components = [body, *_buttons(wanted)]
        template = Template(self._new_id(), name, language, category, status, components, style)
        self.known[(name, language)] = template
        return template

    def put(
        self, name: str, language: str, body: str | None, category: str | None, status: str
    ) -> Template | None:
        """Gives a template this status, and text and category where they are given; None where there is no such."""
        template = self.known.get((name, language))
        if template is None:
            if body is None:
                return None
            components = [{"type": "BODY", "text": body}]
            template = Template(self._new_id(), name, language, "UTILITY", status, components)
            self.known[(name, language)] = template
        if body is not None:
            template.components = [{"type": "BODY", "text": body}]
        template.category, template.status = category or template.category, status
        return template

    def page(self, limit: int, after: int) -> tuple[list[Template], bool]:
        """So many templates from a place on, and whether there are more."""
        every = list(self.known.values())
        return every[after : after + limit], len(every) > after + limit

    def refuse_unknown(self, template: dict[str, Any]) -> None:
        """Raises 132001 for a template not approved, 132000 for other values than there are places."""
        known = self.known.get((template["name"], template["language"]["code"]))
        if known is None or known.status != "APPROVED":
            code = REFUSED_AS.get(known.status, 132001) if known else 132001
            raise Refusal(code, f"Template {template['name']} is not approved in this language.")
        places = set(PLACE.findall(known.body))
        given = {value.get("parameter_name", str(at)) for at, value in enumerate(_values(template), start=1)}
        if places != given:
            raise Refusal(132000, f"The body needs {sorted(places)}, {sorted(given)} were given.")

        taps = _taps(template)
        if len(taps) != len(known.buttons):
            raise Refusal(132018, f"The template has {len(known.buttons)} buttons, {len(taps)} were given.")
        if known.is_paid != (card_of(template) is not None):
            raise Refusal(
                132018, "order_details goes with a template that has a button for it, and with no other."
            )

    def filled(self, template: dict[str, Any]) -> dict[str, Any]:
        """The template together with the text a person reads, and the buttons that they see."""
        known = self.known[(template["name"], template["language"]["code"])]
        text = known.body
        for position, value in enumerate(_values(template), start=1):
            key = value.get("parameter_name", str(position))
            text = text.replace("{{" + key + "}}", str(value.get("text", "")))
        titles = zip(known.buttons, _taps(template), strict=True)
        buttons = [{"text": title, "payload": payload} for title, payload in titles]
        card = card_of(template)
        return {**template, "reads": text, "buttons": buttons, **({"card": card} if card else {})}

    def _new_id(self) -> str:
        return str(600000000000000 + len(self.known))


def refuse_bad_body(body: dict[str, Any], style: str) -> None:
    """A body says something before and after its values, and gives an example of each."""
    text = body["text"]
    if PLACE.match(text) or re.search(r"\}\}\W*$", text):
        raise Refusal(100, "The body begins or ends with a value.", subcode=VALUE_AT_AN_END)
    examples = body.get("example", {}).get("body_text_named_params", [])
    exemplified = {example.get("param_name") for example in examples}
    if style == "NAMED" and exemplified != set(PLACE.findall(text)):
        raise Refusal(100, "example: one for each named value of the body.")


def _body(wanted: Any) -> dict[str, Any]:
    components = wanted.get("components") if isinstance(wanted, dict) else None
    for part in components if isinstance(components, list) else ():
        if isinstance(part, dict) and part.get("type") == "BODY" and isinstance(part.get("text"), str):
            return part
    raise Refusal(100, "components: a body is required.")


def _buttons(wanted: dict[str, Any]) -> list[dict[str, Any]]:
    """The quick replies that are handed in along with a body."""
    found = [
        part for part in wanted["components"] if isinstance(part, dict) and part.get("type") == "BUTTONS"
    ]
    for part in found:
        titles = [
            button.get("text")
            for button in part.get("buttons", ())
            if button.get("type") in ("QUICK_REPLY", "ORDER_DETAILS")
        ]
        if not 0 < len(titles) <= 10 or any(not title or len(title) > 25 for title in titles):
            raise Refusal(100, "buttons: one to ten, each of at most 25 characters.")
    return found


def _taps(template: dict[str, Any]) -> list[str]:
    """What each of the quick replies stands for, in their order."""
    parts = [part for part in template.get("components", []) if part.get("sub_type") == "quick_reply"]
    ordered = sorted(parts, key=lambda part: int(part["index"]))
    return [str(part["parameters"][0]["payload"]) for part in ordered]


def card_of(template: dict[str, Any]) -> dict[str, Any] | None:
    """What is paid by a button of the template that is sent."""
    for part in template.get("components", []):
        if part.get("sub_type") == "order_details":
            card: dict[str, Any] = part["parameters"][0]["action"]["order_details"]
            return card
    return None


def _values(template: dict[str, Any]) -> list[dict[str, Any]]:
    bodies = [part for part in template.get("components", []) if part["type"] == "body"]
    return [value for part in bodies for value in part.get("parameters", [])]
