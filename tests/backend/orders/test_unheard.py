"""Words of an order that stand nowhere once it was heard are notes of it, in the person's own words."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from munshi.orders.goods_in_text import says_of_what
from munshi.orders.halves import is_size_of
from munshi.orders.items import Item
from tests.backend.orders.conftest import Customer, Decision


def written(said: str, *telling: str, binds: str = "") -> dict[str, Any]:
    """A message as it was written, with its words that say something; those in `binds` only of the next."""
    words = [
        {"start": said.index(each), "end": said.index(each) + len(each), "binds": each in binds.split()}
        for each in telling
    ]
    return {"said": said, "telling": sorted(words, key=lambda word: word["start"])}


def noted(bill: Decision) -> list[str]:
    """All notes of the cart, those of lines first."""
    of_lines = [note for line in bill.facts["lines"] for note in line["said"]]
    return [*of_lines, *bill.facts["beside"]["said"]]


@pytest.mark.parametrize(
    ("said", "telling", "binds", "notes"),
    [
        ("6 kg cheeni, thaili bhi dena", ["cheeni", "thaili"], "", ["thaili bhi dena"]),
        ("6 kg cheeni bina kankad ki", ["cheeni", "bina", "kankad"], "bina", ["bina kankad ki"]),
        ("6 kg cheeni", ["cheeni"], "", []),
        ("6 kg chini aur", ["chini"], "", []),
    ],
)
def test_what_stands_nowhere_is_a_note(
    priya: Customer, said: str, telling: list[str], binds: str, notes: list[str]
) -> None:
    assert noted(priya.says("6 kg cheeni", **written(said, *telling, binds=binds))) == notes


def test_a_note_of_before_stays_beside_one_that_says_it_again(guest: Customer) -> None:
    guest.says("4 pc butter naan", left_over=[{"text": "kam ghee", "line": 0}])
    bill = guest.says(
        "2 pc tawa roti",
        **written("2 tawa roti, unme bhi kam ghee hi", "tawa", "roti", "unme", "kam", "ghee"),
    )
    assert "kam ghee" in noted(bill)


def test_what_a_name_says_of_itself_is_no_note() -> None:
    pipe = SimpleNamespace(name={"en": "PVC Pipe 1/2 inch", "hi": "PVC पाइप 1/2 इंच"})
    wire = SimpleNamespace(name={"en": "GI Wire", "hi": "तार"})
    assert is_size_of(cast(list[Item], [pipe]), "आधा")
    assert not is_size_of(cast(list[Item], [wire]), "aadha")
    assert not is_size_of(cast(list[Item], [pipe]), "lal")
    assert all(map(says_of_what, ["दरवाजे के", "darwaze ke"]))
    assert not any(map(says_of_what, ["sugar free", "ke bina", "bina ke tel"]))


def test_a_dictated_note_is_kept_without_the_words_that_lead_to_it(priya: Customer) -> None:
    priya.says("6 kg cheeni")
    said = "note: cheeni aur haldi alag thaili me"
    dictated = {"text": said.removeprefix("note: "), "kind": "note", "value": "dictated"}
    bill = priya.do(
        "/cart/changes", left_over=[dictated], **written(said, "note", "cheeni", "haldi", "alag", "thaili")
    )
    assert noted(bill) == ["cheeni aur haldi alag thaili me"]
