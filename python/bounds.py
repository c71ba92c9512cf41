"""CPU time against wall time says whether a call computes or waits (D1), and another interpreter may run it faster (D6)."""
import socket
import threading
from statistics import median
from time import perf_counter, sleep, thread_time, time

from serving import serve
from timing import in_rounds, in_turns
from together import in_threads
from workloads import fibonacci


def queued():
    """Seconds for which this thread stood ready without a core; 0 where the system does not tell."""
    try:
        with open("/proc/thread-self/schedstat") as file:
            return int(file.read().split()[1]) / 1e9
    except (OSError, IndexError, ValueError):
        return 0.0


def share(call):
    """The part of its time in which a call wants a core, whether it gets one or not."""
    waited, cpu, start = queued(), thread_time(), perf_counter()
    call()
    wall = perf_counter() - start
    return min(1.0, (thread_time() - cpu + queued() - waited) / wall)


def compute(seconds):
    end = perf_counter() + seconds
    while perf_counter() < end:
        fibonacci(10)


def slow_peer(seconds):
    """A socket whose other end takes its time for an answer."""
    ours, theirs = socket.socketpair()

    def answer():
        while theirs.recv(1):
            sleep(seconds)
            theirs.send(b"!")

    threading.Thread(target=answer, daemon=True).start()
    return ours


def shares(names, seconds=0.02, computed=0.5, rounds=9):
    peer = slow_peer(seconds)

    def ask():
        peer.send(b"?")
        peer.recv(1)

    def compute_and_wait():
        compute(computed * seconds)
        sleep((1 - computed) * seconds)

    calls = (lambda: compute(seconds), lambda: sleep(seconds), ask, compute_and_wait)
    return in_rounds(rounds, {name: lambda call=call: share(call) for name, call in zip(names, calls)})


def calls(size, since, seconds=0.05):
    """How long it took from then to the first call, how long that one takes, and those of the last quarter of the time."""
    started = time() - since
    took, begin = [], perf_counter()
    while not took or perf_counter() - begin < seconds:
        start = perf_counter()
        fibonacci(size)
        took.append(perf_counter() - start)
    return {"start": started, "first": took[0], "later": median(took[-max(1, len(took) // 4):])}


def threads(names, size=25, calls=20, rounds=9):
    """The same calls on one thread, and shared out between two."""
    def compute_many(count):
        for _ in range(count):
            fibonacci(size)

    ways = (lambda: compute_many(calls), lambda: in_threads(compute_many, [(calls // 2,)] * 2))
    return in_turns(rounds, dict(zip(names, ways)))


if __name__ == "__main__":
    serve(shares, calls, threads)
