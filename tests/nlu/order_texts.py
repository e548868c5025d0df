"""Lines of orders in short, as the tests of orders write them."""

from nlu.orders.lines import Line
from nlu.orders.ordered import order_lines
from nlu.words.reading import read


def shown(line: Line) -> str:
    """A line in short: name | quantity unit | pack | op."""
    value = line.value()
    pack = value["pack"] and " ".join(value["pack"].values())
    amount = " ".join(part for part in (value["quantity"], value["unit"]) if part)
    return " | ".join(part or "" for part in (value["name"], amount, pack, value["op"])).rstrip(" |")


def said(text: str) -> list[str]:
    return [shown(line) for line in order_lines(read(text))]


def ways(*tables: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(value, text) for table in tables for value, texts in table.items() for text in texts]
