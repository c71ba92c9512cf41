"""A loop's heart stops while something keeps its thread, and goes on while something is awaited (C10)."""
import asyncio
from time import perf_counter, sleep

from serving import serve


def compute(seconds):
    end = perf_counter() + seconds
    while perf_counter() < end:
        pass


async def nap_between(seconds):
    for _ in range(100):
        compute(seconds / 100)
        await asyncio.sleep(0)


async def block(function, seconds):
    function(seconds)


def on_another_thread(seconds):
    return asyncio.get_running_loop().run_in_executor(None, compute, seconds)


WORK = {
    "awaits a wait": asyncio.sleep,
    "sleeps, blocking": lambda seconds: block(sleep, seconds),
    "computes": lambda seconds: block(compute, seconds),
    "computes with naps": nap_between,
    "computes on another thread": on_another_thread,
}


async def longest_gap(work, seconds, interval):
    beats = []

    async def beat():
        while True:
            beats.append(perf_counter())
            await asyncio.sleep(interval)

    heart = asyncio.ensure_future(beat())
    await asyncio.sleep(3 * interval)
    await work(seconds)
    await asyncio.sleep(3 * interval)
    heart.cancel()
    return max(later - earlier for earlier, later in zip(beats, beats[1:]))


def main(milliseconds=200, interval_ms=10):
    return {"longest_gap_seconds": {name: asyncio.run(longest_gap(work, milliseconds / 1000, interval_ms / 1000)) for name, work in WORK.items()}}


if __name__ == "__main__":
    serve(main)
