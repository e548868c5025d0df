"""What came without words: a bill, a photo, a voice note, a place; and an order from the catalogue."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions import expenses, orders, payments, replies, turn, visits
from actions.backend import Answer, backend
from actions.orders import OrderAction

BILLS = ("image", "document")  # what a bill comes as
# What the books say to a picture that is of a payment.
OF_A_PAYMENT = ("ask_amount", "bad_amount", "bad_utr", "utr_used", "reported", "reported_already")
OF_A_NOTE = ("noted", "noted_on_ticket")  # what the books say to a picture for who comes
ORDERS = "orders"  # the skill of a shop
SERVICE = "service"  # the skill of a business that sends technicians
NO_CLAIM = ("not_offered", "not_allowed")  # for the books no bill of a claim, whatever it is


class ReceiveAttachment(Action):
    """Takes a bill for a claim; of what cannot be read says so, by its fault, by its kind, or as of anything."""

    def name(self) -> str:
        """The name on the page."""
        return "action_receive_attachment"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """A bill goes to the claim of who may make one, a picture after a pay link is of that payment, and one of who
        waits for a technician is for them.

        Of all else a question that is open stays open.
        """
        claimed = await claim(self.name(), dispatcher, tracker)
        if claimed is not None:
            return claimed
        reported = await _reported(self.name(), dispatcher, tracker)
        if reported is not None:
            return reported
        noted = await _noted(self.name(), dispatcher, tracker)
        if noted is not None:
            return noted
        if (for_shop := await _shown(self.name(), tracker)) is not None:
            return await orders.say(dispatcher, tracker, ("place_order",), for_shop)
        attachment = turn.attachment(tracker)
        wanted = [f"utter_receive_attachment_{attachment.get(known)}" for known in ("fault", "kind")]
        said = next((name for name in wanted if name in replies.names()), "utter_receive_attachment")
        dispatcher.utter_message(response=said)
        return []


async def claim(action: str, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType] | None:
    """Claims with the bill that came with the message; None where it is none, or the person makes no claims."""
    if tracker.get_slot("asking") or not _may_be_bill(tracker):
        return None
    said = {"reading": turn.reading(tracker)}
    answer = await backend().do("/claims/draft", turn.asker(tracker), action, said)
    return None if answer.outcome in NO_CLAIM else await expenses.CLAIMING.say(dispatcher, tracker, answer)


async def _reported(
    action: str, dispatcher: CollectingDispatcher, tracker: Tracker
) -> list[EventType] | None:
    """A screenshot of a payment, where the person has just been asked to pay; None where it is none."""
    if tracker.get_slot("asking") or not _may_be_bill(tracker):
        return None
    said = {"reading": turn.reading(tracker)}
    answer = await backend().do("/payments/screenshot", turn.asker(tracker), f"{action}:payment", said)
    if answer.outcome not in OF_A_PAYMENT:
        return None
    return await payments.REPORTING.say(dispatcher, tracker, answer)


async def _noted(action: str, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType] | None:
    """A photo of who waits for a technician is for them; None where nobody waits."""
    serves = SERVICE in (tracker.get_slot("skills") or ())
    if not serves or tracker.get_slot("asking") or not turn.attachment(tracker).get("sha256"):
        return None
    said = {"reading": turn.reading(tracker)}
    answer = await backend().do("/visits/notes", turn.asker(tracker), f"{action}:note", said)
    return await visits.CHANGE.say(dispatcher, tracker, answer) if answer.outcome in OF_A_NOTE else None


async def _shown(action: str, tracker: Tracker) -> Answer | None:
    """A photo that a customer may have the shop shown; None where it is none, or nobody is to be shown it."""
    is_free = tracker.get_slot("asking") in (None, *orders.OWN)
    if not is_free or ORDERS not in (tracker.get_slot("skills") or ()) or not _may_be_bill(tracker):
        return None
    said = {"reading": turn.reading(tracker)}
    answer = await backend().do("/photos", turn.asker(tracker), f"{action}:shop", said)
    return answer if answer.outcome == "ask_photo" else None


def _may_be_bill(tracker: Tracker) -> bool:
    """Whether a photo or a document came along and is kept."""
    came = turn.attachment(tracker)
    return came.get("kind") in BILLS and bool(came.get("sha256")) and not came.get("fault")


class ReceiveOrder(OrderAction):
    """Puts what was picked in the catalogue into the cart, as if it had been written."""

    pages = ("receive_order", "place_order")

    async def call(self, tracker: Tracker) -> Answer:
        """The cart with what was picked."""
        picked = turn.attachment(tracker)
        note = picked.get("note")
        said = [{"text": note}] if note else []
        return await self.do(tracker, "/cart/lines", lines=picked.get("items", []), left_over=said)


class ReceiveLocation(OrderAction):
    """Takes a place on the map as where the goods shall go."""

    pages = ("receive_location", "place_order")

    async def call(self, tracker: Tracker) -> Answer:
        """The bill of what goes there, or the order that does."""
        shared = turn.attachment(tracker)
        place = {
            each: shared[each] for each in ("latitude", "longitude", "name", "address") if each in shared
        }
        return await self.do(tracker, "/cart/place", **place)
