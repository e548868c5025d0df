"""The imports of a module of Python: what is missing is added where it belongs."""

import ast
import sys
from collections.abc import Iterable, Iterator

OURS = ("actions", "engine")

Import = ast.Import | ast.ImportFrom


def bound(code: str) -> frozenset[str]:
    """The names that a module has at its top: imported, defined or given a value."""
    return frozenset(name for node in ast.parse(code).body for name in _names(node))


def with_imports(code: str, needed: Iterable[tuple[str, str]]) -> str:
    """The code, which also imports these names, each from its module."""
    for module, name in needed:
        if name not in bound(code):
            code = _with_import(code, module, name)
    return code


def _names(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, Import):
        yield from (alias.asname or alias.name for alias in node.names)
    elif isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
        yield node.name
    elif isinstance(node, ast.Assign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        yield from (each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name))


def _with_import(code: str, module: str, name: str) -> str:
    """One more name: beside others of its module, else in a line of its own."""
    lines, tree = code.splitlines(), ast.parse(code)
    imports = [node for node in tree.body if isinstance(node, Import)]
    for node in imports:
        if isinstance(node, ast.ImportFrom) and node.module == module and not node.level:
            names = [*(ast.unparse(alias) for alias in node.names), name]
            lines[node.lineno - 1 : node.end_lineno] = [_line(module, sorted(names))]
            return "\n".join(lines) + "\n"
    at, before, behind = _place(tree, imports, module)
    lines[at:at] = [*before, _line(module, [name]), *behind]
    return "\n".join(lines) + "\n"


def _line(module: str, names: list[str]) -> str:
    return f"from {module} import {', '.join(names)}"


def _place(tree: ast.Module, imports: list[Import], module: str) -> tuple[int, list[str], list[str]]:
    """After how many lines the import stands, and the empty lines before and behind it."""
    group = _group(module)
    earlier = [node for node in imports if _key(node) < (group, 1, module)]
    later = imports[len(earlier)] if len(earlier) < len(imports) else None
    if later and _key(later)[0] == group:
        return later.lineno - 1, [], []
    if earlier and _key(earlier[-1])[0] == group:
        return earlier[-1].end_lineno or 0, [], []
    if later:
        return later.lineno - 1, [], [""]
    if earlier:
        return earlier[-1].end_lineno or 0, [""], []
    docstring = ast.get_docstring(tree) is not None
    return (tree.body[0].end_lineno or 0 if docstring else 0), [""], []


def _key(node: Import) -> tuple[int, int, str]:
    """As imports are sorted: by whose they are, whole modules first, then by name."""
    module = node.module or "" if isinstance(node, ast.ImportFrom) else node.names[0].name
    return _group(module), int(isinstance(node, ast.ImportFrom)), module


def _group(module: str) -> int:
    root = module.partition(".")[0]
    return 0 if root in sys.stdlib_module_names else 2 if root in OURS else 1
