"""Looking at the stack in every call makes fibonacci thousands of times slower, and shows which thread ran when (A5)."""
import inspect
from concurrent.futures import ThreadPoolExecutor
from threading import get_ident

from serving import serve
from timing import seconds
from workloads import fibonacci


SHOWN = 12  # lines of the trace, and so many of them before the first switch:
BEFORE = 5


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
    switches = [call for call in range(1, len(ran)) if ran[call] != ran[call - 1]]
    first = max(0, switches[0] - BEFORE) if switches else 0
    return {
        "plain_seconds": plain, "traced_seconds": one_thread, "traced_threads_seconds": several,
        "traced_calls": len(trace), "switches": len(switches), "shown_from": first,
        "shown": [{"caller": trace[call][0], "thread": ran[call]} for call in range(first, min(first + SHOWN, len(ran)))],
    }


if __name__ == "__main__":
    serve(main)
