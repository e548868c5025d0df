"""The reader of technicians' talk in Rasa's graph: which steps of a job each clause of a message tells."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.training_data.message import Message

from nlu.components.clause_tags import LearntOfClauses
from nlu.components.values import FACET, FACETS
from nlu.orders.lines import LONGEST_TEXT
from nlu.understanding import CUSTOMER

TOLD = "told_of_job"
MOST = 40  # of one message
SERVICE = "service"  # the skill of a business that sends technicians


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class JobTalkReader(LearntOfClauses, GraphComponent, EntityExtractorMixin):
    """Says of each clause of who works at a service desk what it tells of a job, as facets with their places."""

    KEPT_AS = "job_talk.npz"

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`examples`: the file that it learns from."""
        return {"examples": "data/service/job_talk.yml"}

    def process(self, messages: list[Message], tracker: DialogueStateTracker | None = None) -> list[Message]:
        """Adds to the facets of each message what its clauses tell of a job, where who writes may do jobs."""
        if self._reader and _may_do_jobs(tracker):
            for message in messages:
                facets = message.get(FACETS) or []
                told = self._reader.told((message.get("text") or "")[:LONGEST_TEXT])[:MOST]
                found = [
                    {FACET: TOLD, "value": each.tag, "start": each.start, "end": each.end} for each in told
                ]
                if found:
                    message.set(FACETS, [*facets, *found], add_to_output=True)
        return messages


def _may_do_jobs(tracker: DialogueStateTracker | None) -> bool:
    """Whether somebody works there, at a business that sends technicians; of whom nothing is known may."""
    slots = tracker.current_slot_values() if tracker else {}
    roles, skills = set(slots.get("roles") or ()), slots.get("skills") or ()
    return not (roles and roles <= {CUSTOMER}) and (not skills or SERVICE in skills)
