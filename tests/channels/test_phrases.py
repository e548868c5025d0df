"""The channel's own words, as its page has them."""

from types import SimpleNamespace
from typing import Any

import pytest
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from channels.whatsapp.outgoing.length import size
from channels.whatsapp.turns import phrases
from channels.whatsapp.turns.composer import BUTTON_TITLE, ROW_TITLE
from channels.whatsapp.turns.output import Labels
from engine.settings import ROOT


@pytest.fixture(scope="module")
def domain() -> Domain:
    """The slot of the language, and the page."""
    slot = {"language": {"type": "categorical", "values": ["hi", "en", "hinglish"], "mappings": []}}
    page = Domain.from_file(str(ROOT / "data" / "common" / "_channel.yml"))
    return Domain.from_dict({"slots": slot}).merge(page)


def agent(domain: Domain) -> Any:
    """As much of an agent as says what stands on a page."""
    return SimpleNamespace(processor=SimpleNamespace(nlg=TemplatedNaturalLanguageGenerator(domain.responses)))


@pytest.mark.parametrize(("language", "opens"), [("hi", "चुनिए"), ("en", "Choose"), ("hinglish", "Chuniye")])
async def test_the_words_beside_choices_are_in_the_persons_language_and_fit(
    domain: Domain, language: str, opens: str
) -> None:
    tracker = DialogueStateTracker.from_events("p", [SlotSet("language", language)], domain.slots)
    labels = await phrases.labels(agent(domain), tracker)
    assert labels.open_list == opens
    assert size(labels.open_list) <= BUTTON_TITLE
    assert size(labels.more) <= ROW_TITLE
    assert labels.by_number
    assert labels.next_page != Labels().next_page


async def test_without_a_language_there_are_signs(domain: Domain) -> None:
    tracker = DialogueStateTracker.from_events("p", [], domain.slots)
    assert await phrases.labels(agent(domain), tracker) == Labels()
