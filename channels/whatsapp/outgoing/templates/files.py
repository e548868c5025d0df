"""The templates as they stand in the files beside this one: one for each name, in three languages.

Meta reviews each before it may be sent to who has not written for 24 hours. Its rules for them:
https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/overview
"""

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from channels.whatsapp.outgoing.length import size

FOLDER = Path(__file__).parent
CATEGORIES = ("utility", "marketing")
# Meta has no code for Hinglish; of those for English, this one is left to it.
CODES = {"hi": "hi", "en": "en", "hinglish": "en_IN"}

BODY = 1024
BUTTONS = 3  # of a reply, whose buttons they are
BUTTON_TITLE = 25
ROOM_FOR_A_VALUE = 100
PLACE = re.compile(r"\{\{(\w*)\}\}")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,511}")


class TemplateFault(ValueError):
    """A file cannot be used; the message says in one line which, and why."""


@dataclass(frozen=True)
class Body:
    """What a template says in one language, with an example of each value, for Meta's reviewers.

    `buttons` are the titles of the reply's own first buttons, where the template has them too; `pays` is that of the
    button below which WhatsApp's own card is paid.
    """

    code: str
    text: str
    examples: Mapping[str, str]
    buttons: tuple[str, ...] = ()
    pays: str | None = None


@dataclass(frozen=True)
class Template:
    """A template of one name; `bodies` by our name of the language."""

    name: str
    category: str
    bodies: Mapping[str, Body]


@functools.cache
def templates() -> Mapping[str, Template]:
    """Every template by its name. Raises TemplateFault."""
    return read(FOLDER)


def read(folder: Path) -> Mapping[str, Template]:
    """The templates of a folder by name. Raises TemplateFault."""
    return {path.stem: _template(path) for path in sorted(folder.glob("*.yml"))}


def _template(path: Path) -> Template:
    try:
        content = yaml.safe_load(path.read_text("utf-8"))
        category = content.pop("category")
        bodies = {language: _body(language, said) for language, said in content.items()}
    except (yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise TemplateFault(f"{path.name}: not of the form of the other files here: {error!r}") from error
    template = Template(path.stem, category, bodies)
    for fault in _faults(template):
        raise TemplateFault(f"{path.name}: {fault}")
    return template


def _body(language: str, said: Any) -> Body:
    examples = {name: str(value) for name, value in said["examples"].items()}
    return Body(
        CODES[language], said["body"].strip(), examples, tuple(said.get("buttons", ())), said.get("pays")
    )


def _faults(template: Template) -> Iterator[str]:
    """What Meta would refuse, and what would fit no page."""
    if not _NAME.fullmatch(template.name):
        yield "a name has small letters, digits and underscores"
    if template.category not in CATEGORIES:
        yield f"the category is one of {', '.join(CATEGORIES)}"
    if set(template.bodies) != set(CODES):
        yield f"a body is needed in each of {', '.join(CODES)}"
    if len({frozenset(body.examples) for body in template.bodies.values()}) > 1:
        yield "the values are the same in every language"
    if len({len(body.buttons) for body in template.bodies.values()}) > 1:
        yield "the buttons are the same in every language"
    if len({body.pays is None for body in template.bodies.values()}) > 1:
        yield "it is paid below it in every language or in none"
    for language, body in template.bodies.items():
        yield from (f"{language}: {fault}" for fault in _faults_of_body(body))


def _faults_of_body(body: Body) -> Iterator[str]:
    places = PLACE.findall(body.text)
    if set(places) != set(body.examples) or len(places) != len(set(places)):
        yield "each value of `examples` has one place in the text, written {{name}}"
    if not all(_NAME.fullmatch(place) for place in places):
        yield "a value's name has small letters, digits and underscores"
    if PLACE.match(body.text) or re.search(r"\}\}\W*$", body.text):
        yield "the text neither begins nor ends with a value"
    if re.search(r"\}\}\s*\{\{", body.text):
        yield "words stand between two values"
    if size(body.text) + ROOM_FOR_A_VALUE * len(places) > BODY:
        yield f"the text leaves no room for its values within {BODY} characters"
    titles = [*body.buttons, *([body.pays] if body.pays is not None else [])]
    if len(titles) > BUTTONS or any(not 0 < size(title) <= BUTTON_TITLE for title in titles):
        yield f"at most {BUTTONS} buttons, of at most {BUTTON_TITLE} characters each"
