"""What a model understands of the held-out sentences, and which of them the model before took otherwise.

First the intents, then what orders hold: of a message with goods the order lines, as the tagger of talk lets them be
read with the right intent.

`python -m nlu.pages.comparison MODEL [BEFORE]`, each the archive of a model; `make train` prints it.
"""

from __future__ import annotations

import json
import sys
import tarfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from engine.model.cache import Cache, configured
from engine.model.shelf import name_of
from engine.settings import ROOT
from nlu.intents.classifier import IntentModel
from nlu.orders.talk.tagger import OF_ITEMS, TalkTagger
from nlu.pages.confusions import COLUMNS, held_out
from nlu.pages.folders import corpora
from nlu.pages.trial import MOMENT, Example, fallback_below
from nlu.understanding import Before, understand
from nlu.values.message import values
from nlu.words.reading import read

COMPONENT = "LinearIntentClassifier"
TALK = "talk.crfsuite"
KIND = "heard"
PROCESSES = 2
OF_LINES = "\nOF HOW MANY HELD-OUT SENTENCES WITH GOODS THE ORDER LINES ARE RIGHT, of how many"
WIDTH = 24
SHOWN = 60  # sentences of each kind

Guesses = Mapping[
    str, str
]  # the intent for which each sentence is taken, or the order lines that it is read as


def guesses(archive: Path, texts: Sequence[str], cache: Cache | None) -> Guesses:
    """What the model makes of the texts; what it has heard before it need not hear again."""
    kept = cache.get(KIND, name_of(archive)) if cache else None
    known: dict[str, str] = json.loads(kept) if kept else {}
    new = [text for text in dict.fromkeys(texts) if text not in known]
    if new:
        known |= _heard(archive, new)
        if cache:
            cache.put(KIND, name_of(archive), json.dumps(known).encode())
    return known


def _heard(archive: Path, texts: Sequence[str]) -> dict[str, str]:
    with TemporaryDirectory() as folder, ProcessPoolExecutor(PROCESSES) as pool:
        intents = unpacked(archive, Path(folder))
        parts = [texts[at::PROCESSES] for at in range(PROCESSES)]
        found = pool.map(_hear, [intents] * PROCESSES, parts)
        return {text: intent for part in found for text, intent in part.items()}


def _hear(intents: Path, texts: Sequence[str]) -> dict[str, str]:
    """In a process of its own: the best guess for each text."""
    rank, threshold = IntentModel.load(intents).rank, fallback_below(ROOT)
    return {text: understand(text, rank, Before(), threshold).ranking[0][0] for text in texts}


def unpacked(archive: Path, folder: Path) -> Path:
    """Where the weights of an archive lie, once they are taken out of it."""
    with tarfile.open(archive) as packed:
        packed.extractall(folder, [each for each in packed if COMPONENT in each.name], filter="data")
    return next(folder.rglob("intents.json")).parent


def with_lines(root: Path) -> list[Example]:
    """The sentences of the corpora that hold order lines, with these for what they shall be taken for."""
    return [
        Example(text, told(value["order_line"]), language)
        for corpus in corpora(root)
        if corpus.intent in OF_ITEMS
        for text, language, value in corpus.sentences()
        if value.get("order_line")
    ]


def lines(archive: Path, root: Path) -> Guesses:
    """What each sentence with order lines is read as, with what the model has learnt of talk."""
    with tarfile.open(archive) as packed:
        (weights,) = (each for each in packed if each.name.endswith(TALK))
        tagger = TalkTagger(packed.extractfile(weights).read())  # type: ignore[union-attr]
    return {
        text: told(_read(tagger, text, corpus.intent))
        for corpus in corpora(root)
        if corpus.intent in OF_ITEMS
        for text, _, value in corpus.sentences()
        if value.get("order_line")
    }


def _read(tagger: TalkTagger, text: str, intent: str) -> list[Mapping[str, Any]]:
    words = tagger.marked(read(text), intent)
    found = values(text, words, MOMENT, intent, asked=False)
    return [each.value for each in found if each.entity == "order_line"]


def told(said: Mapping[str, Any] | Iterable[Mapping[str, Any]]) -> str:
    """Order lines as a person reads them: 2 kg aata, remove ande."""
    several = [said] if isinstance(said, Mapping) else said
    return ", ".join(" ".join(filter(None, _parts(line))) for line in several) or "nothing"


def _parts(line: Mapping[str, Any]) -> Iterator[str]:
    pack = line.get("pack") or {}
    yield line.get("op") or ""
    yield str(line.get("quantity") or "")
    yield line.get("unit") or ""
    yield f"of {pack['quantity']} {pack['unit']}" if pack else ""
    yield line.get("name") or ""


def report(
    said: Sequence[Example],
    after: Guesses,
    before: Guesses | None,
    names: Sequence[str],
    title: str = "HOW MANY HELD-OUT SENTENCES ARE UNDERSTOOD, of how many",
) -> Iterator[str]:
    """The lines of the report."""
    yield title
    yield f"{'':{WIDTH}}" + "".join(f"{name:>12}" for name in (*COLUMNS.values(), "all"))
    yield _counts(said, after, names[0])
    if before is None:
        yield "There is no model before to compare it with."
        return
    yield _counts(said, before, f"before: {names[1]}")
    better = [each for each in said if before[each.text] != each.intent == after[each.text]]
    worse = [each for each in said if before[each.text] == each.intent != after[each.text]]
    yield from _changed("BETTER", better, before, "was taken for")
    yield from _changed("WORSE", worse, after, "is taken for")


def _counts(said: Sequence[Example], taken: Guesses, name: str) -> str:
    right = Counter(each.language for each in said if taken[each.text] == each.intent)
    of = Counter(each.language for each in said)
    cells = [f"{right[language]}/{of[language]}" for language in COLUMNS]
    return f"{name:{WIDTH}}" + "".join(f"{cell:>12}" for cell in (*cells, f"{right.total()}/{of.total()}"))


def _changed(title: str, changed: Sequence[Example], wrong: Guesses, how: str) -> Iterator[str]:
    yield f"\n{title}: {len(changed)} sentences"
    for each in changed[:SHOWN]:
        text = each.text.replace("\n", " / ")
        yield f"  {COLUMNS[each.language]:8}  {each.intent}, {how} {wrong[each.text]}: {text}"
    if len(changed) > SHOWN:
        yield f"  … and {len(changed) - SHOWN} more."


def main(typed: Sequence[str]) -> int:
    """Prints the report."""
    models, cache = [Path(each) for each in typed], configured()
    said = held_out(ROOT)
    texts = [each.text for each in said]
    after, *before = [guesses(model, texts, cache) for model in models]
    names = [name_of(model) for model in models]
    for line in report(said, after, before[0] if before else None, names):
        print(line)
    after, *before = [lines(model, ROOT) for model in models]
    for line in report(with_lines(ROOT), after, before[0] if before else None, names, OF_LINES):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
