"""Process pools: what they cost beside the work, what they serialise, what they can do, and what becomes of them when a worker dies.

Whatever goes in or comes out is serialised (pickled), copied through a pipe, and built up again on the other side: little for bytes,
much for objects (A7, A9, D5, D9, E9).
"""
import multiprocessing
import os
import pickle
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, TimeoutError
from concurrent.futures.process import BrokenProcessPool
from threading import Lock, Thread
from time import perf_counter, sleep

from memory import private_bytes, resident_bytes
from serving import end_with_parent, serve
from timing import in_turns, seconds
from workloads import fibonacci, nothing, wait

HELD = Lock()


def process_pool(workers):
    return ProcessPoolExecutor(workers, initializer=end_with_parent)


def warm(pool, workers):
    """All workers have started: they start when there are calls that no idle worker takes."""
    list(pool.map(wait, [20] * workers))


def submit(pool, function, sizes):
    for future in [pool.submit(function, size) for size in sizes]:
        future.result()


def map_in_chunks(pool, calls, chunk_size):
    for _ in pool.map(nothing, range(calls), chunksize=chunk_size):
        pass


def round_trips(pool, calls):
    for _ in range(calls):
        pool.submit(nothing, 0).result()


def start_and_stop(workers):
    start = perf_counter()
    with process_pool(workers) as pool:
        pool.submit(nothing, 0).result()
        answered = perf_counter()
    return answered - start, perf_counter() - answered


def costs(workers=2, calls=2_000, mapped_calls=100_000, chunk_size=1_000, trips=500, repeats=5):
    """What an empty call takes: submitted, mapped, one at a time; and the pool's start and stop."""
    with process_pool(workers) as pool:
        warm(pool, workers)
        times = [
            (
                seconds(submit, pool, nothing, range(calls)) / calls,
                seconds(map_in_chunks, pool, mapped_calls, chunk_size) / mapped_calls,
                seconds(round_trips, pool, trips) / trips,
                *start_and_stop(workers),
            )
            for _ in range(repeats)
        ]
    return dict(zip(["submit_seconds", "map_seconds", "round_trip_seconds", "start_seconds", "stop_seconds"], zip(*times)))


def memory(workers=2, calls=1_000_000, chunk_size=1_000):
    """map submits every chunk before it returns the first result: the pool's memory grows with the number of calls."""
    with process_pool(workers) as pool:
        warm(pool, workers)
        sizes = [resident_bytes()]
        for count, _ in enumerate(pool.map(nothing, range(calls), chunksize=chunk_size)):
            if count % 100_000 == 0:
                sizes.append(resident_bytes())
        of_workers = [private_bytes(worker.pid) for worker in multiprocessing.active_children()]
    return {
        "grown": None if sizes[0] is None else max(sizes) - sizes[0],
        "workers": [size for size in of_workers if size is not None],
    }


def start_and_join(start, workers):
    started = [start() for _ in range(workers)]
    for one in started:
        one.start()
    for one in started:
        one.join()


def overheads(names, size=20, calls=200, workers=2, rounds=9):
    """The same calls on one thread, on a warm pool and on one that is started for them; and threads and processes that do nothing."""
    alone, warmed, started, threads, processes, spawned = names
    own = multiprocessing.Process
    with process_pool(workers) as pool:
        warm(pool, workers)

        def on_a_new_pool():
            with process_pool(workers) as new:
                submit(new, fibonacci, [size] * calls)

        return in_turns(rounds, {
            alone: lambda: [fibonacci(size) for _ in range(calls)],
            warmed: lambda: list(pool.map(fibonacci, [size] * calls, chunksize=max(1, calls // workers // 4))),
            started: on_a_new_pool,
            threads: lambda: start_and_join(lambda: Thread(target=nothing, args=(0,)), workers),
            processes: lambda: start_and_join(lambda: own(target=nothing, args=(0,)), workers),
            spawned: lambda: start_and_join(lambda: multiprocessing.get_context("spawn").Process(target=nothing, args=(0,)), workers),
        })


def take(answer):
    answer.send(HELD.acquire(timeout=0.2))


def takes_held_lock(method):
    """Whether a child process gets a lock that a thread of its parent holds when it starts; None where there is no such start."""
    if method not in multiprocessing.get_all_start_methods():
        return None
    context = multiprocessing.get_context(method)
    ours, theirs = context.Pipe()
    with HELD:
        child = context.Process(target=take, args=(theirs,))
        child.start()
        taken = ours.recv()
    child.join()
    return taken


def starts(workers=2):
    """How a pool's workers start by default, what memory each has, and whether a lock that was held at a fork is lost to the child."""
    with process_pool(workers) as pool:
        warm(pool, workers)
        bytes_of_workers = [private_bytes(worker.pid) or 0 for worker in multiprocessing.active_children()]
    return {
        "default": multiprocessing.get_start_method(), "worker_bytes": bytes_of_workers,
        "forked": takes_held_lock("fork"), "spawned": takes_held_lock("spawn"),
    }


def graph(kind, items):
    if kind == "bytes":
        return bytes(8 * items)
    if kind == "integers":
        return [7919 * number for number in range(items)]
    return [{"id": number, "price": 7919 * number, "stock": number % 100, "sold": number % 7} for number in range(items)]


def there(blob):
    start = perf_counter()
    answer = pickle.dumps(pickle.loads(blob))
    return answer, perf_counter() - start


def steps(kinds, items=20_000, rounds=9):
    """What each step of a call takes that returns what it was sent, for objects of several kinds."""
    answers = {}
    with process_pool(1) as pool:
        for kind in kinds:
            what, times = graph(kind, items), []
            for number in range(rounds + 1):
                began = perf_counter()
                blob = pickle.dumps(what)
                dumped = perf_counter()
                answer, in_worker = pool.submit(there, blob).result()
                back = perf_counter()
                pickle.loads(answer)
                if number:
                    times.append((dumped - began, back - dumped - in_worker, in_worker, perf_counter() - back))
            names = ("serialise", "copy", "there", "deserialise")
            answers[kind] = {"bytes": len(blob), **dict(zip(names, map(list, zip(*times))))}
    return answers


def compute(call):
    size, records = call
    return fibonacci(size), records


def paying(names, records, size=22, calls=8, workers=2, rounds=9):
    """The same computation on one thread, and on a pool, with more and more records that travel with each call."""
    with process_pool(workers) as pool:
        warm(pool, workers)
        loads = [[(size, graph("dictionaries", count))] * calls for count in records]
        ways = {names[0]: lambda: [fibonacci(size) for _ in range(calls)]}
        for name, load in zip(names[1:], loads):
            ways[name] = lambda load=load: submit(pool, compute, load)
        return in_turns(rounds, ways)


def gives_result(pool):
    return pool.submit(fibonacci, 10).result() == 55


def times_out(pool):
    for milliseconds in (200, 1000, 5000):  # on a busy machine the waiting may end late
        slow = pool.submit(wait, milliseconds)
        try:
            slow.result(timeout=0.02)
        except TimeoutError:
            return slow.result() == milliseconds  # only the waiting ended
    return False


def fails(pool):
    return type(pool.submit(int, "none").exception()) is ValueError


def cancels(pool):
    """A call that waits in the queue can be cancelled, one that runs cannot."""
    waiting = [pool.submit(wait, 50) for _ in range(12)]
    sleep(0.02)
    return waiting[-1].cancel() and not waiting[0].cancel()


def abilities(workers=2):
    """What both pools can do through one interface, tried one by one."""
    asked = [("a result", gives_result), ("a time-out", times_out), ("an exception", fails), ("cancelling", cancels)]
    with ThreadPoolExecutor(workers) as threads, process_pool(workers) as processes:
        warm(processes, workers)
        return {name: [ask(threads), ask(processes)] for name, ask in asked}


def deadly_call(number, deadly):
    if number == deadly:
        os._exit(1)
    sleep(0.001)
    return number


def broken(calls=200, deadly=100, workers=2):
    """A process pool whose worker dies is broken for good: the calls under way are lost, and no new one is taken."""
    with process_pool(workers) as pool:
        submitted = []
        try:
            for number in range(calls):
                submitted.append(pool.submit(deadly_call, number, deadly))
        except BrokenProcessPool:
            pass
        lost = sum(isinstance(future.exception(), BrokenProcessPool) for future in submitted)
        try:
            takes_more = pool.submit(deadly_call, -1, deadly).result() == -1
        except BrokenProcessPool:
            takes_more = False
    return {"calls": calls, "arrived": len(submitted) - lost, "lost": lost, "refused": calls - len(submitted), "takes_more": takes_more}


if __name__ == "__main__":
    serve(costs, memory, overheads, starts, steps, paying, abilities, broken)
