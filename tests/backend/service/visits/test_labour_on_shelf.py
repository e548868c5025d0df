"""A word for labour with its sum is labour, though goods of the shelf are called after it; the whole name is those."""

from collections.abc import Sequence

import pytest
from fastapi.testclient import TestClient

from munshi.business.models import Business
from munshi.service.estimates import writing
from munshi.service.estimates.rules import Line
from munshi.service.visits.models import Visit
from tests.backend.books import Clock, Operator, opened
from tests.backend.service.garage import file


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        ("clutch plate 620 aur labour 300", [("part", "C1", 62000), ("labour", None, 30000)]),
        ("plate 620 aur labour 300", [("part", "C1", 62000), ("labour", None, 30000)]),
        ("labour 300, clutch plate 620", [("labour", None, 30000), ("part", "C1", 62000)]),
        ("लेबर 80 और ट्यूब 280", [("labour", None, 8000), ("part", "T1", 28000)]),
        ("engine work labour 1500", [("labour", "L1", 150000)]),
        ("engine work labour 1200", [("labour", None, 120000)]),
        ("clutch plate 620, engine work labour 1500", [("part", "C1", 62000), ("labour", "L1", 150000)]),
        ("इंजन वर्क लेबर 1500", [("labour", "L1", 150000)]),
        ("brake liner activa 260, labour 100", [("part", "B2", 26000), ("labour", None, 10000)]),
    ],
)
def test_labour_is_labour_though_goods_are_called_after_it(
    books: None, client: TestClient, now: Clock, said: str, lines: list[tuple[str, str | None, int]]
) -> None:
    Operator(client).brings_in(file()).raise_for_status()
    with opened() as session:
        visit = Visit(business_id="garage", id=1, reference="VIS-1", machine="two_wheeler", work={})
        found: Sequence[Line] = writing.lines_of(session, session.get_one(Business, "garage"), visit, said)
    assert [(each.kind, each.sku, each.amount_paise) for each in found] == lines
