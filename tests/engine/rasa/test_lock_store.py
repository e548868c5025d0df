"""One turn of a conversation at a time, and nobody waits longer than the one before takes."""

import asyncio

import pytest
from rasa.core.lock_store import LockError

from engine.rasa.lock_store import ToldLockStore


async def test_turns_of_one_conversation_follow_each_other_in_order() -> None:
    store, order = ToldLockStore(), []

    async def take_turn(number: int) -> None:
        async with store.lock("person"):
            order.append(number)
            await asyncio.sleep(0.001)
            order.append(number)

    await asyncio.gather(*(take_turn(number) for number in range(10)))
    assert order == [number for number in range(10) for _ in range(2)]


async def test_ten_quick_messages_do_not_wait_for_a_clock() -> None:
    """With Rasa's own lock store each looks once a second whether it is its turn; here an hour would not be felt."""
    store = ToldLockStore()

    async def take_turn() -> None:
        async with store.lock("person", wait_time_in_seconds=3600):
            await asyncio.sleep(0.005)

    async with asyncio.timeout(60):
        await asyncio.gather(*(take_turn() for _ in range(10)))


async def test_conversations_do_not_wait_for_each_other() -> None:
    store = ToldLockStore()
    async with store.lock("one"), store.lock("other", lock_lifetime=0.01):
        pass


async def test_who_waits_too_long_is_told_so_and_the_next_one_gets_through() -> None:
    store = ToldLockStore()
    async with store.lock("person"):
        with pytest.raises(LockError):
            async with store.lock("person", lock_lifetime=0.01):
                pass
    async with store.lock("person", lock_lifetime=0.01):
        pass


async def test_a_turn_that_fails_frees_the_conversation_and_nothing_stays_behind() -> None:
    store = ToldLockStore()
    with pytest.raises(RuntimeError):
        async with store.lock("person"):
            raise RuntimeError
    async with store.lock("person", lock_lifetime=0.01):
        pass
    assert store._held == {}
