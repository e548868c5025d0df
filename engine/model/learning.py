"""`python -m engine.model.learning MODEL [PAGES]`: learns from all the pages, and writes the model there.

Rasa learns the rules while another process learns the intents; what that has learnt, the component finds in the cache.
"""

import gc
import logging
import os
import subprocess
import sys
from pathlib import Path

import structlog

from engine import progress
from engine.launch.environment import PYTHON
from engine.rasa import without_learning
from engine.settings import ROOT

BESIDE = "nlu.pages.learning"
PACKING = "packing"


def main(model: Path, pages: Path = ROOT / "data") -> int:
    """0 once the model is there. Rasa says what is wrong with the pages."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    gc.disable()  # nothing of what is read goes before the end
    os.environ["TQDM_DISABLE"] = "1"  # Rasa's bars show parts of a second
    beside = subprocess.Popen([PYTHON, "-m", BESIDE, str(pages)], cwd=ROOT)
    try:
        _learn(model, pages)
    finally:
        beside.terminate()
        beside.wait()
    progress.tell(1.0, PACKING)
    return 0


def _learn(model: Path, pages: Path) -> None:
    """As `rasa train` does. Who reads a model that is being written sees the one before."""
    without_learning.import_rasa()
    import rasa.model_training

    from engine.rasa import learning

    learning.apply()
    result = rasa.model_training.train(
        str(ROOT / "domain.yml"),
        str(ROOT / "config.yml"),
        [str(pages)],
        output=str(model.parent),
        force_training=True,
        fixed_model_name=f".{model.name}",
    )
    if result.code or not result.model:
        raise SystemExit(result.code or 1)
    Path(result.model).replace(model)


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
