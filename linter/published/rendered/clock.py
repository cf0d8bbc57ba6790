"""Virtual time: what a page does in seconds takes it milliseconds, and the same on every machine.

https://chromedevtools.github.io/devtools-protocol/tot/Emulation/#method-setVirtualTimePolicy
"""

from __future__ import annotations

import asyncio
from typing import Any

_STARVATION = 2_000
"""How many tasks may run without the clock going on; a page that has more of them would never end."""


class VirtualClock:
    """The clock of one page. It stands still except in ``run``, and while something is loading."""

    def __init__(self, session: Any) -> None:
        self._session = session
        self._ended: asyncio.Event = asyncio.Event()
        session.on("Emulation.virtualTimeBudgetExpired", lambda _: self._ended.set())

    async def begin(self, milliseconds: int) -> None:
        """Let time go on for so long, without waiting for it."""
        self._ended.clear()
        await self._session.send(
            "Emulation.setVirtualTimePolicy",
            {
                "policy": "pauseIfNetworkFetchesPending",
                "budget": milliseconds,
                "maxVirtualTimeTaskStarvationCount": _STARVATION,
            },
        )

    async def end(self) -> None:
        """Wait until the time has gone by."""
        await self._ended.wait()

    async def run(self, milliseconds: int) -> None:
        """Let time go on for so long."""
        await self.begin(milliseconds)
        await self.end()
