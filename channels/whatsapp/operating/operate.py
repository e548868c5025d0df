"""`make pending`: shows what waits for a decision, and does what is decided.

`python -m channels.whatsapp.operating.operate [--text] [--replay ID|all] [--release ID|all] [--drop ID]`
"""

import argparse
import asyncio
import json
import sys
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

import psycopg

import engine.clock
from channels.whatsapp.database import Connection
from channels.whatsapp.operating import pending
from channels.whatsapp.operating.pending import MESSAGE, Item, Refused
from channels.whatsapp.outgoing import halts
from engine.database import DatabaseError
from engine.launch.stop import Stop
from engine.prepared import NotPrepared, prepared_database
from engine.settings import SettingsError, settings

ALL = "all"
TITLES = {
    ("turn", "dead"): "Turns given up: replay them, or drop them",
    ("message", "held"): "Messages held: release them, or drop them",
    ("message", "failed"): "Messages that Meta refused: drop them",
    ("notice", "dead"): "Notices given up: replay them, or drop them",
}

Do = Callable[[Connection, Item], Awaitable[None]]


def main(typed: Sequence[str]) -> int:
    """Exit code 0 where all was done, 1 where something was refused or the database does not answer, 2 for settings."""
    orders = parser().parse_args(typed)
    try:
        return asyncio.run(operate(orders, prepared_database(None), engine.clock.now()))
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 2
    except (NotPrepared, DatabaseError, Stop, psycopg.OperationalError) as error:
        print(error, file=sys.stderr)
        return 1


async def operate(orders: argparse.Namespace, url: str, now: datetime) -> int:
    """Does what was ordered, or lists what there is."""
    done = 0
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:

        async def release(on: Connection, item: Item) -> None:
            await pending.release(on, item, now)

        ordered: tuple[tuple[str, str | None, Do], ...] = (
            ("replayed", orders.replay, pending.replay),
            ("released", orders.release, release),
            ("dropped", orders.drop, pending.drop),
        )
        if not any(which for _, which, _ in ordered):
            await _list(connection, now, with_text=orders.text)
        for said, which, do in ordered:
            if which:
                done |= await _do(connection, which, do, said)
    return done


async def _do(connection: Connection, which: str, do: Do, said: str) -> int:
    """Does it with the item of this id, or with all that it can be done with; 1 where something was refused."""
    if which == ALL and said == "dropped":
        print("Dropping takes an id: `make pending` lists them.", file=sys.stderr)
        return 1
    found = await pending.items(connection)
    chosen = [item for item in found if item.id == which or (which == ALL and _is_meant(item, said))]
    if not chosen and which != ALL:
        print(
            f"Nothing with the id {which} waits for a decision; `make pending` lists what does.",
            file=sys.stderr,
        )
        return 1
    refused = 0
    for item in chosen:
        try:
            async with connection.transaction():
                await do(connection, item)
        except Refused as refusal:
            print(refusal, file=sys.stderr)
            refused = 1
        else:
            print(f"{item.id} is {said}.")
    if not chosen:
        print(f"Nothing can be {said}.")
    return refused


def _is_meant(item: Item, said: str) -> bool:
    """Whether `all` means the item: what was given up is replayed, what is held is released."""
    return item.what != MESSAGE if said == "replayed" else item.state == "held"


async def _list(connection: Connection, now: datetime, *, with_text: bool) -> None:
    halted = await pending.halts(connection, halts.digest(settings.access_token))
    found = await pending.items(connection)
    for halt in halted:
        print(
            f"Number {halt.phone_number_id} is halted for {pending.age(now - halt.since)}: Meta refuses the access "
            f"token ({halt.code}), and {halt.waiting} messages wait. Set another WHATSAPP_ACCESS_TOKEN and start again."
        )
    for (what, state), title in TITLES.items():
        rows = [item for item in found if (item.what, item.state) == (what, state)]
        if rows:
            print(f"\n{title}")
            for item in rows:
                _show(item, now, with_text=with_text)
    if not halted and not found:
        print("Nothing waits for a decision.")


def _show(item: Item, now: datetime, *, with_text: bool) -> None:
    age = pending.age(now - item.since)
    print(f"  {item.id:<14} {age:>7}  {item.conversation}  {item.turn}  {item.reason}")
    if with_text:
        print(f"  {'':<14} {json.dumps(item.content, ensure_ascii=False)}")


def parser() -> argparse.ArgumentParser:
    """Reads what was typed."""
    parser = argparse.ArgumentParser(
        prog="make pending", description="What waits for a decision of the operator."
    )
    parser.add_argument("--text", action="store_true", help="show also what people said")
    parser.add_argument("--replay", metavar="ID", help="give a turn or notice another try; or `all`")
    parser.add_argument("--release", metavar="ID", help="let a held message go; or `all`")
    parser.add_argument("--drop", metavar="ID", help="take something off the list for good")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
