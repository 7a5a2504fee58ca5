"""The pseudo-terminal that the tests read the messenger through, with a meter on the program."""

from __future__ import annotations

import os
from pathlib import Path

from tests.tui.terminal import FRAME_END
from tests.tui.terminal import Terminal as _Terminal

__all__ = ["FRAME_END", "Terminal"]


class Terminal(_Terminal):
    """A program at a pseudo-terminal; Linux tells what it uses."""

    def memory(self) -> float:
        """What the program holds in memory, in MiB."""
        for line in self._proc("status").splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
        return 0.0

    def processor_time(self) -> float:
        """The processor time that its threads have used, in seconds."""
        used = 0
        for task in os.listdir(f"/proc/{self.process.pid}/task"):
            used += int(self._proc(f"task/{task}/schedstat").split()[0])
        return used / 1e9

    def press_and_settle(self, key: str, quiet: float = 0.06) -> tuple[float, int]:
        """Press a key; return the milliseconds to the end of the first frame, and all bytes."""
        start = len(self.output)
        pressed = self.press(key)
        painted = self.wait(lambda written: FRAME_END in written, since=start)
        self.rest(quiet)
        return (painted - pressed) * 1000, len(self.output) - start

    def _proc(self, name: str) -> str:
        return Path(f"/proc/{self.process.pid}/{name}").read_text()
