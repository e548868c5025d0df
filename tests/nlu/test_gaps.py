"""Known gaps are brought up to date without touching what else a corpus says."""

from ruamel.yaml import YAML

from tests.nlu.gaps import with_gaps

WITHOUT = """# Why the values are what they are.
intent: greet
says:
- value: {}
  hinglish: ["namaste", 'ram "ram"']   # as typed
not_this:
- "bye"
"""
GAPS = ['say "hi": # now', "नमस्ते\nजी", "- ?", "'", "\\ \t"]


def test_gaps_are_written_as_they_are_read() -> None:
    written = with_gaps(WITHOUT, GAPS)
    assert YAML(typ="safe").load(written)["known_gaps"] == GAPS


def test_nothing_else_changes_however_often_they_are_rewritten() -> None:
    written = with_gaps(WITHOUT, GAPS)
    assert written.startswith(WITHOUT)
    assert with_gaps(written, GAPS) == written
    assert with_gaps(written, []) == WITHOUT


def test_what_stands_below_the_gaps_stays() -> None:
    first, rest = WITHOUT.split("says:\n")
    assert with_gaps(f'{first}known_gaps:\n- "a"\n\n-   "b\n  c"\nsays:\n{rest}', []) == WITHOUT
