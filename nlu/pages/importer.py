"""One intent, one page: lets pages under `data/` hold what Rasa wants in a single domain file."""

import functools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import rasa.shared.data
import rasa.shared.utils.io
from rasa.shared.core.domain import Domain
from rasa.shared.exceptions import RasaException
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.formats import rasa_yaml
from rasa.shared.nlu.training_data.loading import load_data
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.pages.goods import filled

PARTS = ("intents", "entities", "actions", "slots", "forms")
OVERHEARD = {
    "overheard": True,
    "overheard_of_staff": "staff",
}  # the slots in which engine/rasa/asked.py finds the skills
AT_ONCE = "answers_at_once"  # engine/rasa/wishes.py finds it among the intent's properties
NAMED_ONCE = (*PARTS, "responses")  # Rasa collects the responses of the pages by itself


class DefinedTwice(RasaException):
    """A name stands on two pages, where Rasa would silently keep one."""


class Example(Message):
    """An example for Rasa, which copies and compares all of them dozens of times while it trains."""

    _cached_fingerprint: str | None

    def __deepcopy__(self, memo: dict[int, Any]) -> "Example":
        """A copy with the same values, which nobody changes in place, and with the fingerprint that is known."""
        example = type(self).__new__(type(self))
        example.time, example._cached_fingerprint = self.time, self._cached_fingerprint
        example.data = self.data.copy()
        example.output_properties = self.output_properties.copy()
        example.features = self.features.copy()
        return example

    def set(self, prop: str, info: Any, add_to_output: bool = False) -> None:
        """Sets a value; one that is there already leaves the fingerprint known."""
        if add_to_output or prop not in self.data or self.data[prop] is not info:
            super().set(prop, info, add_to_output)


rasa_yaml.Message = Example  # of which Rasa's reader makes its examples


class PageImporter(RasaFileImporter):
    """Rasa's own importer, which also takes intents, entities, slots, forms and actions from the pages.

    A page may add values to the slot `asking` by a list of that name, and say by `answers_at_once` that its answer asks
    nothing back, so that a message may hold it beside another wish. A skill says by `overhears` that it is to hear what
    is said though nothing is asked, and by `overhears: staff` what those say who work at the business.
    """

    def __init__(
        self,
        config_file: str | None = None,
        domain_path: str | None = None,
        training_data_paths: list[str] | str | None = None,
    ) -> None:
        super().__init__(config_file, domain_path, training_data_paths)
        files = rasa.shared.data.get_data_files(training_data_paths, rasa.shared.data.is_likely_yaml_file)
        self._pages = {file: rasa.shared.utils.io.read_yaml_file(file) or {} for file in sorted(files)}

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """The examples, whatever their language; Rasa asks five times while it trains, and they are read once."""
        return _examples(tuple((file, Path(file).stat().st_mtime_ns) for file in self._nlu_files))

    def get_domain(self) -> Domain:
        """The domain file and what the pages add to it."""
        combined = super().get_domain().as_dict() if self._domain_path else {}
        homes = {
            (part, name): str(self._domain_path) for part in NAMED_ONCE for name in _names(combined, part)
        }
        for file, page in self._pages.items():
            for part in NAMED_ONCE:
                for name in _names(page, part):
                    if (part, name) in homes:
                        raise DefinedTwice(f"{part[:-1]} {name} stands in {homes[part, name]} and in {file}")
                    homes[part, name] = file
            added = {part: page[part] for part in PARTS if page.get(part)}
            if page.get(AT_ONCE) and "intents" in added:
                added["intents"] = [{name: {AT_ONCE: True}} for name in added["intents"]]
            combined = Domain.merge_domain_dicts(added, combined) if added else combined
        asked = [value for page in self._pages.values() for value in page.get("asking", [])]
        if "asking" in combined.get("slots", {}):
            combined["slots"]["asking"]["values"] = [*combined["slots"]["asking"].get("values", []), *asked]
        for slot, said in OVERHEARD.items():
            if slot in combined.get("slots", {}):
                heard = (
                    Path(file).parent.name
                    for file, page in self._pages.items()
                    if page.get("overhears") == said
                )
                combined["slots"][slot]["initial_value"] = sorted(heard)
        return Domain.from_dict(combined)


@functools.lru_cache(maxsize=1)
def _examples(files: tuple[tuple[str, int], ...]) -> TrainingData:
    """The examples of these files as they were at these moments, their places for goods filled."""
    found = TrainingData().merge(*(load_data(file, "en") for file, _ in files))
    found.training_examples = [each for example in found.training_examples for each in _filled(example)]
    return found


def _filled(example: Message) -> list[Message]:
    texts = filled(example.get(TEXT))
    return [Example({**example.data, TEXT: text}) for text in texts] if len(texts) > 1 else [example]


def _names(content: dict[str, Any], part: str) -> Iterator[str]:
    for item in content.get(part) or ():
        yield next(iter(item)) if isinstance(item, dict) else str(item)
