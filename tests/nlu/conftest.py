"""The trained model, loaded once, without any server."""

import uuid
from collections.abc import Callable, Iterator

import pytest
from rasa.core.agent import Agent
from rasa.engine.storage.local_model_storage import LocalModelStorage

from tests.engine.fixed_actions import fixed_actions
from tests.nlu import trained
from tests.nlu.trained import Understand

Talk = Callable[..., list[str]]


@pytest.fixture(scope="session")
def agent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Agent]:
    """Rasa's agent with the model of today's data; its actions are stand-ins."""
    model = trained.train(tmp_path_factory.mktemp("logs"))
    with (
        fixed_actions(LocalModelStorage.metadata_from_archive(model).domain) as url,
        trained.loaded(model, url) as agent,
    ):
        yield agent


@pytest.fixture(scope="session")
def parse(agent: Agent) -> Understand:
    """What Rasa makes of a text, anew each time: for texts that come once, and for how long it takes."""
    return trained.parsing(agent)


@pytest.fixture(scope="session")
def wish(agent: Agent) -> Callable[[str], str]:
    """The intent of a text: for thousands of texts of which nothing else matters."""
    return trained.wishing(agent)


@pytest.fixture(scope="session")
def understand(parse: Understand) -> Understand:
    """What Rasa makes of a text: intent, ranking and entities."""
    return trained.remembering(parse)


@pytest.fixture
def talk(agent: Agent) -> Talk:
    """The replies of one conversation, message by message; only to what needs no action."""
    person = uuid.uuid4().hex

    def say(*texts: str) -> list[str]:
        answers = [trained.until_done(agent.handle_text(text, sender_id=person)) for text in texts]
        return [" ".join(answer["text"] for answer in replies or ()) for replies in answers]

    return say
