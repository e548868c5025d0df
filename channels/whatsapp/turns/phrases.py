"""What the channel itself has to say, in the person's language; the words stand on a page."""

from rasa.core.agent import Agent
from rasa.shared.core.trackers import DialogueStateTracker

from channels.whatsapp.turns.output import CHANNEL, Answer, Labels

APOLOGY = "utter_apology"
STALE_BUTTON = "utter_stale_button"
EDITED_TOO_LATE = "utter_edited_too_late"
LABELS = {
    "open_list": "utter_open_list",
    "more": "utter_more_choices",
    "next_page": "utter_next_choices",
    "by_number": "utter_answer_by_number",
}


async def phrase(agent: Agent, conversation: str, name: str) -> Answer:
    """The page's reply of this name, in the language of the conversation."""
    tracker = await agent.tracker_store.retrieve(conversation)
    if tracker is None:
        tracker = DialogueStateTracker.from_events(conversation, [], agent.domain.slots)
    return await _said(agent, tracker, name)


async def labels(agent: Agent, tracker: DialogueStateTracker | None) -> Labels:
    """The words beside choices, in the language that the conversation has now."""
    if tracker is None:
        return Labels()
    said = {name: (await _said(agent, tracker, page)).text for name, page in LABELS.items()}
    return Labels(**{name: text for name, text in said.items() if text})


async def _said(agent: Agent, tracker: DialogueStateTracker, name: str) -> Answer:
    answer = Answer()
    answer.add(await agent.processor.nlg.generate(name, tracker, CHANNEL) or {})
    return answer
