"""Threads that count and print what they counted print wrong lines, when they can be switched in between (C7).

Each adds 1 to the counter and prints it in two parts. With "yielding" it gives the GIL away after each step, so that what
may happen at any time does happen; "locked" does the same while it holds a lock.
"""
import io
from contextlib import nullcontext
from threading import Barrier, Lock
from time import sleep

from serving import serve
from together import in_threads

counter = 0
lock = Lock()


def work(out, start, pause, guard):
    global counter
    start.wait()
    with guard:
        value = counter
        pause()
        counter = value + 1
        pause()
        out.write("count is {}".format(counter))
        pause()
        out.write("\n")


def nothing():
    pass


def yielding():
    sleep(0)


WAYS = {"plain": (nothing, nullcontext()), "yielding": (yielding, nullcontext()), "locked": (yielding, lock)}


def main(way="yielding", threads=10):
    global counter
    counter = 0
    out = io.StringIO()
    start = Barrier(threads)
    in_threads(work, [(out, start, *WAYS[way])] * threads)
    return {"expected": ["count is {}".format(number + 1) for number in range(threads)], "printed": out.getvalue().splitlines()}


if __name__ == "__main__":
    serve(main)
