"""Very many waits at once: one thread of asyncio, bare generators, or a thread for each (A13, D8, E8)."""
import asyncio
import gc
from threading import Event, Thread
from time import perf_counter, sleep

from serving import serve
from timing import in_turns

KERNEL_STACK = 16 << 10  # what Linux keeps for a thread on x86-64 and arm64 (THREAD_SIZE)


def with_asyncio(count, seconds, weigh):
    async def wait():
        waiting = [asyncio.ensure_future(asyncio.sleep(seconds)) for _ in range(count)]
        if weigh:
            await asyncio.sleep(0)  # every task has reached its wait
            weigh()
            for task in waiting:
                task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)

    asyncio.run(wait())


def with_threads(count, seconds, weigh):
    weighed = Event()
    threads = [Thread(target=weighed.wait if weigh else sleep, args=() if weigh else (seconds,)) for _ in range(count)]
    for thread in threads:
        thread.start()
    if weigh:
        weigh()
        weighed.set()
    for thread in threads:
        thread.join()


def with_generators(count, seconds, weigh):
    """A queue of generators and their times to go on: all wait as long."""
    def wait():
        yield perf_counter() + seconds

    waiting = [(generator, next(generator)) for generator in (wait() for _ in range(count))]
    if weigh:
        weigh()
        return
    for generator, due in waiting:
        sleep(max(0, due - perf_counter()))
        next(generator, None)


WAYS = {"asyncio": with_asyncio, "threads": with_threads, "generators": with_generators}


def memory():
    """What this process takes of the machine's memory, and of its own addresses; None where Linux does not tell."""
    try:
        with open("/proc/self/smaps_rollup") as lines:
            resident = sum(int(line.split()[1]) for line in lines if line.startswith("Rss:"))
        with open("/proc/self/status") as lines:
            told = {name: int(value.split()[0]) for name, value in (line.split(":", 1) for line in lines) if name in ("VmPTE", "VmSize", "Threads")}
    except OSError:
        return None
    return (resident + told["VmPTE"]) * 1024 + told["Threads"] * KERNEL_STACK, told["VmSize"] * 1024


def wait(way, count, milliseconds):
    """So many waits: how long until all have ended, and in a run of its own how much memory they take."""
    grown = []
    if memory():
        WAYS[way](10, 1, lambda: None)
        gc.collect()
        before = memory()
        WAYS[way](count, 3_600, lambda: grown.extend(now - then for now, then in zip(memory(), before)))
    gc.collect()
    start = perf_counter()
    WAYS[way](count, milliseconds / 1000, None)
    took = perf_counter() - start
    bytes_grown, addresses = grown or (None, None)
    return {"seconds": took, "bytes": bytes_grown, "address_bytes": addresses}


def times(names, count, milliseconds, rounds):
    """Tasks of asyncio and a thread for each, in turns."""
    ways = (with_asyncio, with_threads)
    return in_turns(rounds, {name: lambda way=way: way(count, milliseconds / 1000, None) for name, way in zip(names, ways)})


if __name__ == "__main__":
    serve(wait, times)
