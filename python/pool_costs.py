"""What the pools cost beside the work: a call, many at once or one at a time, and their start and stop (A9, D5, E9)."""
import multiprocessing
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from time import perf_counter

from serving import end_with_parent, serve
from timing import seconds
from workloads import nothing, wait


def process_pool(workers):
    return ProcessPoolExecutor(workers, initializer=end_with_parent)


def submit(pool, calls):
    for future in [pool.submit(nothing, 0) for _ in range(calls)]:
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


def echo(pipe):
    end_with_parent()
    while pipe.recv():
        pipe.send(True)


def pipe_round_trips(pipe, messages):
    for _ in range(messages):
        pipe.send(True)
        pipe.recv()


def main(workers=2, calls=2_000, mapped_calls=100_000, chunk_size=1_000, trips=500, repeats=5):
    ours, theirs = multiprocessing.Pipe()
    child = multiprocessing.Process(target=echo, args=(theirs,))
    child.start()
    with process_pool(workers) as processes, ThreadPoolExecutor(workers) as threads:
        list(processes.map(wait, [20] * workers))  # all workers have started
        times = [
            (
                seconds(submit, processes, calls) / calls,
                seconds(map_in_chunks, processes, mapped_calls, chunk_size) / mapped_calls,
                seconds(round_trips, processes, trips) / trips,
                seconds(submit, threads, calls) / calls,
                seconds(pipe_round_trips, ours, trips) / trips,
                *start_and_stop(workers),
            )
            for _ in range(repeats)
        ]
    ours.send(False)
    child.join()

    names = [
        "submit_seconds", "map_seconds", "round_trip_seconds", "thread_submit_seconds",
        "pipe_round_trip_seconds", "start_seconds", "stop_seconds",
    ]
    return dict(zip(names, zip(*times)))


if __name__ == "__main__":
    serve(main)
