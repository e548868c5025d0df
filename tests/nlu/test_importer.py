"""Examples are copied and compared quickly, and are to Rasa what its own messages are."""

import copy

from rasa.shared.nlu.training_data.message import Message

from nlu.pages.importer import Example

SAID = {"text": "namaste", "intent": "greet", "metadata": {"language": "hinglish"}}


def test_an_example_is_the_message_that_it_was_read_as() -> None:
    message = Message(SAID)
    assert {message, Example.of(message), copy.deepcopy(Example.of(message))} == {message}


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
