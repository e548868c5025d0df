"""What the books may answer about guarantees; `utter_<intent>_<outcome>` says each of them."""

from typing import Literal

CheckWarranty = Literal[
    "shown",
    "ask_serial",
    "serial_not_found",
    "not_bought",
    "not_ours",
    "part_holds",
    "part_over",
    "part_excluded",
    "part_in_general",
    "none",
    "not_offered",
]
RegisterWarranty = Literal[
    "ask_serial",
    "ask_serial_of",
    "bill_unknown",
    "ask_model",
    "unknown_model",
    "unknown_goods",
    "not_ours",
    "serial_unfit",
    "serial_taken",
    "ask_date",
    "future_date",
    "older_than_product",
    "ask_bill",
    "bill_unfit",
    "confirm",
    "changed",
    "registered",
    "waits",
    "goods_wait",
    "registered_already",
    "dropped",
    "nothing_open",
    "not_offered",
]
DecideWarranty = Literal[
    "to_decide",
    "confirmed",
    "refused",
    "decided_already",
    "none_to_decide",
    "not_found",
    "not_allowed",
]
SendWarrantyCard = Literal["sent", "not_found", "not_offered"]

# What is told without being asked; `utter_notice_<name>` says it.
Notice = Literal["warranty_to_confirm", "warranty_confirmed", "warranty_refused"]
