"""The model: trained again only when something that goes into it has changed."""

import hashlib
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from engine.launch.environment import PYTHON, environment
from engine.launch.screen import say
from engine.launch.steps import run_step
from engine.settings import ROOT, load

MODEL = ROOT / "models" / "munshi.tar.gz"
TRAIN = [PYTHON, "-m", "rasa", "train", "--force", "--fixed-model-name", "munshi", "--out", "models"]
SAME = {"PYTHONHASHSEED": "0"}  # the same data give the same model


def train_if_changed(process_environment: Mapping[str, str], logs: Path) -> None:
    """Trains when there is no model of today's data, configuration and components. Raises Stop."""
    wanted = fingerprint()
    if _is_of(wanted):
        return
    say("Training the model …")
    _mark().unlink(missing_ok=True)
    run_step("Training the model", TRAIN, ROOT, {**process_environment, **SAME}, logs / "train.log")
    _mark().write_text(wanted)


def fingerprint() -> str:
    """A hash over everything that the model is made of."""
    digest = hashlib.sha256()
    for file in _ingredients():
        digest.update(str(file.relative_to(ROOT)).encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _ingredients() -> Iterator[Path]:
    yield from (ROOT / "config.yml", ROOT / "domain.yml", ROOT / "uv.lock")
    for folder, pattern in (("data", "*.yml"), ("nlu", "*"), ("engine", "*.py"), ("spelling", "*")):
        yield from sorted(
            file
            for file in (ROOT / folder).rglob(pattern)
            if file.is_file() and file.suffix != ".pyc" and "launch" not in file.parts
        )


def _is_of(wanted: str) -> bool:
    return MODEL.exists() and _mark().exists() and _mark().read_text() == wanted


def _mark() -> Path:
    return MODEL.with_suffix(".fingerprint")


def main(arguments: Sequence[str]) -> int:
    """`make train`: trains in any case and shows what Rasa says; `--if-changed` trains where data have changed."""
    wanted = fingerprint()
    if list(arguments) == ["--if-changed"] and _is_of(wanted):
        return 0
    _mark().unlink(missing_ok=True)
    settings = load()
    own = environment(settings, settings.database_url or "")
    ended = subprocess.run(TRAIN, cwd=ROOT, env={**own, **SAME}, check=False)
    if ended.returncode == 0:
        _mark().write_text(wanted)
    return ended.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
