"""One call after the other (A3): what the others are measured against."""
from contextlib import contextmanager

from models import nowhere


@contextmanager
def pool(workers):
    yield None


def run(pool, function, sizes, chunk_size, tell=nowhere):
    if tell is nowhere:
        return [function(size) for size in sizes]
    results = []
    for size in sizes:
        results.append(function(size))
        tell(results[-1])
    return results
