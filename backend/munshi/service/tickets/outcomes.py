"""What the books may answer about tickets; `utter_<intent>_<outcome>` says each of them."""

from typing import Literal

RaiseTicket = Literal[
    "ask_problem",
    "ask_product",
    "ask_address",
    "confirm",
    "changed",
    "raised",
    "reopened",
    "raised_already",
    "open_already",
    "told_where",
    "told_where_shop",
    "told_where_gas",
    "told_bring",
    "told_of_open",
    "dropped",
    "dropped_but_known",
    "nothing_open",
    "not_offered",
]
CheckTicketStatus = Literal[
    "one", "several", "none", "not_found", "to_move", "to_do", "nothing_to_do", "nothing_late", "old", "none_so_old",
    "keep_off", "hastened",
    "not_offered",
]  # fmt: skip
MoveTicket = Literal[
    "moved",
    "assigned_visit",
    "visit_left",
    "ask_reason",
    "ask_whom",
    "no_such_move",
    "not_found",
    "not_allowed",
    "closed",
    "reopened",
    "not_offered",
    "ask_goods",
    "confirm_replace",
    "confirm_refund",
    "confirm_credit",
    "settled",
    "promised",
    "left_open",
    "confirm_end",
    "confirm_end_with_visit",
    "ended",
    "which_to_end",
    "none_ended",
    "settled_already",
    "not_delivered",
    "not_paid",
    "too_much",
    "out_of_stock",
]

# What is told without being asked; `utter_notice_<name>` says it.
Notice = Literal[
    "ticket_raised",
    "ticket_of_order",
    "ticket_assigned",
    "ticket_moved",
    "ticket_resolved",
    "ticket_cancelled",
    "ticket_moved_by_customer",
    "ticket_overdue",
    "ticket_silent",
    "ticket_promised",
]
