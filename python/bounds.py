"""CPU time against wall time says whether work computes or waits (D1).

process_time counts what all threads of the process computed. Where the system tells how long they stood ready without a core, that
counts as well: on a busy machine work that computes gets less than it wants.
"""
import os
import tempfile
from time import perf_counter, process_time, sleep

from serving import serve
from together import in_threads
from workloads import fibonacci


def queued():
    """Seconds for which this process's threads stood ready without a core; 0 where the system does not tell."""
    try:
        return sum(int(read("/proc/self/task/{}/schedstat".format(task)).split()[1]) for task in os.listdir("/proc/self/task")) / 1e9
    except (OSError, IndexError, ValueError):
        return 0.0


def read(path):
    with open(path) as file:
        return file.read()


def half_and_half(size):
    start = perf_counter()
    fibonacci(size)
    sleep(perf_counter() - start)


def write(count):
    with tempfile.TemporaryFile() as file:
        file.write(bytes(count))
        file.flush()
        os.fsync(file.fileno())


def probe(name, function, *arguments):
    function(*arguments)
    before, cpu, start = queued(), process_time(), perf_counter()
    function(*arguments)
    wall = perf_counter() - start
    return {"name": name, "wall": wall, "cpu": process_time() - cpu, "queued": max(0, queued() - before)}


def main(size=27, milliseconds=150, count=16 << 20, threads=8):
    return [
        probe("fibonacci({})".format(size), fibonacci, size),
        probe("wait({:g})".format(milliseconds), sleep, milliseconds / 1000),
        probe("half fib({}), half a wait".format(size), half_and_half, size),
        probe("write {} bytes to disk".format(count), write, count),
        probe("fib({}) in {} threads".format(size, threads), in_threads, fibonacci, [(size,)] * threads),
    ]


if __name__ == "__main__":
    serve(main)
