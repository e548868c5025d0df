"""What the books may answer about leave; `utter_<intent>_<outcome>` says each of them."""

from typing import Literal

ApplyLeave = Literal[
    "ask_dates",
    "ask_duration",
    "ask_which_day",
    "ask_which_moves",
    "ask_which_half",
    "ask_half_for_hours",
    "ask_type",
    "ask_reason",
    "ask_certificate",
    "confirm",
    "changed",
    "confirm_unpaid",
    "filed",
    "filed_already",
    "dropped",
    "nothing_open",
    "overlap",
    "nothing_counted",
    "half_on_off_day",
    "half_not_allowed",
    "too_late",
    "notice_short",
    "on_probation",
    "not_entitled",
    "no_balance",
    "not_proven",
    "too_long",
    "too_far",
    "expired",
    "nobody_decides",
    "not_employee",
    "not_of_leave",
    "of_colleague",
    "not_offered",
]
CancelLeave = Literal[
    "confirm_cancel",
    "choose_request",
    "none_open",
    "not_found",
    "begun",
    "cancelled",
    "cancelled_already",
    "kept",
    "changed",
    "not_employee",
    "not_offered",
]
CheckLeaveBalance = Literal["balance", "none", "not_entitled", "not_employee", "not_offered"]
CheckLeaveStatus = Literal["status", "none", "not_found", "not_employee", "not_offered"]
ListHolidays = Literal["holidays", "none", "not_employee", "not_offered"]

# For programs: the operator of the deployment.
RecordCompOff = Literal[
    "recorded",
    "recorded_already",
    "not_an_off_day",
    "not_worked_yet",
    "proven_too_late",
    "not_entitled",
    "not_found",
    "not_offered",
]

# What is told without being asked; `utter_notice_<name>` says it.
Notice = Literal[
    "leave_requested",
    "leave_decided",
    "leave_cancelled",
    "leave_decision_undone",
    "leave_restored",
    "comp_off_recorded",
]
