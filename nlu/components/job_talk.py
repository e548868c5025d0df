"""The reader of technicians' talk in Rasa's graph: which steps of a job each clause of a message tells."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from rasa.engine.graph import GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from engine.settings import ROOT
from nlu.components.learnt import Learnt
from nlu.components.values import FACET, FACETS
from nlu.job_talk.examples import examples
from nlu.job_talk.telling import JobTalk
from nlu.job_talk.training import learn
from nlu.orders.lines import LONGEST_TEXT
from nlu.understanding import CUSTOMER

TOLD = "told_of_job"
MOST = 40  # of one message
SERVICE = "service"  # the skill of a business that sends technicians
WEIGHTS = "job_talk.npz"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class JobTalkReader(Learnt, GraphComponent, EntityExtractorMixin):
    """Says of each clause of who works at a service desk what it tells of a job, as facets with their places."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`examples`: the file that it learns from."""
        return {"examples": "data/service/job_talk.yml"}

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """What it learns from is no training data of Rasa's, which would not see that it changed."""
        file = _file({**cls.get_default_config(), **config})
        return hashlib.sha256(file.read_bytes()).hexdigest() if file.exists() else None

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        super().__init__(config, storage, resource)
        self._reader: JobTalk | None = None

    def restore(self, folder: Path) -> None:
        """Reads the weights of the reader."""
        self._reader = JobTalk.of((folder / WEIGHTS).read_bytes())

    def train(self, training_data: TrainingData) -> Resource:
        """Learns from its file; Rasa's examples of intents say nothing of clauses."""
        file = _file(self._config)
        if file.exists():
            self._reader = learn(examples(file))
            with self._storage.write_to(self._resource) as folder:
                (folder / WEIGHTS).write_bytes(self._reader.written)
        return self._resource

    def process(self, messages: list[Message], tracker: DialogueStateTracker | None = None) -> list[Message]:
        """Adds to the facets of each message what its clauses tell of a job, where who writes may do jobs."""
        if self._reader and _may_do_jobs(tracker):
            for message in messages:
                facets = message.get(FACETS) or []
                told = self._reader.told((message.get("text") or "")[:LONGEST_TEXT])[:MOST]
                found = [
                    {FACET: TOLD, "value": each.step, "start": each.start, "end": each.end} for each in told
                ]
                if found:
                    message.set(FACETS, [*facets, *found], add_to_output=True)
        return messages


def _may_do_jobs(tracker: DialogueStateTracker | None) -> bool:
    """Whether somebody works there, at a business that sends technicians; of whom nothing is known may."""
    slots = tracker.current_slot_values() if tracker else {}
    roles, skills = set(slots.get("roles") or ()), slots.get("skills") or ()
    return not (roles and roles <= {CUSTOMER}) and (not skills or SERVICE in skills)


def _file(config: dict[str, Any]) -> Path:
    return ROOT / str(config["examples"])
