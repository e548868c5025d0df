"""What the actions learn of the business that a person writes to."""

from tests.books import RESTAURANT_NUMBER, Actions


def test_the_number_written_to_decides_whose_name_and_trade_is_told(actions: Actions) -> None:
    kirana = actions.gets("/business").json()
    assert kirana == {"outcome": "shop", "facts": {"business": "Sharma Kirana Store"}}
    actions.number = RESTAURANT_NUMBER
    restaurant = actions.gets("/business").json()
    assert restaurant == {"outcome": "restaurant", "facts": {"business": "Annapurna Bhojanalay"}}
