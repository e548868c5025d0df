"""Who takes something back: the people of the workshop, and the customers of the shop."""

from tests.backend.approvals.conftest import as_
from tests.backend.orders.conftest import left, priya

__all__ = ["as_", "left", "priya"]
