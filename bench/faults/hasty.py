"""`python -m bench.faults.hasty`: the assistant, which waits only seconds for news of what it may have sent."""

import runpy
from datetime import timedelta

from channels.whatsapp import verdicts

verdicts.PATIENCE = timedelta(seconds=4)
verdicts.PATIENCE_AFTER_A_DEATH = timedelta(seconds=6)

if __name__ == "__main__":
    runpy.run_module("engine.launch.assistant", run_name="__main__")
