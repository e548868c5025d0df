"""Checks pages, corpora and outcomes against each other: `python -m nlu.pages.check` names every gap."""

from __future__ import annotations

import ast
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from nlu.pages.folders import LANGUAGES, Corpus, Page, all_pages, corpora, normalised
from nlu.pages.outcomes import outcomes, served, snake
from nlu.pages.words_in_python import misplaced_words

FEWEST_EXAMPLES = 10  # in each language
FEWEST_HELD_OUT = 12  # sentences of a corpus
LEFT_OVER = "TO" + "DO"
CHECK_OFFER = "action_check_offer"
YES_BUTTON = "/affirm"
NOTICE = "notice"  # what is told unasked is listed like the outcomes of an intent
SEARCHED = ("data", "tests", "actions", "channels", "engine", "nlu", "spelling", "backend/munshi")
SUFFIXES = (".py", ".yml", ".html", ".js", ".css")


def findings(root: Path) -> list[str]:
    """One line for each gap, beginning with its file."""
    every, held_out = all_pages(root), corpora(root)
    intents = [page for page in every if page.is_intent]
    found = [
        *_wrong_names(intents),
        *_few_examples(intents),
        *_missing_languages(every),
        *_silent_outcomes(root, every),
        *_silent_refusals(intents),
        *_refused_offers(root, intents),
        *_questions_at_once(intents),
        *_unruled(intents),
        *_missing_actions(root, every),
        *_missing_corpora(root, intents),
        *_few_held_out(held_out),
        *_taught(every, held_out),
        *_left_over(root),
        *misplaced_words(root),
    ]
    return [line.replace(f"{root}/", "", 1) for line in found]


def _wrong_names(found: Iterable[Page]) -> Iterator[str]:
    """A file is named after the one intent that it holds."""
    for page in found:
        named = {str(next(iter(i)) if isinstance(i, dict) else i) for i in page.content.get("intents") or ()}
        named |= {intent for intent, _, _ in page.written()}
        for other in sorted(named - {page.intent}):
            yield f"{page.file}: holds the intent {other}; rename the file, or move it to {other}.yml."
        if page.intent not in named:
            yield f"{page.file}: does not hold the intent {page.intent}; list it under `intents`."


def _few_examples(found: Iterable[Page]) -> Iterator[str]:
    for page in found:
        counts: Counter[str | None] = Counter()
        for _, language, examples in page.written():
            counts[language] += len(examples)
        for language, name in LANGUAGES.items():
            if counts[language] < FEWEST_EXAMPLES and not page.is_internal:
                yield (
                    f"{page.file}: {counts[language]} examples in {name}; write at least {FEWEST_EXAMPLES} "
                    f"as people type them, under `metadata: {{language: {language}}}`."
                )


def _missing_languages(found: Iterable[Page]) -> Iterator[str]:
    """Every reply speaks the three languages."""
    for page in found:
        for response, variations in (page.content.get("responses") or {}).items():
            spoken = {_language(variation) for variation in variations or ()}
            for language, name in LANGUAGES.items():
                if language not in spoken:
                    yield f"{page.file}: {response} has no {name}; add a variation for `language: {language}`."


def _language(variation: dict[str, Any]) -> str | None:
    for condition in variation.get("condition") or ():
        if condition.get("name") == "language":
            return str(condition.get("value"))
    return None


def _silent_outcomes(root: Path, every: Sequence[Page]) -> Iterator[str]:
    """What the backend may decide can be said; an intent without a page is asked for by programs."""
    spoken = {response for page in every for response in page.content.get("responses") or ()}
    homes = {page.intent: str(page.file.relative_to(root)) for page in every if page.is_intent}
    for file, intent, name in outcomes(root):
        skill = file.relative_to(root / "backend" / "munshi").parts[0]
        home = f"data/{skill}/_notices.yml" if intent == NOTICE else homes.get(intent)
        if home and f"utter_{intent}_{name}" not in spoken:
            yield f"{file}: nobody says {name}; write utter_{intent}_{name} on {home}."


def _silent_refusals(intents: Iterable[Page]) -> Iterator[str]:
    """What is not offered is said so, on the page of what was wanted."""
    for page in intents:
        for intent in page.intents_led_to(CHECK_OFFER):
            reply = f"utter_{intent}_not_offered"
            if reply not in (page.content.get("responses") or {}):
                yield f"{page.file}: nobody says not_offered; write {reply} under `responses`."


def _refused_offers(root: Path, intents: Iterable[Page]) -> Iterator[str]:
    """What the books serve has an action of its own: nobody would say `offered`."""
    homes = {intent: file.relative_to(root) for file, intent in served(root)}
    for page in intents:
        for intent in page.intents_led_to(CHECK_OFFER):
            if intent in homes:
                yield f"{page.file}: {homes[intent]} serves {intent}; lead its rule to an action of its own."


def _questions_at_once(intents: Iterable[Page]) -> Iterator[str]:
    """What is answered beside another wish asks nothing back: nobody could tell which of the two a yes is for."""
    for page in intents:
        for response, variations in (page.content.get("responses") or {}).items():
            buttons = (button for each in variations or () for button in each.get("buttons") or ())
            if page.answers_at_once and any(
                str(button.get("payload")).startswith(YES_BUTTON) for button in buttons
            ):
                yield f"{page.file}: {response} asks for a yes; take off answers_at_once, or the question."


def _unruled(found: Sequence[Page]) -> Iterator[str]:
    answered = {intent for page in found for intent in page.rule_intents()}
    for page in found:
        if page.intent not in answered:
            yield f"{page.file}: no rule answers {page.intent}; write one under `rules`."


def _missing_actions(root: Path, every: Iterable[Page]) -> Iterator[str]:
    """Every action of a page is written."""
    written = set(_written_actions(root))
    for page in every:
        for action in page.content.get("actions") or ():
            if action not in written:
                yield f"{page.file}: {action} is nowhere written; write it in actions/{page.skill}.py."


def _written_actions(root: Path) -> Iterator[str]:
    """The actions by their classes: PlaceOrder is action_place_order."""
    for file in (root / "actions").glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                yield f"action_{snake(node.name)}"


def _missing_corpora(root: Path, intents: Iterable[Page]) -> Iterator[str]:
    for page in intents:
        corpus = root / "tests" / page.skill / page.file.name
        if not page.is_internal and not corpus.exists():
            yield f"{page.file}: has no held-out sentences; write tests/{page.skill}/{page.file.name}."


def _few_held_out(found: Iterable[Corpus]) -> Iterator[str]:
    for corpus in found:
        if corpus.intent != corpus.file.stem:
            yield f"{corpus.file}: says that its intent is {corpus.intent}; name the file after it."
        count = sum(1 for _ in corpus.sentences())
        if count < FEWEST_HELD_OUT:
            yield f"{corpus.file}: {count} held-out sentences; write at least {FEWEST_HELD_OUT} that are on no page."


def _taught(every: Iterable[Page], held_out: Iterable[Corpus]) -> Iterator[str]:
    """What is held out is not taught."""
    taught = {normalised(example): page for page in every for example in page.taught()}
    for corpus in held_out:
        for sentence, _, _ in corpus.sentences():
            page = taught.get(normalised(sentence))
            if page:
                where = f"data/{page.skill}/{page.file.name}"
                yield f"{corpus.file}: {sentence!r} is also on {where}; take it off one of them."


def _left_over(root: Path) -> Iterator[str]:
    for folder in SEARCHED:
        for file in sorted((root / folder).rglob("*")):
            if file.suffix in SUFFIXES and file.is_file():
                for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
                    if LEFT_OVER in line:
                        yield f"{file}:{number}: {LEFT_OVER} is left over; do it."


def main() -> int:
    """Prints the findings; 1 when there are any."""
    found = findings(Path.cwd())
    for line in found:
        print(line)
    print(f"{len(found)} to mend." if found else "Pages, corpora and outcomes fit together.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
