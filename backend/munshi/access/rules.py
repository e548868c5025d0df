"""What is private of people, and how somebody may come to see it."""

from datetime import timedelta
from enum import StrEnum

KEPT = timedelta(days=365)  # as the DPDP Rules 2025, rule 6, have logs kept


class Kind(StrEnum):
    """What was seen."""

    LEAVE_REASON = "leave_reason"
    CERTIFICATE = "certificate"
    RECEIPT = "receipt"
    PRESCRIPTION = "prescription"
    TICKET = "ticket"
    SOLD = "sold"
    PERSON = "person"


class How(StrEnum):
    """Where it was seen."""

    NOTICE = "notice"
    LIST = "list"
    STATUS = "status"
    EXPORT = "export"
    SHEET = "sheet"
    FILE = "file"
