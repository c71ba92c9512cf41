"""Runs calls of a workload in one of the models, and tells the time they took and their results.

    python run_calls.py model=threads workload=fibonacci sizes=[[20,1000]]

The time is taken around the calls, inside this process: starting Python is not in it, and starting the pool is when
start_up says "inside". A pool started outside is kept for the requests that follow. Sizes and results travel as runs of
equal numbers, [[number, how many], ...].
"""
from contextlib import ExitStack
from functools import partial
from importlib import import_module
from itertools import chain, groupby, repeat
from time import perf_counter

from serving import serve
from workloads import WORKLOADS, traced, wait

kept = ExitStack()
pools = {}


def main(model, workload="nothing", sizes=(), workers=None, chunk_size=1, start_up="outside", trace=False):
    module = import_module("models." + model)
    function = partial(traced, WORKLOADS[workload]) if trace else WORKLOADS[workload]
    sizes = list(chain.from_iterable(repeat(size, count) for size, count in sizes))

    if start_up == "inside":
        start = perf_counter()
        with module.pool(workers) as pool:
            results = module.run(pool, function, sizes, chunk_size)
        seconds = perf_counter() - start
    else:
        pool = warm_pool(model, module, workers)
        start = perf_counter()
        results = module.run(pool, function, sizes, chunk_size)
        seconds = perf_counter() - start

    spans = None
    if trace:
        results, *spans = zip(*results)
        numbers = {}
        spans[2] = [numbers.setdefault(worker, len(numbers)) for worker in spans[2]]
    return {"seconds": seconds, "results": [(result, len(list(run))) for result, run in groupby(results)], "spans": spans}


def warm_pool(model, module, workers):
    """The model's pool, with all its workers started: they start when there are calls that no idle worker takes."""
    if (model, workers) not in pools:
        pool = kept.enter_context(module.pool(workers))
        if model != "one_thread":
            module.run(pool, wait, [5] * 4 * (workers or 8), 1)
        pools[model, workers] = pool
    return pools[model, workers]


if __name__ == "__main__":
    with kept:
        serve(main)
