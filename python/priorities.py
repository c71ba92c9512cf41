"""Who waits how long when jobs of two priorities have come: a loop, threads, and either with a priority queue (E10).

Neither asyncio nor threading has priorities of its own. Who takes jobs from a queue decides; the GIL's hand-over does not ask.
"""
import asyncio
import os
from queue import Empty, PriorityQueue
from statistics import median
from threading import Event, Thread
from time import perf_counter

from serving import serve
from timing import in_turns
from workloads import fibonacci

URGENT_EVERY = 7


class Jobs:
    """The jobs, which have all come, and how long each has waited for its end."""

    def __init__(self, count, size):
        self.size, self.waited = size, {}
        self.all = [(0 if number % URGENT_EVERY == URGENT_EVERY // 2 else 1, number) for number in range(count)]

    def run(self, job, start):
        fibonacci(self.size)
        self.waited[job] = perf_counter() - start

    def queue(self, kind):
        queue = kind()
        for job in self.all:
            queue.put_nowait(job)
        return queue

    def medians(self):
        return [median(time for job, time in self.waited.items() if job[0] == priority) for priority in (0, 1)]


def on_loop(jobs):
    async def one(job, start):
        await asyncio.sleep(0)
        jobs.run(job, start)

    async def everyone():
        start = perf_counter()
        await asyncio.gather(*(one(job, start) for job in jobs.all))

    asyncio.run(everyone())


def on_loop_by_priority(jobs):
    async def coordinate():
        queue = jobs.queue(asyncio.PriorityQueue)
        start = perf_counter()
        while not queue.empty():
            jobs.run(queue.get_nowait(), start)
            await asyncio.sleep(0)

    asyncio.run(coordinate())


def on_threads(jobs):
    go, start = Event(), []

    def one(job):
        go.wait()
        jobs.run(job, start[0])

    threads = [Thread(target=one, args=(job,)) for job in jobs.all]
    for thread in threads:
        thread.start()
    start.append(perf_counter())
    go.set()
    for thread in threads:
        thread.join()


def on_workers_by_priority(jobs):
    queue = jobs.queue(PriorityQueue)
    start = perf_counter()

    def work():
        while True:
            try:
                job = queue.get_nowait()
            except Empty:
                return
            jobs.run(job, start)

    workers = [Thread(target=work) for _ in range(os.cpu_count() or 1)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


def waits(names, jobs, size, rounds):
    """The medians of each round, order by order."""
    waited = {name: {"urgent": [], "others": []} for name in names}

    def one(name, order):
        these = Jobs(jobs, size)
        order(these)
        for kind, time in zip(("urgent", "others"), these.medians()):
            waited[name][kind].append(time)

    orders = (on_loop, on_loop_by_priority, on_threads, on_workers_by_priority)
    in_turns(rounds, {name: lambda name=name, order=order: one(name, order) for name, order in zip(names, orders)})
    # The first round warmed up.
    return {name: {kind: times[1:] for kind, times in kinds.items()} for name, kinds in waited.items()}


if __name__ == "__main__":
    serve(waits)
