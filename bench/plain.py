"""The pages as plain Rasa files, so that an untouched Rasa learns the same bot."""

import warnings
from importlib import resources
from pathlib import Path

import rasa.shared.utils.io

from engine.settings import ROOT
from nlu.pages.importer import PageImporter

PARTS = ("version", "responses", "nlu", "rules", "stories")


def write(folder: Path, pages: Path = ROOT / "data") -> None:
    """Writes `config.yml` of `rasa init` as it stands, the domain with what the pages add to it, and the pages."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.yml").write_text(
        resources.files("rasa.cli").joinpath("initial_project/config.yml").read_text(encoding="utf-8"),
        encoding="utf-8",
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Rasa tells everybody who reads a domain of a change between 2 and 3
        importer = PageImporter(str(ROOT / "config.yml"), str(ROOT / "domain.yml"), str(pages))
        importer.get_domain().persist(folder / "domain.yml")
    for page in sorted(pages.rglob("*.yml")):
        _write_page(page, folder / "data" / page.relative_to(pages))


def _write_page(page: Path, plain: Path) -> None:
    """What Rasa knows to read under `data/`; the domain has the rest."""
    content = rasa.shared.utils.io.read_yaml_file(page) or {}
    kept = {part: content[part] for part in PARTS if part in content}
    if set(kept) - {"version"}:
        plain.parent.mkdir(parents=True, exist_ok=True)
        rasa.shared.utils.io.write_yaml(kept, plain)
