"""`make confusions`: how well the pages teach, by the held-out sentences of `tests/`, for who writes pages."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from engine import yaml_files
from nlu.intents.classifier import NO_INTENT
from nlu.intents.features import WORD
from nlu.pages.folders import LANGUAGES, corpora, pages
from nlu.pages.trial import Example, Trial, examples, fallback_below
from nlu.words.reading import read

MISSPELT = "misspelt"  # stands for the language of sentences that people misspelt
COLUMNS = {**LANGUAGES, MISSPELT: "misspelt"}
PAIRS, SENTENCES, WORDS, WEAKEST = 10, 3, 30, 10  # how much is shown of each
WIDTH = 24
FEW_RIGHT = 0.9


class Heard(NamedTuple):
    """A held-out sentence and what it was taken for."""

    text: str
    language: str
    intent: str
    guess: str
    confidence: float
    strange: tuple[str, ...]  # its words that are on no page

    @property
    def right(self) -> bool:
        """Whether it was understood."""
        return self.guess == self.intent


def held_out(root: Path) -> list[Example]:
    """The sentences of the corpora, and those that people misspelt, of intents that have a page."""
    said = [
        Example(text, corpus.intent, language)
        for corpus in corpora(root)
        for text, language, _ in corpus.sentences()
    ]
    for file in sorted((root / "tests" / "nlu").glob("misspelt*.yml")):
        said += [
            Example(each["text"], each["intent"], MISSPELT)
            for each in yaml_files.read(file.read_text(encoding="utf-8"))
        ]
    taught = {page.intent for page in pages(root)}
    return [each for each in said if each.intent in taught]


def hear(trial: Trial, said: Iterable[Example]) -> list[Heard]:
    """Every sentence with the best guess."""
    found = []
    for text, intent, language in said:
        guess, confidence = trial.rank(text)[0]
        strange = tuple(
            word.text
            for word in read(text)
            if word.key and not word.is_number and not trial.model.knows(f"{WORD}{word.key}")
        )
        found.append(Heard(text, language, intent, guess, confidence, strange))
    return found


def report(heard: Sequence[Heard], of: Sequence[str] = ()) -> Iterator[str]:
    """The lines of the report: the worst of everything, or all about the intents that are named."""
    if of:
        heard = [each for each in heard if each.intent in of or each.guess in of]
    taken = [each for each in heard if not each.right and each.guess != NO_INTENT]
    refused = [each for each in heard if not each.right and each.guess == NO_INTENT]
    yield from _by_intent(heard)
    yield from _pairs(taken, everything=bool(of))
    yield from _refused(refused, everything=bool(of))
    yield from _strange_words([*taken, *refused])
    yield from _what_next(heard)


def _by_intent(heard: Sequence[Heard]) -> Iterator[str]:
    """The intents that are weak somewhere, and all together."""
    yield "HOW MANY HELD-OUT SENTENCES ARE UNDERSTOOD, of how many"
    yield (f"{'':{WIDTH}}" + "".join(f"{name:>12}" for name in COLUMNS.values())).rstrip()
    counts: defaultdict[str, Counter[tuple[str, bool]]] = defaultdict(Counter)
    for each in heard:
        counts[each.intent][each.language, each.right] += 1
        counts[""][each.language, each.right] += 1
    weak = {intent for intent, _ in _weak(heard)}
    for intent in [*sorted(weak), ""]:
        cells = [_share(counts[intent], language) for language in COLUMNS]
        yield f"{intent or 'all':{WIDTH}}" + "".join(f"{cell:>12}" for cell in cells)
    strong = len(counts) - 1 - len(weak)
    if strong > 0:
        yield f"{strong} more intents are understood nine times of ten or better in every language."


def _share(counts: Counter[tuple[str, bool]], language: str) -> str:
    right, wrong = counts[language, True], counts[language, False]
    return f"{right}/{right + wrong}" if right + wrong else "–"


def _pairs(wrong: Sequence[Heard], *, everything: bool) -> Iterator[str]:
    pairs: defaultdict[tuple[str, str], list[Heard]] = defaultdict(list)
    for each in wrong:
        pairs[each.intent, each.guess].append(each)
    ordered = sorted(pairs.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    yield f"\nTAKEN FOR ANOTHER INTENT: {len(wrong)} sentences; the per cent say how sure it was"
    for (intent, guess), found in ordered if everything else ordered[:PAIRS]:
        yield f"  {intent}, taken for {guess}: {len(found)}"
        yield from _lines(found, everything=everything)
    if len(ordered) > PAIRS and not everything:
        yield f"  … and {len(ordered) - PAIRS} more pairs."


def _refused(refused: Sequence[Heard], *, everything: bool) -> Iterator[str]:
    of = Counter(each.intent for each in refused).most_common(WEAKEST)
    yield f"\nNOT UNDERSTOOD AT ALL: {len(refused)} sentences"
    if of:
        yield "  mostly of " + ", ".join(f"{intent} ({count})" for intent, count in of)
    yield from _lines(refused, everything=everything)


def _lines(found: Sequence[Heard], *, everything: bool) -> Iterator[str]:
    """Sentences with their unknown words, the surest mistakes first."""
    surest = sorted(found, key=lambda each: -each.confidence)
    for each in surest if everything else surest[:SENTENCES]:
        strange = f"   (on no page: {', '.join(each.strange)})" if each.strange else ""
        text = each.text.replace("\n", " / ")
        yield f"    {100 * each.confidence:3.0f} %  {COLUMNS[each.language]:8}  {text}{strange}"


def _strange_words(wrong: Sequence[Heard]) -> Iterator[str]:
    counts = Counter(word.lower() for each in wrong for word in each.strange)
    often = [f"{word} ({count})" if count > 1 else word for word, count in counts.most_common(WORDS)]
    yield "\nWORDS THAT ARE ON NO PAGE, in sentences that were not understood"
    yield "    " + (", ".join(often) or "none")


def _what_next(heard: Sequence[Heard]) -> Iterator[str]:
    yield "\nWHAT TO DO NEXT"
    for intent, language in _weak(heard)[:WEAKEST]:
        if language != MISSPELT:
            yield f"  - Write more {COLUMNS[language]} examples of {intent}, in ways that are not on its page yet."
    pairs = Counter((each.intent, each.guess) for each in heard if not each.right and each.guess != NO_INTENT)
    for (intent, guess), count in pairs.most_common(3):
        if count > 1:
            yield f"  - {intent} and {guess} are mixed up: docs/intents.md says where one ends and the other begins."
            yield "    Move the examples that stand on the wrong page, and show on both what makes the difference."
    yield "  - An unknown word of everyday language belongs in nlu/intents/concept_words.yml, beside its like."
    yield "  - Never copy a sentence from tests/ onto a page: write the habit behind it in other words."
    yield "  - All the mistakes of one intent: make confusions name=modify_order"


def _weak(heard: Sequence[Heard]) -> list[tuple[str, str]]:
    """Intents with the language in which few are understood, the weakest first."""
    by_place: defaultdict[tuple[str, str], list[bool]] = defaultdict(list)
    for each in heard:
        by_place[each.intent, each.language].append(each.right)
    shares = {place: sum(right) / len(right) for place, right in by_place.items()}
    return sorted((place for place in shares if shares[place] < FEW_RIGHT), key=lambda place: shares[place])


def main(of: Sequence[str]) -> int:
    """Learns from the pages, in half a minute, and prints the report."""
    root = Path.cwd()
    trial = Trial(examples(root), fallback_below(root))
    for line in report(hear(trial, held_out(root)), of):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
