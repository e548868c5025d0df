"""An assistant that answers does without scikit-learn, and who learns after all finds the real one."""

import subprocess
import sys

import pytest

LOADED = """
import sys
from engine.rasa import without_learning
without_learning.import_rasa()
import rasa.core.run, channels.whatsapp.input
import importlib, pkgutil, nlu.components
for found in pkgutil.iter_modules(nlu.components.__path__, "nlu.components."):
    importlib.import_module(found.name)
"""


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (f"{LOADED}\nprint('sklearn' in sys.modules)", "False"),
        (
            f"{LOADED}\nfrom sklearn.model_selection import train_test_split as split; print(split.__module__)",
            "sklearn.model_selection._split",
        ),
        ("import sys, rasa.core.agent; print('sklearn' in sys.modules)", "True"),  # else this can go
    ],
    ids=["answers", "learns", "needed"],
)
def test_scikit_learn_is_there_for_who_learns(code: str, said: str) -> None:
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == said
