"""The files of an answer: bills, statements, the menu, a quotation; each goes as a message of its own."""

from collections.abc import Mapping
from typing import Any

from rasa_sdk.executor import CollectingDispatcher


def send(dispatcher: CollectingDispatcher, facts: Mapping[str, Any]) -> None:
    """Sends what `facts` has under `files`: `{"kind": "document" or "image", "source", "filename"}` of each."""
    for file in facts.get("files", ()):
        parts = {part: file[part] for part in file if part != "kind"}
        dispatcher.utter_message(json_message={file["kind"]: parts})
