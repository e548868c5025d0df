"""What the books may answer about bills; `utter_<intent>_<outcome>` says each of them."""

from typing import Literal

RequestInvoice = Literal[
    "sent",
    "sent_to_pay",
    "sent_several",
    "sent_ready",
    "sent_to_them",
    "none_of_theirs",
    "of_whom",
    "choose",
    "which_wrong",
    "not_yet",
    "none_yet",
    "cancelled",
    "nothing",
    "nothing_then",
    "not_found",
    "gstin_length",
    "gstin_form",
    "gstin_state",
    "gstin_check_digit",
    "gstin_kept",
    "gstin_asked",
    "no_gst",
    "told_owner",
    "how_to_change",
    "explained",
    "line_by_line",
    "remade",
    "remade_already",
    "confirm_credit",
    "credited",
    "nothing_left",
    "rates_taken",
    "rates_changed",
    "not_allowed",
    "not_offered",
]

CreditBill = Literal[
    "confirm",
    "confirm_whole",
    "confirm_walk_in",
    "confirm_exchange",
    "credited",
    "given_back",
    "exchanged",
    "no_khata",
    "kept",
    "too_much",
    "nothing_left",
    "not_delivered",
    "not_in_bill",
    "not_found",
    "not_allowed",
    "not_offered",
]
Returning = Literal["returning"]
"""What words are answered with that take a part of a bill back; `answer` is that of the page `credit_bill`."""

# What is told without being asked; `utter_notice_<name>` says it.
Notice = Literal[
    "bill_delivered",
    "bill_delivered_to_pay",
    "bill_not_delivered",
    "bill_disputed",
    "bill_name_wanted",
    "bill_remade",
    "bill_remade_to_pay",
    "bill_sent",
    "bill_sent_to_pay",
    "bill_credited",
    "bill_rates_proposed",
]
