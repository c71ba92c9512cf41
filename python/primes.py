"""Twenty numbers checked one after the other, and by workers that take them from a queue until each gets a poison pill.

With processes the work is shared out; with threads it takes as long as without (B11, B12, B13).
"""
import multiprocessing
import queue
from threading import Thread
from time import perf_counter

from serving import end_with_parent, serve
from workloads import is_prime

NUMBERS = [
    2, 3333333333333333, 4444444444444444, 5555555555555555, 6666666666666666,
    142702110479723, 7777777777777777, 299593572317531, 9999999999999999, 3333333333333301,
    3333335652092209, 4444444488888889, 4444444444444423, 5555553133149889, 5555555555555503,
    6666666666666719, 6666667141414921, 7777777536340681, 7777777777777753, 9999999999999917,
]
POISON_PILL = None


def check(number):
    start = perf_counter()
    prime = bool(is_prime(number))
    return {"number": number, "is_prime": prime, "seconds": perf_counter() - start}


def work(jobs, results):
    for number in iter(jobs.get, POISON_PILL):
        results.put(check(number))


def work_in_process(jobs, results):
    end_with_parent()
    work(jobs, results)


def one_after_the_other(numbers, workers):
    return [check(number) for number in numbers]


def in_processes(numbers, workers):
    jobs, results = multiprocessing.SimpleQueue(), multiprocessing.SimpleQueue()
    return share_out(numbers, jobs, results, [multiprocessing.Process(target=work_in_process, args=(jobs, results)) for _ in range(workers)])


def in_threads(numbers, workers):
    jobs, results = queue.SimpleQueue(), queue.SimpleQueue()
    return share_out(numbers, jobs, results, [Thread(target=work, args=(jobs, results)) for _ in range(workers)])


def share_out(numbers, jobs, results, workers):
    for number in numbers:
        jobs.put(number)
    for worker in workers:
        worker.start()
        jobs.put(POISON_PILL)
    checked = [results.get() for _ in numbers]
    for worker in workers:
        worker.join()
    return checked


WAYS = {"sequential": one_after_the_other, "processes": in_processes, "threads": in_threads}


def main(way="processes", workers=2, numbers=NUMBERS):
    start = perf_counter()
    checked = WAYS[way](numbers, workers)
    return {"seconds": perf_counter() - start, "checked": checked}


if __name__ == "__main__":
    serve(main)
