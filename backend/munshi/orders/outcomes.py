"""What the books may answer about orders; `utter_<intent>_<outcome>` says each of them.

Answers about the cart come under `place_order` whatever the intent, unless the intent's own list names them.
Notes stand in the facts `notes`, said before the main answer.
"""

from typing import Literal

PlaceOrderNote = Literal[
    "unknown",
    "so_far",
    "sold_out",
    "unavailable",
    "removed",
    "not_in_cart",
    "left_out",
    "left_as_is",
    "not_among",
    "still_asked",
    "undone",
    "nothing_to_undo",
    "asked_next",
    "say_yes",
    "address_unclear",
    "noted",
    "for_its_worth",
    "no_notes",
    "notes_removed",
    "dine_in_not_here",
    "delivery_not_here",
    "pickup_not_here",
    "payment_not_here",
    "khata_not_open",
    "khata_beyond_limit",
    "hour_past",
    "hour_closed",
    "slot_full",
    "slot_gone",
    "no_slot_then",
    "no_slots_free",
    "no_such_table",
    "no_such_code",
    "discount_below",
    "discount_lapsed",
    "discount_not_yet",
    "discount_not_now",
    "discount_over",
    "prescription_unread",
    "closed_now",
    "pickup_below_minimum",
    "pickup_outside_area",
    "dearer",
    "cheaper",
    "no_longer_sold",
    "separate_order",
    "not_cancelled",
]
PlaceOrder = Literal[
    "confirm",
    "changed",
    "placed",
    "choose_product",
    "did_you_mean",
    "also_wanted",
    "ask_quantity",
    "ask_unit",
    "in_cart",
    "off_step",
    "under_least",
    "over_limit",
    "substitute",
    "few_left",
    "below_minimum",
    "outside_area",
    "address_noted",
    "address_outside",
    "ask_address",
    "ask_street",
    "ask_pincode",
    "ask_table",
    "choose_slot",
    "ask_prescription",
    "nothing_said",
    "nothing_known",
    "empty",
    "only_orders",
    "kept",
    "reopen",
    "reopened",
    "not_to_change",
    "not_offered",
]
ModifyOrder = Literal["nothing_said", "confirm_empty", "emptied"]
AskPrice = Literal["prices", "sum", "which", "none_known", "not_offered"]
AskAvailability = Literal[
    "there", "not_there", "in_stock", "running_low", "nothing_low", "which", "none_known", "not_offered"
]
ViewMenu = Literal[
    "categories", "goods", "none_such", "empty", "paper", "offers", "no_offers", "no_special", "not_offered"
]
AskStoreInfo = Literal["told", "not_offered"]
AskStoreInfoNote = Literal[
    "always_open",
    "open_now",
    "closed_now",
    "open_on",
    "closed_on",
    "delivery",
    "inside",
    "outside",
    "no_delivery",
    "payment_upi",
    "payment_cash",
    "place",
    "no_place",
    "phone",
]
RepeatOrder = Literal["no_orders", "no_usual", "nothing_left", "not_found", "not_offered"]
TrackOrder = Literal[
    "placed",
    "accepted",
    "ready",
    "out_for_delivery",
    "delivered",
    "cancelled",
    "several",
    "to_move",
    "to_do",
    "nothing_to_do",
    "no_orders",
    "only_cart",
    "not_found",
    "not_offered",
]
CancelOrder = Literal[
    "confirm_cancel",
    "choose_order",
    "cancelled",
    "kept",
    "none_cancelled",
    "too_late_accepted",
    "too_late_ready",
    "too_late_out_for_delivery",
    "already_delivered",
    "already_cancelled",
    "no_orders",
    "confirm_empty",
    "not_found",
    "not_offered",
]
MoveOrder = Literal[
    "moved",
    "promised",
    "ask_reason",
    "ask_more",
    "which_line",
    "customer_asked",
    "found",
    "waits_for_customer",
    "no_such_line",
    "none_of_theirs",
    "not_possible",
    "not_found",
    "not_allowed",
    "not_offered",
]
SettleRunOut = Literal[
    "settled", "ask", "not_instead", "changed", "cancelled", "nothing_asked", "answered_already"
]

# What is told without being asked; `utter_notice_<name>` says it.
Notice = Literal[
    "order_accepted",
    "order_ready",
    "order_out_for_delivery",
    "order_delivered",
    "order_cancelled",
    "order_promised",
    "order_run_out",
    "order_complete",
    "order_placed",
    "order_unanswered",
    "order_changed",
    "order_no_answer",
    "order_ticket",
    "order_withdrawn",
]
