"""A thread pool, fed call by call and read as calls complete (A4): under the GIL it is slower than one thread."""
from concurrent.futures import ThreadPoolExecutor, as_completed

from models import nowhere


def pool(workers):
    return ThreadPoolExecutor(workers)


def run(pool, function, sizes, chunk_size, tell=nowhere):
    futures = [pool.submit(function, size) for size in sizes]
    for future in as_completed(futures):
        tell(future.result())
    return [future.result() for future in futures]
