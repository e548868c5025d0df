"""The document about the file says what the code does."""

import re

from munshi.business.parts import BusinessFile
from tests.backend.books import BACKEND, Operator

DOCUMENT = (BACKEND.parent / "docs" / "business.md").read_text("utf-8")


def example() -> str:
    found = re.search(r"```yaml\n(.*?)```", DOCUMENT, re.DOTALL)
    assert found
    return found[1]


def test_the_example_opens_a_business(operator: Operator) -> None:
    answer = operator.brings_in(example())
    assert (answer.status_code, answer.json()) == (201, {"id": "my-shop", "outcome": "created"})


def test_the_example_shows_every_section() -> None:
    for section in BusinessFile.model_fields:
        assert re.search(rf"^{section}:", example(), re.MULTILINE), section
