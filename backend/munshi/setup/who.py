"""Somebody who is named in a cell, by phone or by the name that the sheet or the books have for them."""

from collections.abc import Iterable

from munshi.people.rules import alias_kind
from munshi.people.sections import PersonEntry
from munshi.setup.cells import phone
from munshi.sheets.columns import BadCell, plain_word


class Known:
    """Whom a cell may name."""

    def __init__(self, people: Iterable[PersonEntry]) -> None:
        self._ids: set[str] = set()
        self._named: dict[str, set[str]] = {}
        for entry in people:
            self.add(entry.ids, entry.name)

    def add(self, ids: list[str], name: str | None) -> None:
        """One more; who is known already stays one, by the first of their ids."""
        if ids and not self._ids & set(ids) and name:
            self._named.setdefault(plain_word(name), set()).add(ids[0])
        self._ids |= set(ids)

    def id_of(self, cell: str) -> str:
        """The phone or user id of whom the cell names. Raises BadCell where that is nobody, or one of several."""
        if any(sign.isdigit() for sign in cell):
            found = cell if alias_kind(cell) == "user_id" else phone(cell)
            if found not in self._ids:
                raise BadCell(f"nobody has the number {cell}, here or in the books")
            return found
        named = self._named.get(plain_word(cell), set())
        if len(named) != 1:
            several = f"several people are called {cell}" if named else f"nobody is called {cell}"
            raise BadCell(f"{several}: write the phone number instead")
        return next(iter(named))
