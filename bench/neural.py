"""Whether DIET trains and understands beside our own pipeline, where `--extra neural` is installed."""

import json
from pathlib import Path
from typing import Any

import yaml

from bench import processes, stock
from bench.sides import INSIDE, tell
from engine.settings import ROOT

DIET = [
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
    {"name": "DIETClassifier", "epochs": 20, "constrain_similarities": True},
]
SENTENCE = "bhaiya do kilo chini bhej do"


def show(folder: Path) -> None:
    """Trains our configuration with DIET behind it, parses with it and prints both. Raises Failed."""
    tell("installing")
    stock.install(folder / "install.log")
    tell("training, about a minute")
    _write_config(folder / "config.yml")
    command = [str(stock.PYTHON), "-m", "rasa", "train", "--force", "--config", str(folder / "config.yml")]
    command += ["--fixed-model-name", "neural", "--out", str(folder)]
    seconds = processes.run(command, ROOT, _environment(), folder / "train.log")
    print(f"Trained with DIET in {seconds:.0f} s.")
    parsed = _parse(folder)
    print(f"{SENTENCE!r}: {parsed['intent']['name']}, {parsed['intent']['confidence']:.2f}")


def _write_config(file: Path) -> None:
    config = yaml.safe_load((ROOT / "config.yml").read_text(encoding="utf-8"))
    config["pipeline"] += DIET
    file.write_text(yaml.safe_dump(config), encoding="utf-8")


def _environment() -> dict[str, str]:
    return {**stock.environment(), "PYTHONPATH": str(ROOT)}


def _parse(folder: Path) -> dict[str, Any]:
    command = [str(stock.PYTHON), str(INSIDE / "parse_one.py"), str(folder / "neural.tar.gz"), SENTENCE]
    command.append(str(folder / "parsed.json"))
    processes.run(command, ROOT, _environment(), folder / "parse.log")
    parsed: dict[str, Any] = json.loads((folder / "parsed.json").read_text(encoding="utf-8"))
    return parsed
