"""How the reader of technicians' talk learns. Running assistants do not import it."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from nlu.job_talk.examples import Example
from nlu.job_talk.features import features
from nlu.job_talk.telling import JobTalk
from nlu.words.reading import read

STRENGTH = 20.0  # inverse of the regularisation


def learn(found: Iterable[Example]) -> JobTalk:
    """The reader that these clauses teach: each step against all that do not tell it."""
    taught = list(found)
    vectoriser = TfidfVectorizer(analyzer=lambda text: features(read(text)), sublinear_tf=True)
    matrix = vectoriser.fit_transform([example.text for example in taught])
    steps = sorted({step for example in taught for step in example.tells})
    layers = [_layer(matrix, np.array([step in example.tells for example in taught])) for step in steps]
    weights = np.vstack([each.coef_ for each in layers]).T.astype(np.float32)
    bias = np.concatenate([each.intercept_ for each in layers]).astype(np.float32)
    names = vectoriser.get_feature_names_out().tolist()
    return JobTalk(steps, names, vectoriser.idf_.astype(np.float32), weights, bias)


def _layer(matrix: object, told: np.typing.NDArray[np.bool_]) -> LogisticRegression:
    logistic = LogisticRegression(
        C=STRENGTH,
        class_weight="balanced",
        solver="liblinear",
        dual=True,
        tol=1e-3,
        max_iter=2000,
        random_state=7,
    )
    return logistic.fit(matrix, told)
