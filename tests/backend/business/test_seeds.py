"""The demonstration businesses are sound: names, prices, tax and people hold together."""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from munshi.business.states import GST_CODES
from munshi.leave import templates
from spelling import key
from tests.backend.books import SEEDS

FILES = sorted(SEEDS.glob("*.yaml"))
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
GST_RATES = {"0", "5", "18", "40"}

Seed = dict[str, Any]
Product = dict[str, Any]


def read(path: Path) -> Seed:
    seed: Seed = yaml.safe_load(path.read_text(encoding="utf-8"))
    return seed


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def seed(request: pytest.FixtureRequest) -> Seed:
    return read(request.param)


def gstin_check_digit(first_fourteen: str) -> str:
    """The last character of a GSTIN, by the weighted sum to base 36."""
    total = 0
    for place, character in enumerate(first_fourteen):
        weighed = ALPHABET.index(character) * (1 + place % 2)
        total += weighed // 36 + weighed % 36
    return ALPHABET[-total % 36]


def products(seed: Seed) -> Iterator[Product]:
    yield from seed.get("products", ())


def name_keys(product: Product) -> set[str]:
    return {key(name) for name in product["name"].values()}


def test_the_gstin_is_of_the_state_and_its_check_digit_fits(seed: Seed) -> None:
    gstin = seed["business"]["gstin"]
    assert re.fullmatch(r"[0-9]{2}[A-Z]{5}[0-9]{4}[A-Z][1-9A-Z]Z[0-9A-Z]", gstin)
    assert gstin[:2] == GST_CODES[seed["business"]["state"]]
    assert gstin[-1] == gstin_check_digit(gstin[:-1])


def test_a_food_business_names_its_fssai_licence(seed: Seed) -> None:
    business = seed["business"]
    if business["kind"] in ("shop", "restaurant"):
        assert re.fullmatch(r"[12][0-9]{13}", business["fssai"])


def test_the_shop_itself_lies_where_it_delivers(seed: Seed) -> None:
    if "orders" in seed["business"]["skills"]:
        assert seed["business"]["pincode"] in seed["delivery"]["pincodes"]
        assert all(re.fullmatch(r"4520[0-9]{2}", pincode) for pincode in seed["delivery"]["pincodes"])


def test_skus_are_unique(seed: Seed) -> None:
    skus = [product["sku"] for product in products(seed)]
    assert len(skus) == len(set(skus))


def test_name_and_pack_tell_two_products_apart(seed: Seed) -> None:
    seen: dict[tuple[str, str], str] = {}
    for product in products(seed):
        for name in name_keys(product):
            place = (name, str(product.get("pack")))
            assert place not in seen, f"{product['sku']} is called like {seen[place]}"
        seen.update({(name, str(product.get("pack"))): product["sku"] for name in name_keys(product)})


def test_every_product_has_its_name_in_three_languages(seed: Seed) -> None:
    for product in products(seed):
        names = product["name"]
        assert set(names) == {"hi", "en", "hinglish"}, product["sku"]
        assert re.search(r"[\u0900-\u097f]", names["hi"]), product["sku"]
        assert names["en"].isascii() or "é" in names["en"], product["sku"]
        assert names["hinglish"].isascii(), product["sku"]


def test_no_alias_is_there_for_a_spelling_that_the_key_finds_anyway(seed: Seed) -> None:
    for product in products(seed):
        seen = name_keys(product)
        for alias in product.get("aliases", []):
            assert key(alias) not in seen, f"{product['sku']}: {alias}"
            seen.add(key(alias))


def test_prices_are_whole_paise_between_a_rupee_and_a_lakh(seed: Seed) -> None:
    for product in products(seed):
        for priced in [product, *product.get("variants", []), *product.get("add_ons", [])]:
            assert isinstance(priced["price_paise"], int)
            assert 100 <= priced["price_paise"] <= 10_000_000, product["sku"]


def test_gst_rates_are_those_in_force_and_hsn_has_four_digits(seed: Seed) -> None:
    for product in products(seed):
        assert product["gst_rate"] in GST_RATES, product["sku"]
        assert re.fullmatch(r"[0-9]{4}", product["hsn"]), product["sku"]


def test_stock_and_limit_are_whole_steps(seed: Seed) -> None:
    for product in products(seed):
        step = Decimal(product.get("step", "1"))
        for field in ("stock", "max_quantity"):
            if field in product:
                assert Decimal(product[field]) % step == 0, f"{product['sku']}: {field}"


def test_a_substitute_is_in_stock_and_keeps_the_veg_mark(seed: Seed) -> None:
    by_sku = {product["sku"]: product for product in products(seed)}
    for product in products(seed):
        if substitute := product.get("substitute"):
            other = by_sku[substitute]
            assert Decimal(other["stock"]) > 0
            assert other.get("veg") == product.get("veg")


def test_what_comes_in_a_pack_is_sold_by_the_piece_not_by_weight(seed: Seed) -> None:
    for product in products(seed):
        if pack := product.get("pack"):
            assert Decimal(pack["quantity"]) > 0
            assert product["unit"] not in ("kg", "g", "l", "ml"), product["sku"]


def test_people_have_one_phone_each_and_a_manager_who_exists(seed: Seed) -> None:
    phones = [phone for person in seed["people"] for phone in person["phones"]]
    assert len(phones) == len(set(phones))
    assert all(re.fullmatch(r"91[6-9][0-9]{9}", phone) for phone in phones)
    assert all(person["manager"] in phones for person in seed["people"] if person.get("manager"))
    assert sum("owner" in person["roles"] for person in seed["people"]) == 1


def test_a_whatsapp_number_belongs_to_one_business() -> None:
    numbers = [number["phone_number_id"] for path in FILES for number in read(path)["numbers"]]
    assert len(numbers) == len(set(numbers)) == len(FILES)


def test_the_kirana_has_loose_and_branded_goods_and_some_out_of_stock() -> None:
    goods = read(next(path for path in FILES if path.stem == "sharma-kirana"))["products"]
    assert len(goods) >= 120
    assert {product["sku"] for product in goods if product.get("stock") == "0"}
    assert any(product.get("brand") for product in goods)
    assert any(not product.get("brand") for product in goods)


def the_workshop() -> Seed:
    return read(next(path for path in FILES if path.stem == "kovai-precision"))


def test_the_workshop_has_twelve_people_of_whom_ten_stand_under_the_manager() -> None:
    people = the_workshop()["people"]
    assert len(people) == 12
    assert sum(person.get("manager") == "919000000411" for person in people) == 10
    assert {person["language"] for person in people} == {"en", "hi", "hinglish"}


def test_the_workshop_grants_what_the_template_of_its_state_does() -> None:
    granted = {entry["type"]: entry for entry in the_workshop()["leave"]["policies"]}
    template = templates.for_state("TN")
    assert granted.keys() == {policy.type.value for policy in template.policies}
    for policy in template.policies:
        assert Decimal(granted[policy.type].get("allotment", "0")) == policy.allotment, policy.type
        assert granted[policy.type].get("notice_days", 0) == policy.notice_days, policy.type


def test_the_workshop_shows_leave_and_claims_in_every_state() -> None:
    seed = the_workshop()
    leave = {request["moves"][-1]["status"] for request in seed["leave"]["requests"]}
    claims = {claim["moves"][-1]["status"] for claim in seed["expenses"]["claims"]}
    assert leave == {"pending", "approved", "rejected"}
    assert claims == {"pending", "approved", "rejected", "paid"}


def test_what_the_workshops_approved_leave_took_stands_in_the_ledger() -> None:
    leave = the_workshop()["leave"]
    taken = {
        entry["reference"]: Decimal(entry["days"])
        for entry in leave["ledger"]
        if entry.get("kind") == "taken"
    }
    for request in leave["requests"]:
        charged = sum((Decimal(day.get("charged", "1")) for day in request["days"]), Decimal(0))
        if request["moves"][-1]["status"] == "approved":
            assert taken.pop(request["reference"]) == -charged
            assert len(request["days"]) - charged == Decimal(request.get("unpaid", "0"))
    assert not taken
