"""`counter += 1` in several threads loses updates wherever a thread can be switched between its read and its write (C7).

Up to 3.9 that is anywhere. From 3.10 on a switch needs a jump backward or the start of a function in between, or a
`sleep(0)`, which gives the GIL away on purpose. With a lock nothing is lost, nor with a thread that owns the counter and
takes the others' updates from a queue (C9).
"""
from queue import SimpleQueue
from threading import Barrier, Lock, Thread
from time import sleep

from serving import serve
from switching import switch_interval
from timing import seconds

counter = 0
lock = Lock()
updates = SimpleQueue()


def plain(increments):
    global counter
    for _ in range(increments):
        counter += 1


def same(value):
    return value


def call(increments):
    global counter
    for _ in range(increments):
        counter = same(counter) + 1


def yielding(increments):
    global counter
    for _ in range(increments):
        value = counter
        sleep(0)
        counter = value + 1


def locked(increments):
    global counter
    for _ in range(increments):
        with lock:
            counter += 1


def owner(increments):
    for _ in range(increments):
        updates.put(1)


def own():
    global counter
    for update in iter(updates.get, None):
        counter += update


WAYS = {"plain": plain, "call": call, "yielding": yielding, "locked": locked, "owner": owner}


def main(way="plain", threads=2, increments=500_000, trials=5, switch_interval_ms=None):
    with switch_interval(switch_interval_ms):
        outcomes = [count(WAYS[way], threads, increments) for _ in range(trials)]
    counters, took = zip(*outcomes)
    return {"expected": threads * increments, "counters": counters, "seconds": took}


def count(increment, threads, increments):
    global counter
    counter = 0
    together = Barrier(threads)

    def work():
        together.wait()
        increment(increments)

    started = [Thread(target=work) for _ in range(threads)]
    owning = Thread(target=own)

    def run():
        owning.start()
        for thread in started:
            thread.start()
        for thread in started:
            thread.join()
        updates.put(None)
        owning.join()

    took = seconds(run)
    return counter, took


if __name__ == "__main__":
    serve(main)
