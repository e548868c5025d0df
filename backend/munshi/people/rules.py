"""The roles of people, and the ids by which WhatsApp knows them."""

import re
from collections.abc import Iterable
from datetime import date
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


STAFF = frozenset({Role.EMPLOYEE, Role.MANAGER, Role.OWNER})  # who works here


def has_left(left: date | None, today: date) -> bool:
    """Whether somebody does not work here any more: from the day on that is written down."""
    return left is not None and left <= today


def roles_on(today: date, roles: Iterable[str], left: date | None) -> frozenset[Role]:
    """What somebody is to the business on a day; who has left is a customer like any other."""
    return frozenset({Role.CUSTOMER}) if has_left(left, today) else frozenset(map(Role, roles))


def alias_kind(value: str) -> str | None:
    """`phone` or `user_id`, or None for a text that is neither."""
    if PHONE.fullmatch(value):
        return "phone"
    return "user_id" if USER_ID.fullmatch(value) else None
