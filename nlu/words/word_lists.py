"""The lists of orders, which still lie beside their readers; all others stand in the lexicon."""

from pathlib import Path

from nlu.words.lexicon import Lexicon, load


class WordLists(Lexicon):
    """The lists of a file of its own."""

    def __init__(self, file: Path) -> None:
        super().__init__(load(file))
