"""The race that a pool built by hand has at first (B12).

Workers that count themselves done when they swallow their poison pill say nothing of results that still wait in the queue. A pill
that is sent back through that queue comes behind them all. The collector waits after its first result until the workers are done,
as one that prints slowly would, so that what may happen happens.
"""
import queue
from threading import Event, Lock, Thread

from serving import serve

POISON_PILL = None
GLANCE = 0.001  # seconds


class Finish:
    """Counts workers that are done."""

    def __init__(self, workers):
        self.left, self.lock, self.all_done = workers, Lock(), Event()

    def count_one(self):
        with self.lock:
            self.left -= 1
            if not self.left:
                self.all_done.set()


def work(jobs, results, finish, send_pill_back):
    for job in iter(jobs.get, POISON_PILL):
        results.put(job * job)
    if send_pill_back:
        results.put(POISON_PILL)
    finish.count_one()


def until_pills_are_swallowed(results, finish, workers):
    while not finish.all_done.is_set():
        try:
            yield results.get(timeout=GLANCE)
        except queue.Empty:
            pass


def until_pills_are_back(results, finish, workers):
    for _ in range(workers):
        yield from iter(results.get, POISON_PILL)


ENDS = {"swallowed": until_pills_are_swallowed, "returned": until_pills_are_back}


def main(end="swallowed", jobs=20, workers=3):
    numbers, results, finish = queue.SimpleQueue(), queue.SimpleQueue(), Finish(workers)
    for number in range(jobs):
        numbers.put(number)
    threads = [Thread(target=work, args=(numbers, results, finish, end == "returned")) for _ in range(workers)]
    for thread in threads:
        thread.start()
        numbers.put(POISON_PILL)
    collected = 0
    for _ in ENDS[end](results, finish, workers):
        collected += 1
        finish.all_done.wait()
    for thread in threads:
        thread.join()
    return {"jobs": jobs, "collected": collected}


if __name__ == "__main__":
    serve(main)
