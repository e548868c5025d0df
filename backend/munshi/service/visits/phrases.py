"""Phrases by the words they begin with: a message looks up its own, and is not held against each of hundreds. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

Phrase = tuple[str, ...]


class Phrases:
    """Phrases, each with what it names."""

    def __init__(self, named: Iterable[tuple[Phrase, str]]) -> None:
        self._beginning = dict[str, list[tuple[Phrase, str]]]()
        for phrase, name in named:
            self._beginning.setdefault(phrase[0], []).append((phrase, name))

    def within(self, said: Phrase) -> Iterator[tuple[int, int, str]]:
        """Where each phrase stands in what was said, how many words it has, and what it names; the first one first."""
        for at, word in enumerate(said):
            for phrase, name in self._beginning.get(word, ()):
                if said[at : at + len(phrase)] == phrase:
                    yield at, len(phrase), name


def of_lists(lists: Mapping[str, Sequence[Phrase]]) -> Mapping[str, Phrases]:
    """The phrases of each list, which name nothing else."""
    return {wanted: Phrases((phrase, wanted) for phrase in phrases) for wanted, phrases in lists.items()}
