"""Slots of Hinglish-TOP by a linear sequence labeller (a CRF) over what our own components see in a word."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from pycrfsuite import Tagger, Trainer

from bench.public import hinglish_top, there_is_data
from nlu.intents.concepts import concepts
from nlu.time.when import when
from nlu.words.reading import read
from spelling import key

MOMENT = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Asia/Kolkata"))
OPEN = re.compile(r"\[(IN|SL):(\S+)")
AROUND = (-2, -1, 1, 2)  # neighbours whose features a word has too
OUTSIDE = "O"


class Slot(NamedTuple):
    """A slot of a command: its outermost name and its words, the end exclusive."""

    name: str
    start: int
    end: int


class Command(NamedTuple):
    """The words of a command and its outermost slots."""

    words: list[str]
    slots: list[Slot]


def measure() -> dict[str, float]:
    """The F1 of exact slots on the validation part, from a labeller that learnt the training part."""
    if not there_is_data():
        return {}
    learnt = [command(parse) for _, parse in hinglish_top("train")]
    tried = [command(parse) for _, parse in hinglish_top("validation")]
    guessed = _labelled(learnt, tried)
    return {"slot_f1": round(100 * f1([each.slots for each in tried], [spans(each) for each in guessed]), 1)}


def _labelled(learnt: Sequence[Command], tried: Sequence[Command]) -> list[list[str]]:
    """The labels of the words of each command that was tried."""
    trainer = Trainer(verbose=False)
    trainer.set_params({"c1": 0.1, "c2": 0.05, "max_iterations": 80, "feature.minfreq": 1})
    for each in learnt:
        trainer.append(seen(each.words), labels(each))
    with tempfile.NamedTemporaryFile() as model:
        trainer.train(model.name)
        tagger = Tagger()
        tagger.open(model.name)
        return [tagger.tag(seen(each.words)) for each in tried]


def command(parse: str) -> Command:
    """Reads "[IN:CREATE_TIMER [SL:DATE_TIME do ghante ] ka timer ]"."""
    words: list[str] = []
    slots: list[Slot] = []
    open_at: list[tuple[str, int]] = []
    for piece in parse.split():
        opened = OPEN.fullmatch(piece)
        if opened:
            open_at.append((piece[1:], len(words)))
        elif piece == "]" and open_at:
            name, start = open_at.pop()
            if name.startswith("SL:") and not any(other.startswith("SL:") for other, _ in open_at):
                slots.append(Slot(name[3:], start, len(words)))
        else:
            words.append(piece)
    return Command(words, slots)


def labels(said: Command) -> list[str]:
    """B-, I- or O for each word."""
    found = [OUTSIDE] * len(said.words)
    for slot in said.slots:
        for at in range(slot.start, slot.end):
            found[at] = f"{'B' if at == slot.start else 'I'}-{slot.name}"
    return found


def spans(found: Sequence[str]) -> list[Slot]:
    """The slots that a sequence of labels says."""
    slots: list[Slot] = []
    for at, label in enumerate(found):
        name = label[2:]
        if label.startswith("B-") or (label != OUTSIDE and (not slots or slots[-1][::2] != (name, at))):
            slots.append(Slot(name, at, at + 1))
        elif label != OUTSIDE:
            slots[-1] = slots[-1]._replace(end=at + 1)
    return slots


def f1(wanted: Sequence[Sequence[Slot]], guessed: Sequence[Sequence[Slot]]) -> float:
    """Of slots that agree in name and words."""
    right = sum(len(set(one) & set(other)) for one, other in zip(wanted, guessed, strict=True))
    return 2 * right / (sum(map(len, wanted)) + sum(map(len, guessed)))


def seen(words: Sequence[str]) -> list[dict[str, Any]]:
    """The features of each word of a command."""
    alone = [dict(_word(word)) for word in words]
    for at, dated in _dates(words):
        alone[at]["dated"] = dated
    found = []
    for at, features in enumerate(alone):
        joined: dict[str, Any] = {
            "bias": 1.0,
            **features,
            "place": str(min(at, 3)),
            "last": at == len(words) - 1,
        }
        for step in AROUND:
            if 0 <= at + step < len(words):
                for name in ("key", "meaning", "dated", "shape", *(("end",) if abs(step) == 1 else ())):
                    if name in alone[at + step]:
                        joined[f"{name}{step:+}"] = alone[at + step][name]
            else:
                joined[f"edge{step:+}"] = True
        for step in (-1, 1):
            if 0 <= at + step < len(words):
                joined[f"pair{step:+}"] = f"{features['key']}_{alone[at + step]['key']}"
        found.append(joined)
    return found


def _word(word: str) -> Iterator[tuple[str, Any]]:
    plain = word.lower()
    sound = key(word) or plain
    yield "key", sound
    yield "plain", plain
    yield "start", sound[:3]
    yield "end", sound[-3:]
    yield "end2", sound[-2:]
    yield "shape", re.sub(r"\d+", "0", re.sub(r"[a-z]+", "a", re.sub(r"[A-Z]+", "A", word)))
    meanings = concepts(plain, sound)
    if meanings:
        yield "meaning", "+".join(meanings)


def _dates(words: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The words of periods, times and durations, first and others apart."""
    text = " ".join(words)
    starts, at = [], 0
    for word in words:
        starts.append(at)
        at += len(word) + 1
    for found in when(read(text), MOMENT):
        for place, start in enumerate(starts):
            if found.start <= start < found.end:
                yield place, f"{found.entity}{'' if start == found.start else '…'}"
