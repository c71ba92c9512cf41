"""A thread pool, fed call by call and read as calls complete (A4): under the GIL it is slower than one thread."""
from concurrent.futures import ThreadPoolExecutor, as_completed


def pool(workers):
    return ThreadPoolExecutor(workers)


def run(pool, function, sizes, chunk_size):
    futures = [pool.submit(function, size) for size in sizes]
    for _ in as_completed(futures):
        pass
    return [future.result() for future in futures]
