"""Every name of the demonstration businesses can be ordered, though none of them was trained."""

from collections.abc import Iterator

import pytest
from ruamel.yaml import YAML

from engine.settings import ROOT
from nlu.orders.ordered import order_lines
from tests.nlu.order_texts import heard

UNITS = {"kg": "kilo", "l": "litre", "g": "gram"}
# A unit in the name is read as one: the books look for both, as "2 bottle" of "water".
WITH_UNITS = (
    "bottle",
    "बोतल",
    "लीटर",
    "litre",
    "kg",
    "किलो",
    "kilo",
    "tikki",
    "jar",
    "pani garam karne wala",
)


def names() -> Iterator[tuple[str, str]]:
    for file in sorted((ROOT / "backend" / "demo" / "businesses").glob("*.yaml")):
        for product in YAML(typ="safe").load(file.read_text(encoding="utf-8")).get("products", ()):
            for name in (*product["name"].values(), *product.get("aliases", ())):
                if not any(word in name.lower() for word in WITH_UNITS):
                    yield str(name), UNITS.get(product["unit"], "")


@pytest.mark.parametrize(
    "sentence",
    ["2 {unit} {name}", "{name} 2 {unit}", "{name} bhej do", "bhaiya ek {name} aur do {unit} {name} dena"],
)
def test_the_name_is_read_as_written(sentence: str) -> None:
    wrong = {
        text: read_names
        for name, unit in names()
        if (text := sentence.format(name=name, unit=unit))
        and (read_names := [line.name for line in order_lines(heard(text))])
        != [name] * sentence.count("{name}")
    }
    assert not wrong
