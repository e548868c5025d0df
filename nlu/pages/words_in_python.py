"""What of the lexicon stands in the wrong place: lists of words in Python, and words that stand twice."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from nlu.words.lexicon import SHARED, load, shared_words
from spelling.script import is_devanagari

ONCE_BY_THEMSELVES = frozenset(
    {"orders", "orders_phrases"}
)  # a lexicon of their own, by sound and by spelling
FEWEST_WORDS, FEWEST_COMPARED = 3, 2
OF_A_WORD = frozenset({"plain", "key", "text", "exact"})
WORD = re.compile(r"[a-z']+|[^\x00-\x7f]+")
# Their lists say what a word means, not what it does; a word may stand in one of them and among the roles.
TABLES = frozenset({"concepts", "festivals", "numbers", "slips", "sums", "times", "units"})
SENT = frozenset({"nlu_fallback", "hand_back"})  # intents without a page
HINDI = ("languages", "hindi")


def misplaced_words(root: Path) -> Iterator[str]:
    """One line for each list of words in Python under nlu/, and for each word of the lexicon that stands twice."""
    lists = {file.stem: load(file) for file in sorted((root / "nlu" / "lexicon").glob("*.yml"))}
    roles = list(shared_words(lists.get(SHARED, {})))
    hindi = {word for words, of in roles if ".".join(HINDI) in of for word in words}
    hindi |= set(str(lists.get(HINDI[0], {}).get(HINDI[1], "")).split())
    names = {
        part
        for file, content in lists.items()
        for role, _ in _flat(content, file)
        for part in role.split(".")
    }
    for file in sorted((root / "nlu").rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for line in sorted(set(_lists_of_words(tree, hindi, names))):
            yield f"{file}:{line}: a list of words; give it a name in nlu/lexicon."
    intents = {page.stem for page in (root / "data").glob("*/*.yml")} | SENT
    yield from _repeated(root, lists, roles, intents)


def _lists_of_words(tree: ast.AST, hindi: set[str], names: set[str]) -> Iterator[int]:
    """The lines on which words stand in Python: in a collection, or compared with a word of a message."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Set | ast.Tuple | ast.List):
            words = _words(node)
            of_talk = (
                len(words) >= FEWEST_WORDS and not hindi.isdisjoint(words) and not names.issuperset(words)
            )
            if any(map(is_devanagari, words)) or of_talk:
                yield node.lineno
        elif isinstance(node, ast.Compare) and _is_of_a_word(node.left):
            if any(len(_words(each)) >= FEWEST_COMPARED for each in node.comparators):
                yield node.lineno
        elif isinstance(node, ast.Call) and _is_split(node.func):
            yield node.lineno


def _words(node: ast.AST) -> list[str]:
    """The words that a collection lists, as far as it is one of words."""
    if not isinstance(node, ast.Set | ast.Tuple | ast.List):
        return []
    said = [
        each.value for each in node.elts if isinstance(each, ast.Constant) and isinstance(each.value, str)
    ]
    return [each for each in said if WORD.fullmatch(each)]


def _is_of_a_word(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr in OF_A_WORD


def _is_split(node: ast.AST) -> bool:
    """Whether a written string of several words is split."""
    if not (
        isinstance(node, ast.Attribute) and node.attr == "split" and isinstance(node.value, ast.Constant)
    ):
        return False
    return len(str(node.value.value).split()) >= FEWEST_WORDS


def _repeated(
    root: Path,
    lists: dict[str, dict[str, Any]],
    roles: Sequence[tuple[list[str], list[str]]],
    intents: set[str],
) -> Iterator[str]:
    """A word with several roles stands once, with all of them."""
    places: dict[str, list[str]] = defaultdict(list)
    known: set[str] = set()
    for file, content in lists.items():
        for role, words in _flat(content, file) if file not in ONCE_BY_THEMSELVES else ():
            known.add(role)
            said = words.split()
            is_of_words = not _is_of_phrases(words) and not intents.issuperset(said)
            for word in said if is_of_words and file not in TABLES | {SHARED} else ():
                places[word.lstrip("=") or word].append(role)
    for together, of in roles:
        for word in together:
            places[word].append(f"{SHARED}.yml")
        for role in of:
            if role.lstrip("=") not in known:
                yield f"{root / 'nlu/lexicon/words.yml'}: there is no list {role}."
    for word, found in places.items():
        if len(found) > 1:
            where = ", ".join(dict.fromkeys(found))
            yield f"{root / 'nlu/lexicon/words.yml'}: {word} stands in {where}; give it one line with its roles."


def _is_of_phrases(words: str) -> bool:
    """Whether a list has phrases, one a line, with alternatives by a slash, and no single words."""
    said = words.split()
    return "\n" in words.strip() or 2 * sum("/" in word for word in said) > len(said)


def _flat(content: dict[str, Any], path: str) -> Iterator[tuple[str, str]]:
    for name, words in content.items():
        if isinstance(words, dict):
            yield from _flat(words, f"{path}.{name}")
        elif not isinstance(words, list):  # of patterns
            yield f"{path}.{name}", str(words)
