"""Goods that are sold here, with a number: what surely orders beside words of something else."""

from collections.abc import Sequence

from munshi.orders.shelf import StockedShelf


def counted_in(shelf: StockedShelf, clauses: Sequence[str]) -> bool:
    """Whether a clause names goods of the shelf beside a figure."""
    counted = [each for each in clauses if any(map(str.isdecimal, each))]
    return any(shelf.name_in(each) is not None for each in counted)
