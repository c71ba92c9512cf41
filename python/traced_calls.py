"""Looking at the stack in every call makes fibonacci thousands of times slower, and shows which thread ran when (A5)."""
import inspect
from concurrent.futures import ThreadPoolExecutor
from threading import get_ident

from serving import serve
from timing import seconds
from workloads import fibonacci


def main(size=10, callers=20, threads=2):
    trace = []

    def traced(n):
        trace.append((inspect.stack()[1][3], get_ident()))
        return 1 if n <= 2 else traced(n - 1) + traced(n - 2)

    def in_one(function):
        for _ in range(callers):
            function(size)

    def in_threads(function):
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(function, [size] * callers))

    traced(1)  # the first look at the stack reads the source files
    plain = seconds(in_one, fibonacci)
    one_thread = seconds(in_one, traced)
    trace.clear()
    several = seconds(in_threads, traced)

    numbers = {}
    ran = [numbers.setdefault(thread, len(numbers)) for _, thread in trace]
    return {
        "plain_seconds": plain, "traced_seconds": one_thread, "traced_threads_seconds": several,
        "traced_calls": len(trace), "switches": sum(one != other for one, other in zip(ran, ran[1:])),
    }


if __name__ == "__main__":
    serve(main)
