"""`python -m bench.faults.hasty`: the assistant, which waits only seconds where it would wait half a minute."""

import runpy
from datetime import timedelta

import httpx

from channels.whatsapp.outgoing import verdicts


def hurry() -> None:
    """Shortens the waits, in an order in which nobody has taken over the long ones yet."""
    verdicts.PATIENCE = timedelta(seconds=3)
    verdicts.PATIENCE_AFTER_A_DEATH = timedelta(seconds=4)
    from channels.whatsapp.outgoing import client
    from channels.whatsapp.turns import notices, turn

    client.TIMEOUT = httpx.Timeout(2)
    turn.WAITS = notices.WAITS = (timedelta(seconds=1), timedelta(seconds=4), timedelta(seconds=12))


if __name__ == "__main__":
    hurry()
    runpy.run_module("engine.launch.assistant", run_name="__main__")
