"""What a model understands of the held-out sentences, and which of them the model before took otherwise.

`python -m nlu.pages.comparison MODEL [BEFORE]`, each the archive of a model; `make train` prints it.
"""

from __future__ import annotations

import json
import sys
import tarfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from engine.model.cache import Cache, configured
from engine.model.shelf import name_of
from engine.settings import ROOT
from nlu.intents.classifier import IntentModel
from nlu.pages.confusions import COLUMNS, held_out
from nlu.pages.trial import Example, fallback_below
from nlu.understanding import Before, understand

COMPONENT = "LinearIntentClassifier"
KIND = "heard"
PROCESSES = 2
WIDTH = 24
SHOWN = 60  # sentences of each kind

Guesses = Mapping[str, str]  # the intent for which each sentence is taken


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


def report(
    said: Sequence[Example], after: Guesses, before: Guesses | None, names: Sequence[str]
) -> Iterator[str]:
    """The lines of the report."""
    yield "HOW MANY HELD-OUT SENTENCES ARE UNDERSTOOD, of how many"
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
    for line in report(said, after, before[0] if before else None, [name_of(model) for model in models]):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
