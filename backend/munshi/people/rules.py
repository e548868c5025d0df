"""The roles of people, and the ids by which WhatsApp knows them."""

import re
from enum import StrEnum

USER_ID = re.compile(r"[A-Z]{2}\.[A-Za-z0-9.]{1,132}")
PHONE = re.compile(r"[0-9]{6,15}")


class Role(StrEnum):
    """What somebody is to a business; one person may be several things."""

    CUSTOMER = "customer"
    EMPLOYEE = "employee"
    MANAGER = "manager"
    OWNER = "owner"
    TRAINER = "trainer"


def alias_kind(value: str) -> str | None:
    """`phone` or `user_id`, or None for a text that is neither."""
    if PHONE.fullmatch(value):
        return "phone"
    return "user_id" if USER_ID.fullmatch(value) else None
