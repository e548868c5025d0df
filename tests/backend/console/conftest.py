"""Whoever is in the books that the console shows: customers, payers, employees."""

from tests.backend.billing.payments.conftest import payer
from tests.backend.leave.conftest import ravi
from tests.backend.orders.conftest import priya

__all__ = ["payer", "priya", "ravi"]
