"""What an action reads from the tracker: who wrote, in which language, and what was said."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from rasa_sdk import Tracker

from actions.backend import Asker

# What a message may say of orders or jobs whatever it wants (nlu/lexicon/facets.yml, nlu/clause_tags).
OF_EVERY_WISH = frozenset(
    {
        "step_of_order",
        "asks_of_orders",
        "every_order",
        "likewise",
        "may_be_paid",
        "of_money",
        "cancel_reason",
        "ran_out",
        "told_behind",
        "tells_somebody",
        "sets_amount",
        "adds_to_amount",
        "lowers_amount",
        "offers_instead",
        "makes_good",
        "of_complaint",
        "every_day",
        "from_to",
        "told_of_job",
        "address_or_note",
        "writes_words",
        "refused_by_customer",
        "line_not_going",
        "line_not_given",
    }
)
CLAUSE = re.compile(r"[^,;.!?।\n]+")
INTERNAL = ("receive_notice",)  # intents of turns that nobody's message has begun
DEMO_NUMBER, DEMO_PERSON = "100000000000001", "919000000101"  # who writes in Rasa's own shell


def asker(tracker: Tracker) -> Asker:
    """The person behind the conversation `<phone_number_id>:<person>`, and the message that is answered."""
    metadata = tracker.latest_message.get("metadata") or {}
    return _asker(tracker, metadata, metadata.get("wamid") or tracker.latest_message.get("message_id"))


def newcomer(tracker: Tracker) -> Asker:
    """The person whose session begins: of the message that begins it only the metadata are known yet."""
    metadata = tracker.get_slot("session_started_metadata") or {}
    return _asker(tracker, metadata, metadata.get("wamid"))


def intent(tracker: Tracker) -> str:
    """What the person wants with the message that is answered."""
    return str(tracker.latest_message["intent"]["name"])


def _asker(tracker: Tracker, metadata: dict[str, Any], turn: Any) -> Asker:
    number, colon, person = tracker.sender_id.partition(":")
    if not colon:
        number, person = DEMO_NUMBER, DEMO_PERSON
    spoken = tracker.get_slot("language")
    return Asker(number, person, metadata.get("profile_name"), str(turn), metadata.get("person_also"), spoken)


def language(tracker: Tracker) -> str:
    """`hi`, `en` or `hinglish`."""
    return str(tracker.get_slot("language"))


def entities(tracker: Tracker, name: str) -> list[Any]:
    """The values of an entity in the last message, in the order written."""
    return [each["value"] for each in tracker.latest_message["entities"] if each["entity"] == name]


def entity(tracker: Tracker, name: str) -> Any:
    """The first value of an entity in the last message, or None."""
    return next(iter(entities(tracker, name)), None)


def moments(tracker: Tracker) -> list[dict[str, Any]]:
    """The days and hours of the last message, with the words that name them."""
    written = text(tracker) or ""
    told = (each for each in tracker.latest_message["entities"] if each["entity"] in ("time", "period"))
    return [_moment(each["entity"], each["value"], written[each["start"] : each["end"]]) for each in told]


def _moment(name: str, value: Mapping[str, Any], words: str) -> dict[str, Any]:
    if name == "period":
        return {"words": words, "day": value["from"]}
    return {"words": words, "day": value["date"], "opens": value["from"], "closes": value["to"]}


def order_lines(tracker: Tracker) -> list[dict[str, Any]]:
    """What the last message orders, each with how likely it is an item at all, and its words."""
    written = tracker.latest_message.get("text") or ""
    told = (each for each in tracker.latest_message["entities"] if each["entity"] == "order_line")
    return [
        {
            **each["value"],
            "confidence": each.get("confidence_entity"),
            "text": written[each.get("start", 0) : each.get("end", 0)] or None,
        }
        for each in told
    ]


def as_answer(tracker: Tracker, name: str) -> list[Any]:
    """The values of an entity as the open question reads the last message, whatever that seems to want."""
    read = tracker.latest_message.get("as_answer") or ()
    return [each["value"] for each in read if each["entity"] == name]


def told_facets(tracker: Tracker, name: str) -> list[dict[str, Any]]:
    """The facets of a name in the last message, each with its value and its place."""
    return [each for each in tracker.latest_message.get("facets") or () if each["facet"] == name]


def facets(tracker: Tracker, name: str) -> list[str]:
    """Which sides of the wish the last message names: of the shop, of the menu, of the orders before."""
    told = tracker.latest_message.get("facets") or ()
    return list(dict.fromkeys(each["value"] for each in told if each["facet"] == name))


def clause_beside(tracker: Tracker, facet: str, entity: str) -> str | None:
    """The clause of the last message that names a side of another wish, and nothing of the entity."""
    written, told = text(tracker) or "", tracker.latest_message.get("facets") or ()
    named = next((each["start"] for each in told if each["facet"] == facet), None)
    if named is None:
        return None
    taken = [each["start"] for each in tracker.latest_message["entities"] if each["entity"] == entity]
    clauses = [(found.start(), found.end()) for found in CLAUSE.finditer(written)]
    start, end = next(((start, end) for start, end in clauses if start <= named < end), (0, 0))
    return None if any(start <= each < end for each in taken) else written[start:end].strip() or None


def beside(tracker: Tracker, facet: str) -> str | None:
    """The words by which the last message names another wish beside its own."""
    written, told = text(tracker) or "", told_facets(tracker, facet)
    return written[told[0]["start"] : told[0]["end"]] if told else None


def text_beside_facets(tracker: Tracker) -> str | None:
    """What the person wrote, without the words by which sides of the wish were named."""
    told = tracker.latest_message.get("facets") or ()
    return _without(text(tracker), [each for each in told if each["facet"] not in OF_EVERY_WISH])


def _without(written: str | None, pieces: Iterable[Mapping[str, Any]]) -> str | None:
    for each in pieces:
        if written:
            gap = " " * (each["end"] - each["start"])
            written = f"{written[: each['start']]}{gap}{written[each['end'] :]}"
    return written


def left_over(tracker: Tracker) -> list[dict[str, Any]]:
    """What no value of the last message has read: pieces in the person's own words, each of its kind."""
    return list(tracker.latest_message.get("left_over") or ())


def telling(tracker: Tracker) -> list[dict[str, Any]]:
    """The words of the last message that say something, where it is about an order: their places in the text."""
    return list(tracker.latest_message.get("telling") or ())


def addresses(tracker: Tracker) -> list[str]:
    """The addresses of the last message, in the person's own words."""
    written = tracker.latest_message.get("text") or ""
    return [written[each["start"] : each["end"]] for each in tracker.latest_message.get("addresses") or ()]


def people(tracker: Tracker) -> list[dict[str, Any]]:
    """The names of people in the last message, with their places, and whether each is somebody else than it is for."""
    return list(tracker.latest_message.get("people") or ())


def text(tracker: Tracker) -> str | None:
    """What the person wrote; None for a tap, which carries its command instead."""
    written = tracker.latest_message.get("text") or ""
    return None if written.startswith("/") else str(written)


def reading(tracker: Tracker) -> dict[str, Any]:
    """The whole message as it was read, for whoever asked."""
    said = tracker.latest_message
    return {
        "text": text(tracker),
        "intents": said.get("intent_ranking") or [said["intent"]],
        "values": said["entities"],
        "as_answer": said.get("as_answer") or [],
        "left_over": left_over(tracker),
        "telling": telling(tracker),
        "facets": said.get("facets") or [],
        "sums": said.get("sums") or [],
        "addresses": addresses(tracker),
        "people": people(tracker),
        "attachment": (said.get("metadata") or {}).get("attachment"),
    }


def attachment(tracker: Tracker) -> dict[str, Any]:
    """What came with the message; empty where nothing did."""
    return (tracker.latest_message.get("metadata") or {}).get("attachment") or {}


def told_last(tracker: Tracker) -> list[str]:
    """The names of the replies, or of the notice, that were said last before the message that is answered."""
    named: list[str] = []
    turns = 0
    for event in reversed(tracker.events):
        turns += event["event"] == "user"
        if turns == 2:
            break
        if event["event"] == "bot" and turns == 1:
            named.append((event.get("metadata") or {}).get("utter_action") or "")
    return named


def is_behind_news(tracker: Tracker) -> bool:
    """Whether something was told unasked since the person's last message that can be tapped, and no question was asked
    by it or after it.
    """
    can_be_tapped, is_now = False, True
    for event in reversed(tracker.events):
        if event["event"] == "user":
            if not is_now and (can_be_tapped or _is_of_the_person(event)):
                return can_be_tapped and not _is_of_the_person(event)
            is_now = False
        elif is_now:
            continue
        elif event["event"] == "slot" and event["name"] == "asking" and event["value"]:
            return False
        elif event["event"] == "bot":
            can_be_tapped = can_be_tapped or bool((event.get("data") or {}).get("buttons"))
    return False


def replies_before(tracker: Tracker) -> list[str]:
    """The names of the replies to the person's last message but this one; what was told unasked is no reply."""
    named: list[str] = []
    messages = 0
    for event in reversed(tracker.events):
        if event["event"] == "user":
            messages += _is_of_the_person(event)
            named = [] if messages == 1 or not _is_of_the_person(event) else named
            if messages == 2:
                break
        elif event["event"] == "bot":
            named.append((event.get("metadata") or {}).get("utter_action") or "")
    return named if messages == 2 else []


def _is_of_the_person(event: dict[str, Any]) -> bool:
    return (event.get("parse_data") or {}).get("intent", {}).get("name") not in INTERNAL
