"""What an installation, gas or a service costs: by the shop's own list, else the visit's charge and the estimate."""

import pytest

from munshi import database
from munshi.catalogue.models import Product
from tests.backend.service.visits.conftest import SHOP, Somebody


@pytest.fixture
def list_has(books: None) -> None:
    """The shop sells the fitting of an AC and a gas refill as goods of its list."""
    _sells(
        ("WORK-AC-FITTING", "AC installation", 150000),
        ("WORK-GAS", "AC gas refill", 280000),
        ("WORK-MICROWAVE", "Microwave repair labour", 45000),
    )


@pytest.fixture
def list_has_services(books: None) -> None:
    """Of two services the name of one has every word of the other."""
    _sells(("WORK-JET", "AC jet wash service", 79900), ("WORK-PLAIN", "AC wash service", 49900))


def _sells(*works: tuple[str, str, int]) -> None:
    with database.transaction() as session:
        like = session.get_one(Product, (SHOP, "PART-AC-REMOTE"))
        kept = {name: getattr(like, name) for name in list(like.__mapper__.columns.keys())}
        for sku, name, paise in works:
            named = {"hi": name, "en": name, "hinglish": name}
            own = {"sku": sku, "name": named, "aliases": [], "price_paise": paise, "keeps_stock": False}
            session.add(Product(**{**kept, **own}))


@pytest.mark.parametrize(
    ("said", "paise"),
    [
        ("AC lagwane ka charge kya hai", [150000]),
        ("installation ka kitna lagega", [150000]),
        ("एसी लगवाने का कितना लगेगा", [150000]),
        ("AC gas bharwane ka kitna", [280000]),
        ("geyser lagwane ka kitna lagega", []),
        ("AC servicing ka kitna lagega", [149900, 399900]),
    ],
)
def test_work_of_the_list_is_told_with_its_price_for_the_machine_that_is_named(
    customer: Somebody, list_has: None, said: str, paise: list[int]
) -> None:
    told = customer.answers("", said, intent="ask_price")
    assert told.facts.get("asked_whether") == "work", told
    assert [each["paise"] for each in told.facts["work_prices"]] == paise


def test_work_that_no_list_has_costs_what_the_visit_costs_and_the_rest_is_estimated(
    customer: Somebody,
) -> None:
    told = customer.answers("", "AC lagwane ka charge kya hai", intent="ask_price")
    assert (told.facts["work_prices"], told.facts.get("asked_part")) == ([], None)
    assert told.facts["work_charge"]["charge_paise"] == 35000


def test_beside_a_visit_the_price_of_the_list_is_told_with_the_visits_charge(
    customer: Somebody, list_has: None
) -> None:
    customer.books()
    told = customer.answers("", "installation ka kitna lagega", intent="ask_price")
    assert told.outcome == "cost"
    assert [each["paise"] for each in told.facts["work_prices"]] == [150000]


@pytest.mark.parametrize(
    "said",
    ["aur installation ka charge lagega kya VIS-1 me", "installation free hai ya 1500 lagega? saaf batao"],
)
@pytest.mark.parametrize("intent", ["place_order", "check_warranty"])
def test_whether_work_is_free_is_told_by_its_price_and_not_by_a_plan(
    customer: Somebody, list_has: None, said: str, intent: str
) -> None:
    customer.books()
    told = customer.answers("", said, intent=intent)
    assert told.outcome == "cost", told
    assert [each["paise"] for each in told.facts["work_prices"]] == [150000]


@pytest.mark.parametrize(
    "said", ["2 AC gas bharwane ka kitna lagega", "dono AC me gas bharwane ka kitna lagega"]
)
def test_the_work_of_several_machines_is_counted(customer: Somebody, list_has: None, said: str) -> None:
    told = customer.answers("", said, intent="ask_price")
    assert [(each["paise"], each["count"]) for each in told.facts["work_prices"]] == [(280000, 2)]


@pytest.mark.parametrize("said", ["TV repair ka kharcha kitna hoga", "tv ki repair labour kitni hai"])
def test_the_work_of_another_machine_is_no_price(customer: Somebody, list_has: None, said: str) -> None:
    told = customer.answers("", said, intent="ask_price")
    assert "45000" not in str(told.facts), told


@pytest.mark.parametrize(
    ("said", "works"),
    [
        ("2 AC jet wash service karwani hai", [("AC jet wash service", 2)]),
        ("AC wash service karwani hai", [("AC wash service", 1)]),
    ],
)
def test_work_of_the_list_is_priced_for_as_many_machines_and_by_its_whole_name(
    customer: Somebody, list_has_services: None, said: str, works: list[tuple[str, int]]
) -> None:
    shown = customer.wants(
        f"{said}, 7 Sneh Nagar 452001", time={"date": "2026-11-25", "from": "11:30", "to": None}
    )
    assert [(each["name"]["en"], each.get("count", 1)) for each in shown.facts["works"]] == works
