"""Which module for which task (D7): the same waits and the same computations by asyncio, by threads and by processes.

What it costs to start a pool and to talk to it is measured beside, and what each way takes of the memory for the adviser.
"""
import asyncio
import os
import pickle
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from statistics import median
from time import sleep

import waits
from memory import private_bytes
from serving import end_with_parent, serve
from timing import in_turns, seconds
from workloads import fibonacci, nothing

MEGABYTE = 1 << 20
TASKS, THREADS = 2_000, 100


def by_processes(workers):
    return ProcessPoolExecutor(workers, initializer=end_with_parent)


def start_and_stop(pool):
    with pool:
        pool.submit(nothing, 0).result()


def modules(names, calls=20, milliseconds=10, size=20, workers=2, rounds=9):
    """Waits one after the other, on an event loop and by threads; computations by one thread, threads and processes; and both pools' own costs."""
    async def on_loop():
        await asyncio.gather(*[asyncio.sleep(milliseconds / 1000) for _ in range(calls)])

    sizes = [size] * calls
    with ThreadPoolExecutor(calls) as many, ThreadPoolExecutor(workers) as threads, by_processes(workers) as processes:
        list(processes.map(sleep, [0.01] * workers * 4))
        ways = [
            lambda: [sleep(milliseconds / 1000) for _ in range(calls)],
            lambda: asyncio.run(on_loop()),
            lambda: list(many.map(sleep, [milliseconds / 1000] * calls)),
            lambda: [fibonacci(size) for size in sizes],
            lambda: list(threads.map(fibonacci, sizes)),
            lambda: list(processes.map(fibonacci, sizes)),
            lambda: start_and_stop(ThreadPoolExecutor(workers)),
            lambda: start_and_stop(by_processes(workers)),
            lambda: threads.submit(nothing, 0).result(),
            lambda: processes.submit(nothing, 0).result(),
        ]
        return in_turns(rounds, dict(zip(names, ways)))


def memory(workers=2):
    """What a task that waits, a thread that waits and a pool of processes take, in bytes, and what a byte sent there costs, in seconds."""
    with by_processes(workers) as pool:
        own = {process: private_bytes(process) or 0 for process in pool.map(process_id, [0.02] * workers * 2)}
        sent = median(seconds(pool.submit(len, bytes(MEGABYTE)).result) for _ in range(5))
    return {
        "task": (waits.wait("asyncio", TASKS, 1)["bytes"] or 0) / TASKS,
        "thread": (waits.wait("threads", THREADS, 1)["bytes"] or 0) / THREADS,
        "processes": sum(own.values()),
        "byte": (sent + seconds(pickle.dumps, bytes(MEGABYTE))) / MEGABYTE,
    }


def process_id(wait):
    sleep(wait)
    return os.getpid()


if __name__ == "__main__":
    serve(modules, memory)
