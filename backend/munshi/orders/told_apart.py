"""What of a line is name and what is amount, told apart by what is on the shelf."""

from collections.abc import Sequence
from dataclasses import replace

from munshi.catalogue import goods
from munshi.orders.desk import Desk
from munshi.orders.messages import Said
from munshi.orders.shelf import named_with


def read_by_shelf(desk: Desk, lines: Sequence[Said]) -> list[Said]:
    """The lines as the shelf lets them be read: whose figure it is, and what only counts what was named before."""
    read: list[Said] = []
    for said in lines:
        before = read[-1] if read else None
        if before and before.name and before.quantity is None and _only_counts(desk, said):
            read[-1] = replace(before, quantity=said.quantity)
        else:
            read.append(_with_its_figure(desk, said))
    return read


def _with_its_figure(desk: Desk, said: Said) -> Said:
    """A number without a unit that stands in the name of what is meant is of the name: telma 40 is no 40 strips."""
    if not said.name or said.quantity is None or said.unit or said.pack or said.sku:
        return said
    meant = desk.shelf.meant(said.name).items
    if not any(named_with(item, said.quantity) for item in meant):
        return said
    return replace(said, name=f"{said.name} {said.quantity.normalize():f}", quantity=None)


def _only_counts(desk: Desk, said: Said) -> bool:
    """Whether a line is no more than a number and a word that counts, where nothing here is called so."""
    if not said.name or said.quantity is None or said.unit or said.pack:
        return False
    return goods.only_counts(said.name) and not desk.shelf.meant(said.name).items
