"""YAML is read as Rasa reads it, only sooner."""

from typing import Any

import pytest
import rasa.shared.utils.io
import yaml

from engine import yaml_files
from engine.settings import ROOT

SNIPPETS = [
    "a: yes\nb: no\nc: on\nd: true\ne: False",
    "a: 010\nb: 0o17\nc: 0x1F\nd: -3\ne: +4\nf: 1_000",
    "a: 1.5\nb: 1e3\nc: .5\nd: -.inf\ne: 1.\nf: 12:30\ng: 1:2:3",
    "a: 2026-11-24\nb: ~\nc: null\nd:\ne: ''",
    "- haan ji\n- 'it''s'\n- \"do \\\" \\u0905\"\n- नमस्ते\n- 👍",
    "text: |\n  - ek\n  - do\n\nfolded: >\n  one\n  two\n",
    "base: &base {a: 1, b: 2}\nmore:\n  <<: *base\n  b: 3",
    "a: [x, y, {z: 1}]\nb: {c: d}\nc:\n- dash",
    "# nothing",
]


@pytest.mark.parametrize("text", SNIPPETS[:-1])
def test_a_text_holds_what_it_holds_for_rasa(text: str) -> None:
    assert_same(yaml_files.read(text), rasa.shared.utils.io.read_yaml(text))


@pytest.mark.parametrize(
    "file", ["domain.yml", "config.yml", "data/common/deny.yml", "data/leave/_skill.yml"]
)
def test_a_page_holds_what_it_holds_for_rasa(file: str) -> None:
    text = (ROOT / file).read_text("utf-8")
    assert_same(yaml_files.read(text), rasa.shared.utils.io.read_yaml(text))


@pytest.mark.parametrize("text", ["a: 1\na: 2", "a: {b: 1, b: 2}", "a: [", "a: b: c"])
def test_what_rasa_refuses_is_refused(text: str) -> None:
    with pytest.raises(yaml.YAMLError):
        yaml_files.read(text)
    with pytest.raises(Exception, match=r"."):
        rasa.shared.utils.io.read_yaml(text)


def assert_same(ours: Any, theirs: Any) -> None:
    """The same values of the same types."""
    assert repr(ours) == repr(theirs)
