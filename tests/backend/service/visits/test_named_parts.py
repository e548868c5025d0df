"""Which part of a plain shelf a line of an estimate is, as technicians write it."""

import pytest

from munshi.catalogue.models import Product
from munshi.service.estimates import naming
from munshi.service.estimates.editing import edited, only_speaks, told_lines
from munshi.service.parts.looking import Found

SHELF = {
    "ac": ("AC capacitor 45 mfd", "AC gas R410", "AC drain pipe"),
    "tv": ("TV backlight strip", "TV remote"),
    "microwave": ("Microwave fuse", "Microwave glass plate"),
    "washing_machine": ("Washing machine drain pump", "Washing machine belt"),
}


def _shelf(machine: str) -> list[Found]:
    goods = (
        Product(
            business_id="x",
            sku=name,
            name=dict.fromkeys(("hi", "en", "hinglish"), name),
            aliases=[],
            price_paise=42000,
        )
        for name in SHELF[machine]
    )
    return [found for each in goods if (found := naming._of_machine(each, machine))]


@pytest.mark.parametrize(
    ("machine", "said", "parts"),
    [
        ("microwave", "fuse 1 plate 2 labour 250", [("Microwave fuse", 1), ("Microwave glass plate", 2)]),
        ("washing_machine", "washing machine drain pump 1, मेहनत 400", [("Washing machine drain pump", 1)]),
        ("washing_machine", "पंप बदलना पड़ेगा, मेहनत 400", [("Washing machine drain pump", 1)]),
        ("washing_machine", "belt change karni padegi", [("Washing machine belt", 1)]),
        ("ac", "capacitor badalna padega, labour 300", [("AC capacitor 45 mfd", 1)]),
        ("ac", "labour 300, AC capacitor 45 mfd", [("AC capacitor 45 mfd", 1)]),
        ("ac", "drain pipe 2 metre", [("AC drain pipe", 2)]),
        ("tv", "2 backlight strips and 600 labour", [("TV backlight strip", 2)]),
        ("tv", "remote 250", []),
        ("washing_machine", "drain pump aur labour 350", [("Washing machine drain pump", 1)]),
        ("microwave", "estimate: ek fuse, labour 300", [("Microwave fuse", 1)]),
    ],
)
def test_a_part_is_known_by_a_piece_of_its_name_with_its_number_and_what_has_to_be_done(
    machine: str, said: str, parts: list[tuple[str, int]]
) -> None:
    shelf = _shelf(machine)
    lines = told_lines(naming.without_own_figures(said, shelf))
    found = [(naming.part_of(each, shelf, None), each.counted.quantity) for each in lines]
    assert [(each.product.name["en"], number) for each, number in found if each] == parts


@pytest.mark.parametrize(
    ("said", "after"),
    [
        ("plate hata do", "fuse, labour 400"),
        ("fuse nahi lagega", "glass plate, labour 400"),
        ("labour 350 karo", "fuse, glass plate, labour 350"),
        ("labour 400 ki jagah 350", "fuse, glass plate, labour 350"),
        ("labour 350 instead of 400", "fuse, glass plate, labour 350"),
    ],
)
def test_an_estimate_with_parts_of_a_plain_shelf_is_changed_in_words(said: str, after: str) -> None:
    before = told_lines("fuse, glass plate, labour 400")
    assert edited(said, before, _shelf("microwave")) == after


def test_a_part_of_two_words_is_not_only_spoken_of() -> None:
    shelf = _shelf("microwave")
    assert not only_speaks(told_lines("glass plate")[0], shelf)
    assert only_speaks(told_lines("glass plate mein pani kam tha")[0], shelf)
