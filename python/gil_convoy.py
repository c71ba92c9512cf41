"""A thread that waits a millisecond at a time gets the GIL back one switch interval late, beside a CPU-bound one (B4).

With cpu_threads=0 it is alone.
"""
from time import perf_counter, sleep

from serving import serve
from switching import cpu_bound_threads, switch_interval


def main(cpu_threads=1, switch_interval_ms=None, wait_ms=1, waits=200):
    took = []
    with switch_interval(switch_interval_ms), cpu_bound_threads(cpu_threads):
        for _ in range(waits):
            start = perf_counter()
            sleep(wait_ms / 1000)
            took.append((perf_counter() - start) * 1000)
    return {"milliseconds": took}


if __name__ == "__main__":
    serve(main)
