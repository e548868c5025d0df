"""The roles of people, and the ids by which WhatsApp knows them."""

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

USER_ID = re.compile(r"[A-Z]{2}\.[A-Za-z0-9.]{1,132}")
PHONE = re.compile(r"[0-9]{6,15}")
WALK_IN = "walkin"  # in place of an id, whoever buys over the counter and is not known
COUNTRY_CODE = "91"  # every business lies in a state of India
_NATIONAL = re.compile(r"[2-9][0-9]{9}")


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


def in_digits(written: str) -> str:
    """A phone as people write it, +91 98260 12345, as WhatsApp has it; a user id as it is."""
    return "".join(sign for sign in written if sign not in "+ -()")


def with_country_code(written: str, code: str) -> str:
    """The same; a national number gets the code, unless a plus says that it has one. None begins with a zero then."""
    number = in_digits(written).lstrip("0")
    if not written.strip().startswith("+") and _NATIONAL.fullmatch(number):
        return code + number
    return number


def with_plus(phone: str, code: str) -> str:
    """A phone or user id so that it is read as itself: with a plus where it could be taken for a national number."""
    return phone if with_country_code(phone, code) == phone else f"+{phone}"
