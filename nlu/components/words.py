"""The tokenizer in Rasa's graph: the words of our spaCy pipeline."""

from __future__ import annotations

import re
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.words.reading import read

HALVES = re.compile(
    "[\ud800-\udfff]"
)  # of characters, as JSON may hold them: nothing can be written with them
UNREADABLE = "\ufffd"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class WordTokenizer(Tokenizer):
    """Splits a message into words; every token points into the text as written."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Rasa's own settings for tokenizers."""
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_", "token_pattern": None}

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: Any, resource: Any, execution_context: Any
    ) -> WordTokenizer:
        """Makes the component; there is nothing to learn."""
        return cls(config)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leaves the examples as they are: what learns from them reads their words by itself."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Splits each message, first of all components: no other one meets half a character."""
        for message in messages:
            text = message.get("text")
            if text and HALVES.search(text):
                message.set("text", HALVES.sub(UNREADABLE, text), add_to_output=True)
        split: list[Message] = super().process(messages)
        return split

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """The words of one attribute of the message."""
        return [Token(word.text, word.start, word.end) for word in read(message.get(attribute))]
