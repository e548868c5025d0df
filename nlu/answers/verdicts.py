"""Of which requests a message says yes and of which no: "EXP-21 manzoor, EXP-22 namanzoor"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from nlu.answers.labelling import AFTER_NAMES, Label, Labelled
from nlu.words.found import Found
from nlu.words.lexicon import lexicon

DECIDING = frozenset({Label.GRANT, Label.REJECT, Label.NO})
LONGEST_NAME = 2  # words, of somebody who is known to be named by what is said of them alone
AGREED = lexicon("decisions").spelt("agreed")


class Named(NamedTuple):
    """A request that is named, by its reference or whose it is, at the words from `start` to `end`."""

    start: int
    end: int
    reference: str | None
    person: str | None


class Verdicts(NamedTuple):
    """Each that is named with what is said of it, and the words that refuse."""

    each: list[dict[str, Any]]
    refusing: Labelled


def verdicts(labelled: Labelled, found: Sequence[Found]) -> Verdicts | None:
    """None where not both a yes and a no are said of what is named."""
    named = sorted([*_named(labelled, found), *_named_alone(labelled, found)])
    breaks = [at for at, (_, label) in enumerate(labelled) if label is Label.BREAK]
    for cuts in (_turns(labelled, named), [0, *breaks]):
        said = [(part, those, _verdict(part)) for part, those in _cut(labelled, named, cuts)]
        each = [
            {"approve": verdict, "reference": one.reference, "person": one.person}
            for _, those, verdict in said
            for one in those
        ]
        if {one["approve"] for one in each} == {True, False}:
            return Verdicts(each, [word for part, _, verdict in said if not verdict for word in part])
    return None


def _named(labelled: Labelled, found: Sequence[Found]) -> Iterator[Named]:
    """Those that are read as references and as people."""
    for each in found:
        if each.entity in ("reference", "person"):
            at = [place for place, (word, _) in enumerate(labelled) if each.start <= word.start < each.end]
            if at:
                is_reference = each.entity == "reference"
                yield Named(
                    at[0],
                    at[-1] + 1,
                    each.value if is_reference else None,
                    None if is_reference else each.value,
                )


def _named_alone(labelled: Labelled, found: Sequence[Found]) -> Iterator[Named]:
    """Who is named beside somebody else by nothing but what ties a name: "Ramesh ki haan, Sunita ki nahi"."""
    if not any(each.entity == "person" for each in found):
        return
    at = 0
    for is_break, clause in groupby(labelled, lambda each: each[1] is Label.BREAK):
        words = list(clause)
        end = next((i for i, (_, label) in enumerate(words) if label is not Label.OWN), 0)
        rest = words[end:]
        if not is_break and 0 < end <= LONGEST_NAME and len(rest) > 1 and rest[0][0].plain in AFTER_NAMES:
            yield Named(at, at + end, None, " ".join(word.text for word, _ in words[:end]))
        at += len(words)


def _turns(labelled: Labelled, named: Sequence[Named]) -> list[int]:
    """Where a new stretch begins: at a name behind a word that decides, or at such a word behind a name."""
    begins = {each.start for each in named}
    deciding = [at for at in range(len(labelled)) if _decides(labelled, at)]
    if not (named and deciding):
        return [0]
    names_first = min(begins) < deciding[0]
    cuts, has_name, has_word = [0], False, False
    for at in range(len(labelled)):
        if (at in begins and has_word and names_first) or (at in deciding and has_name and not names_first):
            cuts.append(at)
            has_name = has_word = False
        has_name = has_name or at in begins
        has_word = has_word or at in deciding
    return cuts


def _cut(
    labelled: Labelled, named: Sequence[Named], cuts: Sequence[int]
) -> list[tuple[Labelled, list[Named]]]:
    return [
        (labelled[start:end], [each for each in named if start <= each.start < end])
        for start, end in zip(cuts, [*cuts[1:], len(labelled)], strict=True)
    ]


def _decides(labelled: Labelled, at: int) -> bool:
    word, label = labelled[at]
    return label in DECIDING or word.plain in AGREED


def _verdict(part: Labelled) -> bool | None:
    """Whether a stretch says yes or no; its first words that decide do, and a bare no where none do."""
    for own, run in groupby(part, lambda each: each[1] in (Label.OWN, Label.BREAK)):
        labels = {Label.GRANT if word.plain in AGREED else label for word, label in run}
        if own or labels.isdisjoint(DECIDING):
            continue
        return labels.isdisjoint({Label.REJECT, Label.NO})
    return None
