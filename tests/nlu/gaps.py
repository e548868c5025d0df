"""`python -m tests.nlu.gaps`: brings the known gaps of all corpora up to date with what the trained model gets wrong.

It trains where the pages have changed, and rewrites nothing but the lists. What is new is shown: whether it may stay is
for whoever changed the pages to decide.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from engine.settings import ROOT
from nlu.pages.folders import Corpus, corpora
from tests.nlu import trained
from tests.nlu.faults import faults_of

HEAD = "known_gaps:"


def with_gaps(text: str, gaps: Sequence[str]) -> str:
    """The text of a corpus with these known gaps instead of those that it has; all else stays as it is written."""
    lines = list(_without_gaps(text.splitlines()))
    if gaps:
        lines += [HEAD, *(f"- {json.dumps(gap, ensure_ascii=False)}" for gap in gaps)]
    return "\n".join(lines) + "\n"


def _without_gaps(lines: Sequence[str]) -> Iterator[str]:
    """The lines that belong to another key."""
    of_gaps = False
    for line in lines:
        if line[:1].strip("- #"):
            of_gaps = line.startswith(HEAD)
        if not of_gaps:
            yield line


def bring_up_to_date(corpus: Corpus, wrong: dict[str, str]) -> Iterator[str]:
    """Rewrites the gaps of a corpus and says what is new and what is understood now."""
    before, now = corpus.known_gaps, list(wrong)
    if before == now:
        return
    text = corpus.file.read_text(encoding="utf-8")
    corpus.file.write_text(with_gaps(text, now), encoding="utf-8")
    yield f"{corpus.file.relative_to(ROOT)}: {len(now)} known gaps, {len(before)} before"
    yield from (f"  new: {gap!r} {wrong[gap]}" for gap in now if gap not in before)
    yield from (f"  closed: {gap!r}" for gap in before if gap not in wrong)


def main() -> int:
    """Goes through every corpus of an intent."""
    with TemporaryDirectory() as logs:
        model = trained.train(Path(logs))
    with trained.loaded(model) as agent:
        understand = trained.remembering(trained.parsing(agent))
        for corpus in corpora(ROOT):
            for line in bring_up_to_date(corpus, faults_of(corpus, understand)):
                print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
