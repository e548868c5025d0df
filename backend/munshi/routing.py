"""To which room a call goes, before any of the paths of the others is looked at."""

from fastapi import APIRouter
from starlette.routing import BaseRoute, Match
from starlette.types import Scope


class Room(APIRouter):
    """The calls of one room; a call whose path has none of the words by which its paths begin is another room's.

    The rooms have hundreds of paths, and a call would be held against most of them, twice.
    """

    def __init__(self, calls: APIRouter) -> None:
        super().__init__()
        self._words = frozenset(map(_first_word, calls.routes))
        self.include_router(calls)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Whether a call is one of these."""
        if self._words.isdisjoint(scope["path"].split("/")):
            return Match.NONE, {}
        return super().matches(scope)


def _first_word(route: BaseRoute) -> str:
    path: str = getattr(route, "path", "")
    word = path.split("/")[1] if path else ""
    if not word or "{" in word:
        raise ValueError(f"{path!r} begins with no word that is its room's")
    return word
