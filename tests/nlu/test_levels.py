"""While a cart waits for an answer, an amount that is set anew changes it; more of something does not."""

import pytest

from nlu.intents.levels import change_of_cart, takes_out
from nlu.intents.priors import Ranking
from nlu.words.reading import read

ORDER: Ranking = [("place_order", 0.9), ("modify_order", 0.1)]


@pytest.mark.parametrize(
    "text",
    [
        "actually make sugar 3 kg and add 1 kg rice",
        "make it 3 kg sugar and also send 1 bread",
        "aata 3 kilo kar do aur ek bread bhi jod do",
        "चीनी 3 किलो कर दो और एक ब्रेड भी",
        "bread 2 packet kar dijiye, doodh ek litre bhi",
    ],
)
def test_an_amount_that_is_set_changes_the_cart(text: str) -> None:
    assert change_of_cart(ORDER, read(text), "confirm_order")[0] == ("modify_order", 0.9)


@pytest.mark.parametrize(
    "text",
    [
        "add 2 kg rice",
        "make 2 masala dosa and 1 coffee",
        "3 samose pack kar do aur 2 chai",
        "jaldi delivery kar dena, 2 kilo aata bhi",
        "ek bread aur 2 ande bhi bhej do",
        "एक ब्रेड और दो अंडे भी दे दो",
    ],
)
def test_more_beside_a_cart_is_an_order(text: str) -> None:
    assert change_of_cart(ORDER, read(text), "confirm_order") == ORDER


@pytest.mark.parametrize("asking", [None, "correct_address", "leave_days"])
def test_without_a_cart_that_waits_nothing_is_changed(asking: str | None) -> None:
    assert change_of_cart(ORDER, read("aata 3 kilo kar do"), asking) == ORDER


@pytest.mark.parametrize(
    "text",
    [
        "paper cup leave",
        "leave it, we have cups",
        "skip the cups",
        "samosa cancel kando",
        "samosa cancel kar do",
        "समोसा रहने दो",
    ],
)
def test_goods_that_shall_go_and_nothing_else_change_the_cart(text: str) -> None:
    assert takes_out(read(text), "confirm_order")
    assert not takes_out(read(text), None)


@pytest.mark.parametrize(
    "text",
    ["sick leave", "leave it", "leave at the gate", "no thanks", "no onion", "2 samosa, leave at gate"],
)
def test_what_names_no_goods_that_go_takes_nothing_out(text: str) -> None:
    assert not takes_out(read(text), "confirm_order")
