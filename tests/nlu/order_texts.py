"""Lines of orders in short, as the tests of orders write them."""

from functools import lru_cache

from engine.settings import ROOT
from nlu.orders.changing.changes import changes
from nlu.orders.lines import Line
from nlu.orders.ordered import order_lines
from nlu.orders.spoken_of import spoken_of
from nlu.orders.talk.examples import examples
from nlu.orders.talk.tagger import OF_ITEMS, TalkTagger, learn
from nlu.words.reading import Word, read


@lru_cache
def tagger() -> TalkTagger:
    """What is learnt from the examples that the assistant learns from; once for each process of tests."""
    return learn(examples(ROOT / "data" / "orders" / "order_lines.yml"))


def heard(text: str, intent: str = "place_order") -> tuple[Word, ...]:
    """The words of a text, as the tagger marks them."""
    return tagger().marked(read(text), intent) if intent in OF_ITEMS else read(text)


def shown(line: Line) -> str:
    """A line in short: name | quantity unit | pack | op."""
    value = line.value()
    pack = value["pack"] and " ".join(value["pack"].values())
    amount = " ".join(part for part in (value["quantity"], value["unit"]) if part)
    return " | ".join(part or "" for part in (value["name"], amount, pack, value["op"])).rstrip(" |")


def said(text: str) -> list[str]:
    return [shown(line) for line in order_lines(heard(text))]


def changed(text: str) -> list[str]:
    return [shown(line) for line in changes(heard(text, "modify_order"))]


def asked(text: str, intent: str = "ask_price") -> list[str]:
    found = spoken_of(
        heard(text, intent), parts=intent == "request_spare_part", counted=intent == "update_stock"
    )
    return [shown(line) for line in found]


def ways(*tables: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(value, text) for table in tables for value, texts in table.items() for text in texts]
