"""How long to wait before something that ended by itself is started again."""

SHORTEST, LONGEST = 1.0, 30.0  # seconds
WELL_AFTER = 60.0


class Waits:
    """Twice as long each time; what has been well for a minute begins with the shortest again."""

    def __init__(self, longest: float = LONGEST) -> None:
        self._longest = longest
        self._following = SHORTEST

    def after(self, lived: float) -> float:
        """The seconds to wait now, after it lived for so many."""
        wait = SHORTEST if lived >= WELL_AFTER else self._following
        self._following = min(2 * wait, self._longest)
        return wait
