"""What `make intent` writes runs as it stands, whatever the skill: the actions start, and the page is read."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from engine.settings import ROOT
from nlu.pages.check import findings
from nlu.pages.folders import pages
from nlu.pages.importer import PageImporter
from nlu.pages.imports import with_imports
from nlu.pages.scaffold import Refused, scaffold

SKILLS = sorted(folder.name for folder in (ROOT / "data").iterdir() if folder.is_dir())
COPIED = ("data", "tests", "actions", "engine", "nlu", "backend/munshi")
# What the server of the actions does with a call, for each action that is named.
RUN = """
import asyncio, json, sys
from rasa_sdk.executor import ActionExecutor
executor = ActionExecutor()
executor.register_package("actions")
tracker = {"sender_id": "person", "slots": {}, "latest_message": {}, "events": []}
said = {}
for name in sys.argv[1:]:
    answer = asyncio.run(executor.run({"next_action": name, "tracker": tracker, "domain": {}}))
    said[name] = [response["response"] for response in answer["responses"]]
print(json.dumps([said, len(executor.actions)]))
"""


def intent(skill: str) -> str:
    return f"ask_{skill}_discount"


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project in which an intent was begun in each skill, by the command of the README."""
    root = tmp_path_factory.mktemp("scaffold")
    for folder in COPIED:
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__", ".venv"))
    for name in ("config.yml", "domain.yml", "pyproject.toml"):
        shutil.copy(ROOT / name, root / name)
    for skill in SKILLS:
        command = [sys.executable, "-m", "nlu.pages.scaffold", intent(skill), skill]
        subprocess.run(command, cwd=root, check=True, capture_output=True)
    return root


@pytest.fixture(scope="module")
def said(tree: Path) -> tuple[dict[str, list[str]], int]:
    """What each new action says when it is run, and how many actions there are."""
    names = [f"action_{intent(skill)}" for skill in SKILLS]
    ran = subprocess.run(
        [sys.executable, "-c", RUN, *names], cwd=tree, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    found: tuple[dict[str, list[str]], int] = json.loads(ran.stdout.splitlines()[-1])
    return found


@pytest.mark.parametrize("skill", SKILLS)
def test_a_new_action_starts_with_all_the_others_and_says_its_reply(skill: str, said: Any) -> None:
    replies, known = said
    assert replies[f"action_{intent(skill)}"] == [f"utter_{intent(skill)}_done"]
    assert known > 30 + len(SKILLS)


def test_skills_without_any_action_yet_are_among_them() -> None:
    assert {skill for skill in SKILLS if not (ROOT / "actions" / f"{skill}.py").exists()} >= {
        "billing",
        "service",
    }


@pytest.mark.parametrize("skill", SKILLS)
def test_a_new_page_is_read_as_a_page(tree: Path, skill: str) -> None:
    (page,) = [page for page in pages(tree) if page.intent == intent(skill)]
    assert page.file == tree / "data" / skill / f"{intent(skill)}.yml"


def test_rasa_knows_the_new_intents_and_their_actions(tree: Path) -> None:
    domain = PageImporter(str(tree / "config.yml"), str(tree / "domain.yml"), str(tree / "data")).get_domain()
    for skill in SKILLS:
        assert intent(skill) in domain.intents
        assert f"action_{intent(skill)}" in domain.action_names_or_texts


def test_a_page_that_answers_by_itself_needs_no_python(tree: Path) -> None:
    written = scaffold(tree, "ask_parking", "common", acts=False)
    assert [file.relative_to(tree).parts[0] for file in written] == ["data", "tests"]
    assert "- action: utter_ask_parking\n" in written[0].read_text(encoding="utf-8")
    for file in written:
        file.unlink()
    assert not (tree / "actions" / "common.py").read_text(encoding="utf-8").count("ask_parking")


def test_the_check_finds_what_is_left_over_and_nothing_else(tree: Path) -> None:
    for finding in findings(tree):
        assert any(intent(skill) in finding or f"actions/{skill}.py" in finding for skill in SKILLS), finding


def test_what_was_written_is_formatted_and_has_no_lint(tree: Path) -> None:
    for command in (["check"], ["format", "--check"]):
        ran = subprocess.run(
            [sys.executable, "-m", "ruff", *command, "actions"],
            cwd=tree,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == 0, ran.stdout


@pytest.mark.parametrize("module", ["books", "turn", "backend"])
def test_what_all_actions_share_is_no_skill(tree: Path, module: str) -> None:
    with pytest.raises(Refused, match=f"{module} is no skill"):
        scaffold(tree, "ask_discount", module)


def test_an_action_that_stands_somewhere_is_not_written_again(tree: Path) -> None:
    with pytest.raises(Refused, match=r"CheckOffer stands in actions/common\.py"):
        scaffold(tree, "check_offer", "orders")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"""About."""\n', '"""About."""\n\nfrom b import C\n'),
        ("import json\n\nx = 1\n", "import json\n\nfrom b import C\n\nx = 1\n"),
        ("from b import A, D as E\n", "from b import A, C, D as E\n"),
        ("from b import (\n    A,\n    D,\n)\n", "from b import A, C, D\n"),
        ("from a import A\nfrom c import D\n", "from a import A\nfrom b import C\nfrom c import D\n"),
        ("from actions import turn\n", "from b import C\n\nfrom actions import turn\n"),
        (
            "import json\n\nfrom actions import turn\n",
            "import json\n\nfrom b import C\n\nfrom actions import turn\n",
        ),
        ("from b import C\n", "from b import C\n"),
        ("from z import C\n", "from z import C\n"),
        ("import b as C\n", "import b as C\n"),
        ("class C: ...\n", "class C: ...\n"),
    ],
)
def test_an_import_is_added_where_it_belongs_and_only_where_it_is_missing(before: str, after: str) -> None:
    assert with_imports(before, [("b", "C")]) == after
