"""Whether somebody can come is answered with the first free hour, and work of the list with its price."""

import pytest

from munshi.catalogue import part
from munshi.catalogue.sections import ProductEntry
from tests.backend.books import opened
from tests.backend.service.visits.conftest import SHOP, Somebody

TODAY = {"from": "2026-11-24", "to": "2026-11-24"}


@pytest.mark.parametrize(
    "said", ["AC thanda nahi kar raha, aaj koi aa sakta hai?", "can someone come today for the AC"]
)
def test_whether_somebody_can_come_is_answered_first(customer: Somebody, said: str) -> None:
    asked = customer.wants(said, period=TODAY)
    assert asked.outcome == "ask_address"
    first = asked.facts["comes_first"]
    assert first["on_time"] is str(first["at"]).startswith("2026-11-24")


def test_where_nobody_is_free_then_it_is_said_when_the_first_hour_is(customer: Somebody) -> None:
    sunday = {"from": "2026-11-29", "to": "2026-11-29"}
    first = customer.wants("AC ke liye sunday ko koi aa sakta hai kya?", period=sunday).facts["comes_first"]
    assert (first["on_time"], str(first["at"]) < "2026-11-29") == (False, True)


def test_who_only_sends_for_somebody_is_told_no_first_hour(customer: Somebody) -> None:
    assert "comes_first" not in customer.wants("AC ke liye mistri bhejo").facts


def test_work_of_the_list_is_told_with_its_price(customer: Somebody) -> None:
    with opened() as session:
        work = {"sku": "W-1", "name": "AC jet cleaning", "unit": "pc", "price_paise": 69900, "gst_rate": "18"}
        part.save(session, SHOP, [ProductEntry.model_validate(work)], whole=False)
    asked = customer.wants("AC jet cleaning karwani hai, mistri bhejo")
    assert [(each["name"]["en"], each["paise"]) for each in asked.facts["works"]] == [
        ("AC jet cleaning", 69900)
    ]
    assert "works" not in customer.wants("AC thanda nahi kar raha").facts
