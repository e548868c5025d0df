"""The words and lines out of which replies about visits, parts and yearly care are put together."""

from typing import Any

from actions.wording import wording

words = wording("visit_words.yml")


def machine(name: str, language: str) -> str:
    """What a kind of machine is called."""
    return str(words(language)["machines"].get(name, name.replace("_", " ")))


def name_in(product: Any, language: str) -> str:
    """What a product is called, by one name for all languages or by one for each."""
    return str((product[language] if isinstance(product, dict) else product) or "")
