"""Many businesses share the books, and none sees anything of another."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event

from munshi import app
from munshi.database import Base
from tests.backend.books import KIRANA, KIRANA_NUMBER, RESTAURANT_NUMBER, Actions, Operator

OF_THE_DEPLOYMENT = frozenset({"businesses", "numbers"})
TABLE = re.compile(r"\b(?:FROM|JOIN|INTO|UPDATE)\s+([a-z_]+)")


def tables() -> dict[str, Any]:
    assert app.SKILLS  # every table is known
    return {name: table for name, table in Base.metadata.tables.items() if name not in OF_THE_DEPLOYMENT}


def test_every_row_carries_its_business_in_its_key() -> None:
    for name, table in tables().items():
        assert "business_id" in table.primary_key.columns, name


def test_every_reference_stays_within_the_business() -> None:
    for name, table in tables().items():
        for constraint in table.foreign_key_constraints:
            if constraint.referred_table.name not in OF_THE_DEPLOYMENT:
                pairs = {(key.parent.name, key.column.name) for key in constraint.elements}
                assert ("business_id", "business_id") in pairs, f"{name}: {pairs}"


@pytest.fixture
def statements(engine: Engine) -> Iterator[list[tuple[str, Any]]]:
    """Every statement that reaches the database, with its parameters."""
    seen: list[tuple[str, Any]] = []

    def see(_: Connection, __: Any, statement: str, parameters: Any, *___: Any) -> None:
        seen.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", see)
    yield seen
    event.remove(engine, "before_cursor_execute", see)


@pytest.mark.parametrize(
    "call",
    [
        lambda actions: actions.posts("/cart/lines", {"lines": [{"name": "haldi", "quantity": "1", "unit": "kg"}]}),
        lambda actions: actions.posts("/cart/view", {}),
        lambda actions: actions.gets("/orders/tracked"),
        lambda actions: actions.posts("/orders/cancellation", {}),
    ],
    ids=["order", "view", "track", "cancel"],
)  # fmt: skip
def test_no_statement_of_a_call_reaches_beyond_its_business(
    actions: Actions, statements: list[tuple[str, Any]], call: Callable[[Actions], Any]
) -> None:
    assert call(actions).status_code == 200
    looked_at = 0
    for statement, parameters in statements:
        if set(TABLE.findall(statement)) & tables().keys():
            looked_at += 1
            assert "business_id" in statement, statement
            named = str(parameters)  # a number is one business's
            assert KIRANA in named or KIRANA_NUMBER in named, (statement, parameters)
            assert "annapurna" not in named
            assert RESTAURANT_NUMBER not in named
    assert looked_at > 3


def test_what_the_operator_asks_of_one_business_shows_nothing_of_another(operator: Operator) -> None:
    for path in ("products", "people", "products.csv", "export"):
        assert "PANEER-TIKKA" not in operator.gets(f"/businesses/{KIRANA}/{path}").text
        assert "Kamla Mishra" not in operator.gets(f"/businesses/{KIRANA}/{path}").text


def test_a_cart_at_one_number_is_not_seen_at_another(actions: Actions) -> None:
    actions.posts("/cart/lines", {"lines": [{"name": "haldi", "quantity": "1", "unit": "kg"}]})
    actions.number = RESTAURANT_NUMBER
    assert "haldi" not in actions.posts("/cart/view", {}).text.casefold()
    actions.number = KIRANA_NUMBER
    assert "haldi" in actions.posts("/cart/view", {}).text.casefold()
