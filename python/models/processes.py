"""A process pool, fed call by call and read as calls complete (A7): each call is pickled and sent on its own."""
from concurrent.futures import ProcessPoolExecutor, as_completed

from models import nowhere
from serving import end_with_parent


def pool(workers):
    return ProcessPoolExecutor(workers, initializer=end_with_parent)


def run(pool, function, sizes, chunk_size, tell=nowhere):
    futures = [pool.submit(function, size) for size in sizes]
    for future in as_completed(futures):
        tell(future.result())
    return [future.result() for future in futures]
