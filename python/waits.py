"""Very many waits at once: one thread of asyncio, bare generators, or a thread for each (A13, D8, E8)."""
import asyncio
import gc
from threading import Event, Thread, get_ident
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


def compute(seconds):
    end = perf_counter() + seconds
    while perf_counter() < end:
        pass


class Workers:
    """Each marks a stretch of work as its own, computes, and looks whether the other has been there meanwhile (C10)."""

    def __init__(self, seconds):
        self.end, self.inside, self.threads, self.seen = perf_counter() + seconds, 0, set(), []

    def work(self, me):
        self.threads.add(get_ident())
        self.inside = me
        compute(20e-6)
        self.seen.append(self.inside != me)

    async def run_async(self, me):
        while perf_counter() < self.end:
            self.work(me)
            await asyncio.sleep(0)

    def run(self, me):
        while perf_counter() < self.end:
            self.work(me)

    def told(self):
        return {"stretches": len(self.seen), "disturbed": sum(self.seen), "threads": len(self.threads)}


def switching(names, milliseconds):
    """Two coroutines of one loop, and two threads, for so long each."""
    coroutines = Workers(milliseconds / 1000)

    async def both():
        await asyncio.gather(coroutines.run_async(1), coroutines.run_async(2))

    asyncio.run(both())
    workers = Workers(milliseconds / 1000)
    threads = [Thread(target=workers.run, args=(me,)) for me in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return dict(zip(names, (coroutines.told(), workers.told())))


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


def longest_gaps(milliseconds=200, interval_ms=10):
    """A loop's heart stops while something keeps its thread, and goes on while something is awaited (C10)."""
    return {name: asyncio.run(longest_gap(work, milliseconds / 1000, interval_ms / 1000)) for name, work in WORK.items()}


if __name__ == "__main__":
    serve(wait, times, switching, longest_gaps)
