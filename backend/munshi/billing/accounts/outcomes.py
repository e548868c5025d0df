"""What the books may answer about khatas; `utter_<intent>_<outcome>` says each of it."""

from typing import Literal

CheckDues = Literal[
    "owes",
    "owes_nothing",
    "paid_ahead",
    "only_own",
    "owed",
    "owed_nothing",
    "owed_ahead",
    "choose_customer",
    "not_known",
    "everybody",
    "nobody",
    "sheet",
    "statement",
    "statement_empty",
    "limit",
    "no_limit",
    "no_khata",
    "confirm_reminders",
    "reminded",
    "reminders_later",
    "none_to_remind",
    "reminders_kept",
    "verdict_right",
    "verdict_wrong",
    "not_allowed",
    "not_offered",
]
RecordCredit = Literal[
    "written",
    "confirm",
    "changed",
    "kept",
    "choose_customer",
    "ask_person",
    "ask_amount",
    "ask_phone",
    "which",
    "too_much",
    "not_allowed",
    "not_offered",
]
Notice = Literal[
    "khata_written",
    "khata_struck",
    "khata_disputed",
    "khata_reminder",
    "khata_evening",
]
