"""A customer asks whether their order was changed: it is told how it stands."""

import pytest

from tests.backend.orders.conftest import Customer
from tests.backend.orders.serving.saying import of, says
from tests.backend.orders.test_notices import told


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("did they change it? and is it eggless", "is it eggless"),
        ("badal diya kya", None),
        ("चीनी हटा दी क्या", None),
    ],
)
def test_whether_it_was_changed_is_answered_by_how_it_stands(
    priya: Customer, text: str, rest: str | None
) -> None:
    reference = priya.orders("6 kg chini").facts["reference"]
    heard = says(priya, text)
    assert (heard.facts["page"], of(heard).facts["reference"]) == ("track_order", reference)
    assert heard.facts["rest"] == rest


def test_who_had_it_changed_the_shop_hears_too(priya: Customer) -> None:
    reference = priya.orders("6 kg chini").facts["reference"]
    heard = says(priya, "kaun bola tha ye badalne ko")
    assert of(heard).facts["reference"] == reference
    assert told()[-1][1] == "order_wish"


def test_who_wants_it_changed_asks_nothing_of_that(priya: Customer) -> None:
    priya.orders("6 kg chini")
    heard = says(priya, "chini badal do")
    assert heard.outcome != "taken" or heard.facts["page"] != "track_order"
