"""Fibonacci whose every call looks at the stack and prints who called it, and in which thread (A5), to a pipe that is read.

    python traced_fibonacci.py 10 1000

One thread and a thread pool have their turns; the error output gets what each took, in seconds.
"""
import inspect
import json
import sys
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed

from timing import in_turns
from workloads import fibonacci


def traced(n):
    print("Caller:", inspect.stack()[1][3])
    print("Thread:", threading.get_ident())
    return 1 if n <= 2 else traced(n - 1) + traced(n - 2)


def one_thread(function, n, callers):
    for _ in range(callers):
        print("got", function(n))


def threads(n, callers):
    with ThreadPoolExecutor() as pool:  # min(32, cores + 4) workers
        for future in as_completed([pool.submit(traced, n) for _ in range(callers)]):
            print("got", future.result())


def main(n, callers, rounds=1):
    took = in_turns(rounds, {
        "untraced": lambda: one_thread(fibonacci, n, callers),
        "one thread": lambda: one_thread(traced, n, callers),
        "threads": lambda: threads(n, callers),
    })
    sys.stdout.flush()
    print(json.dumps(took), file=sys.stderr)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
