"""`python -m bench.visits [count]`: how long slots take for 40 technicians over 14 days."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from statistics import quantiles

from engine import database as servers
from engine.settings import ROOT

TECHNICIANS, DAYS, BUSY = 40, 14, 4  # each has so many visits a day already
TOKENS = dict.fromkeys(("MUNSHI_API_TOKEN", "MUNSHI_OPERATOR_TOKEN"), "measured-only-here")
PINCODES = [f"4520{number:02}" for number in range(1, 13)]


def main(count: int) -> None:
    """Prints the figures."""
    with tempfile.TemporaryDirectory() as folder:
        server = servers.embedded(Path(folder))
        os.environ |= {"DATABASE_URL": server.get_uri(), **TOKENS}
        alembic = [sys.executable, "-m", "alembic", "upgrade", "heads"]
        subprocess.run(alembic, cwd=ROOT / "backend", check=True, stdout=subprocess.DEVNULL)
        try:
            _measure(count)
        finally:
            server.cleanup()


def _measure(count: int) -> None:
    from munshi import app, database  # once the database is named
    from munshi.business import service
    from munshi.service.visits import availability, rules
    from munshi.service.visits.terms import terms_of

    assert app.SKILLS  # every table is known
    database.use(database.connect(os.environ["DATABASE_URL"]))
    _fill()
    need = rules.Need("fridge", PINCODES[0])
    with database.transaction() as session:
        business = service.get(session, "bench")
        assert business
        crew = availability.crew_of(session, business)
        booked = sum(map(len, crew.diary.booked.values()))
        print(f"{len(crew.technicians)} technicians, {booked} visits booked over {DAYS} days")
        found = availability.slots(session, business, need)
        print(f"{len(found)} slots found")
        now = availability.moment(business, min(slot.day for slot in found), 0) - timedelta(hours=1)
        terms = terms_of(business)
        _print("rules alone", count, lambda: rules.slots(need, crew.technicians, crew.diary, now, terms))
        _print("from the books", count, lambda: availability.slots(session, business, need))


def _print(name: str, count: int, work: Callable[[], object]) -> None:
    taken, worked = [], []
    for _ in range(count):
        began, at_work = time.perf_counter(), time.process_time()
        work()
        taken.append(1000 * (time.perf_counter() - began))
        worked.append(1000 * (time.process_time() - at_work))
    for what, figures in (("", taken), (", on the processor", worked)):
        cuts = quantiles(figures, n=100)
        print(f"{name}{what}: p50 {cuts[49]:.1f} ms, p95 {cuts[94]:.1f} ms, p99 {cuts[98]:.1f} ms")


def _fill() -> None:
    """A shop with its technicians, each with some visits on every day; a few are on leave."""
    from munshi import clock, database
    from munshi.business import exchange

    people = [
        {"name": f"T {number}", "roles": ["employee"], "phones": [f"9190000{number:05}"]}
        for number in range(TECHNICIANS)
    ]
    today = clock.now_in("Asia/Kolkata").replace(hour=0, minute=0, second=0, microsecond=0)
    booked: list[dict[str, object]] = []
    for number in range(TECHNICIANS):
        for ahead in range(1, DAYS):
            for place in range(BUSY):
                starts = today + timedelta(days=ahead, hours=9 + 2.5 * place)
                booked.append(
                    _visit(
                        len(booked) + 1,
                        number,
                        starts.isoformat(),
                        (starts + timedelta(hours=1.5)).isoformat(),
                    )
                )
    week = {day: ["09:00-20:00"] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}
    file = {
        "version": 1,
        "business": {
            "id": "bench", "name": "Bench", "kind": "repair", "state": "MP", "prices_include_gst": True,
            "skills": ["service"],
        },
        "people": [{"name": "C", "roles": ["customer"], "phones": ["919999999999"]}, *people],
        "hours": week,
        "visits": {
            "terms": {"minutes": 60, "every": 30, "travel_within": 10, "travel_between": 25},
            "technicians": [
                {"person": each["phones"][0], "skills": ["fridge", "ac", "tv"], "pincodes": PINCODES, "most": 12}
                for each in people
            ],
            "booked": booked,
        },
    }  # fmt: skip
    with database.transaction() as session:
        exchange.bring_in(session, json.dumps(file))


def _visit(number: int, technician: int, starts: str, ends: str) -> dict[str, object]:
    return {
        "reference": f"VIS-{number}",
        "person": "919999999999",
        "technician": f"9190000{technician:05}",
        "machine": "fridge",
        "starts_at": starts,
        "ends_at": ends,
        "pincode": PINCODES[number % len(PINCODES)],
        "address": "1 Bench Road",
        "moves": [{"status": "booked", "at": starts}],
    }


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
