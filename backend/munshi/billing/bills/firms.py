"""The name of a firm, as somebody writes it beside the number of its registration. Pure, but for the list of words."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import dropwhile
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("firms.yml")
CLAUSE = re.compile(r"[,;\n।]|\.(?=\s|$)")
SIGNS = " .:-\"'*"
LONGEST = 100


def find(text: str, gstin: str) -> str | None:
    """The words behind *firm* in its clause, without those for the number: "firm ka naam Shree Traders".

    So are those of a clause that begins with *naam*.
    """
    for clause in CLAUSE.split(re.sub(re.escape(gstin), ",", text, flags=re.IGNORECASE)):
        words = [word for word in (each.strip(SIGNS) for each in clause.split()) if word]
        places = [at for at, word in enumerate(words) if word.casefold() in _words("firm")]
        if places and (name := _name(words[places[-1] + 1 :])):
            return name
        if words and words[0].casefold() in _words("called") and (name := _name(words[1:])):
            return name
    return None


def _name(words: Sequence[str]) -> str | None:
    begun = list(dropwhile(lambda word: word.casefold() in _words("between"), words))
    ended = list(dropwhile(lambda word: word.casefold() in _words("behind"), reversed(begun)))
    return " ".join(reversed(ended))[:LONGEST] or None


@cache
def _words(role: str) -> frozenset[str]:
    return frozenset(yaml.safe_load(FILE.read_text("utf-8"))[role].split())
