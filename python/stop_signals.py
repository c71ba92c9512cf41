"""A thread cannot be ended from outside: it looks at a flag after each nap, or an event wakes it (C6)."""
import threading
from time import perf_counter, sleep

from serving import serve


class Flag:
    """An object with an attribute, as document 002 has it."""

    def __init__(self):
        self.go = True

    def wait(self, seconds):
        sleep(seconds)
        return not self.go

    def set(self):
        self.go = False


SIGNALS = {"event": threading.Event, "flag": Flag}


def stop(signal="event", nap_ms=100, run_ms=150):
    """How long a thread that naps again and again runs on after it was told to stop, in seconds."""
    told = SIGNALS[signal]()

    def work():
        while not told.wait(nap_ms / 1000):
            pass

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    sleep(run_ms / 1000)
    alive = thread.is_alive()
    start = perf_counter()
    told.set()
    thread.join(10 + nap_ms / 1000)
    return {"seconds": perf_counter() - start, "ran_until_told": alive, "ended": not thread.is_alive()}


def ways_to_end():
    """The methods of a thread that could end it from outside: none."""
    names = {"abort", "cancel", "interrupt", "kill", "stop", "suspend", "terminate"}
    return {"names": sorted(names & set(dir(threading.Thread)))}


if __name__ == "__main__":
    serve(stop, ways_to_end)
