"""Why leave is not granted: an error for each rule, with what its reply says."""


class Refused(Exception):
    """Leave that cannot be granted; `outcome` names the reply, `facts` what it says.

    Refused
      × Overlap           somebody is away twice on one day
      × NothingCounted    everything asked for is off anyway
      × HalfOnOffDay, HalfNotAllowed, HalfOfManyDays
      × TooLate, TooFar, NoticeShort, TooLong, OnProbation, NotEntitled, NoBalance, NotProven
    """

    outcome = "refused"

    def __init__(self, **facts: object) -> None:
        super().__init__(self.outcome)
        self.facts = facts


class Overlap(Refused):
    """Somebody is not on leave twice on one day."""

    outcome = "overlap"


class NothingCounted(Refused):
    """All the days are weekly offs or holidays."""

    outcome = "nothing_counted"


class HalfOnOffDay(Refused):
    """A half of a day on which nobody works."""

    outcome = "half_on_off_day"


class HalfNotAllowed(Refused):
    """The type is given in whole days only."""

    outcome = "half_not_allowed"


class HalfOfManyDays(Refused):
    """A half belongs to one day."""

    outcome = "half_of_many_days"


class TooLate(Refused):
    """The first day lies farther back than the policy lets anybody apply."""

    outcome = "too_late"


class TooFar(Refused):
    """The days lie in a leave year for which nothing is known yet."""

    outcome = "too_far"


class NoticeShort(Refused):
    """The type wants to be asked for earlier."""

    outcome = "notice_short"


class TooLong(Refused):
    """More days at once than the type allows."""

    outcome = "too_long"


class OnProbation(Refused):
    """The type begins after the first months of work."""

    outcome = "on_probation"


class NotEntitled(Refused):
    """The business does not give leave of this type."""

    outcome = "not_entitled"


class NoBalance(Refused):
    """There are not enough days, and the policy gives none without pay."""

    outcome = "no_balance"


class NotProven(Refused):
    """No work on a day off is written down that this could be the day off for."""

    outcome = "not_proven"
