"""A whole business goes into the books from a file, and comes out as the same file."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import yaml
from sqlalchemy import Engine, text

from munshi.business import exchange, service
from munshi.business.parts import BusinessFile
from tests.backend.books import KIRANA, Operator, opened, seed

SEEDS = ["annapurna-bhojanalay", "deepak-electronics", "sharma-kirana"]
TABLES = text(
    "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' ORDER BY 1"
)


def everything() -> dict[str, list[Any]]:
    """Every row of every table."""
    with opened() as session:
        return {
            table: sorted(map(str, session.execute(text(f"SELECT * FROM {table}")).all()))
            for table in session.scalars(TABLES)
        }


def exported(business_id: str) -> dict[str, Any]:
    with opened() as session:
        business = service.get(session, business_id)
        assert business is not None
        return exchange.export(session, business)


def brought_in(file: dict[str, Any]) -> str:
    with opened() as session:
        return exchange.bring_in(session, yaml.safe_dump(file, allow_unicode=True)).outcome


def renamed(file: dict[str, Any], business_id: str) -> dict[str, Any]:
    """The same business under another id and number."""
    number = {"phone_number_id": "100000000000099", "display_number": "+91 90000 00099"}
    return {**file, "business": {**file["business"], "id": business_id}, "numbers": [number]}


@pytest.mark.parametrize("business_id", SEEDS)
def test_what_comes_out_is_what_went_in(books: None, business_id: str) -> None:
    went_in = BusinessFile.model_validate(seed(business_id))
    assert BusinessFile.model_validate(exported(business_id)) == went_in


@pytest.mark.parametrize("business_id", SEEDS)
def test_the_exported_file_opens_the_same_business_elsewhere(books: None, business_id: str) -> None:
    file = renamed(exported(business_id), "copied-shop")
    assert brought_in(file) == "created"
    assert exported("copied-shop") == file


@pytest.mark.parametrize("business_id", SEEDS)
def test_the_same_file_again_changes_nothing(books: None, business_id: str) -> None:
    before = everything()
    assert brought_in(seed(business_id)) == "unchanged"
    assert everything() == before


def test_an_exported_file_changes_nothing_where_it_came_from(books: None) -> None:
    assert brought_in(exported(KIRANA)) == "unchanged"


def test_a_changed_price_is_taken_and_everything_else_stays(books: None) -> None:
    file = seed(KIRANA)
    file["products"][0]["price_paise"] = 4100
    before = everything()
    assert brought_in(file) == "changed"
    after = everything()
    assert {table for table in after if after[table] != before[table]} == {"products"}
    assert len(set(after["products"]) - set(before["products"])) == 1


def test_the_file_sets_the_order_of_the_catalogue(books: None) -> None:
    file = seed(KIRANA)
    file["products"].reverse()
    brought_in(file)
    assert [product["sku"] for product in exported(KIRANA)["products"]] == [
        product["sku"] for product in file["products"]
    ]


def test_hours_numbers_and_roles_are_replaced(books: None) -> None:
    file = seed(KIRANA)
    file["hours"] = {"mon": ["09:00-12:00"]}
    file["numbers"][0]["display_number"] = "+91 731 400 0000"
    file["people"][1]["roles"] = ["manager"]
    assert brought_in(file) == "changed"
    out = exported(KIRANA)
    assert out["hours"] == {"mon": ["09:00-12:00"]}
    assert out["numbers"] == file["numbers"]
    assert next(person for person in out["people"] if person["name"] == "Sunita Verma")["roles"] == [
        "manager"
    ]


def test_what_the_file_does_not_name_stays(books: None) -> None:
    file = seed(KIRANA)
    file["products"] = file["products"][:1]
    file["people"] = file["people"][:1]
    brought_in(file)
    out = exported(KIRANA)
    assert len(out["products"]) == len(seed(KIRANA)["products"])
    assert len(out["people"]) == len(seed(KIRANA)["people"])


def test_a_file_of_the_bare_minimum_opens_a_business(books: None) -> None:
    file = {
        "version": 1,
        "business": {
            "id": "tea-stall",
            "name": "Chai Point",
            "kind": "restaurant",
            "state": "MP",
            "prices_include_gst": True,
            "skills": ["orders"],
        },
    }
    assert brought_in(file) == "created"
    assert exported("tea-stall") == file


@pytest.mark.parametrize("written", ["TS", "TG"])
def test_telangana_has_two_codes_and_is_one_state(books: None, written: str) -> None:
    file = renamed(seed(KIRANA), "copied-shop")
    file["business"] |= {"state": written, "gstin": None}
    assert brought_in(file) == "created"
    assert exported("copied-shop")["business"]["state"] == "TS"


def test_one_business_brought_in_by_two_at_once_is_opened_once(own_books: Engine) -> None:
    file = renamed(seed("deepak-electronics"), "copied-shop")
    with ThreadPoolExecutor(2) as threads:
        outcomes = list(threads.map(brought_in, [file, file]))
    assert sorted(outcomes) == ["created", "unchanged"]


def test_the_operator_brings_in_and_gets_out(operator: Operator) -> None:
    answer = operator.brings_in(renamed(seed(KIRANA), "copied-shop"))
    assert (answer.status_code, answer.json()) == (201, {"id": "copied-shop", "outcome": "created"})
    answer = operator.brings_in(renamed(seed(KIRANA), "copied-shop"))
    assert (answer.status_code, answer.json()["outcome"]) == (200, "unchanged")
    text = operator.gets("/businesses/copied-shop/export")
    assert text.headers["content-type"] == "application/yaml"
    data = operator.gets("/businesses/copied-shop/export", format="json").json()
    assert yaml.safe_load(text.text) == data


def test_json_is_taken_as_well_as_yaml(operator: Operator) -> None:
    data = operator.gets(f"/businesses/{KIRANA}/export", format="json").text
    assert operator.brings_in(data).json()["outcome"] == "unchanged"


def test_nobody_but_the_operator_may(operator: Operator) -> None:
    operator.token = "token-of-the-actions"
    assert operator.brings_in(seed(KIRANA)).status_code == 401
    for path in ("/businesses", f"/businesses/{KIRANA}/export", f"/businesses/{KIRANA}/people"):
        assert operator.gets(path).status_code == 401


def test_a_business_that_is_not_there_is_not_found(operator: Operator) -> None:
    for path in ("export", "products", "people", "products.csv", "products.xlsx"):
        assert operator.gets(f"/businesses/nowhere/{path}").status_code == 404


def test_the_operator_sees_every_business_and_its_numbers(operator: Operator) -> None:
    listed = {business["id"]: business["numbers"] for business in operator.gets("/businesses").json()}
    assert listed.items() >= {KIRANA: ["100000000000001"]}.items()
    assert set(SEEDS) <= set(listed)


def test_the_schema_describes_the_seeds(operator: Operator) -> None:
    import jsonschema

    schema = operator.gets("/schemas/business.json").json()
    validator = jsonschema.Draft202012Validator(schema)
    for business_id in SEEDS:
        validator.validate(seed(business_id))
    assert not validator.is_valid({**seed(KIRANA), "surprise": 1})
