"""Rules over the words of a message as spaCy's Matcher has them, written in the lexicon in its own form.

Of each token of a pattern `NORM` is a word in any spelling that sounds like it, `LEMMA` one of just this spelling, and
`TAG` the role that a word has in the file of the rules, in capitals. A Doc is made for the words at hand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from spacy.matcher import Matcher
from spacy.strings import get_string_id
from spacy.tokens import Doc
from spacy.vocab import Vocab

from nlu.words.lexicon import Lexicon
from nlu.words.phrases import SKIPPED
from nlu.words.reading import CACHED_WORDS, REMEMBERED, Word
from spelling import key
from spelling.script import clean

TOKEN = "word"  # the text of every token: what is asked of it are its other sides, and the vocabulary does not grow
NONE = "-"  # the tag of a word without a role
_READ: dict[str, Callable[[str], str]] = {"NORM": key, "LEMMA": clean, "TAG": str}

Ends = Mapping[int, Sequence[int]]  # where the matches end that begin at a word


class Rules:
    """The rules of a file of the lexicon, by their names; `tags` are the roles that its patterns ask for."""

    def __init__(self, lists: Lexicon, tags: Iterable[str]) -> None:
        self._tags = {word: tag.upper() for tag in tags for word in lists.spelt(tag)}
        vocab = Vocab()
        self._vocab, self._matcher = vocab, Matcher(vocab)
        for name, patterns in lists.patterns("rules").items():
            self._matcher.add(name, [_spaced([_token(token) for token in pattern]) for pattern in patterns])
        self._row = lru_cache(maxsize=CACHED_WORDS)(self._new_row)
        self._found = lru_cache(maxsize=REMEMBERED)(self._match)

    def ends(self, words: Sequence[Word], rule: str) -> Ends:
        """Where a rule holds: the ends of its matches by the word at which they begin."""
        return self._found(tuple(words)).get(rule, {})

    def _match(self, words: tuple[Word, ...]) -> dict[str, dict[int, list[int]]]:
        found: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        for rule, start, end in self._matcher(self._doc(words)) if any(word.plain for word in words) else ():
            found[self._vocab.strings[rule]][start].append(end)
        return {rule: dict(ends) for rule, ends in found.items()}

    def _doc(self, words: Sequence[Word]) -> Doc:
        doc = Doc(self._vocab, words=[TOKEN] * len(words))
        rows: Any = np.array([self._row(word.plain, word.key) for word in words], dtype=np.uint64)
        doc.from_array(["NORM", "LEMMA", "TAG"], rows)
        return doc

    def _new_row(self, plain: str, sound: str) -> tuple[int, int, int]:
        return get_string_id(sound), get_string_id(plain), get_string_id(self._tags.get(plain, NONE))


def _spaced(pattern: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """A pattern of which a sign may stand between two words: "no - no"."""
    sign = {"LEMMA": {"IN": sorted(SKIPPED)}, "OP": "?"}
    return [token for each in pattern for token in (sign, each)][1:]


def _token(token: Mapping[str, Any]) -> dict[str, Any]:
    """A token of a pattern, its words as they sound or are spelt."""
    return {side: _values(_READ[side], wanted) if side in _READ else wanted for side, wanted in token.items()}


def _values(read: Callable[[str], str], wanted: str | Mapping[str, Sequence[str]]) -> Any:
    if isinstance(wanted, str):
        return read(wanted)
    return {test: list(map(read, words)) for test, words in wanted.items()}
