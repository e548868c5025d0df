"""What the channel itself has to say, in the person's language; the words stand on a page."""

from rasa.core.agent import Agent
from rasa.shared.core.trackers import DialogueStateTracker

from channels.whatsapp.output import CHANNEL, Answer

APOLOGY = "utter_apology"
STALE_BUTTON = "utter_stale_button"


async def phrase(agent: Agent, conversation: str, name: str) -> Answer:
    """The page's reply of this name, in the language of the conversation."""
    tracker = await agent.tracker_store.retrieve(conversation)
    if tracker is None:
        tracker = DialogueStateTracker.from_events(conversation, [], agent.domain.slots)
    answer = Answer()
    answer.add(await agent.processor.nlg.generate(name, tracker, CHANNEL) or {})
    return answer
