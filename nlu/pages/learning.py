"""`python -m nlu.pages.learning [FOLDER]`: learns the intents of all pages, so that Rasa finds them learnt.

What differs from what Rasa reads is learnt when Rasa asks for it.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from pathlib import Path

from engine import progress
from engine.model import cache
from engine.settings import ROOT
from nlu.intents.learning import prepare
from nlu.pages.folders import pages_in


def taught(folder: Path) -> tuple[list[str], list[str]]:
    """The examples of all pages and the intent of each, as Rasa reads them: none twice."""
    found = dict.fromkeys(
        (text, intent, language)
        for page in pages_in(folder)
        for intent, language, lines in page.blocks()
        for text in lines
    )
    return [text for text, _, _ in found], [intent for _, intent, _ in found]


def main(typed: Sequence[str]) -> int:
    """Always 0: who needs what could not be learnt here says why."""
    gc.disable()  # nothing of what is read goes before the end
    kept = cache.configured()
    texts, intents = taught(Path(typed[0]) if typed else ROOT / "data")
    if kept is not None and len(set(intents)) > 1:
        prepare(texts, intents, kept, progress.tell)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
