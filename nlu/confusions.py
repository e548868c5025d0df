"""`make confusions`: how well the pages teach, sentence by sentence of the corpora, for who writes pages."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from nlu.classifier import NO_INTENT
from nlu.features import WORD
from nlu.pages import LANGUAGES, Corpus, corpora, pages
from nlu.reading import read
from nlu.trial import Trial, examples, fallback_below

SHOWN = 8  # sentences of a pair of intents
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


def hear(trial: Trial, said: Sequence[Corpus]) -> list[Heard]:
    """Every sentence of the corpora with the best guess."""
    found = []
    for corpus in said:
        for text, language, _ in corpus.sentences():
            guess, confidence = trial.rank(text)[0]
            strange = tuple(
                word.text
                for word in read(text)
                if word.key and not word.is_number and not trial.model.knows(f"{WORD}{word.key}")
            )
            found.append(Heard(text, language, corpus.intent, guess, confidence, strange))
    return found


def report(heard: Sequence[Heard]) -> Iterator[str]:
    """The lines of the report."""
    yield from _by_intent(heard)
    yield from _pairs([each for each in heard if not each.right and each.guess != NO_INTENT])
    yield from _refused([each for each in heard if not each.right and each.guess == NO_INTENT])
    yield from _strange_words([each for each in heard if not each.right])
    yield from _what_next(heard)


def _by_intent(heard: Sequence[Heard]) -> Iterator[str]:
    yield "RIGHT OF ALL HELD-OUT SENTENCES"
    yield f"{'':{WIDTH}}" + "".join(f"{name:>12}" for name in LANGUAGES.values())
    counts: defaultdict[str, Counter[tuple[str, bool]]] = defaultdict(Counter)
    for each in heard:
        counts[each.intent][each.language, each.right] += 1
        counts["all"][each.language, each.right] += 1
    for intent in [*sorted(set(counts) - {"all"}), "all"]:
        yield f"{intent:{WIDTH}}" + "".join(
            f"{_share(counts[intent], language):>12}" for language in LANGUAGES
        )


def _share(counts: Counter[tuple[str, bool]], language: str) -> str:
    right, wrong = counts[language, True], counts[language, False]
    return f"{right}/{right + wrong}" if right + wrong else "–"


def _pairs(wrong: Sequence[Heard]) -> Iterator[str]:
    yield "\nTAKEN FOR ANOTHER INTENT, the most frequent pair first"
    pairs: defaultdict[tuple[str, str], list[Heard]] = defaultdict(list)
    for each in wrong:
        pairs[each.intent, each.guess].append(each)
    for (intent, guess), found in sorted(pairs.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        yield f"{intent} → {guess}: {len(found)}"
        yield from (_line(each) for each in sorted(found, key=lambda each: -each.confidence)[:SHOWN])


def _refused(refused: Sequence[Heard]) -> Iterator[str]:
    yield f"\nNOT UNDERSTOOD AT ALL: {len(refused)}"
    for each in sorted(refused, key=lambda each: each.intent):
        yield f"{_line(each)}  ({each.intent})"


def _line(each: Heard) -> str:
    strange = f"  unknown: {', '.join(each.strange)}" if each.strange else ""
    text = each.text.replace("\n", " / ")
    return f"    {100 * each.confidence:3.0f} %  {each.language:8} {text}{strange}"


def _strange_words(wrong: Sequence[Heard]) -> Iterator[str]:
    yield "\nWORDS THAT ARE ON NO PAGE, in sentences that were not understood"
    counts = Counter(word.lower() for each in wrong for word in each.strange)
    often = [f"{word} ({count})" if count > 1 else word for word, count in counts.most_common(60)]
    yield "    " + (", ".join(often) or "none")


def _what_next(heard: Sequence[Heard]) -> Iterator[str]:
    yield "\nWHAT TO DO NEXT"
    weak = [f"{intent} in {LANGUAGES[language]}" for intent, language in _weak(heard)]
    if weak:
        yield "    Write more examples, in ways that are not there yet, of " + "; ".join(weak) + "."
    pairs = Counter((each.intent, each.guess) for each in heard if not each.right and each.guess != NO_INTENT)
    for (intent, guess), count in pairs.most_common(3):
        if count > 1:
            yield (
                f"    {intent} and {guess} are mixed up: see their border in docs/intents.md, move examples that stand "
                "on the wrong page, and show on both what makes the difference."
            )
    yield "    An unknown word of everyday language belongs in nlu/concept_words.yml, beside those that mean the same."
    yield "    Never copy a sentence from tests/ onto a page: write the habit behind it in other words."


def _weak(heard: Sequence[Heard]) -> list[tuple[str, str]]:
    by_place: defaultdict[tuple[str, str], list[bool]] = defaultdict(list)
    for each in heard:
        by_place[each.intent, each.language].append(each.right)
    shares = {place: sum(right) / len(right) for place, right in by_place.items()}
    return sorted((place for place in shares if shares[place] < FEW_RIGHT), key=lambda place: shares[place])[
        :10
    ]


def main() -> int:
    """Trains on the pages, in about a minute, and prints the report."""
    root = Path.cwd()
    taught = {page.intent for page in pages(root)}
    trial = Trial(examples(root), fallback_below(root))
    for line in report(hear(trial, [corpus for corpus in corpora(root) if corpus.intent in taught])):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
