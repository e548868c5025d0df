"""The skills that ask; what they ask is theirs to hear."""

from collections.abc import Sequence

from munshi.approvals import questions as approvals
from munshi.asking.heard import Questions
from munshi.billing.accounts import questions as accounts
from munshi.billing.bills import questions as bills
from munshi.billing.payments import questions as payments
from munshi.expenses import questions as expenses
from munshi.handoffs import questions as handoffs
from munshi.leave import questions as leave
from munshi.orders import questions as orders
from munshi.orders.counter import questions as counter
from munshi.owner import questions as owner
from munshi.rights import questions as rights
from munshi.service.feedback import questions as feedback
from munshi.service.parts import expecting
from munshi.service.tickets import questions as tickets
from munshi.service.visits import questions as visits
from munshi.service.warranty import questions as warranty
from munshi.undoing import questions as undoing

SKILLS: Sequence[Questions] = (
    expecting.QUESTIONS,  # before the goods of the same name
    orders.QUESTIONS,
    counter.QUESTIONS,
    accounts.QUESTIONS,
    owner.QUESTIONS,
    leave.QUESTIONS,
    expenses.QUESTIONS,
    approvals.QUESTIONS,
    visits.QUESTIONS,
    tickets.QUESTIONS,
    warranty.QUESTIONS,
    feedback.QUESTIONS,
    rights.QUESTIONS,
    payments.QUESTIONS,
    bills.QUESTIONS,
    undoing.QUESTIONS,
    handoffs.QUESTIONS,
)
