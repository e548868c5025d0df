"""Examples are copied and compared quickly, and are to Rasa what its own messages are."""

import copy

import pytest
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.nlu.training_data.message import Message

from engine.settings import ROOT
from nlu.pages.importer import Example
from nlu.pages.learning import taught

SAID = {"text": "namaste", "intent": "greet", "metadata": {"language": "hinglish"}}


def test_an_example_is_the_message_that_it_was_read_as() -> None:
    message = Message(SAID)
    assert {message, Example(SAID), copy.deepcopy(Example(SAID))} == {message}


def test_a_copy_that_is_changed_leaves_the_example_as_it_was() -> None:
    example = Example(SAID)
    copied = copy.deepcopy([example])[0]
    copied.set("intent", "goodbye")
    copied.set("text_tokens", ["namaste"], add_to_output=True)
    assert example == Message(SAID)
    assert "text_tokens" not in example.output_properties
    assert copied == Message({**SAID, "intent": "goodbye", "text_tokens": ["namaste"]})


def test_a_value_that_is_set_again_changes_nothing() -> None:
    example = Example(SAID)
    before = example.fingerprint()
    example.set("intent", SAID["intent"])
    assert example.fingerprint() == before == Message(SAID).fingerprint()


def test_a_value_of_which_nothing_was_known_is_set_even_where_it_is_none() -> None:
    example = Example(SAID)
    example.set("response", None)
    assert example == Message({**SAID, "response": None})


@pytest.mark.parametrize("skill", ["billing", "owner"])
def test_what_is_learnt_beside_rasa_is_learnt_from_the_examples_that_rasa_reads(skill: str) -> None:
    folder = ROOT / "data"
    files = [str(folder / skill), str(folder / "common" / "nlu_fallback.yml")]
    config, domain = str(ROOT / "config.yml"), str(ROOT / "domain.yml")
    read = TrainingDataImporter.load_from_config(config, domain, files).get_nlu_data().intent_examples
    wanted = {(example.get("text"), example.get("intent")) for example in read}
    texts, intents = taught(folder)
    of_these = {intent for _, intent in wanted}
    assert {pair for pair in zip(texts, intents, strict=True) if pair[1] in of_these} == wanted


def test_a_skill_says_on_its_page_that_it_hears_what_is_said_unasked() -> None:
    config, domain = str(ROOT / "config.yml"), str(ROOT / "domain.yml")
    pages = [str(ROOT / "data" / skill / "_skill.yml") for skill in ("service", "leave", "orders")]
    read = TrainingDataImporter.load_from_config(config, domain, pages).get_domain()
    heard = {slot.name: slot.initial_value for slot in read.slots if slot.name.startswith("overheard")}
    assert heard == {"overheard": ["orders", "service"], "overheard_of_staff": ["leave"]}
