"""One thread of asyncio waits for thousands of things at once, at a kilobyte or two each (A13, C10, D8)."""
import asyncio
import gc
from time import perf_counter

from memory import resident_bytes
from serving import serve


async def wait(tasks, milliseconds):
    before = resident_bytes()
    start = perf_counter()
    waiting = [asyncio.ensure_future(asyncio.sleep(milliseconds / 1000)) for _ in range(tasks)]
    created = perf_counter()
    await asyncio.sleep(0)  # every task has reached its wait
    grown = resident_bytes() - before if before else None
    await asyncio.gather(*waiting)
    return perf_counter() - start, created - start, grown


def main(tasks=10_000, milliseconds=100, repeats=1):
    times = []
    for _ in range(repeats):
        gc.collect()
        times.append(asyncio.run(wait(tasks, milliseconds)))
    took, created, grown = zip(*times)
    # Later repeats find memory that the first has left: only its growth says what the tasks need.
    return {"tasks": tasks, "seconds": took, "create_seconds": created, "grown_bytes": grown[0]}


if __name__ == "__main__":
    serve(main)
