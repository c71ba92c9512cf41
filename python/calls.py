"""The document's calls in each of the models, and its context manager that times a block.

    python calls.py run model=threads workload=fibonacci sizes=[[20,1000]]

The time is taken around the calls, inside this process: starting Python is not in it, and starting the pool is when
start_up says "inside". A pool started outside is kept for the requests that follow. Sizes and results travel as runs of
equal numbers, [[number, how many], ...].
"""
from contextlib import ExitStack, contextmanager
from functools import partial
from importlib import import_module
from itertools import chain, groupby, repeat
from time import perf_counter, sleep

from models import nowhere
from serving import serve
from workloads import WORKLOADS, traced, wait

kept = ExitStack()
pools = {}


def run(model, workload="nothing", sizes=(), workers=None, chunk_size=1, start_up="outside", trace=False, print=False):
    """A model's calls (A3, A4, A7 to A9). Printed, each result goes to a pipe that the program who asks reads."""
    module = import_module("models." + model)
    function = partial(traced, WORKLOADS[workload]) if trace else WORKLOADS[workload]
    sizes = list(chain.from_iterable(repeat(size, count) for size, count in sizes))
    tell = got if print else nowhere

    if start_up == "inside":
        start = perf_counter()
        with module.pool(workers) as pool:
            results = module.run(pool, function, sizes, chunk_size, tell)
        seconds = perf_counter() - start
    else:
        pool = warm_pool(model, module, workers)
        start = perf_counter()
        results = module.run(pool, function, sizes, chunk_size, tell)
        seconds = perf_counter() - start

    spans = None
    if trace:
        results, *spans = zip(*results)
        numbers = {}
        spans[2] = [numbers.setdefault(worker, len(numbers)) for worker in spans[2]]
    return {"seconds": seconds, "results": [(result, len(list(run))) for result, run in groupby(results)], "spans": spans}


def got(result):
    print("got", result)


def warm_pool(model, module, workers):
    """The model's pool, with all its workers started: they start when there are calls that no idle worker takes."""
    if (model, workers) not in pools:
        pool = kept.enter_context(module.pool(workers))
        if model not in ("one_thread", "event_loop"):
            module.run(pool, wait, [5] * 4 * (workers or 8), 1)
        pools[model, workers] = pool
    return pools[model, workers]


@contextmanager
def time_it(told):
    start = perf_counter()
    try:
        yield
    finally:
        told.append(perf_counter() - start)


def timed(milliseconds=20):
    """What the context manager tells of a block that ends, and of one that throws (A2)."""
    told = []
    with time_it(told):
        sleep(milliseconds / 1000)
    try:
        with time_it(told):
            sleep(milliseconds / 1000)
            raise RuntimeError("the block failed")
    except RuntimeError:
        pass
    return told


if __name__ == "__main__":
    with kept:
        serve(run, timed)
