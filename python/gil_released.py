"""Threads do run at the same time while they are in C code that releases the GIL, such as a hash of much data (C5)."""
import hashlib

from serving import serve
from timing import seconds
from together import in_threads


def main(megabytes=16, threads=2, repeats=5):
    data = bytes(megabytes << 20)

    def hash_data():
        hashlib.sha256(data).digest()

    def in_one():
        for _ in range(threads):
            hash_data()

    times = [(seconds(in_one), seconds(in_threads, hash_data, [()] * threads)) for _ in range(repeats)]
    one, several = zip(*times)
    return {"one_thread_seconds": one, "threads_seconds": several}


if __name__ == "__main__":
    serve(main)
