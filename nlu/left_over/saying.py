"""What each word of a message says: talk, something, or something of another word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from nlu.left_over.finding import Number, inside
from nlu.left_over.places import places
from nlu.left_over.spans import NOTE, Span
from nlu.orders.lexicon import LEXICON, Role
from nlu.words.lexicon import lexicon
from nlu.words.numbers import may_begin_number
from nlu.words.phrases import Phrases
from nlu.words.reading import Word
from nlu.words.unit_words import is_unit

_lists = lexicon("talk")
_ROLES, FRONTS, _BACKS = (
    [LEXICON.role(name) for name in _lists.text(list_).split()]
    for list_ in ("talk_roles", "front_roles", "back_roles")
)
TALK, REMARKS = _lists.phrases("talk"), _lists.phrases("remark")
SMALL, BOUND = _lists.phrases("small"), _lists.phrases("bound")
PHONE = 10  # figures of a number that counts nothing
CONTENT, BINDING = _lists.spelt("content"), _lists.spelt("binding")


class Saying:
    """What each word of a message says: talk, something, or something of another word."""

    def __init__(self, words: Sequence[Word], number: Number, of_wish: Phrases | None) -> None:
        self._words = words
        self._talk = {*inside(TALK, words, number), *inside(REMARKS, words, number)}
        self._talk |= set(inside(of_wish, words, number)) if of_wish else set()
        self._small = set(inside(SMALL, words, number))
        self._bound = set(inside(BOUND, words, number))
        self.places = places(words, number)

    def binds(self, at: int) -> bool:
        """Whether a word belongs to what stands beside it: *mat*, *kam*, *without*."""
        return self._words[at].plain in BINDING or at in self._bound

    def may_go(self, at: int, *, in_front: bool) -> bool:
        """Whether a word at an end of what is said can be left away."""
        word = self._words[at]
        if not word.key or self.binds(at):
            return not word.key
        is_small = in_front and at in self._small
        return at in self._talk or is_small or has(FRONTS if in_front else _BACKS, word)

    def words(self, free: Sequence[int]) -> Iterator[tuple[int, bool]]:
        """The words among these that say something, and those that bind to them."""
        for at in free:
            if self.binds(at):
                yield at, True
            elif self._says(at):
                yield at, False

    def has_content(self, span: Span, besides: Set[int] = frozenset()) -> bool:
        """Whether anything is said in these words, besides some of them."""
        words = (at for at in range(span.start, span.end) if at not in besides)
        return span.kind != NOTE or any(self._says(at) for at in words)

    def _says(self, at: int) -> bool:
        word = self._words[at]
        if not word.key or self.binds(at) or at in self._talk or at in self._small:
            return False
        return word.plain in CONTENT or not (self._counts(at) or has(_ROLES, word))

    def _counts(self, at: int) -> bool:
        """Whether a word is a number, or the unit behind one; a bag alone is a thing: "thaila mat dena"."""
        word = self._words[at]
        if word.is_number and len(word.plain) >= PHONE:
            return False
        is_number = may_begin_number(word) or len(word.plain) == 1
        return is_number or (at > 0 and is_unit(word.key) and may_begin_number(self._words[at - 1]))


def has(roles: Sequence[Role], word: Word) -> bool:
    return any(role.has(word) for role in roles)
