"""What a reference names, and who stands under whom."""

from hypothesis import given
from hypothesis import strategies as st

from munshi.approvals.rules import is_named, kind_of, under


def test_the_letters_of_a_reference_say_what_it_is() -> None:
    assert {kind_of(each) for each in ("LV-12", "lv 12", "Lv12")} == {"leave"}
    assert {kind_of(each) for each in ("EXP-7", "exp 7", "exp7")} == {"claim"}
    assert {kind_of(each) for each in ("12", "ORD-12", "lv", "", "LV-12 EXP-7")} == {None}


def test_a_bare_number_names_whichever_has_it_and_another_letter_none() -> None:
    assert is_named("LV-12", "12")
    assert is_named("EXP-12", "#12")
    assert not is_named("LV-12", "2")
    assert not is_named("LV-12", "ORD-12")
    assert not is_named("LV-12", "12 ya 13")


def test_everybody_below_stands_under_the_one_above() -> None:
    managers = {1: None, 2: 1, 3: 1, 4: 2, 5: 4}
    assert under(1, managers) == {2, 3, 4, 5}
    assert under(2, managers) == {4, 5}
    assert under(5, managers) == frozenset()


@given(st.dictionaries(st.integers(1, 8), st.none() | st.integers(1, 8)), st.integers(1, 8))
def test_nobody_stands_under_themselves_however_the_managers_run_in_circles(
    managers: dict[int, int | None], person: int
) -> None:
    below = under(person, managers)
    reports = {each for each, manager in managers.items() if manager in {person, *below}}
    assert below == reports - {person}
