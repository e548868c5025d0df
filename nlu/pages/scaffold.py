"""Begins a new intent: `python -m nlu.pages.scaffold NAME [SKILL]` writes its page, its corpus and its action.

With `--answers` the page answers by itself, always the same: then there is no action, and nothing of Python.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from nlu.pages.check import FEWEST_EXAMPLES, FEWEST_HELD_OUT, LEFT_OVER
from nlu.pages.folders import LANGUAGES, named
from nlu.pages.imports import bound, with_imports

ANSWERS = "--answers"
NAME = re.compile(r"[a-z]+(_[a-z]+)*")

PAGE = """\
version: "3.1"

# {name}: say here in a line when people say this, then replace what is left over below. A reply has two sentences at
# most: the fact, the reference, the next step. `make check` names what is missing.

intents:
- {name}

{actions}responses:
  {reply}:
{replies}
nlu:
{examples}
rules:
- rule: {name} is answered
  steps:
  - intent: {name}
  - action: {action}
"""
ACTIONS = """\
actions:
- action_{name}

"""
REPLY = """\
  - condition: [{{type: slot, name: language, value: {language}}}]
    text: "{left_over}"
"""
EXAMPLES = """\
# At least {fewest} in {language}, as people type them: typos, no punctuation, mixed script.
- intent: {name}
  metadata: {{language: {code}}}
  examples: |
"""
CORPUS = """\
# At least {fewest} sentences that are on no page: the value first, then the ways to say it.
intent: {name}
says:
- value: {{}}
  hinglish: []
  hi: []
  en: []
not_this: []
known_gaps: []
"""
HEAD = '"""{title}: what was said goes to the books, and what they decided is said."""\n'
NEEDED = (
    ("typing", "Any"),
    ("rasa_sdk", "Action"),
    ("rasa_sdk", "Tracker"),
    ("rasa_sdk.events", "EventType"),
    ("rasa_sdk.executor", "CollectingDispatcher"),
)
ACTION = '''

class {camel}(Action):
    """{left_over}: say what it does, in a line; ask the books, and utter what they decided."""

    def name(self) -> str:
        """The name on the page."""
        return "action_{name}"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Says the outcome."""
        dispatcher.utter_message(response="utter_{name}_done")
        return []
'''


class Refused(Exception):
    """The intent cannot be begun, and why."""


def scaffold(root: Path, name: str, skill: str, *, acts: bool = True) -> list[Path]:
    """Writes the files of a new intent and returns them; `acts`: with an action. Raises Refused."""
    _refuse_bad_names(name, skill)
    _refuse_known(root, name)
    _refuse_no_skill(root, skill)
    camel = "".join(word.capitalize() for word in name.split("_"))
    _refuse_taken(root, camel)
    page = root / "data" / skill / f"{name}.yml"
    corpus = root / "tests" / skill / f"{name}.yml"
    actions = root / "actions" / f"{skill}.py"
    _write(page, _page(name, acts=acts))
    _write(corpus, CORPUS.format(name=name, fewest=FEWEST_HELD_OUT))
    if not acts:
        return [page, corpus]
    code = actions.read_text(encoding="utf-8") if actions.exists() else HEAD.format(title=skill.capitalize())
    action = ACTION.format(name=name, camel=camel, left_over=LEFT_OVER)
    _write(actions, with_imports(code, NEEDED) + action)
    return [page, corpus, actions]


def _refuse_bad_names(name: str, skill: str) -> None:
    for word in (name, skill):
        if not NAME.fullmatch(word):
            raise Refused(
                f"{word!r} is no name: write small letters and underscores, verb then noun, as ask_price."
            )


def _refuse_known(root: Path, name: str) -> None:
    for page in named(root, name):
        if page.is_intent:
            raise Refused(f"{name} is there already: {page.file.relative_to(root)}.")


def _refuse_no_skill(root: Path, skill: str) -> None:
    """What the actions share, as `books.py`, is the module of no skill."""
    shared = root / "actions" / f"{skill}.py"
    if shared.exists() and not (root / "data" / skill).is_dir():
        raise Refused(f"{skill} is no skill: {shared.relative_to(root)} is what all actions share.")


def _refuse_taken(root: Path, camel: str) -> None:
    for module in sorted((root / "actions").glob("*.py")):
        if camel in bound(module.read_text(encoding="utf-8")):
            raise Refused(
                f"{camel} stands in {module.relative_to(root)} already: give the intent another name."
            )


def _page(name: str, *, acts: bool) -> str:
    replies = "".join(REPLY.format(language=code, left_over=LEFT_OVER) for code in LANGUAGES)
    examples = "".join(
        EXAMPLES.format(name=name, code=code, language=language, fewest=FEWEST_EXAMPLES)
        for code, language in LANGUAGES.items()
    )
    reply, action = (f"utter_{name}_done", f"action_{name}") if acts else (f"utter_{name}",) * 2
    actions = ACTIONS.format(name=name) if acts else ""
    return PAGE.format(
        name=name, actions=actions, reply=reply, replies=replies, examples=examples, action=action
    )


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def main(arguments: Sequence[str]) -> int:
    """Writes the files and says what comes next; 1 when it cannot."""
    names = [each for each in arguments if each != ANSWERS]
    if not 1 <= len(names) <= 2 or not names[0]:
        print("Say which: make intent name=ask_price skill=orders")
        return 1
    root = Path.cwd()
    try:
        files = scaffold(root, *names[:1], *(names[1:] or ["common"]), acts=ANSWERS not in arguments)
    except Refused as refusal:
        print(refusal)
        return 1
    for file in files:
        print(f"Wrote {file.relative_to(root)}")
    print("`make check` now names what is missing, one line each.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
