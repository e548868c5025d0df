"""Rasa as an assistant needs it that answers and never learns: without scikit-learn, which is 67 MB of its memory."""

import sys
from types import ModuleType
from typing import Any, NoReturn

SPLITS = "sklearn.model_selection"


def import_rasa() -> None:
    """Rasa imports scikit-learn at every start, for one function that splits the data of neural networks.

    While that part of Rasa is imported, a module with the function's name stands in; later imports find the real one.
    """
    if "sklearn" in sys.modules:
        return
    package, splits = ModuleType("sklearn"), ModuleType(SPLITS)
    vars(splits)["train_test_split"] = _split
    sys.modules |= {"sklearn": package, SPLITS: splits}
    try:
        import rasa.utils.tensorflow.model_data  # noqa: F401
    finally:
        del sys.modules["sklearn"], sys.modules[SPLITS]


def _split(*_: Any, **__: Any) -> NoReturn:
    raise NotImplementedError("This process answers and does not learn; `make train` does.")
