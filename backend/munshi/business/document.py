"""The text of a business's file, YAML or JSON, as data that knows on which line everything stands."""

from dataclasses import dataclass, field
from typing import Any

import yaml
from pydantic import ValidationError

from munshi.problems import Fault, in_words, path, steps

Place = tuple[str | int, ...]


@dataclass
class Document:
    """The data, the line of each place in it, and what is wrong with the text itself."""

    data: Any = None
    lines: dict[Place, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def line(self, place: Place) -> int | None:
        """The line on which the place stands, or the nearest place around it that the text has."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place)

    def blame(self, place: Place, problem: str, line: int | None) -> None:
        """Notes what is wrong with the text at a place."""
        self.faults.append(Fault(at=path(place), problem=problem, line=line))

    def located(self, fault: Fault) -> Fault:
        """A fault with the line of its place."""
        return fault.model_copy(update={"line": self.line(steps(fault.at))})

    def faults_of(self, error: ValidationError) -> list[Fault]:
        """What a model found wrong with the data, each with its place and line."""
        return [
            Fault(at=path(detail["loc"]), problem=in_words(detail), line=self.line(detail["loc"]))
            for detail in error.errors(include_url=False)
        ]


def read(text: str) -> Document:
    """The document of a text; JSON is read as the YAML that it is."""
    document = Document()
    try:
        loader = yaml.CSafeLoader(text)
        root = loader.get_single_node()
        if root is not None:
            document.data = _Builder(loader, document).build(root, ())
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        document.blame((), error.problem or "this is no YAML", mark.line + 1 if mark else None)
    except yaml.YAMLError as error:
        document.blame((), f"this is no text file: {error}", None)
    return document


class _Builder:
    """Makes data of YAML's nodes. One that is met again stands for another: so could a small file be endless."""

    def __init__(self, loader: yaml.CSafeLoader, document: Document) -> None:
        self._loader = loader
        self._document = document
        self._met: set[int] = set()

    def build(self, node: yaml.Node, place: Place) -> Any:
        """The data of a node, with the line of everything in it."""
        line = node.start_mark.line + 1
        self._document.lines.setdefault(place, line)
        if id(node) in self._met:
            self._document.blame(place, "references (*…) are not read here", line)
            return None
        self._met.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*place, at)) for at, item in enumerate(node.value)]
        try:
            return self._loader.construct_object(node)
        except ValueError as error:
            self._document.blame(place, str(error), line)
            return None

    def _mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, Any]:
        built: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key, line = str(key_node.value), key_node.start_mark.line + 1
            below = (*place, key)
            if key in built:
                self._document.blame(below, "stands here twice", line)
            self._document.lines[below] = line
            built[key] = self.build(value_node, below)
        return built
