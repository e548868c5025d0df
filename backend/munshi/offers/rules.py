"""What the books serve, and when it is offered to somebody."""

from collections.abc import Collection
from dataclasses import dataclass

from munshi.people.rules import Role

EVERYBODY = frozenset(Role)


@dataclass(frozen=True)
class Offer:
    """Intents of one skill that the books serve, for people with one of the roles. Each skill declares its own."""

    skill: str
    intents: frozenset[str]
    roles: frozenset[Role] = EVERYBODY

    def holds(self, intent: str, skills: Collection[str], roles: Collection[Role]) -> bool:
        """Whether the intent is offered by a business with these skills to a person with these roles."""
        return intent in self.intents and self.skill in skills and not self.roles.isdisjoint(roles)
