"""A process pool's map submits every chunk before it returns the first result: its memory grows with the number of calls (A7)."""
import multiprocessing
from concurrent.futures import ProcessPoolExecutor

from memory import private_bytes, resident_bytes
from serving import end_with_parent, serve
from workloads import nothing, wait


def main(workers=2, calls=1_000_000, chunk_size=1_000):
    with ProcessPoolExecutor(workers, initializer=end_with_parent) as pool:
        list(pool.map(wait, [20] * workers))  # all workers have started
        sizes = [resident_bytes()]
        for count, _ in enumerate(pool.map(nothing, range(calls), chunksize=chunk_size)):
            if count % 100_000 == 0:
                sizes.append(resident_bytes())
        of_workers = [private_bytes(worker.pid) for worker in multiprocessing.active_children()]
    return {
        "grown": None if sizes[0] is None else max(sizes) - sizes[0],
        "workers": [size for size in of_workers if size is not None],
    }


if __name__ == "__main__":
    serve(main)
