"""A thread costs a tenth of a millisecond to create, and far less memory than its 8 MB of address space (A13, B2, E8)."""
from threading import Event, Thread

from memory import resident_bytes
from serving import serve
from timing import seconds


def create_and_join(threads):
    for _ in range(threads):
        thread = Thread(target=int)
        thread.start()
        thread.join()


def blocked(threads):
    """How much the resident memory grows while so many threads wait; None where the system does not tell."""
    release = Event()
    before = resident_bytes()
    started = [Thread(target=release.wait) for _ in range(threads)]
    for thread in started:
        thread.start()
    grown = resident_bytes() - before if before else None
    release.set()
    for thread in started:
        thread.join()
    return grown


def main(threads=500, repeats=5):
    grown = blocked(threads)
    return {"seconds": [seconds(create_and_join, threads) / threads for _ in range(repeats)], "threads": threads, "grown_bytes": grown}


if __name__ == "__main__":
    serve(main)
