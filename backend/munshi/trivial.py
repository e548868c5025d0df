"""Which secrets keep nobody out, by the same rule as for the assistant (`engine/trivial.py`)."""

import re

SHORTEST, FEWEST_SIGNS = 12, 5
# No word is made of others, so that a text falls apart in one way only.
WORDS = (
    "abc", "access", "account", "actions", "admin", "api", "app", "auth", "business", "change", "default",
    "demo", "dummy", "example", "fake", "foo", "graph", "hello", "here", "holder", "id", "insert", "key",
    "me", "meta", "munshi", "my", "none", "null", "operator", "pass", "phone", "place", "please", "qwerty",
    "rasa", "replace", "sample", "secret", "test", "this", "todo", "token", "value", "verify", "whatsapp",
    "word", "your",
)  # fmt: skip
_OF_WORDS = re.compile(f"(?:{'|'.join(WORDS)})*")


def is_trivial(secret: str) -> bool:
    """Whether it is short, of few different signs, or has no letters but those of such words, in any spelling."""
    letters = re.sub("[^a-z]", "", secret.lower())
    few = len(secret) < SHORTEST or len(set(secret)) < FEWEST_SIGNS
    return few or _OF_WORDS.fullmatch(letters) is not None
