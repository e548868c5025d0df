"""A language in which something shall be written is a note of an order, and no wish to be spoken to in it."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.intents.priors import Ranking, normalised
from nlu.intents.remarks import CHANGE
from nlu.words.languages import is_written_in
from nlu.words.reading import Word

LANGUAGE = "change_language"


def of_what_is_written(ranking: Ranking, words: Sequence[Word]) -> Ranking:
    """The ranking with the wish for a language and a change turned round, where it is only written in one."""
    if not ranking or ranking[0][0] != LANGUAGE or not is_written_in(words):
        return ranking
    turned = {LANGUAGE: CHANGE, CHANGE: LANGUAGE}
    return normalised((turned.get(intent, intent), chance) for intent, chance in ranking)
