"""Which line of an estimate is goods and which is labour: by the words for work, in whatever order they stand."""

import pytest
from fastapi.testclient import TestClient

from actions.visit_texts import variables
from munshi.service.estimates import writing
from tests.backend.books import Clock, opened
from tests.backend.service.visits.plain_repairs import Estimate, file, opens

GOODS = {
    "C1": ("CCTV Camera 2MP", 165000),
    "C2": ("CCTV Installation", 60000),
    "P1": ("Crompton Pump 0.5 HP", 420000),
}
MODELS = [("CAM2", "CCTV Camera 2MP", "camera", "C1"), ("CP05", "Crompton Pump 0.5 HP", "pump", "P1")]


@pytest.fixture
def estimate(books: None, client: TestClient, now: Clock) -> Estimate:
    """The lines of what is written at a machine."""
    products = [
        {"sku": sku, "name": name, "unit": "pc", "price_paise": paise, "gst_rate": "18", "stock": "6"}
        for sku, (name, paise) in GOODS.items()
    ]
    policy = {"code": "year", "months": 12, "parts": [], "visit_paise": 25000, "repair_days": 30}
    models = [
        {"model": model, "name": name, "appliance": kind, "called": [kind], "sku": sku, "policy": "year"}
        for model, name, kind, sku in MODELS
    ]
    return opens(client, file(products, warranty={"policies": [policy], "models": models}))


@pytest.mark.parametrize(
    ("machine", "said", "lines"),
    [
        ("cctv", "camera 1650 aur installation 600", [("part", "C1", 165000), ("labour", "C2", 60000)]),
        ("cctv", "installation 600, camera 1650", [("labour", "C2", 60000), ("part", "C1", 165000)]),
        ("cctv", "1650 camera, 600 fitting", [("part", "C1", 165000), ("labour", None, 60000)]),
        ("motor", "pump 4200 fitting 500", [("part", "P1", 420000), ("labour", None, 50000)]),
        ("ac", "गैस 1800 मजदूरी 400", [("part", None, 180000), ("labour", None, 40000)]),
        ("ac", "mazdoori 400 gas 1800", [("labour", None, 40000), ("part", None, 180000)]),
        ("ac", "gas 1800 and service charge 300", [("part", None, 180000), ("labour", None, 30000)]),
        ("ac", "leak repair 800", [("labour", None, 80000)]),
    ],
)
def test_what_is_named_as_work_is_labour_and_what_stands_beside_it_is_goods(
    estimate: Estimate, machine: str, said: str, lines: list[tuple[str, str | None, int]]
) -> None:
    written = estimate(machine, said)
    assert [(each.kind, each.sku, each.amount_paise) for each in written] == lines


def test_a_whole_machine_is_goods_of_the_shelf_only_at_its_very_price(estimate: Estimate) -> None:
    assert [each.sku for each in estimate("cctv", "camera cleaning 1600, labour 200")] == [None, None]


def test_the_estimate_shows_which_line_is_labour_where_its_name_does_not(estimate: Estimate) -> None:
    lines = estimate("cctv", "camera 1650 aur installation 600")
    with opened():
        shown = variables(writing.facts(lines), "hinglish")["estimate"]
    assert shown == "• CCTV Camera 2MP: ₹1,650\n• CCTV Installation (labour): ₹600"
