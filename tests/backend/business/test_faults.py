"""Every fault of a file is told with its place and line, and then nothing of it is written."""

from collections.abc import Callable
from typing import Any

import pytest
import yaml

from tests.backend.books import KIRANA, Operator, seed

Change = Callable[[dict[str, Any]], object]


def faults(operator: Operator, file: dict[str, Any] | str) -> dict[str, str]:
    answer = operator.brings_in(file)
    assert answer.status_code == 422, answer.text
    return {fault["at"]: fault["problem"] for fault in answer.json()["errors"]}


def shop(**sections: Any) -> dict[str, Any]:
    business = {
        "id": "new-shop",
        "name": "New Shop",
        "kind": "shop",
        "state": "MP",
        "prices_include_gst": True,
        "skills": ["orders"],
    }
    return {"version": 1, "business": business, **sections}


def product(**said: Any) -> dict[str, Any]:
    name = {"hi": "चीनी", "en": "Sugar", "hinglish": "Cheeni"}
    return {"sku": "CHEENI", "name": name, "unit": "kg", "price_paise": 4400, "gst_rate": "5", **said}


def test_all_faults_are_told_at_once_and_nothing_is_written(operator: Operator) -> None:
    file = seed(KIRANA)
    file["business"]["name"] = "Renamed"
    file["products"][2]["price_paise"] = "many"
    file["products"][5]["unit"] = "stone"
    file["people"][0]["roles"] = ["king"]
    told = faults(operator, file)
    assert set(told) == {"products[2].price_paise", "products[5].unit", "people[0].roles[0]"}
    assert (
        operator.gets(f"/businesses/{KIRANA}/export", format="json").json()["business"]["name"] != "Renamed"
    )


def test_a_fault_names_its_line(operator: Operator) -> None:
    text = yaml.safe_dump(shop(products=[product(), product(sku="X", gst_rate="a lot")]), sort_keys=False)
    (fault,) = operator.brings_in(text).json()["errors"]
    line = next(at for at, written in enumerate(text.splitlines(), 1) if "a lot" in written)
    assert (fault["at"], fault["line"]) == ("products[1].gst_rate", line)


def test_who_has_no_gstin_needs_no_gst_rate(operator: Operator) -> None:
    bare = {name: said for name, said in product().items() if name != "gst_rate"}
    assert operator.brings_in(yaml.safe_dump(shop(products=[bare]))).json()["outcome"] == "created"
    file = seed(KIRANA)
    file["products"] = [bare]
    assert faults(operator, file) == {"products[0].gst_rate": "is needed of a business that has a GSTIN"}


def test_a_missing_field_is_told_at_the_line_of_its_entry(operator: Operator) -> None:
    lacking = product()
    del lacking["unit"]
    text = yaml.safe_dump(shop(products=[lacking]), sort_keys=False)
    (fault,) = operator.brings_in(text).json()["errors"]
    line = next(at for at, written in enumerate(text.splitlines(), 1) if written.startswith("- sku"))
    assert (fault["at"], fault["line"]) == ("products[0].unit", line)


def test_a_slip_of_the_pen_in_a_field_is_not_lost(operator: Operator) -> None:
    assert faults(operator, shop(products=[product(pirce_paise=4000)])) == {
        "products[0].pirce_paise": "is not known here"
    }


def test_a_number_that_must_be_text_is_told_to_be_quoted(operator: Operator) -> None:
    file = shop(numbers=[{"phone_number_id": 100000000000077, "display_number": "+91 1"}])
    assert faults(operator, file) == {"numbers[0].phone_number_id": "must be text: put it in quotes"}


@pytest.mark.parametrize(
    ("sections", "at"),
    [
        ({"hours": {"mon": ["22:00-07:30"]}}, "hours.mon"),
        ({"hours": {"mon": ["8 to 10"]}}, "hours.mon"),
        ({"hours": {"mon": ["08:00-14:00", "13:00-21:00"]}}, "hours.mon"),
        ({"closed_days": ["2027-02-30"]}, "closed_days[0]"),
        ({"delivery": {"pincodes": ["45200"]}}, "delivery.pincodes[0]"),
        ({"products": [product(price_paise=-1)]}, "products[0].price_paise"),
        ({"products": [product(step="0")]}, "products[0].step"),
        ({"products": [product(step="0.25", max_quantity="1.1")]}, "products[0]"),
        ({"products": [product(), product()]}, "products[1].sku"),
        ({"products": [product(substitute="NOWHERE")]}, "products[0].substitute"),
        ({"products": [product(substitute="CHEENI")]}, "products[0].substitute"),
        ({"products": [product(hsn="17")]}, "products[0].hsn"),
        ({"people": [{"name": "Asha"}]}, "people[0]"),
        ({"people": [{"phones": ["12"]}]}, "people[0].phones[0]"),
        ({"people": [{"phones": ["919812345678"]}, {"phones": ["+91 98123 45678"]}]}, "people[1]"),
        ({"people": [{"phones": ["919812345678"], "manager": "919812345678"}]}, "people[0].manager"),
        ({"people": [{"phones": ["919812345678"], "manager": "919899999999"}]}, "people[0].manager"),
        ({"numbers": [{"phone_number_id": "100000000000001", "display_number": "+91 1"}]},
         "numbers[0].phone_number_id"),
        ({"version": 2}, "version"),
    ],
)  # fmt: skip
def test_what_cannot_be_right_is_refused_at_its_place(
    operator: Operator, sections: dict[str, Any], at: str
) -> None:
    assert set(faults(operator, shop(**sections))) == {at}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", "New Shop"),
        ("kind", "bank"),
        ("state", "ZZ"),
        ("gstin", "23AKVPS4821M1ZA"),
        ("gstin", "27AAPFU0939F1ZV"),
        ("fssai", "1234"),
        ("upi_id", "not an id"),
        ("timezone", "Asia/Indore"),
        ("pincode", "052007"),
        ("skills", ["magic"]),
    ],
)
def test_a_profile_that_cannot_be_right_is_refused(operator: Operator, field: str, value: Any) -> None:
    file = shop()
    file["business"][field] = value
    (at,) = faults(operator, file)
    assert at.startswith(f"business.{field}")


def test_a_substitute_keeps_the_veg_mark(operator: Operator) -> None:
    eggs = product(sku="ANDE", veg=False)
    assert faults(operator, shop(products=[product(veg=True, substitute="ANDE"), eggs])) == {
        "products[0].substitute": "ANDE has another veg mark"
    }


def test_two_persons_of_the_books_are_not_made_one(operator: Operator) -> None:
    file = seed(KIRANA)
    file["people"] = [{"name": "Both", "phones": ["919000000021", "919000000022"]}]
    assert faults(operator, file) == {"people[0]": "these ids belong to different persons in the books"}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("version: 1\n  business: {", "mapping values are not allowed in this context"),
        ("a: &x [1]\nb: *x\n", "references (*…) are not read here"),
        ("version: 1\nversion: 1\n", "stands here twice"),
        ("closed_days: [2027-13-45]", "month must be in 1..12"),
        ("\x00", "this is no text file"),
        ("", "valid dictionary"),
        ("- 1", "valid dictionary"),
    ],
)
def test_a_text_that_is_no_file_of_ours_is_told_so(operator: Operator, text: str, problem: str) -> None:
    assert any(problem in told for told in faults(operator, text).values())


def test_a_small_file_cannot_become_endless(operator: Operator) -> None:
    text = "a0: &a0 [x, x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n" for i in range(1, 60))
    assert "references (*…) are not read here" in faults(operator, text).values()
