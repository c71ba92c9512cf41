"""The same computation in several threads takes as long as in one, or a little longer (A6, B4, B13)."""
from serving import serve
from switching import switch_interval
from timing import seconds
from together import in_threads
from workloads import fibonacci


def main(size=25, calls=100, threads=2, repeats=5, switch_interval_ms=None):
    def compute(share):
        for _ in range(share):
            fibonacci(size)

    def in_one():
        compute(calls)

    shares = [(calls // threads + (number < calls % threads),) for number in range(threads)]
    with switch_interval(switch_interval_ms):
        times = [(seconds(in_one), seconds(in_threads, compute, shares)) for _ in range(repeats)]
    one, several = zip(*times)
    return {"one_thread_seconds": one, "threads_seconds": several}


if __name__ == "__main__":
    serve(main)
