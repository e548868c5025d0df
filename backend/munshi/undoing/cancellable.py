"""What each skill says of itself: what of a person's can be cancelled, and how what was done is taken back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy.orm import Session

from munshi.callers import Caller
from munshi.undoing.models import Act
from munshi.undoing.rules import Kind

Facts = dict[str, Any]


@dataclass(frozen=True)
class Cancellable:
    """Something that the person has: a `thing` of the skill's, and the token of it as it is shown now."""

    thing: str
    token: str
    facts: Facts


class Cancels(Protocol):
    """Cancels what was shown with this token; refuses with `changed` what is another by now."""

    def __call__(self, session: Session, caller: Caller, token: str) -> None: ...


class Undoes(Protocol):
    """Takes back what the person did; the facts of what that was about. Refuses what cannot be taken back any more."""

    def __call__(self, session: Session, caller: Caller, act: Act) -> Facts: ...


@dataclass(frozen=True)
class Undoing:
    """Of one skill: what it offers to cancel, how each thing is cancelled, and how each kind of act is undone.

    `about` are the facts with which an act is named.
    """

    offered: Callable[[Session, Caller], Sequence[Cancellable]]
    cancels: Mapping[str, Cancels]
    undoes: Mapping[Kind, Undoes]
    about: Callable[[Session, Caller, Act], Facts]
