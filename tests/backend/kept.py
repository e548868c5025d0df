"""What fixtures wrote stays in the books while the tests that follow begin with the same.

Each fixture of the books that wrote something is followed by a savepoint. A test goes back to the last of those that
the next one begins with, in the same order, and only what is left is made anew. Nothing has to be said for that: a
fixture is kept where all it is made of is kept or has no life of its own.
"""

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from inspect import isgeneratorfunction
from itertools import takewhile
from typing import Any

import pytest
from _pytest.fixtures import SubRequest
from sqlalchemy import Connection, Engine, NestedTransaction, RootTransaction, event

from munshi import database

OF_EACH_TEST = ("now", "client", "app")  # what a kept value may hold; it is given those of the test at hand
WITHOUT_LIFE = ("books", *OF_EACH_TEST)
MET = object()  # instead of making it: what a kept fixture gave may be None

Definition = pytest.FixtureDef[Any]


@dataclass
class Kept:
    """A fixture that was made, what it gave, and where the books go back to."""

    definition: Definition
    value: Any
    held: dict[str, Any]
    moment: datetime | None
    around: set[Definition]
    savepoint: NestedTransaction


@dataclass
class Books:
    """The books in a transaction that is undone once no test needs what was written in it."""

    engine: Engine | None = None
    connection: Connection | None = None
    everything: RootTransaction | None = None
    kept: list[Kept] = field(default_factory=list)
    met: int = 0  # how many of them the test at hand has come to
    written: int = 0
    known: int = 0  # of what is written, when the last fixture was kept
    writes: dict[Definition, bool] = field(default_factory=dict)  # of each fixture that ran
    following: pytest.Item | None = None

    def begin(self, engine: Engine) -> None:
        """A test uses the books, as they were kept for it."""
        self.known = self.written
        if self.connection is not None:
            return
        self.engine, self.connection = engine, engine.connect()
        self.everything = self.connection.begin()
        event.listen(self.connection, "release_savepoint", self._has_written)
        database.use(self.connection, join_transaction_mode="create_savepoint")

    def end(self) -> None:
        """A test has used them."""
        self.met = 0
        needed = self.needed_by(self.following)
        if not needed:
            self.undo()
            return
        for each in reversed(self.kept[needed - 1 :]):
            each.savepoint.rollback()
        assert self.connection
        del self.kept[needed:]
        self.kept[-1].savepoint = self.connection.begin_nested()

    def undo(self) -> None:
        """Nothing of it is needed any more."""
        if self.connection is None:
            return
        assert self.engine
        assert self.everything
        database.use(self.engine, join_transaction_mode="conditional_savepoint")
        self.everything.rollback()
        self.connection.close()
        self.connection = self.everything = None
        self.kept.clear()
        self.met = 0

    def needed_by(self, item: pytest.Item | None) -> int:
        """How many of the kept fixtures a test begins with."""
        names = getattr(item, "fixturenames", ())
        if not isinstance(item, pytest.Function) or "books" not in names or "own_books" in names:
            return 0
        needed, around = 0, set[Definition]()
        for each in _in_order(item):
            there = self.kept[needed] if needed < len(self.kept) else None
            if there and there.definition is each and there.around == around:
                needed += 1
            elif self.writes.get(each, _may_write(each)):
                break
            elif _is_around(each):
                around.add(each)
        return needed

    def meet(self, definition: Definition, request: SubRequest) -> object | None:
        """What a fixture gave that was kept is given again."""
        if self.connection is None or self.met == len(self.kept):
            return None
        there = self.kept[self.met]
        if there.definition is not definition:
            return None
        self.met += 1
        now = {name: request.getfixturevalue(name) for name in there.held}
        if there.moment is not None:
            request.getfixturevalue("now").moment = there.moment
        value = copy.deepcopy(there.value, {id(old): now[name] for name, old in there.held.items()})
        definition.cached_result = (value, definition.cache_key(request), None)
        return MET

    def was_made(self, definition: Definition, request: SubRequest, before: int) -> None:
        """A fixture has been made now; it is kept where it wrote, and nothing that is not kept wrote before it."""
        self.writes[definition] = self.writes.get(definition, False) or self.written > before
        if self.connection is None or self.written == before:
            return
        assert self.met == len(self.kept), (
            f"{definition.argname} wrote before what was kept of the test before"
        )
        made = definition.cached_result
        if before != self.known or made is None or made[2] is not None or callable(made[0]):
            return
        names = _made_of(definition, request)
        if names is None:
            return
        held = {name: request.getfixturevalue(name) for name in OF_EACH_TEST if name in names}
        if "client" in held and held["client"].cookies:
            return
        try:
            value = copy.deepcopy(made[0], {id(each): each for each in held.values()})
        except TypeError:  # a lock, or what is open
            return
        moment = held["now"].moment if "now" in held else None
        around = set(
            filter(_is_around, takewhile(lambda each: each is not definition, _in_order(request.node)))
        )
        self.kept.append(Kept(definition, value, held, moment, around, self.connection.begin_nested()))
        self.met, self.known = len(self.kept), self.written

    def _has_written(self, *_: Any) -> None:
        self.written += 1


def _may_write(definition: Definition) -> bool:
    """Whether a fixture that did not run yet could write: not what parametrizes a test, nor what is pytest's own."""
    return definition.scope == "function" and not _of_pytest(definition)


def _of_pytest(definition: Definition) -> bool:
    return definition.func.__module__.startswith("_pytest.")


def _is_around(definition: Definition) -> bool:
    """Whether a fixture changes for its test what others are made in."""
    if definition.argname in WITHOUT_LIFE or definition.scope != "function" or _of_pytest(definition):
        return False
    return "monkeypatch" in definition.argnames or isgeneratorfunction(definition.func)


def _in_order(item: pytest.Function) -> Iterator[Definition]:
    """The fixtures of a test as they are made: each after what it asks for."""
    of_name = item._fixtureinfo.name2fixturedefs
    seen: set[Definition] = set()

    def of(name: str, place: int = -1) -> Iterator[Definition]:
        definitions = of_name.get(name, ())
        if len(definitions) < -place or definitions[place] in seen:
            return
        definition = definitions[place]
        seen.add(definition)
        for asked in definition.argnames:
            yield from of(asked, place - 1 if asked == name else -1)
        yield definition

    for name in item.fixturenames:
        yield from of(name)


def _made_of(definition: Definition, request: SubRequest) -> set[str] | None:
    """The names of the fixtures that a fixture is made of; None where one of them has a life of its own."""
    names: set[str] = set()
    left = [definition]
    of_name = request.node._fixtureinfo.name2fixturedefs
    while left:
        each = left.pop()
        if each.argname in names:
            continue
        names.add(each.argname)
        if each.scope == "session" or each.argname in WITHOUT_LIFE:
            left += [of_name[name][-1] for name in each.argnames if name in ("now", "app")]
            continue
        if each.scope != "function" or each.params is not None or isgeneratorfunction(each.func):
            return None
        for name in each.argnames:
            if name not in of_name or "tests/backend" not in of_name[name][-1].func.__code__.co_filename:
                return None
            left += of_name[name]
    return names
