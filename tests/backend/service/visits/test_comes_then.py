"""Whether somebody can come is answered first, and the price of listed work stands with that of coming."""

from collections.abc import Callable

import pytest

from munshi.catalogue import part
from munshi.catalogue.sections import ProductEntry
from munshi.service.visits import comes_then, words
from tests.backend.books import opened
from tests.backend.service.visits.conftest import SHOP, Somebody

Who = Callable[[str], Somebody]


@pytest.mark.parametrize(
    "said",
    ["aaj koi aa sakta hai?", "abhi nahi aa sakta kya", "can someone come today", "आज कोई आ सकता है क्या"],
)
def test_it_is_heard_as_a_question(said: str) -> None:
    assert comes_then.is_asked(said)


@pytest.mark.parametrize("said", ["kisi ko bhejo", "kal aa jao", "someone come and repair the fan"])
def test_a_wish_is_none(said: str) -> None:
    assert not comes_then.is_asked(said)


@pytest.mark.parametrize("said", ["ac thanda nahi karta, kal koi aa sakta hai?", "abhi nahi aa sakta kya"])
def test_it_is_answered_before_what_is_missing(who: Who, said: str) -> None:
    told = who("919000000399").answers("", said, intent="request_technician")
    assert told.outcome in ("ask_address", "ask_machine"), told
    assert told.facts["comes_first"]["at"], told


@pytest.mark.parametrize(
    "said", ["do i still pay if it is not repaired?", "theek nahi hua to bhi paise dene honge?"]
)
def test_whether_it_costs_unrepaired_is_asked_of_the_charge(who: Who, said: str) -> None:
    assert words.asks_of_charge(said)
    newcomer = who("919000000399")
    newcomer.answers("", "ac thanda nahi kar raha, kisi ko bhejo", intent="request_technician")
    told = newcomer.answers("give_visit_address", said, intent="check_ticket_status")
    assert (told.outcome, told.facts.get("asked_whether")) == ("ask_address", "charge"), told


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
