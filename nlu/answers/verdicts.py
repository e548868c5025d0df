"""Of which requests a message says yes and of which no: "EXP-21 manzoor, EXP-22 namanzoor"."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from nlu.answers.labelling import AFTER_NAMES, Label, Labelled
from nlu.words.found import Found
from nlu.words.lexicon import lexicon
from nlu.words.reading import Word

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
    breaks = [at for at, (_, label) in enumerate(labelled) if label is Label.BREAK]
    alone, read = list(_named_alone(labelled, found)), list(_named(labelled, found))
    of_why = [each for each in read if _is_of_why(each, alone, breaks)]
    why = {at for each in of_why for at in range(each.start, each.end)}
    labelled = [(word, Label.OWN if at in why else label) for at, (word, label) in enumerate(labelled)]
    named = sorted([*alone, *(each for each in read if each not in of_why)])
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


def _is_of_why(named: Named, alone: Sequence[Named], breaks: Sequence[int]) -> bool:
    """Whether a name stands behind another with which its clause began: "murugan reject, lot of dispatch"."""
    clause = bisect(breaks, named.start)
    before = (each for each in alone if each.start < named.start)
    return named.person is not None and any(bisect(breaks, each.start) == clause for each in before)


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
    """What is named by nothing but the word that is said of it: "kavitha approve, murugan reject", "11 haan, 12 nahi".

    It stands first in its clause; a number is a reference, and other words are a name.
    """
    read = [(each.start, each.end) for each in found if each.entity in ("reference", "person")]
    at = 0
    for is_break, clause in groupby(labelled, lambda each: each[1] is Label.BREAK):
        words = list(clause)
        decides = next((i for i in range(len(words)) if _decides(words, i)), 0)
        for start, end in () if is_break else _runs(words[:decides]):
            named = [word for word, _ in words[start:end]]
            if any(first <= named[0].start < last for first, last in read):
                continue
            if named[0].is_number:
                yield Named(at + start, at + end, named[0].plain, None)
            else:
                yield Named(at + start, at + end, None, " ".join(word.text for word in named))
        at += len(words)


def _runs(words: Labelled) -> Iterator[tuple[int, int]]:
    """Where a name or a number stands: one number, or so few words as a name has that are nothing else."""
    at = 0
    while at < len(words):
        word, label = words[at]
        end = at + 1
        if not word.is_number:
            while end < len(words) and label is Label.OWN and _is_own(words[end]):
                end += 1
        if word.is_number or (_is_own(words[at]) and end - at <= LONGEST_NAME):
            yield at, end
        at = end


def _is_own(labelled: tuple[Word, Label]) -> bool:
    word, label = labelled
    return label is Label.OWN and not word.is_number and word.plain not in AFTER_NAMES


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
