"""A message as words: a blank spaCy pipeline that splits what people glue together (2kg, 5किलो)."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

import spacy
from munshi_spelling import key
from munshi_spelling.script import clean
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

EXACT = "="  # before a word in a list of phrases: this spelling, not whatever sounds like it
REMEMBERED = 8  # messages, each of which is asked for several times while it is understood
CACHED_WORDS = 1 << 14
VOCABULARY_LIMIT = 200_000  # strings after which the pipeline is built anew: spaCy never forgets one
DEVANAGARI = "\u0900-\u0963\u0970-\u097f"
PIECE = re.compile(
    r"\d+(?:,\d{2,3})+(?!\d)(?:\.\d+)?|\d+\.\d+|\d+"  # 1,250.50  2.5  12
    rf"|[{DEVANAGARI}\u200c\u200d]+"
    rf"|(?:[^\W\d_{DEVANAGARI}](?:['’](?=[^\W\d_]))?)+"
    r"|\s+|.",
    re.DOTALL,
)


@dataclass(frozen=True)
class Word:
    """One word of a message, where it stands, and what it sounds like."""

    text: str
    start: int
    end: int
    plain: str  # clean, in lower case and ASCII digits
    key: str  # phonetic; empty for punctuation
    is_number: bool = field(init=False, compare=False, repr=False)  # written in digits
    exact: str = field(init=False, compare=False, repr=False)  # how lists of phrases name just this spelling

    def __post_init__(self) -> None:
        """Finds once what is asked hundreds of times."""
        object.__setattr__(self, "is_number", self.plain[:1].isdecimal())
        object.__setattr__(self, "exact", EXACT + self.plain if self.key else "")


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
    language = spacy.blank("xx")
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
        Word(token.text, token.idx, token.idx + len(token), *_sound(token.text))
        for token in _pipeline.make_doc(text)
        if not token.is_space or "\n" in token.text
    )


@lru_cache(maxsize=CACHED_WORDS)
def _sound(word: str) -> tuple[str, str]:
    return clean(word), key(word)
