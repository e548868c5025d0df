import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.intents.index import UNKNOWN, Index

STRINGS = st.lists(st.text(max_size=3))


@given(STRINGS, STRINGS)
def test_every_number_of_a_string_is_found_and_none_of_another(known: list[str], asked: list[str]) -> None:
    index = Index(known)
    for string in asked + known:
        numbers = [at for at, each in enumerate(known) if each == string]
        assert sorted(index.all([string])) == numbers
        assert index.first([string]).tolist() == (numbers[:1] or [UNKNOWN])
        assert (string in index) == (string in known)


@pytest.mark.parametrize("known", [[], ["aata"]])
def test_what_is_not_there_has_no_number(known: list[str]) -> None:
    assert Index(known).first(["daal", "चावल"]).tolist() == [UNKNOWN, UNKNOWN]
