"""The skills that ask; what they ask is theirs to hear."""

from collections.abc import Sequence

from munshi.asking.heard import Questions
from munshi.orders import questions as orders
from munshi.owner import questions as owner

SKILLS: Sequence[Questions] = (orders.QUESTIONS, owner.QUESTIONS)
