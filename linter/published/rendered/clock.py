"""Virtual time: what a page does in seconds takes it milliseconds, and the same on every machine.

https://chromedevtools.github.io/devtools-protocol/tot/Emulation/#method-setVirtualTimePolicy
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

_PATIENCE = 5.0
"""Seconds of real time after which a clock that has not told its end is set again."""
_STARVATION = 2_000
"""How many tasks may run without the clock going on; a page that has more of them would never end."""


class VirtualClock:
    """The clock of one page. It stands still except in ``run``, and while something is loading."""

    def __init__(self, session: Any) -> None:
        self._session = session
        self._ended: asyncio.Event = asyncio.Event()
        session.on("Emulation.virtualTimeBudgetExpired", lambda _: self._ended.set())

    async def run(self, milliseconds: int) -> None:
        """Let time go on for so long, and wait until it has gone by.

        A page that is busy may lose what it was told, so it is told again; how long a visit may take is for others to say.
        """
        while True:
            await self._begin(milliseconds)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._ended.wait(), _PATIENCE)
                return

    async def _begin(self, milliseconds: int) -> None:
        self._ended.clear()
        await self._session.send(
            "Emulation.setVirtualTimePolicy",
            {
                "policy": "pauseIfNetworkFetchesPending",
                "budget": milliseconds,
                "maxVirtualTimeTaskStarvationCount": _STARVATION,
            },
        )
