"""A message as words: a blank spaCy pipeline that splits what people glue together (2kg, 5किलो)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from spelling import key
from spelling.script import clean

EXACT = "="  # before a word in a list of phrases: this spelling, not whatever sounds like it
REMEMBERED = 8  # messages, each of which is asked for several times while it is understood
CACHED_WORDS = 1 << 14
VOCABULARY_LIMIT = 200_000  # strings after which the pipeline is built anew: spaCy never forgets one
SHORT_FOR = {"w/o": "without"}
DEVANAGARI = "\u0900-\u0963\u0970-\u097f"
PIECE = re.compile(
    r"\d+(?:,\d{2,3})+(?!\d)(?:\.\d+)?|\d+\.\d+|\d+"  # 1,250.50  2.5  12
    r"|[wW]/[oO](?!\w)"
    rf"|[{DEVANAGARI}\u200c\u200d]+"
    rf"|(?:[^\W\d_{DEVANAGARI}](?:['’](?=[^\W\d_]))?)+"
    r"|\s+|.",
    re.DOTALL,
)


@dataclass(slots=True, eq=False)  # frozen and comparable ones take five times as long to make
class Word:
    """One word of a message, where it stands, and what it sounds like; nobody changes it."""

    text: str
    start: int
    end: int
    plain: str  # clean, in lower case and ASCII digits
    key: str  # phonetic; empty for punctuation
    is_number: bool  # written in digits
    exact: str  # how lists of phrases name just this spelling
    outside: float = 0.0  # how likely it is of no item of an order, where that was looked at
    of_address: bool = False  # whether it is surely a part of an address, where that was looked at

    @classmethod
    def of(cls, text: str, start: int, end: int, plain: str, key: str) -> Word:
        """A word with what follows from its spelling and its sound."""
        return cls(text, start, end, *_looks(plain, key))

    def read_as(self, plain: str, key: str) -> Word:
        """Another word in the place of this one."""
        return Word(self.text, self.start, self.end, *_looks(plain, key), self.outside, self.of_address)


_Looks = tuple[str, str, bool, str]


def _looks(plain: str, key: str) -> _Looks:
    return plain, key, plain[:1].isdecimal(), EXACT + plain if key else ""


class Splitter:
    """The tokenizer of the pipeline: numbers, words of one script and signs each by themselves."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The text as a Doc whose tokens join to exactly that text."""
        words: list[str] = []
        spaces: list[bool] = []
        for piece in PIECE.findall(text):
            if piece[0] == " " and words and not spaces[-1]:
                spaces[-1] = True
                piece = piece[1:]
            if piece:
                words.append(piece)
                spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)


def pipeline() -> Language:
    """A blank pipeline for text of any language, with our splitter."""
    language = spacy.blank("xx", vocab=Vocab())  # without spaCy's looks at a word, which nobody asks for
    language.tokenizer = Splitter(language.vocab)
    return language


_pipeline: Language = pipeline()


@lru_cache(maxsize=REMEMBERED)
def read(text: str) -> tuple[Word, ...]:
    """The words and signs of a message without the spaces; a line's end stays as a sign."""
    global _pipeline
    if len(_pipeline.vocab.strings) > VOCABULARY_LIMIT:
        _pipeline = pipeline()
    return tuple(
        Word(token.text, token.idx, token.idx + len(token), *_heard(token.text))
        for token in _pipeline.make_doc(text)
        if not token.text.isspace() or "\n" in token.text
    )


@lru_cache(maxsize=CACHED_WORDS)
def _heard(word: str) -> _Looks:
    word = SHORT_FOR.get(word.casefold(), word)
    return _looks(clean(word), key(word))
