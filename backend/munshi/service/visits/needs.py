"""What who comes has to know, and where: for the machine of a visit, and for the others that are seen to in it."""

from collections.abc import Mapping
from typing import Any

from munshi.service.visits.models import Visit
from munshi.service.visits.rules import Need

ALSO = "also"  # in a draft and in the work of a visit: the other machines


def of_visit(visit: Visit, pincode: str | None = None) -> Need:
    """Of a visit, at its own address or another."""
    return Need(visit.machine, pincode or visit.pincode, frozenset(visit.work.get(ALSO) or ()))


def of_kept(kept: Mapping[str, Any]) -> Need:
    """Of what is kept of a visit that is being asked for."""
    return Need(kept["machine"], kept.get("pincode") or "", frozenset(kept.get(ALSO) or ()))
