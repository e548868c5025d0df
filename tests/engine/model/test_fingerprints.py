"""What has a say in a model changes its fingerprint, and nothing else does."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from engine.model import fingerprints
from engine.settings import ROOT

READS = """
import json, sys
opened = set()
sys.addaudithook(lambda event, told: opened.add(str(told[0])) if event == "open" else None)
from nlu.intents.training import train
train(["2 kilo aata bhej do", "kal chhutti chahiye"], ["place_order", "apply_leave"])
print(json.dumps(sorted(opened)))
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of what has a say in a model, and of what might."""
    for folder in ("data", "nlu", "spelling"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ("config.yml", "domain.yml", fingerprints.PACKAGES):
        shutil.copy(ROOT / file, tmp_path / file)
    return tmp_path


@pytest.mark.parametrize(
    "file",
    [
        "data/orders/place_order.yml",
        "domain.yml",
        "config.yml",
        "uv.lock",
        "nlu/intents/features.py",
        "nlu/lexicon/orders.yml",
        "nlu/components/intents.py",
        "spelling/phonetic.py",
        "nlu/values/money.py",  # which numbers may be sums
    ],
)
def test_what_has_a_say_in_what_is_learnt_makes_another_model(project: Path, file: str) -> None:
    before = fingerprints.of_model(project)
    with (project / file).open("a") as changed:
        changed.write("\n# changed\n")
    assert fingerprints.of_model(project) != before


@pytest.mark.parametrize("file", ["nlu/time/words.yml", "nlu/time/ranges.py", "nlu/answers/decisions.py"])
def test_a_changed_grammar_of_days_learns_nothing_anew(project: Path, file: str) -> None:
    before = fingerprints.of_model(project)
    with (project / file).open("a") as changed:
        changed.write("\n# changed\n")
    assert fingerprints.of_model(project) == before


def test_a_page_that_is_renamed_makes_another_model(project: Path) -> None:
    before = fingerprints.of_model(project)
    (project / "data/common/greet.yml").rename(project / "data/common/hello.yml")
    assert fingerprints.of_model(project) != before


def test_every_file_that_learning_reads_has_a_say() -> None:
    told = subprocess.run([sys.executable, "-c", READS], cwd=ROOT, capture_output=True, text=True, check=True)
    read = {Path(file) for file in json.loads(told.stdout.splitlines()[-1])}
    ours = {file for file in read if any(file.is_relative_to(ROOT / each) for each in ("nlu", "spelling"))}
    have_a_say = set(fingerprints.needed_by([ROOT / "nlu/intents/training.py"]))
    assert {file for file in ours if file.suffix in (".yml", ".py", ".txt", ".json")} <= have_a_say
