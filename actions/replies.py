"""Which replies the pages have."""

import functools

import yaml

from engine.settings import ROOT


@functools.cache
def names() -> frozenset[str]:
    """The name of every reply. The domain knows them too, but is too much to send along with each call."""
    pages = sorted((ROOT / "data").rglob("*.yml"))
    contents = [yaml.load(page.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) or {} for page in pages]
    return frozenset(name for content in contents for name in content.get("responses") or ())
