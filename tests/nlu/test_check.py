"""The check names every gap of the pages, and a new intent's gaps exactly."""

import ast
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from engine import yaml_files
from engine.settings import ROOT
from nlu.pages import check
from nlu.pages.check import findings
from nlu.pages.scaffold import Refused, scaffold

TREE = ("data", "tests", "actions", "nlu")
PAGE = "data/orders/ask_discount.yml"
CORPUS = "tests/orders/ask_discount.yml"
ACTIONS = "actions/orders.py"


@pytest.fixture(scope="module", autouse=True)
def read_once() -> Iterator[None]:
    """All files but one or two of a copy say what the project's say: what is read of a text is kept for the next."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(yaml_files, "read", cache(yaml_files.read))
        patched.setattr(check, "normalised", cache(check.normalised))
        patched.setattr(ast, "parse", cache(ast.parse))
        patched.setattr(ast, "walk", cache(lambda node, walk=ast.walk: tuple(walk(node))))
        yield


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of what the check reads."""
    for folder in TREE:
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("outcomes.py", "offer.py"):
        for file in (ROOT / "backend" / "munshi").glob(f"*/{name}"):
            copy = tmp_path / file.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, copy)
    return tmp_path


def change(file: Path, edit: Callable[[str], str]) -> None:
    before = file.read_text(encoding="utf-8")
    after = edit(before)
    assert after != before
    file.write_text(after, encoding="utf-8")


@cache
def known() -> frozenset[str]:
    return frozenset(findings(ROOT))


def new_findings(tree: Path) -> list[str]:
    """What the check finds in the tree and not in the project."""
    return [finding for finding in findings(tree) if finding not in known()]


@pytest.mark.parametrize(
    "line",
    ['FROM = frozenset({"se", "से"})', 'NOT = ("nahi", "mat", "na")', 'OFF = "aaj kal parso".split()',
     'def ends(word): return word.plain in ("till", "until")'],
)  # fmt: skip
def test_a_list_of_words_in_python_is_found(tree: Path, line: str) -> None:
    (tree / "nlu" / "time" / "new.py").write_text(f"{line}\n", encoding="utf-8")

    assert new_findings(tree) == ["nlu/time/new.py:1: a list of words; give it a name in nlu/lexicon."]


def test_a_word_of_the_lexicon_stands_once(tree: Path) -> None:
    change(tree / "nlu" / "lexicon" / "ratings.yml", lambda text: f"{text}best: achha bekar\nworst: bekar\n")

    found = new_findings(tree)

    assert any("bekar stands in" in finding for finding in found)


def test_the_project_has_no_gaps() -> None:
    assert findings(ROOT) == []


def test_a_new_intent_has_exactly_the_gaps_that_are_named(tree: Path) -> None:
    scaffold(tree, "ask_discount", "orders")

    named = sorted(finding.split(":")[0] for finding in new_findings(tree))

    assert named == [
        ACTIONS,
        *[PAGE] * 3,
        *[PAGE] * 3,
        CORPUS,
    ]  # action; replies; examples; held-out sentences
    assert all("left over" in finding for finding in new_findings(tree) if finding.startswith(ACTIONS))


def test_a_new_intent_passes_once_its_gaps_are_filled(tree: Path) -> None:
    page, corpus, actions = scaffold(tree, "ask_discount", "orders")
    left_over = "TO" + "DO"
    change(actions, lambda text: text.replace(f"{left_over}: say what it does, in a line; ask", "Asks"))
    change(page, lambda text: text.replace(left_over, "₹38"))
    for language in ("hi", "en", "hinglish"):
        head = f"metadata: {{language: {language}}}\n  examples: |\n"
        examples = "".join(f"    - {language} price number {number}\n" for number in range(10))
        change(page, lambda text, head=head, examples=examples: text.replace(head, head + examples))
        held_out = str([f"{language} held out {number}" for number in range(4)])
        change(
            corpus,
            lambda text, language=language, held=held_out: text.replace(
                f" {language}: []", f" {language}: {held}"
            ),
        )

    assert new_findings(tree) == []


def test_an_intent_is_begun_once_and_by_a_plain_name(tree: Path) -> None:
    with pytest.raises(Refused, match=r"there already: data/orders/place_order\.yml"):
        scaffold(tree, "place_order", "orders")
    with pytest.raises(Refused, match="verb then noun"):
        scaffold(tree, "AskPrice", "orders")


def test_a_file_named_unlike_its_intent_is_found(tree: Path) -> None:
    (tree / "data/common/greet.yml").rename(tree / "data/common/greeting.yml")

    assert any(
        "data/common/greeting.yml: holds the intent greet" in finding for finding in new_findings(tree)
    )


def test_a_reply_missing_in_one_language_is_found(tree: Path) -> None:
    change(
        tree / "data/common/thank.yml",
        lambda text: text.replace("name: language, value: en", "name: language, value: hi"),
    )

    assert new_findings(tree) == [
        "data/common/thank.yml: utter_thank has no English; add a variation for `language: en`."
    ]


def test_an_outcome_without_a_reply_is_found(tree: Path) -> None:
    outcomes = tree / "backend/munshi/orders/outcomes.py"
    change(outcomes, lambda text: text + '\nViewCart = Literal["shown_twice"]\nMoveShop = Literal["moved"]\n')

    assert new_findings(tree) == [
        "backend/munshi/orders/outcomes.py: nobody says shown_twice; "
        "write utter_view_cart_shown_twice on data/orders/view_cart.yml."
    ]


def test_a_notice_without_a_reply_is_found(tree: Path) -> None:
    outcomes = tree / "backend/munshi/orders/outcomes.py"
    change(outcomes, lambda text: text.replace('"order_withdrawn",', '"order_withdrawn", "order_lost",'))

    assert new_findings(tree) == [
        "backend/munshi/orders/outcomes.py: nobody says order_lost; "
        "write utter_notice_order_lost on data/orders/_notices.yml."
    ]


def test_what_is_not_offered_is_said_on_its_page(tree: Path) -> None:
    change(
        tree / "data/common/thank.yml",
        lambda text: text.replace("action: utter_thank", "action: action_check_offer"),
    )

    assert new_findings(tree) == [
        "data/common/thank.yml: nobody says not_offered; write utter_thank_not_offered under `responses`."
    ]


def test_what_the_books_serve_does_not_lead_to_a_refusal(tree: Path) -> None:
    change(
        tree / "data/orders/track_order.yml",
        lambda text: text.replace("action: action_track_order", "action: action_check_offer"),
    )

    assert new_findings(tree) == [
        "data/orders/track_order.yml: backend/munshi/orders/offer.py serves track_order; "
        "lead its rule to an action of its own."
    ]


def test_a_page_that_answers_at_once_asks_for_no_yes(tree: Path) -> None:
    change(
        tree / "data/orders/cancel_order.yml",
        lambda text: text.replace("actions:\n", "answers_at_once: true\n\nactions:\n", 1),
    )

    assert new_findings(tree) == [
        f"data/orders/cancel_order.yml: utter_cancel_order_{outcome} asks for a yes; "
        "take off answers_at_once, or the question."
        for outcome in ("confirm_cancel", "confirm_empty")
    ]


def test_an_intent_without_rule_corpus_or_action_is_found(tree: Path) -> None:
    change(
        tree / "data/common/goodbye.yml",
        lambda text: text[: text.index("rules:")] + "actions: [action_wave]\n",
    )
    (tree / "tests/common/goodbye.yml").unlink()

    found = " ".join(new_findings(tree))

    assert "no rule answers goodbye" in found
    assert "has no held-out sentences" in found
    assert "action_wave is nowhere written" in found


def test_a_held_out_sentence_that_is_taught_is_found_however_it_is_written(tree: Path) -> None:
    change(
        tree / "tests/common/goodbye.yml",
        lambda text: text.replace("  en:\n", '  en:\n  - "Good  BYE!"\n', 1),
    )

    assert new_findings(tree) == [
        "tests/common/goodbye.yml: 'Good  BYE!' is also on data/common/goodbye.yml; take it off one of them."
    ]
