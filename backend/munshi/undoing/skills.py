"""The skills of which something can be cancelled or taken back."""

from collections.abc import Sequence

from munshi.approvals.undoing import UNDOING as APPROVALS
from munshi.billing.accounts.undoing import UNDOING as ACCOUNTS
from munshi.billing.payments.undoing import UNDOING as PAYMENTS
from munshi.expenses.undoing import UNDOING as EXPENSES
from munshi.leave.undoing import UNDOING as LEAVE
from munshi.orders.undoing import UNDOING as ORDERS
from munshi.service.parts.undoing import UNDOING as PARTS
from munshi.service.tickets.undoing import UNDOING as TICKETS
from munshi.service.visits.undoing import UNDOING as VISITS
from munshi.undoing.cancellable import Undoing

SKILLS: Sequence[Undoing] = (
    ORDERS, ACCOUNTS, PAYMENTS, LEAVE, EXPENSES, APPROVALS, TICKETS, VISITS, PARTS,
)  # fmt: skip
