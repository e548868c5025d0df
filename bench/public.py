"""Public sets, learnt and tried on their training parts: HINT3's three bots and Hinglish-TOP's root intents."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import matthews_corrcoef
from sklearn.pipeline import make_pipeline, make_union

from bench import folds
from bench.folds import Fold, Labelled
from engine.settings import ROOT
from nlu.intents.training import train

DATA = ROOT.parent / "shared" / "data"
HOW_TO_GET = (
    f"put HINT3's v1 train CSVs (github.com/hellohaptik/HINT3, ODbL) into {DATA / 'hint3' / 'train'} and "
    f"Hinglish-TOP's train.tsv and validation.tsv (github.com/google-research-datasets/Hinglish-TOP-Dataset, "
    f"Apache-2.0) into {DATA / 'hinglish-top'}"
)
STRANGERS = {"sofmattress": 0.42, "curekart": 0.54, "powerplay11": 0.72}  # of what people wrote to the bots
SPLITS = {"plain": folds.plain, "apart": folds.apart}
ASKED_OF_MANY = re.compile(  # what is said to one of the bots in intents of these names is no stranger to another
    "CALL_|CANCEL_|CHAT_|CHECK_PINCODE|COD|CONTACT_|DELAY_|DISTRIBUTORS|EMI|FRANCHISE|LEAD_GEN|MODES_OF|OFFERS|ORDER_"
    "|PAYMENT_|REFER_|REFUND|RESUME_|RETURN_|STORE_"
)
NOBODY = "out of scope"
LOWEST = 0.1  # the threshold of the published accuracy
THRESHOLDS = np.linspace(0, 1, 51)
ROOT_INTENT = re.compile(r"\[IN:(\S+)")

Guess = tuple[str, float]
Guesser = Callable[[Sequence[str]], list[Guess]]
Learner = Callable[[Sequence[Labelled]], Guesser]


def hint3(bot: str) -> list[Labelled]:
    """The full training set of a bot."""
    with (DATA / "hint3" / "train" / f"{bot}_train.csv").open(encoding="utf-8", newline="") as file:
        return [Labelled(row["sentence"], row["label"]) for row in csv.DictReader(file)]


def hinglish_top(part: str) -> list[tuple[str, str]]:
    """Each romanised command with its parse."""
    with (DATA / "hinglish-top" / f"{part}.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["cs_query"], row["cs_parse"]) for row in rows]


def there_is_data() -> bool:
    """Whether the public sets lie where they are looked for."""
    return (DATA / "hint3").exists() and (DATA / "hinglish-top").exists()


def measure(fixed: float) -> dict[str, Any]:
    """The figures of every set, ours and a plain classifier's on the same folds, or where to get the data.

    `fixed` is the threshold that the assistant uses.
    """
    if not there_is_data():
        return {"missing": HOW_TO_GET}
    bots = {bot: hint3(bot) for bot in STRANGERS}
    found: dict[str, Any] = {}
    for bot, said in bots.items():
        others = [each.text for other in bots if other != bot for each in bots[other] if _is_stranger(each)]
        for name, split in SPLITS.items():
            tried = list(split(said, others, STRANGERS[bot]))
            found.setdefault(bot, {})[name] = {
                "ours": tell_apart(tried, ours, fixed),
                "tfidf": tell_apart(tried, tfidf, fixed),
            }
    return {**found, "hinglish-top": {"ours": _root_intents(ours), "tfidf": _root_intents(tfidf)}}


def _is_stranger(said: Labelled) -> bool:
    return not ASKED_OF_MANY.match(said.intent)


def ours(learnt: Sequence[Labelled]) -> Guesser:
    """Our classifier without the rules around it, which know only our own intents."""
    model = train([each.text for each in learnt], [each.intent for each in learnt])
    return lambda texts: [next(iter(model.rank(text)), (NOBODY, 0.0)) for text in texts]


def tfidf(learnt: Sequence[Labelled]) -> Guesser:
    """Logistic regression over pieces of words and words, as anybody would write it."""
    pieces = make_union(
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True),
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
    )
    model = make_pipeline(pieces, LogisticRegression(C=10.0, max_iter=300))
    model.fit([each.text for each in learnt], [each.intent for each in learnt])

    def guess(texts: Sequence[str]) -> list[Guess]:
        chances = model.predict_proba(texts)
        return list(
            zip(model.classes_[chances.argmax(axis=1)].tolist(), chances.max(axis=1).tolist(), strict=True)
        )

    return guess


def tell_apart(tried: Iterable[Fold], learner: Learner, fixed: float) -> dict[str, float]:
    """In-scope accuracy at the published threshold, and MCC at the best and at the fixed one."""
    wanted: list[str] = []
    guessed: list[Guess] = []
    for fold in tried:
        guess = learner(fold.learnt)
        said = [*fold.tried, *(Labelled(text, NOBODY) for text in fold.foreign)]
        wanted += [each.intent for each in said]
        guessed += guess([each.text for each in said])
    right = [
        best == intent and sure >= LOWEST
        for intent, (best, sure) in zip(wanted, guessed, strict=True)
        if intent != NOBODY
    ]
    return {
        "in_scope": round(100 * float(np.mean(right)), 1),
        "mcc": round(max(mcc(wanted, guessed, float(threshold)) for threshold in THRESHOLDS), 3),
        "mcc_fixed": round(mcc(wanted, guessed, fixed), 3),
    }


def mcc(wanted: Sequence[str], guessed: Sequence[Guess], threshold: float) -> float:
    """Matthews' correlation where what is less sure than the threshold is called out of scope."""
    return float(matthews_corrcoef(wanted, [best if sure >= threshold else NOBODY for best, sure in guessed]))


def _root_intents(learner: Learner) -> float:
    """How many of 100 root intents of the validation part are right."""
    guess = learner([Labelled(text, root_intent(parse)) for text, parse in hinglish_top("train")])
    tried = hinglish_top("validation")
    guessed = guess([text for text, _ in tried])
    right = [best == root_intent(parse) for (best, _), (_, parse) in zip(guessed, tried, strict=True)]
    return round(100 * float(np.mean(right)), 1)


def root_intent(parse: str) -> str:
    """The outermost intent of a parse."""
    found = ROOT_INTENT.search(parse)
    return found[1] if found else NOBODY
