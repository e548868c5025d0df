"""The skills that ask; what they ask is theirs to hear."""

from collections.abc import Sequence

from munshi.approvals import questions as approvals
from munshi.asking.heard import Questions
from munshi.orders import questions as orders
from munshi.owner import questions as owner
from munshi.undoing import questions as undoing

SKILLS: Sequence[Questions] = (orders.QUESTIONS, owner.QUESTIONS, approvals.QUESTIONS, undoing.QUESTIONS)
