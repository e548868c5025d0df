"""The measurement of the connector: who writes when, what counts as in order, and that a missed target is told."""

import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import psutil
import pytest

from bench import table
from bench.connector import replicas, shelves, targets, traffic
from bench.connector.burst import turns_in_order
from bench.graph import Taken
from bench.table import OURS, Section


async def written(per_second: float, seconds: float) -> list[tuple[str, str]]:
    """What two people say who have three texts each."""

    async def say(person: str, text: str) -> tuple[str, str]:
        return person, text

    return await traffic.write(say, ["namaste", "haan", "bye"], 2, per_second, seconds)


async def test_so_many_messages_are_written_in_a_second_whether_answered_or_not() -> None:
    assert 150 < len(await written(per_second=1000, seconds=0.2)) < 250


async def test_each_person_goes_through_the_texts_in_order() -> None:
    said = await written(per_second=1000, seconds=0.05)
    for somebody in {person for person, _ in said}:
        texts = [text for person, text in said if person == somebody]
        assert texts == (["namaste", "haan", "bye"] * len(texts))[: len(texts)]


async def test_every_run_has_the_same_moments() -> None:
    assert len(await written(1000, 0.05)) == len(await written(1000, 0.05))


def answer(reference: str, **message: Any) -> Taken:
    """An answer as Meta has it."""
    return Taken(0.0, {"biz_opaque_callback_data": reference, **message})


def test_answers_are_in_order_where_each_message_is_answered_before_the_next() -> None:
    turn_of = {"a": "first", "b": "first", "c": "second"}
    in_order = turns_in_order([answer("a"), answer("b"), answer("c")], turn_of)
    mixed = turns_in_order([answer("a"), answer("c"), answer("b")], turn_of)
    assert in_order == ["first", "second"]
    assert mixed != ["first", "second"]


def test_two_conversations_went_alike_whatever_numbers_and_buttons_they_were_given() -> None:
    def told(person: str, order: str, button: str) -> Taken:
        reply = {"id": button, "title": "Track"}
        said = {"body": {"text": f"{order} is placed."}, "action": {"buttons": [{"reply": reply}]}}
        return answer("", to=person, type="interactive", interactive=said)

    heard = [told("91", "ORD-1", "b1"), told("92", "ORD-22", "b2"), told("93", "No order", "b3")]
    answers = replicas.answers(heard)
    assert answers["91"] == answers["92"] != answers["93"]


def test_a_shop_that_is_measured_runs_out_of_nothing_but_what_was_sold_out() -> None:
    products: list[dict[str, Any]] = [{"sku": "A", "stock": "12"}, {"sku": "B", "stock": "0"}, {"sku": "C"}]
    filled = shelves.filled({"id": "shop", "products": products})
    assert filled["id"] == "shop"
    assert [product.get("stock") for product in filled["products"]] == [shelves.PLENTY, "0", None]


@pytest.fixture
def sleeper() -> Iterator[psutil.Process]:
    """A program that does nothing."""
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        yield psutil.Process(process.pid)
        process.kill()


def test_a_program_is_held_to_a_core_only_while_it_is_measured(sleeper: psutil.Process) -> None:
    everywhere = os.sched_getaffinity(0)
    core = min(everywhere)
    with replicas.held_to({core}, [sleeper.pid]):
        assert sleeper.cpu_affinity() == [core]
    assert set(sleeper.cpu_affinity()) == everywhere


def measured() -> dict[str, Any]:
    """Figures that reach every target just so."""
    burst = {"p50_s": 0.9, "most_s": 1.5, "in_order": 20, "times": 20}
    return {
        "turns": {
            "p50_ms": 60.0,
            "p99_ms": 250.0,
            "acknowledged": {"p50_ms": 5.0, "p99_ms": 20.0},
            "cpu_ms": {"assistant": 12.0, "backend": 7.0},
        },
        "webhooks": {
            "p50_ms": 15.0,
            "p99_ms": 150.0,
            "samples": 1200,
            "turns_per_second": 50.0,
            "answered_s": 24.0,
        },
        "peak": {"per_second": 50.0},
        "bursts": {"at_once": burst, "within_a_second": burst},
        "replicas": {
            "one": {"per_second": 30.0},
            "two": {"per_second": 30.1},
            "people": 32,
            "alike": 32,
            "bursts": 20,
            "in_order": 20,
        },
    }


def lines_of(found: dict[str, Any]) -> list[str]:
    lines: list[str] = []
    table.show([Section("THE CONNECTOR UNDER LOAD", OURS, targets.rows(found))], lines.append)
    return lines


def test_a_target_that_is_just_reached_is_told_as_reached() -> None:
    lines = lines_of(measured())
    assert sum(line.endswith(": reached") for line in lines) == 8
    assert not any("NOT" in line for line in lines)


@pytest.mark.parametrize(
    ("part", "key", "value", "line"),
    [
        ("webhooks", "p50_ms", 15.1, "webhook acknowledged"),
        ("webhooks", "p99_ms", 150.1, "webhook acknowledged"),
        ("turns", "p50_ms", 60.1, "turn, 20 a second"),
        ("turns", "p99_ms", 250.1, "turn, 20 a second"),
        ("peak", "per_second", 49.9, "turns a second, 32 people"),
        ("replicas", "two", {"per_second": 30.0}, "turns a second, two replicas"),
        ("replicas", "alike", 31, "  conversations that went as with one"),
        ("replicas", "in_order", 19, "  10 messages at once in order"),
    ],
)
def test_a_target_that_is_just_missed_is_told_as_missed(part: str, key: str, value: Any, line: str) -> None:
    found = measured()
    found[part] = {**found[part], key: value}
    (missed,) = [each for each in lines_of(found) if "NOT reached" in each]
    assert missed.startswith(line)


@pytest.mark.parametrize("worse", [{"most_s": 1.51}, {"in_order": 19}])
def test_ten_messages_must_be_answered_in_time_and_in_order(worse: dict[str, Any]) -> None:
    found = measured()
    found["bursts"]["at_once"] = {**found["bursts"]["at_once"], **worse}
    (missed,) = [each for each in lines_of(found) if "NOT reached" in each]
    assert missed.startswith("10 messages at once, answered")


def test_where_there_is_one_core_two_replicas_are_not_measured() -> None:
    found = {**measured(), "replicas": None}
    assert not any("replica" in line for line in lines_of(found))
