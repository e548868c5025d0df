"""That who has a visit cannot keep it: it stands in every answer about it until somebody else has it, or they go."""

from munshi.service.visits.models import Visit

KEPT = "in_doubt"  # in the work of a visit: how many moves it had when that was said


def cast(visit: Visit) -> None:
    """Until its next move nobody says that somebody is surely coming."""
    visit.work = {**visit.work, KEPT: len(visit.moves)}


def settle(visit: Visit) -> None:
    """Whoever has it comes after all."""
    visit.work = {name: kept for name, kept in visit.work.items() if name != KEPT}


def is_on(visit: Visit) -> bool:
    """Whether who has it has said so, and nothing has become of it since."""
    return visit.work.get(KEPT) == len(visit.moves)
