"""By what a model is known: hashes over what has a say in it, and over nothing else.

A file of Python has a say in what is learnt where what learns imports it, directly or by others. How messages are read
once all is learnt, as the grammar of days, is in no model: when that changes, nothing is learnt anew.
"""

import ast
import functools
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from engine.settings import ROOT

OURS = ("engine", "nlu", "spelling")
DATA = ("config.yml", "domain.yml", "data/**/*.yml")
PACKAGES = "uv.lock"
# What learns is in modules of these names; the importer says from which examples, the components what they hand over.
LEARNING = ("nlu/**/training.py", "nlu/**/tagger.py", "nlu/pages/importer.py")
COMPONENTS = "nlu/components/*.py"
LEXICON = "nlu/lexicon/*.yml"  # the word lists that all share


def of_model(root: Path = ROOT) -> str:
    """Of everything that goes into a model."""
    return of_files(ingredients(root), root)


def ingredients(root: Path = ROOT) -> list[Path]:
    """The files that have a say in a model."""
    data = [file for pattern in DATA for file in root.glob(pattern)]
    learning = [file for pattern in LEARNING for file in root.glob(pattern)]
    found = {root / PACKAGES, *data, *root.glob(COMPONENTS), *needed_by(learning, root)}
    return sorted(found)


def of_code(*modules: str, root: Path = ROOT) -> str:
    """Of modules, by their files in the project, of all that they import, and of the installed packages."""
    return of_files([root / PACKAGES, *needed_by([root / module for module in modules], root)], root)


def of_files(files: Iterable[Path], root: Path = ROOT) -> str:
    """A hash over the names and contents of files."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.relative_to(root).as_posix()}\0".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def needed_by(modules: Iterable[Path], root: Path = ROOT) -> list[Path]:
    """These modules, all that they import of ours, and the word lists: those beside each, and the shared ones."""
    found: set[Path] = set()
    waiting = list(modules)
    while waiting:
        module = waiting.pop()
        if module not in found:
            found.add(module)
            waiting += _imported(module, root)
    folders = {module.parent for module in found}
    return sorted(found.union(root.glob(LEXICON), *(_lists_beside(folder) for folder in folders)))


@functools.cache
def _lists_beside(folder: Path) -> frozenset[Path]:
    return frozenset(
        file for file in folder.iterdir() if file.is_file() and file.suffix not in (".py", ".pyc")
    )


def _imported(module: Path, root: Path) -> Iterator[Path]:
    """The files of ours that a module imports, anywhere in it, and their packages."""
    for name in _names(ast.parse(module.read_bytes())):
        parts = name.split(".")
        if parts[0] in OURS:
            for length in range(1, len(parts) + 1):
                path = root.joinpath(*parts[:length])
                yield from (
                    file for file in (path.with_suffix(".py"), path / "__init__.py") if file.is_file()
                )


def _names(tree: ast.Module) -> Iterator[str]:
    """Every name that may be a module's."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
