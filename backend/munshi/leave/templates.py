"""What the law of a state and custom give, as a starting point for a business that sets its leave up."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter

from munshi.leave.holidays.calendar import WeeklyOff
from munshi.leave.policy import Policy, Terms

FOLDER = Path(__file__).parent / "templates"
PLAIN = "plain"
POLICIES, TERMS, OFFS = TypeAdapter(Policy), TypeAdapter(Terms), TypeAdapter(tuple[WeeklyOff, ...])
REMARKS = frozenset({"source", "note", "read_again"})


@dataclass(frozen=True)
class Granted:
    """A policy with where it stands in the law, and whether it must be read there again before it is used."""

    policy: Policy
    source: str
    note: str | None
    read_again: bool


@dataclass(frozen=True)
class Template:
    """All that a state's template has; `state` is None for the plain one."""

    state: str | None
    source: str
    read_again: bool
    terms: Terms
    weekly_offs: tuple[WeeklyOff, ...]
    granted: tuple[Granted, ...]

    @property
    def policies(self) -> tuple[Policy, ...]:
        """The policies alone."""
        return tuple(each.policy for each in self.granted)


def states() -> list[str]:
    """The states that have a template of their own, in two letters."""
    return sorted(file.stem.upper() for file in FOLDER.glob("*.yaml") if file.stem != PLAIN)


def for_state(state: str) -> Template:
    """The template of a state such as `MP`; the plain one where it has none."""
    return read(FOLDER / f"{state.lower() if state in states() else PLAIN}.yaml")


def read(file: Path) -> Template:
    """A template from its file. Raises ValueError, naming what does not belong or cannot be right."""
    text: dict[str, Any] = yaml.safe_load(file.read_text("utf-8"))
    return Template(
        state=text["state"],
        source=text["source"],
        read_again=text["read_again"],
        terms=TERMS.validate_python(text["terms"]),
        weekly_offs=OFFS.validate_python(text["weekly_offs"]),
        granted=tuple(_granted(row) for row in text["policies"]),
    )


def _granted(row: Mapping[str, Any]) -> Granted:
    unknown = row.keys() - REMARKS - {field.name for field in fields(Policy)}
    if unknown:
        raise ValueError(f"{row['type']}: there is no {', '.join(sorted(unknown))} in a policy")
    policy = POLICIES.validate_python({name: row[name] for name in row.keys() - REMARKS})
    return Granted(policy, row["source"], row.get("note"), row["read_again"])
