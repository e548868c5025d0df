"""Customers of the kirana with an account, and its owner."""

from tests.backend.orders.conftest import priya, stranger

__all__ = ["priya", "stranger"]
