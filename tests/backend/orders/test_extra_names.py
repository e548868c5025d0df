"""What is called *Extra …* here is goods, wherever a message was read as having its words."""

from decimal import Decimal
from types import SimpleNamespace
from typing import Any, cast

import pytest

from munshi.orders import extra_names
from munshi.orders.desk import Desk
from munshi.orders.extra_names import with_extras
from munshi.orders.kept import Beside, Spoken
from munshi.orders.messages import Message, Said
from munshi.orders.wishes import Op
from spelling import key


@pytest.fixture(autouse=True)
def extra_pav_is_sold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extra_names, "named_whole", lambda items, text: key(text) == key("extra pav"))


def heard(said: str, *lines: Said, notes: tuple[str, ...] = ()) -> Message:
    desk: Any = SimpleNamespace(shelf=SimpleNamespace(meant=lambda name: SimpleNamespace(items=())))
    beside = Beside(notes=[Spoken(each, wished=True) for each in notes])
    return with_extras(cast(Desk, desk), Message(lines=list(lines), beside=beside, said=said))


@pytest.mark.parametrize(
    ("text", "name", "whole"),
    [
        ("3 एक्स्ट्रा पाव", "पाव", "एक्स्ट्रा पाव"),
        ("3 extra pav", "pav", "extra pav"),
        ("3 extra roti", "roti", "roti"),
    ],
)
def test_the_word_extra_is_of_the_name_where_something_is_called_so(text: str, name: str, whole: str) -> None:
    (line,) = heard(f"2 pav bhaji {text}", Said(name, Decimal(3), text=text)).lines
    assert (line.name, line.quantity) == (whole, Decimal(3))


@pytest.mark.parametrize("note", ["एक्स्ट्रा पाव 4 कर दो", "extra pav 4 kar do", "Extra pav 4 karo please"])
def test_a_count_of_it_that_was_taken_for_a_note_is_how_many_it_shall_be(note: str) -> None:
    told = heard(note, notes=(note,))
    (line,) = told.lines
    assert (line.quantity, line.op, told.beside.notes) == (Decimal(4), Op.SET, [])


@pytest.mark.parametrize("note", ["extra pav 4 baje bhejna", "extra butter 2 me", "एक्स्ट्रा तीखा कर दो"])
def test_what_says_how_something_shall_be_stays_a_note(note: str) -> None:
    told = heard(note, notes=(note,))
    assert ([each.text for each in told.beside.notes], told.lines) == ([note], [])
