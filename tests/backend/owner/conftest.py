"""The customers and the shelf of the tests of orders."""

from tests.backend.orders.conftest import left, priya

__all__ = ["left", "priya"]
