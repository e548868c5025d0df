"""What a name says of a dish where no mark does."""

import pytest

from munshi.catalogue.models import Product
from munshi.orders.of_class import is_veg_by_name


@pytest.mark.parametrize(
    ("name", "veg"),
    [
        ("Dal tadka", True),
        ("Kadhai paneer", True),
        ("Veg biryani", True),
        ("Chicken biryani", False),
        ("Egg curry", False),
        ("Mutton rogan josh", False),
        ("Fish fry", False),
        ("Keema naan", False),
        ("Masala omelette", False),
    ],
)
def test_a_dish_that_names_meat_fish_or_egg_is_not_veg(name: str, veg: bool) -> None:
    assert is_veg_by_name(Product(name={"en": name, "hi": name, "hinglish": name})) is veg
