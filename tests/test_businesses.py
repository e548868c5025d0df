"""The businesses that the tests bring into the one running system do not get in each other's way."""

import re
from collections import defaultdict
from pathlib import Path

TESTS = Path(__file__).parent
OWN_BOOKS = TESTS / "backend"
NAMED = re.compile(r'NUMBER(?:, \w+)? = "([a-z-]+)", "(\d{15})"')


def test_no_two_businesses_are_brought_in_with_one_number() -> None:
    holders = defaultdict(set)
    for path in TESTS.rglob("*.py"):
        if not path.is_relative_to(OWN_BOOKS):
            for business, number in NAMED.findall(path.read_text("utf-8")):
                holders[number].add(business)
    assert len(holders) > 5
    assert {number: names for number, names in holders.items() if len(names) > 1} == {}
