"""The pages and corpora of a project as they lie in its folders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine import yaml_files
from nlu.pages.goods import filled
from nlu.sums.examples import example
from spelling import words

LANGUAGES = {"hi": "Hindi", "en": "English", "hinglish": "Hinglish"}


@dataclass(frozen=True)
class Page:
    """One file under `data/`: an intent, or what a skill shares (`_skill.yml`)."""

    file: Path
    content: Mapping[str, Any]

    @property
    def skill(self) -> str:
        """The folder."""
        return self.file.parent.name

    @property
    def intent(self) -> str:
        """The intent that the file is named after."""
        return self.file.stem

    @property
    def is_intent(self) -> bool:
        """Whether the page is that of an intent; what says values is read for these alone."""
        return not self.file.stem.startswith("_") and "says" not in self.content

    @property
    def is_internal(self) -> bool:
        """Whether nobody types this intent: the channel sends it."""
        return bool(self.content.get("internal"))

    @property
    def answers_at_once(self) -> bool:
        """Whether the answer asks nothing back, so that it can be given beside that to another wish."""
        return bool(self.content.get("answers_at_once"))

    def written(self) -> Iterator[tuple[str, str | None, list[str]]]:
        """Intent, language and examples of each block of training data, as they stand there."""
        for block in self.content.get("nlu") or ():
            lines = str(block.get("examples") or "").splitlines()
            examples = [line.strip()[2:] for line in lines if line.strip().startswith("- ")]
            yield block.get("intent", ""), (block.get("metadata") or {}).get("language"), examples

    def blocks(self) -> Iterator[tuple[str, str | None, list[str]]]:
        """The same as they are learnt: the places for goods are filled."""
        for intent, language, examples in self.written():
            yield intent, language, [each for example in examples for each in filled(example)]

    def taught(self) -> Iterator[str]:
        """Every sentence that stands there to be learnt from: examples of intents, and those of values."""
        for _, _, examples in self.written():
            yield from examples
        for block in self.content.get("says") or ():
            if isinstance(block, str):  # of sums, with their marks
                yield example(block).text
                continue
            for language in LANGUAGES:
                yield from map(str, block.get(language) or ())

    def rule_intents(self) -> Iterator[str]:
        """The intents that the page's rules answer."""
        for rule in self.content.get("rules") or ():
            for step in rule.get("steps") or ():
                if "intent" in step:
                    yield step["intent"]

    def intents_led_to(self, action: str) -> Iterator[str]:
        """The intents that a rule of the page answers with this action."""
        for rule in self.content.get("rules") or ():
            steps = rule.get("steps") or ()
            if any(step.get("action") == action for step in steps):
                yield from (step["intent"] for step in steps if "intent" in step)


@dataclass(frozen=True)
class Corpus:
    """The held-out sentences of an intent, under `tests/`."""

    file: Path
    content: Mapping[str, Any]

    @property
    def intent(self) -> str:
        """The intent that every sentence has."""
        return str(self.content.get("intent", ""))

    def sentences(self) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
        """Sentence, language and value."""
        for block in self.content.get("says") or ():
            for language in LANGUAGES:
                for sentence in block.get(language) or ():
                    yield str(sentence), language, block.get("value") or {}

    @property
    def not_this(self) -> list[str]:
        """Sentences that mean something else."""
        return [str(sentence) for sentence in self.content.get("not_this") or ()]

    @property
    def known_gaps(self) -> list[str]:
        """Sentences that are not yet understood."""
        return [str(sentence) for sentence in self.content.get("known_gaps") or ()]


def pages(root: Path) -> list[Page]:
    """The pages of intents, in order of their names."""
    return [page for page in all_pages(root) if page.is_intent]


def named(root: Path, name: str) -> list[Page]:
    """The pages of this name, without reading any other."""
    return [Page(file, _load(file)) for file in sorted((root / "data").glob(f"*/{name}.yml"))]


def all_pages(root: Path) -> list[Page]:
    """Every file under `data/`."""
    return pages_in(root / "data")


def pages_in(folder: Path) -> list[Page]:
    """Every page in the folders of a folder."""
    return [Page(file, _load(file)) for file in sorted(folder.glob("*/*.yml"))]


def corpora(root: Path) -> list[Corpus]:
    """The corpora: every YAML file of a skill under `tests/` that says something."""
    found = [Corpus(file, _load(file)) for file in sorted((root / "tests").glob("*/*.yml"))]
    return [corpus for corpus in found if "intent" in corpus.content]


def normalised(sentence: str) -> str:
    """A sentence without case, punctuation and other Unicode forms of the same letters."""
    return " ".join(words(sentence)) or sentence.strip()


def _load(file: Path) -> dict[str, Any]:
    loaded = yaml_files.read(file.read_text(encoding="utf-8"))
    return loaded if isinstance(loaded, dict) else {}
