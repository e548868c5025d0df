"""How the tagger of clauses learns. Running assistants do not import it."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from nlu.clause_tags.examples import Example
from nlu.clause_tags.features import features
from nlu.clause_tags.tagger import ClauseTagger
from nlu.words.reading import read

STRENGTH = 20.0  # inverse of the regularisation


def learn(found: Iterable[Example]) -> ClauseTagger:
    """The tagger that these clauses teach: each tag against all that do not tell it."""
    taught = list(found)
    vectoriser = TfidfVectorizer(analyzer=lambda text: features(read(text)), sublinear_tf=True)
    matrix = vectoriser.fit_transform([example.text for example in taught])
    tags = sorted({tag for example in taught for tag in example.tells})
    layers = [_layer(matrix, np.array([tag in example.tells for example in taught])) for tag in tags]
    weights = np.vstack([each.coef_ for each in layers]).T.astype(np.float32)
    bias = np.concatenate([each.intercept_ for each in layers]).astype(np.float32)
    names = vectoriser.get_feature_names_out().tolist()
    return ClauseTagger(tags, names, vectoriser.idf_.astype(np.float32), weights, bias)


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
