"""A task that waits for another task of its own pool keeps the thread that the other one needs (D11).

A ThreadPoolExecutor adds no threads beyond its limit: once every thread waits so, none of them ever gets on. Here somebody
looks from outside, and gives up for them.
"""
import asyncio
import threading
from concurrent.futures import CancelledError, ThreadPoolExecutor
from time import perf_counter, sleep

from serving import serve

LOOK_EVERY = 0.01  # seconds
PREFIX = "pool"
OWN = "own"


class Requests:
    """Come at once; each asks for something that takes a while, and waits for it. A list that grows is a counter for all threads."""

    def __init__(self, wait):
        self.wait, self.gave_up, self.all_came = wait, False, threading.Event()
        self.submitted, self.begun, self.done, self.answers = [], [], [], []

    def submit(self, pool, work, *arguments):
        self.submitted.append(work)
        return pool.submit(work, *arguments)

    def answer(self):
        self.begun.append(self.answer)
        sleep(self.wait)

    def block(self, pool):
        if self.gave_up:
            return
        answer = self.submit(pool, self.answer)
        self.answers.append(answer)
        try:
            answer.result()
            self.done.append(answer)
        except CancelledError:
            pass

    def block_in_pool(self, pool):
        self.begun.append(self.block)
        self.all_came.wait()
        self.block(pool)

    async def ask(self):
        await asyncio.sleep(self.wait)
        self.done.append(self.ask)

    async def ask_all(self, count):
        await asyncio.gather(*(self.ask() for _ in range(count)))

    def give_up(self):
        self.gave_up = True
        for answer in self.answers:
            answer.cancel()

    def look(self, start):
        threads = sum(thread.name.startswith((PREFIX, OWN)) for thread in threading.enumerate())
        return [perf_counter() - start, threads, len(self.submitted) - len(self.begun), len(self.done)]


def start(requests, way, pool, count):
    """Starts so many requests; returns the threads of their own that they need."""
    if way == "async_all_the_way":
        threads = [threading.Thread(name=OWN, target=lambda: asyncio.run(requests.ask_all(count)))]
    elif way == "own_threads":
        threads = [threading.Thread(name=OWN, target=requests.block, args=(pool,)) for _ in range(count)]
    else:
        threads = []
        for _ in range(count):
            requests.submit(pool, requests.block_in_pool, pool)
    for thread in threads:
        thread.start()
    return threads


def main(way="none", requests=12, milliseconds=100, patience_milliseconds=1_000):
    all_requests = Requests(milliseconds / 1000)
    # Twice as many: a thread for each request, and one for each answer.
    with ThreadPoolExecutor(2 * requests if way == "more_threads" else None, thread_name_prefix=PREFIX) as pool:
        began = perf_counter()
        threads = start(all_requests, way, pool, requests)
        all_requests.all_came.set()
        looks = [all_requests.look(began)]
        while len(all_requests.done) < requests and perf_counter() - began < patience_milliseconds / 1000:
            sleep(LOOK_EVERY)
            looks.append(all_requests.look(began))
        all_requests.give_up()
        for thread in threads:
            thread.join()
    return {"looks": looks}


if __name__ == "__main__":
    serve(main)
