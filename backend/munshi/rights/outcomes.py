"""What the books may answer about somebody's data; `utter_<intent>_<outcome>` says each of them."""

from typing import Literal

AskMyData = Literal[
    "shown",
    "file",
    "ask_correction",
    "correction_passed_on",
    "one_passed_on",
    "confirm_erasing",
    "erasing",
    "erasing_waits",
    "taken_back",
    "nothing_to_take_back",
    "kept",
    "quotes_withdrawn",
    "private",
    "works_here",
    "not_found",
]

# What is told without being asked; `utter_notice_<name>` says it.
Notice = Literal["rights_correction", "rights_erased", "rights_retention", "rights_waits"]
