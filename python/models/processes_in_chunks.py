"""A process pool again, but whole chunks of calls travel together: a hundred times cheaper for tiny calls."""
from concurrent.futures import ProcessPoolExecutor

from models import nowhere
from serving import end_with_parent


def pool(workers):
    return ProcessPoolExecutor(workers, initializer=end_with_parent)


def run(pool, function, sizes, chunk_size, tell=nowhere):
    results = list(pool.map(function, sizes, chunksize=chunk_size))
    for result in results:
        tell(result)
    return results
