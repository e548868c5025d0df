"""The reader of notes in Rasa's graph: whether what is left over beside an order is a wish for the shop."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.training_data.message import Message

from nlu.clause_tags.tagger import ClauseTagger
from nlu.components.clause_tags import LearntOfClauses
from nlu.components.values import LEFT_OVER, TELLING
from nlu.left_over.pieces import LINE
from nlu.left_over.spans import NOTE
from nlu.noted.judging import from_each_word, judged
from nlu.orders.lines import LONGEST_TEXT

SAYS = "says"  # of a piece and of a word: `wish`, `talk` or `unclear`


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class NoteReader(LearntOfClauses, GraphComponent, EntityExtractorMixin):
    """Says of each note that is not known by its words, and of each word that tells, what is said from there on."""

    KEPT_AS = "notes.npz"

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`examples`: the file that it learns from."""
        return {"examples": "data/orders/notes.yml"}

    def process(self, messages: list[Message], tracker: DialogueStateTracker | None = None) -> list[Message]:
        """Says so beside the notes and the telling words of each message about an order."""
        for message in messages:
            if self._reader and message.get(TELLING):
                self._judge(self._reader, message)
        return messages

    def _judge(self, reader: ClauseTagger, message: Message) -> None:
        text = (message.get("text") or "")[:LONGEST_TEXT]
        pieces, telling = message.get(LEFT_OVER) or [], message.get(TELLING) or []
        for piece in pieces:
            if piece["kind"] == NOTE and piece["value"] is None:
                piece[SAYS] = judged(reader, piece["text"])
        lines = (each for each in message.get("entities") or () if each["entity"] == LINE)
        counted = [each["start"] for each in lines if each["value"].get("quantity") is not None]
        for word, said in zip(telling, from_each_word(text, telling, counted), strict=False):
            if not word["binds"]:
                word[SAYS] = judged(reader, said)
        message.set(LEFT_OVER, pieces, add_to_output=True)
        message.set(TELLING, telling, add_to_output=True)
