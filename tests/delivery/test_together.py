"""Work of several tasks in one go: nobody is left out, nothing is done twice."""

import asyncio
from collections.abc import Sequence

from bot.together import Together


async def test_what_is_ready_together_goes_together_and_the_next_waits() -> None:
    batches: list[list[int]] = []
    running = asyncio.Event()
    go_on = asyncio.Event()

    async def work(items: Sequence[int]) -> bool:
        batches.append(list(items))
        running.set()
        await go_on.wait()
        return True

    together = Together(work)
    first = [asyncio.create_task(together.do(n)) for n in range(3)]
    await running.wait()
    later = [asyncio.create_task(together.do(n)) for n in (3, 4)]
    go_on.set()

    assert await asyncio.gather(*first, *later) == [True] * 5
    assert batches == [[0, 1, 2], [3, 4]]


async def test_everybody_hears_that_a_batch_was_not_done() -> None:
    async def work(items: Sequence[int]) -> bool:
        return 1 not in items

    together = Together(work)
    assert await asyncio.gather(*(together.do(n) for n in range(3))) == [False] * 3
    assert await together.do(2) is True
