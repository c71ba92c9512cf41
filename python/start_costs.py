"""What it costs to start something that runs code, what waits and what computes at once, and what a lock costs when two want it.

A forked process starts in a millisecond or two, a thread in a tenth of one, a coroutine in microseconds. One thread deals with many waits
at once; threads that compute only take turns, since they all want the GIL (A13, B1, B2, B3, E8).
"""
import asyncio
import multiprocessing
import queue
from threading import Barrier, Lock, Thread
from time import perf_counter, sleep

from serving import serve
from timing import in_rounds, in_turns
from together import in_threads
from workloads import fibonacci, nothing

TASKS = 1_000
STARTS = 50


def start_process():
    process = multiprocessing.Process(target=nothing, args=(0,))
    process.start()
    process.join()


def create_and_join(threads):
    for _ in range(threads):
        thread = Thread(target=int)
        thread.start()
        thread.join()


async def await_tasks():
    async def coroutine():
        pass

    for _ in range(TASKS):
        await asyncio.ensure_future(coroutine())


def a_thread_each(jobs, size):
    for thread in [Thread(target=fibonacci, args=(size,)) for _ in range(jobs)]:
        thread.start()
        thread.join()


def by_workers(jobs, size, workers):
    waiting = queue.SimpleQueue()
    for _ in range(jobs):
        waiting.put(size)
    for _ in range(workers):
        waiting.put(None)

    def work():
        for job in iter(waiting.get, None):
            fibonacci(job)

    in_threads(work, [()] * workers)


def starts(names, jobs=300, size=15, workers=2, rounds=9):
    """A process, a thread and a coroutine, started and waited for; and small jobs by a thread each and by workers that loop."""
    process, thread, coroutine, each, loop = names
    times = in_turns(rounds, {
        process: start_process,
        thread: lambda: create_and_join(STARTS),
        coroutine: lambda: asyncio.run(await_tasks()),
        each: lambda: a_thread_each(jobs, size),
        loop: lambda: by_workers(jobs, size, workers),
    })
    several = {thread: STARTS, coroutine: TASKS}
    return {name: [took / several.get(name, 1) for took in rows] for name, rows in times.items()}


def many_things(names, waits=6, milliseconds=10, size=22, workers=2, rounds=9):
    """The same waits one after the other and on one thread's event loop; the same computations on one thread and on several."""
    async def on_loop():
        await asyncio.gather(*[asyncio.sleep(milliseconds / 1000) for _ in range(waits)])

    def compute(count):
        for _ in range(count):
            fibonacci(size)

    shares = [(waits // workers + (worker < waits % workers),) for worker in range(workers)]
    ways = [
        lambda: [sleep(milliseconds / 1000) for _ in range(waits)], lambda: asyncio.run(on_loop()),
        lambda: compute(waits), lambda: in_threads(compute, shares),
    ]
    return in_turns(rounds, dict(zip(names, ways)))


class Counter:
    """A counter with a lock of its own."""

    def __init__(self):
        self.value, self.lock = 0, Lock()


def count(counters, updates):
    """How long an update takes each of several threads that count at once, each on the counter that it is given."""
    ready, start = Barrier(len(counters) + 1), []

    def update(counter):
        ready.wait()
        for _ in range(updates):
            with counter.lock:
                counter.value += 1

    threads = [Thread(target=update, args=(counter,)) for counter in counters]
    for thread in threads:
        thread.start()
    ready.wait()
    start = perf_counter()
    for thread in threads:
        thread.join()
    took = perf_counter() - start
    if sum(counter.value for counter in set(counters)) != updates * len(counters):
        raise RuntimeError("updates were lost under a lock")
    return took / updates


def contention(names, updates=20_000, rounds=9):
    """An update under a lock: alone, beside a thread with a lock of its own, and beside one that wants the same lock."""
    def shared():
        return [Counter()] * 2

    crowds = (lambda: [Counter()], lambda: [Counter(), Counter()], shared)
    return in_rounds(rounds, {name: lambda crowd=crowd: count(crowd(), updates) for name, crowd in zip(names, crowds)})


if __name__ == "__main__":
    serve(starts, many_things, contention)
