"""WhatsApp's own payments as Meta's pages describe them: cards that are paid in the chat, looked up and refunded.

A card is one `order_details` message. Its payment is `pending` until one of its transactions succeeds, then `captured`;
its order moves by `order_status` messages. Both are told by webhook and can be looked up.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from munshi.demo.refusals import Refusal

SHORTEST_LIFE = 300  # seconds
FINAL = frozenset({"completed", "canceled"})
BETWEEN = ("processing", "partially_shipped", "shipped")
TERMS = "https://business.facebook.com/wa/manage/payments/"
WRONG_STEP, PAID_ALREADY = 2046, 2047


@dataclass
class Card:
    """What is asked in one message, and what has become of it."""

    number: str
    person: str
    wamid: str
    parameters: dict[str, Any]
    order: str = "pending"
    transactions: list[dict[str, Any]] = field(default_factory=list)

    @property
    def reference(self) -> str:
        """The business's own name for it."""
        return str(self.parameters["reference_id"])

    @property
    def paid(self) -> dict[str, Any] | None:
        """The transaction that succeeded."""
        return next((each for each in self.transactions if each["status"] == "success"), None)

    @property
    def status(self) -> str:
        """Of the payment."""
        return "captured" if self.paid else "pending"

    def looked_up(self) -> dict[str, Any]:
        """As `GET …/payments/…` tells of it; transactions are absent before the first attempt."""
        told = {
            "reference_id": self.reference,
            "status": self.status,
            "currency": "INR",
            "amount": self.parameters["total_amount"],
        }
        return {**told, "transactions": self.transactions} if self.transactions else told

    def on_page(self) -> dict[str, Any]:
        """What the chat page shows of it."""
        return {"status": self.status, "order": self.order, "attempts": len(self.transactions)}


@dataclass
class Till:
    """All cards of a deployment. `refuses` is the code with which Meta takes none: 134011 or 131005."""

    now: Callable[[], datetime]
    cards: dict[tuple[str, str], Card] = field(default_factory=dict)
    refuses: int | None = None

    def take(self, number: str, person: str, wamid: str, interactive: dict[str, Any]) -> None:
        """Keeps a card, or moves one. Raises Refusal as Meta would."""
        if interactive["type"] not in ("order_details", "order_status"):
            return
        parameters = interactive["action"]["parameters"]
        if interactive["type"] == "order_details":
            self.take_card(number, person, wamid, parameters)
        else:
            self.move(number, parameters["reference_id"], parameters["order"]["status"])

    def take_card(self, number: str, person: str, wamid: str, parameters: dict[str, Any]) -> None:
        """Keeps a card, which came by itself or with a template. Raises Refusal as Meta would."""
        self.refuse_card(number, parameters)
        self.cards[number, parameters["reference_id"]] = Card(number, person, wamid, parameters)

    def refuse_card(self, number: str, parameters: dict[str, Any]) -> None:
        """Raises Refusal for what could not be paid."""
        if self.refuses:
            raise Refusal(
                self.refuses, f"Payments terms of service have not been accepted: {TERMS}", status=400
            )
        if (number, parameters["reference_id"]) in self.cards:
            raise Refusal(131009, "reference_id was used before by this number.")
        order = parameters["order"]
        sums = {
            part: (order.get(part) or {}).get("value", 0)
            for part in ("subtotal", "tax", "shipping", "discount")
        }
        items = sum(
            (item.get("sale_amount") or item["amount"])["value"] * item["quantity"] for item in order["items"]
        )
        total = sums["subtotal"] + sums["tax"] + sums["shipping"] - sums["discount"]
        if items != sums["subtotal"] or total != parameters["total_amount"]["value"]:
            raise Refusal(131009, "total_amount is not subtotal + tax + shipping - discount.")
        until = int((order.get("expiration") or {}).get("timestamp") or 0)
        if until and until < self.now().timestamp() + SHORTEST_LIFE:
            raise Refusal(131009, "expiration.timestamp must be at least 300 seconds from now.")

    def move(self, number: str, reference: str, then: str) -> None:
        """Moves the order of a card. Raises Refusal for a step that there is not."""
        card = self.card(number, reference)
        if card.order in FINAL or (then not in FINAL and then not in BETWEEN):
            raise Refusal(WRONG_STEP, f"An order that is {card.order} cannot become {then}.", status=400)
        if then == "canceled" and card.paid:
            raise Refusal(PAID_ALREADY, "A paid order cannot be cancelled.", status=400)
        card.order = then

    def card(self, number: str, reference: str) -> Card:
        """Raises Refusal."""
        if (number, reference) not in self.cards:
            raise Refusal(131009, f"There is no payment with the reference_id {reference}.")
        return self.cards[number, reference]

    def pay(self, number: str, reference: str, *, succeeds: bool) -> dict[str, Any]:
        """The customer pays the card, or fails to; the status that the business is told. Raises Refusal."""
        card = self.card(number, reference)
        until = int((card.parameters["order"].get("expiration") or {}).get("timestamp") or 0)
        if card.paid or card.order in FINAL or (until and until <= self.now().timestamp()):
            raise Refusal(131009, "The card cannot be paid any more.")
        moment = int(self.now().timestamp())
        transaction: dict[str, Any] = {
            "id": f"order_{secrets.token_hex(7)}",
            "pg_transaction_id": f"pay_{secrets.token_hex(7)}",
            "type": "razorpay",
            "status": "success" if succeeds else "failed",
            "created_timestamp": moment,
            "updated_timestamp": moment,
            "method": {"type": "upi"},
            "amount": card.parameters["total_amount"],
            "currency": "INR",
        }
        if not succeeds:
            transaction["error"] = {"code": "BAD_REQUEST_ERROR", "reason": "incorrect_pin"}
        card.transactions.append(transaction)
        return self.told(card, transaction)

    def refund(self, number: str, wanted: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        """What `POST …/payments_refund` answers, and the status that follows. Raises Refusal."""
        card = self.card(number, wanted["reference_id"])
        paid, paise = card.paid, int(wanted["amount"]["value"])
        refunds = paid.setdefault("refunds", []) if paid else []
        left = card.parameters["total_amount"]["value"] - sum(each["amount"]["value"] for each in refunds)
        if paid is None or not 0 < paise <= left:
            raise Refusal(131009, "The refund is more than was paid.")
        refund = {
            "id": f"rfnd_{secrets.token_hex(7)}",
            "amount": {"value": paise, "offset": 100},
            "speed_processed": "normal",
            "status": "success",
        }
        refunds.append(refund)
        answer = {"id": refund["id"], "status": "completed", "speed_processed": "normal"}
        return answer, self.told(card, paid)

    def told(self, card: Card, transaction: dict[str, Any]) -> dict[str, Any]:
        """A status of a payment, in Meta's shape."""
        payment = {
            "reference_id": card.reference,
            "amount": card.parameters["total_amount"],
            "currency": "INR",
            "transaction": {key: each for key, each in transaction.items() if key != "refunds"},
            "refunds": transaction.get("refunds", []),
        }
        return {
            "id": f"pay-evt-{secrets.token_hex(6)}",
            "recipient_id": card.person,
            "type": "payment",
            "status": card.status,
            "payment": payment,
            "timestamp": str(int(self.now().timestamp())),
        }
