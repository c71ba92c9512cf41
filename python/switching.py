"""The switch interval, and threads that keep the GIL busy."""
import sys
from contextlib import contextmanager
from threading import Thread


@contextmanager
def switch_interval(milliseconds):
    """Sets how long a thread waits before it asks the running one for the GIL; None leaves it at CPython's 5 ms."""
    before = sys.getswitchinterval()
    if milliseconds:
        sys.setswitchinterval(milliseconds / 1000)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


@contextmanager
def cpu_bound_threads(count):
    """So many threads that compute and never wait."""
    running = True

    def compute():
        number = 0
        while running:
            number += 1

    threads = [Thread(target=compute) for _ in range(count)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        running = False
        for thread in threads:
            thread.join()
