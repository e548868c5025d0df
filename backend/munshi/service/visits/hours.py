"""The hours at which a technician goes to customers: their own, else those of the business."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import time

from munshi.business import rules as business_rules
from munshi.business.models import Business
from munshi.business.sections import WEEKDAYS
from munshi.service.visits.models import TechnicianRow
from munshi.service.visits.rules import Span


def hours_of(technician: TechnicianRow, business: Business) -> Mapping[int, Sequence[Span]]:
    """By weekday, Monday is 0."""
    if not technician.hours:
        return _opening(business)
    return {
        WEEKDAYS.index(day): [_span(*business_rules.stretch(each)) for each in stretches]
        for day, stretches in technician.hours.items()
    }


def _opening(business: Business) -> dict[int, list[Span]]:
    hours: dict[int, list[Span]] = defaultdict(list)
    for each in business.hours:
        hours[each.weekday].append(_span(each.opens, each.closes))
    return hours


def _span(opens: time, closes: time) -> Span:
    return Span(opens.hour * 60 + opens.minute, closes.hour * 60 + closes.minute)
