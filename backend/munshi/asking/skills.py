"""The skills that ask; what they ask is theirs to hear."""

from collections.abc import Sequence

from munshi.asking.heard import Questions
from munshi.expenses import questions as expenses
from munshi.leave import questions as leave
from munshi.orders import questions as orders

SKILLS: Sequence[Questions] = (orders.QUESTIONS, leave.QUESTIONS, expenses.QUESTIONS)
