"""One call after the other (A3): what the others are measured against."""
from contextlib import contextmanager


@contextmanager
def pool(workers):
    yield None


def run(pool, function, sizes, chunk_size, tell):
    results = []
    for size in sizes:
        results.append(function(size))
        tell(results[-1])
    return results
