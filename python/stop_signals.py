"""A thread cannot be ended from outside: it looks at a flag after each nap, or an event wakes it (C6)."""
import threading
from time import perf_counter, sleep

from serving import serve


class Flag:
    """An object with an attribute, as the second document has it."""

    def __init__(self):
        self.go = True

    def wait(self, seconds):
        sleep(seconds)
        return not self.go

    def set(self):
        self.go = False


SIGNALS = {"event": threading.Event, "flag": Flag}


def main(signal="event", nap_ms=100, run_ms=150, repeats=3):
    return {"latency_seconds": [stop(SIGNALS[signal](), nap_ms / 1000, run_ms / 1000) for _ in range(repeats)]}


def stop(signal, nap, run):
    def work():
        while not signal.wait(nap):
            pass

    thread = threading.Thread(target=work)
    thread.start()
    sleep(run)
    told = perf_counter()
    signal.set()
    thread.join()
    return perf_counter() - told


if __name__ == "__main__":
    serve(main)
