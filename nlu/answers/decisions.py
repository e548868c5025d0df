"""What a yes or no to requests says beside whose and which: all of them, the first that was shown, and why not.

A reason is what is left beside the decision: in "lv 12 reject karo kaam bahut hai" the words after *karo*. Each word
is labelled; a stretch of words that decides is cut away, and what has words of its own is the reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from nlu.answers.labelling import AFTER_NAMES, ALL, BOTH, THREE, Label, Labelled, labelled_words
from nlu.answers.places import named_places
from nlu.answers.verdicts import verdicts
from nlu.words.found import Found
from nlu.words.lexicon import lexicon
from nlu.words.reading import Word

DECIDES, TURNS_DOWN = frozenset({"approve_request", "reject_request"}), frozenset({"reject_request", "deny"})
ASKED_WHY, SHOWN = "rejection_reason", "decide_request"
ASKED_WHICH = frozenset({"approval_to_choose", "rejection_to_choose"})
ENTITY = "decision"
LONGEST_REASON = 1000  # characters
LONGEST_NAME = 3  # words
FEWEST_WORDS = 2  # of its own in a stretch beside words that decide; a clause for itself needs one
_lists = lexicon("decisions")
BECAUSE, THEREFORE, UNSAID = (_lists.phrases(name) for name in ("because", "therefore", "unsaid"))
ALL_RIGHT, BUT = (_lists.keys(name) for name in ("all_right", "but"))
KINDS = {"leave": _lists.keys("leaves"), "claim": _lists.keys("claims")}


PLACED = {Label.TIME, Label.OWN, Label.SMALL, Label.VERB, Label.GRANT}  # what a number may look like
COUNTS = frozenset({"duration", "money"})  # "2 din wali" is no place
GRANTED = {Label.GRANT, Label.REQUEST, Label.NAMED}


def decision(
    text: str, words: Sequence[Word], found: Sequence[Found], intent: str | None, asking: str | None
) -> list[Found]:
    """What the message says of a decision, as one value; nothing where it says no more than yes or no."""
    if not words or (intent not in DECIDES and asking != SHOWN):
        return []
    labelled = labelled_words(words, found)
    if asking == ASKED_WHY and intent in TURNS_DOWN and not _is_of_another(labelled, found):
        why, which = _whole(text, words), {}
    else:
        several = verdicts(labelled, found)
        refusing = several.refusing if several else labelled
        parts = _why(refusing) if several or intent in TURNS_DOWN else []
        why = ", ".join(text[part[0][0].start : part[-1][0].end] for part in parts) or None
        rest = [each for each in labelled if not any(each in part for part in parts)]
        which = _which(rest, found, asking)
        which = {**which, **({"each": several.each} if several else {})}
    if not (why or which):
        return _name(labelled) if asking in ASKED_WHICH else []
    value = {"all": False, "but": False, "count": None, "places": [], "kind": None, **which}
    return [Found(ENTITY, {**value, "reason": why and why[:LONGEST_REASON]}, words[0].start, words[-1].end)]


def _is_of_another(labelled: Labelled, found: Sequence[Found]) -> bool:
    """Whether instead of a reason something else is turned down: "LV-13 bhi reject karo", "Ramesh ki bhi mana karo"."""
    named = {each.entity for each in found} & {"reference", "person"}
    turned_down = any(label is Label.REJECT for _, label in labelled)
    return "reference" in named or (bool(named) and turned_down)


def _name(labelled: Labelled) -> list[Found]:
    """The only words that are nothing else, where one was asked to choose: "asha wali kar do"."""
    if any(label is Label.NAMED for _, label in labelled):
        return []
    runs = [
        [word for word, _ in run] for own, run in groupby(labelled, lambda each: each[1] is Label.OWN) if own
    ]
    if len(runs) != 1 or len(runs[0]) > LONGEST_NAME:
        return []
    name = runs[0]
    return [Found("person", " ".join(word.text for word in name), name[0].start, name[-1].end)]


def _whole(text: str, words: Sequence[Word]) -> str | None:
    """The message as the reason that was asked for; None where it says that there is none, or nothing."""
    said = [word for word in words if word.key]
    if not said or UNSAID.match(said, 0, lambda i: i) == len(said):
        return None
    return text.strip()


def _why(labelled: Labelled) -> list[Labelled]:
    """The stretches that say why: after a *because*, before a *therefore*, else what is left beside the decision."""
    words = [word for word, _ in labelled]
    for at in range(len(words)):
        end = THEREFORE.match(words, at, lambda i: i)
        if end > at and (before := _parts(labelled[:at])):
            return before
        end = BECAUSE.match(words, at, lambda i: i)
        if end > at and (after := _parts(labelled[end:])):
            return after
    clauses = list(_clauses(labelled))
    if not any(cut for clause in clauses for _, cut in _runs(clause)):
        return []
    return _parts(labelled)


def _parts(labelled: Labelled) -> list[Labelled]:
    return [part for clause in _clauses(labelled) for part in _left_of(clause)]


def _clauses(labelled: Labelled) -> Iterator[Labelled]:
    """What stands between signs."""
    for breaks, clause in groupby(labelled, lambda each: each[1] is Label.BREAK):
        if not breaks:
            yield list(clause)


def _runs(clause: Labelled) -> list[tuple[Labelled, bool]]:
    """The words of a clause that are its own and those that are not by turns, and of each whether it decides."""
    runs = [list(run) for _, run in groupby(clause, lambda each: each[1] is Label.OWN)]
    return [(run, _decides(run, alone=len(runs) == 1)) for run in runs]


def _decides(run: Labelled, *, alone: bool) -> bool:
    """Whether words turn something down, and do not only say that something is not."""
    labels = {label for _, label in run}
    return Label.REJECT in labels or (Label.NO in labels and (alone or not labels.isdisjoint(GRANTED)))


def _left_of(clause: Labelled) -> Iterator[Labelled]:
    """What of a clause is left beside the words that decide; the whole of it where none does."""
    if any(label is Label.TELL for _, label in clause):
        return
    runs = _runs(clause)
    if not any(cut for _, cut in runs):
        yield from _with_own(_after_name(clause), 1)
        return
    for cut, group in groupby(runs, lambda each: each[1]):
        if not cut:
            yield from _with_own(_stripped([each for run, _ in group for each in run]), FEWEST_WORDS)


def _with_own(part: Labelled, fewest: int) -> Iterator[Labelled]:
    """The part, if it has so many words of its own."""
    if sum(label in (Label.OWN, Label.BEING) for _, label in part) >= fewest:
        yield part


def _after_name(clause: Labelled) -> Labelled:
    """The clause without who or which is named around it: "Deepak ka bill galat hai"."""
    at, end = 0, len(clause)
    while at < end and clause[at][1] is Label.NAMED:
        at += 1
    while at and at < end and clause[at][0].plain in AFTER_NAMES:
        at += 1
    while end > at and clause[end - 1][1] is Label.NAMED:
        end -= 1
    return clause[at:end]


def _stripped(part: Labelled) -> Labelled:
    """From its first word of its own on, without what ends the decision before it."""
    start = next((at for at, (_, label) in enumerate(part) if label is Label.OWN), len(part))
    end = len(part)
    while end > start and part[end - 1][1] in (Label.NAMED, Label.VERB, Label.GRANT):
        end -= 1
    return part[start:end]


def _which(labelled: Labelled, found: Sequence[Found], asking: str | None) -> dict[str, Any]:
    """All, so many of them, a kind, or the places in the list that was shown."""
    words = [word for word, _ in labelled]
    sounds = {word.key for word in words}
    said: dict[str, Any] = {}
    if sounds & BUT:
        said["but"] = True
    elif any(one.key in ALL and after.key not in ALL_RIGHT for one, after in _pairs(words)):
        said["all"] = True
    elif sounds & (BOTH | THREE):
        said["count"] = 2 if sounds & BOTH else 3
    counts = [each for each in found if each.entity in COUNTS]
    may_be_places = (
        at
        for at, (word, label) in enumerate(labelled)
        if label in PLACED and not any(each.start <= word.start < each.end for each in counts)
    )
    places = named_places(words, frozenset(may_be_places if asking in ASKED_WHICH else ()))
    kinds = [kind for kind, names in KINDS.items() if sounds & names]
    return {
        **said,
        **({"places": places} if places else {}),
        **({"kind": kinds[0]} if len(kinds) == 1 else {}),
    }


def _pairs(words: Sequence[Word]) -> Iterator[tuple[Word, Word]]:
    """Each word with the one behind it; the last with itself."""
    return zip(words, [*words[1:], *words[-1:]], strict=True)
