"""Interpreters with a GIL each compute at the same time, and cost milliseconds to create (A11, A12)."""
from time import perf_counter

from interpreter import new_interpreter
from models import interpreters
from serving import serve
from timing import seconds
from workloads import fibonacci


def main(creations=10, size=25, calls=40, threads=2, repeats=3):
    lives = [create_run_close() for _ in range(creations)]
    created, ran, closed = zip(*lives)

    with interpreters.pool(1) as one, interpreters.pool(threads) as several:
        times = [(seconds(compute, one, size, calls), seconds(compute, several, size, calls)) for _ in range(repeats)]
    in_one, in_several = zip(*times)
    return {
        "create_seconds": created, "run_seconds": ran, "close_seconds": closed,
        "one_interpreter_seconds": in_one, "interpreters_seconds": in_several,
    }


def create_run_close():
    start = perf_counter()
    with new_interpreter() as interpreter:
        created = perf_counter()
        interpreter.run("pass")
        ran = perf_counter()
    return created - start, ran - created, perf_counter() - ran


def compute(pool, size, calls):
    interpreters.run(pool, fibonacci, [size] * calls, chunk_size=1)


if __name__ == "__main__":
    serve(main)
