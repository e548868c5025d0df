"""What the books may answer to a bare *cancel*, and to taking something back; `utter_cancel_flow_<outcome>` says it."""

from typing import Literal

CancelFlow = Literal[
    "confirm",
    "confirm_take_back",
    "confirm_restore",
    "confirm_strike",
    "confirm_correct",
    "choose",
    "none",
    "kept",
    "unclear",
    "cancelled",
    "taken_back",
    "restored",
    "struck",
    "corrected",
    "nothing_written",
    "no_refund",
    "changed",
    "undone_already",
    "moved_on",
    "out_of_stock",
    "slot_full",
    "taken",
    "too_late_order",
    "too_late_request",
    "too_late_decision",
    "too_late_restore",
    "too_late_entry",
]
