"""What the books may answer to an owner; `utter_<intent>_<outcome>` says each of it."""

from typing import Literal

UpdateStock = Literal[
    "updated",
    "counter_sale",
    "counter_bill",
    "percent_not_done",
    "later_price",
    "confirm",
    "confirm_prices",
    "confirm_off",
    "confirm_new",
    "new_added",
    "new_known",
    "new_how",
    "new_by_sheet",
    "confirm_photo",
    "photo_of_what",
    "photo_of_which",
    "photo_of_none",
    "photo_gone",
    "changed",
    "kept",
    "choose_product",
    "ask_kind",
    "ask_amount",
    "which",
    "none_known",
    "not_allowed",
    "not_offered",
]
UpdateStockNote = Literal[
    "unknown", "ask_unit", "ask_amount", "keeps_no_stock", "which_besides", "ask_kind_besides"
]
ShopHours = Literal[
    "confirm", "written", "as_before", "kept", "unclear", "no_hours", "not_to_all", "not_allowed"
]
StaffDuties = Literal[
    "confirm",
    "written",
    "as_before",
    "kept",
    "shown",
    "whose",
    "which",
    "no_helpers",
    "in_charge",
    "customer",
    "unknown",
    "not_by_message",
    "not_allowed",
]
Notice = Literal["duty_given", "duty_taken", "duty_changed"]
AskSalesSummary = Literal["sold", "nothing_sold", "not_allowed", "not_offered"]
