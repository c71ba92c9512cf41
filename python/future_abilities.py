"""What concurrent.futures can do, tried one by one: results, time-outs, cancelling, and who comes first (D9).

Each ability is tried on a pool of two threads, and what came out is told in a few words.
"""
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, TimeoutError, as_completed, wait
from threading import Event

from serving import serve
from workloads import fibonacci

TRIED = {}


def tries(ability):
    def keep(function):
        TRIED[ability] = function
        return function
    return keep


@tries("future.result()")
def result(pool):
    return "the value {}".format(pool.submit(fibonacci, 10).result())


@tries("future.result(timeout)")
def timeout(pool):
    gate = Event()
    slow = pool.submit(gate.wait)
    try:
        slow.result(timeout=0.01)
        return "no time-out"
    except TimeoutError as error:
        after = "it had ended" if slow.done() else "it ran on"
        gate.set()
        return "{}; {}, and its result came later: {}".format(type(error).__name__, after, slow.result())


@tries("future.exception()")
def failure(pool):
    failing = pool.submit(int, "none")
    said = type(failing.exception()).__name__
    try:
        failing.result()
        return "{}, and result() did not raise".format(said)
    except ValueError as error:
        return "{}; result() raises {}".format(said, "the same" if error is failing.exception() else "another")


@tries("future.cancel(), queued")
def cancel_queued(pool):
    gate, ran = Event(), []
    busy = [pool.submit(gate.wait) for _ in range(2)]
    queued = pool.submit(ran.append, True)
    said = queued.cancel()
    gate.set()
    wait(busy)
    return "{}, {}, {}".format(said, "cancelled" if queued.cancelled() else "not cancelled", "though it ran" if ran else "it never ran")


@tries("future.cancel(), running")
def cancel_running(pool):
    running, gate = Event(), Event()

    def work():
        running.set()
        return gate.wait()

    future = pool.submit(work)
    running.wait()
    said = future.cancel()
    gate.set()
    return "{}, and it ran on to its result {}".format(said, future.result())


@tries("future.add_done_callback()")
def callbacks(pool):
    gate, order = Event(), []
    future = pool.submit(gate.wait)
    for number in (1, 2, 3):
        future.add_done_callback(lambda _, number=number: order.append(number))
    last = Event()
    future.add_done_callback(lambda _: last.set())
    gate.set()
    last.wait()
    return "added as 1, 2, 3; ran as {}".format(", ".join(map(str, order)))


@tries("as_completed(futures)")
def completion_order(pool):
    first, second = Event(), Event()
    names = {pool.submit(first.wait): "first", pool.submit(second.wait): "second"}
    second.set()
    order = []
    for future in as_completed(names):
        order.append(names[future])
        first.set()
    return "submitted first, second; completed {}".format(", ".join(order))


@tries("wait(futures, FIRST_COMPLETED)")
def first_completed(pool):
    gate = Event()
    slow, quick = pool.submit(gate.wait), pool.submit(bool)
    done, _ = wait([slow, quick], return_when=FIRST_COMPLETED)
    gate.set()
    slow.result()
    return "the quick one" if done == {quick} else "the slow one"


@tries("executor.map(function, items)")
def mapped(pool):
    return "{} for 20, 1, 10".format(", ".join(map(str, pool.map(fibonacci, (20, 1, 10)))))


def main():
    with ThreadPoolExecutor(2) as pool:
        return [{"name": name, "outcome": attempt(pool)} for name, attempt in TRIED.items()]


if __name__ == "__main__":
    serve(main)
