"""The clauses of words that say in whose name a bill shall be."""

from collections.abc import Sequence

from munshi.word_lists import WordLists

_words = WordLists(__file__, "bill_names.yml").words
SIGNS = " .,:;-\"'*!?।"
ENDS = ",;।.\n!?"  # of a clause, behind a word


def clauses_of(words: Sequence[str]) -> Sequence[Sequence[str]]:
    """The clauses, each with its words; the dot behind *M/s.* ends none."""
    clauses: list[list[str]] = [[]]
    for word in words:
        clauses[-1].append(word)
        if word[-1] in ENDS and key_of(word) not in _words("short"):
            clauses.append([])
    return clauses


def of_bill(words: Sequence[str]) -> Sequence[Sequence[str]]:
    """The same, where one that names a house goes on from the bill before it: *Class 5B, St Xavier School*."""
    found: list[list[str]] = []
    for clause in clauses_of(words):
        if found and _goes_on(found[-1]) and _names_house(clause):
            found[-1].extend(clause)
        else:
            found.append(list(clause))
    return found


def key_of(word: str) -> str:
    """A word as the lists have it."""
    return word.strip(SIGNS).casefold()


def _goes_on(clause: Sequence[str]) -> bool:
    """Whether a clause speaks of a bill and ends in a comma."""
    return clause[-1:] != [] and clause[-1].endswith(",") and _speaks_of_bill(clause)


def _names_house(clause: Sequence[str]) -> bool:
    """Whether it ends as a house is called, but for what says that it is the name: no road is named after one."""
    keys = [key_of(word) for word in clause]
    while keys and keys[-1] in _words("of") | _words("name") | _words("from") | {""}:
        keys.pop()
    return bool(keys) and keys[-1] in _words("houses") and not _speaks_of_bill(clause)


def _speaks_of_bill(clause: Sequence[str]) -> bool:
    return any(key_of(word) in _words("bill") for word in clause)
