"""The printed tables: each measure on both sides, how many times better ours is, and whether the target is reached."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from bench.figures import AFTER

Figures = dict[str, Any]
Columns = tuple[str, str, str]
WIDTHS = (50, 18, 18, 8)
SIDES: Columns = ("Munshi", "stock Rasa", "times")
OURS: Columns = ("Munshi", "", "")


@dataclass(frozen=True)
class Row:
    """One line; `reached` is None where nothing is to be reached."""

    measure: str
    ours: str
    beside: str = ""  # stock Rasa, or what else the second column holds
    third: str = ""
    target: str = ""
    reached: bool | None = None

    def __str__(self) -> str:
        cells = (self.measure, self.ours, self.beside, self.third)
        verdict = {None: "", True: f"{self.target}: reached", False: f"{self.target}: NOT reached"}[
            self.reached
        ]
        return (_line(cells) + verdict).rstrip()


@dataclass(frozen=True)
class Section:
    """Rows that were measured together, with what stands in their columns."""

    title: str
    columns: Columns
    rows: Iterable[Row]


def show(sections: Iterable[Section], say: Callable[[str], None] = print) -> None:
    """Prints them one below the other."""
    for section in sections:
        say(f"\n{_line((section.title, *section.columns)).rstrip()}")
        for row in section.rows:
            say(str(row))


def _line(cells: tuple[str, ...]) -> str:
    return "".join(f"{cell:<{width}}" for cell, width in zip(cells, WIDTHS, strict=True))


def servers(ours: Figures, stock: Figures | None) -> Iterator[Row]:
    """What needs the running system."""
    yield latency("parse, over HTTP, p50 / p99 ms", ours, stock, "parse_http")
    yield latency("turn, 1 person, p50 / p99 ms", ours, stock, "one", at_most_ms=40)
    yield latency("turn, 1 newcomer after another, p50 / p99 ms", ours, stock, "newcomers")
    yield latency("turn, 16 people, p50 / p99 ms", ours, stock, "many")
    yield _rate("turns a second, 1 person", ours, stock, "one", at_least=4)
    yield _rate("turns a second, 1 newcomer after another", ours, stock, "newcomers")
    yield _rate("turns a second, 16 people", ours, stock, "many", at_least=4)
    yield Row("turns a second, 16 people, with statuses", f"{ours['many_reported']['per_second']:.1f}")
    yield _cpu("processor time of a turn, 1 person, ms", ours, stock, "one")
    yield _cpu("processor time of a turn, 16 people, ms", ours, stock, "many")
    yield from _by_length(ours, stock)
    yield seconds("first answer after start, s", ours, stock, "first_answer_s", at_most=6)
    yield Row("launcher until first answer, s", f"{ours['everything_s']:.1f}")
    yield from _memory(ours, stock, "memory", "after start", {"assistant": 300, "actions": 80})
    yield from _memory(ours, stock, "memory_after", "after the turns", {})
    yield from _disk(ours, stock)


def latency(
    measure: str, ours: Figures, stock: Figures | None, key: str, at_least: float = 0, at_most_ms: float = 0
) -> Row:
    p50 = ours[key]["p50_ms"]
    times = stock[key]["p50_ms"] / p50 if stock else None
    target, reached = _ratio_target(times, at_least)
    if at_most_ms:
        target, reached = f"p50 ≤ {at_most_ms:g} ms", p50 <= at_most_ms
    return Row(
        measure, _p50_p99(ours[key]), _p50_p99(stock[key]) if stock else "", _times(times), target, reached
    )


def _rate(measure: str, ours: Figures, stock: Figures | None, key: str, at_least: float = 0) -> Row:
    rate = ours[key]["per_second"]
    times = rate / stock[key]["per_second"] if stock else None
    theirs = f"{stock[key]['per_second']:.1f}" if stock else ""
    return Row(measure, f"{rate:.1f}", theirs, _times(times), *_ratio_target(times, at_least))


def _cpu(measure: str, ours: Figures, stock: Figures | None, key: str) -> Row:
    mine = sum(ours[key]["cpu_ms"].values())
    theirs = sum(stock[key]["cpu_ms"].values()) if stock else None
    times = theirs / mine if theirs else None
    return Row(measure, f"{mine:.1f}", f"{theirs:.1f}" if theirs else "", _times(times))


def _by_length(ours: Figures, stock: Figures | None) -> Iterator[Row]:
    """The windows that either side came to; a session of stock Rasa mostly ends before the others."""
    sessions = [ours["session"], stock["session"] if stock else {}]
    for after in sorted({int(start) for session in sessions for start in session}):
        mine, theirs = (session.get(str(after)) for session in sessions)
        times = theirs["p50_ms"] / mine["p50_ms"] if mine and theirs else None
        row = Row(f"turn after {after:,} of one session, ms", _p50_p99(mine), _p50_p99(theirs), _times(times))
        if mine and after == AFTER[-1]:
            growth = mine["p50_ms"] / ours["session"][str(AFTER[0])]["p50_ms"]
            target = f"≤ 1.2 × the {AFTER[0]}th (is {growth:.2f})"
            row = Row(row.measure, row.ours, row.beside, row.third, target, growth <= 1.2)
        yield row
    if stock and stock["session_turns"] < ours["session_turns"]:
        yield Row(
            "  turns within the time limit", f"{ours['session_turns']:,}", f"{stock['session_turns']:,}"
        )


def seconds(
    measure: str, ours: Figures, stock: Figures | None, key: str, at_least: float = 0, at_most: float = 0
) -> Row:
    times = stock[key] / ours[key] if stock else None
    target, reached = _ratio_target(times, at_least)
    if at_most:
        target, reached = f"≤ {at_most:g} s", ours[key] <= at_most
    return Row(
        measure, f"{ours[key]:.1f}", f"{stock[key]:.1f}" if stock else "", _times(times), target, reached
    )


def _memory(
    ours: Figures, stock: Figures | None, key: str, when: str, limits: dict[str, int]
) -> Iterator[Row]:
    for name, used in ours[key].items():
        against = stock[key]["assistant"] if stock and name == "assistant" else None
        times = against["pss"] / used["pss"] if against else None
        limit = limits.get(name)
        yield Row(
            f"memory {when}, {name}, RSS / PSS MB",
            _rss_pss(used),
            _rss_pss(against),
            _times(times),
            f"RSS ≤ {limit} MB" if limit else "",
            used["rss"] <= limit if limit else None,
        )


def _disk(ours: Figures, stock: Figures | None) -> Iterator[Row]:
    packages = ours["disk_mb"]["munshi"]
    against = stock["disk_mb"]["rasa"] if stock else None
    times = against / packages if against else None
    theirs = f"{against:.0f}" if against else ""
    yield Row(
        "packages, MB",
        f"{packages:.0f}",
        theirs,
        _times(times),
        "≤ 500 MB",
        packages <= 500,
    )


def _ratio_target(times: float | None, at_least: float) -> tuple[str, bool | None]:
    if times is None or not at_least:
        return "", None
    return f"≥ {at_least:g}×", times >= at_least


def _times(times: float | None) -> str:
    return "" if times is None else f"{times:.1f}×"


def _p50_p99(found: Figures | None) -> str:
    return f"{found['p50_ms']:.1f} / {found['p99_ms']:.1f}" if found else "–"


def _rss_pss(used: Figures | None) -> str:
    return f"{used['rss']:.0f} / {used['pss']:.0f}" if used else ""
